/** Front door of reports for jobs, seeds and commands. */
export { askForPack } from './commands/ask-for-pack.server.ts';
export { erasePacks } from './commands/erase-packs.server.ts';
export { makePack } from './commands/make-pack.server.ts';
export { checkPack } from './pack-check.server.ts';
export { erasePacksJob, makePackJob } from './pack-jobs.ts';
export type { PackFault, PackManifest } from './rules/pack.ts';
export { keepReports } from './commands/keep-reports.server.ts';
export { makeReportFiles } from './commands/make-report-files.server.ts';
export { saveReport } from './commands/save-report.server.ts';
export { scheduleReport } from './commands/schedule-report.server.ts';
export { shareReport } from './commands/change-report.server.ts';
