/** Front door of reports for jobs and seeds. */
export { keepReports } from './commands/keep-reports.server.ts';
export { makeReportFiles } from './commands/make-report-files.server.ts';
export { saveReport } from './commands/save-report.server.ts';
export { scheduleReport } from './commands/schedule-report.server.ts';
export { shareReport } from './commands/change-report.server.ts';
