/** Front door of answers and calls for other features, jobs and the server. */
export { eraseCallsJob } from './call-jobs.ts';
export { eraseCalls } from './commands/call-erase.server.ts';
