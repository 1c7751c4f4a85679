/** Front door of the contest for the start, seeds and jobs. */
export { sendCode } from './commands/send-code.server.ts';
