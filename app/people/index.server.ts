/** The front door of people for jobs and other features. */
export { applyImport } from './commands/apply-import.server.ts';
export { applyImportJob } from './importing/jobs.ts';
