/** Front door of answers for the start, seeds, jobs and campaigns. */
export { loadAnswers, type LoadReport } from './commands/load-answers.server.ts';
export { readAnswers } from './content/read-folder.server.ts';
export { answersReport } from './content/report.ts';
