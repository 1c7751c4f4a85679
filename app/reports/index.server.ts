/** Front door of reports for jobs, seeds and commands. */
export { askForPack } from './commands/ask-for-pack.server.ts';
export { erasePacks } from './commands/erase-packs.server.ts';
export { makePack } from './commands/make-pack.server.ts';
export { erasePacksJob, makePackJob } from './jobs.ts';
export { keepReports } from './commands/keep-reports.server.ts';
export { makeReportFiles } from './commands/make-report-files.server.ts';
export { saveReport } from './commands/save-report.server.ts';
export { scheduleReport } from './commands/schedule-report.server.ts';
export { shareReport } from './commands/change-saved-report.server.ts';
export { storeModels } from './commands/store-models.server.ts';
export { assignModel, endAssignment } from './commands/assign-model.server.ts';
export { remindReports } from './commands/remind-reports.server.ts';
export { startReport } from './commands/start-report.server.ts';
export { monthsToWrite } from './queries/periods.server.ts';
export { sweepEvidence } from './commands/sweep-evidence.server.ts';
export { takeStep } from './commands/take-step.server.ts';
export { carryOver, saveLine, savePart, type LineFields } from './commands/write-report.server.ts';

// What seeds need to make a past that the program itself could have lived through.
export { storePastReport, type PastReport } from './commands/store-past-report.server.ts';
export { knownFigures } from './queries/known-figures.server.ts';
export { listModels, type PilotModel } from './queries/models.server.ts';
export { readCalendar } from './queries/periods.server.ts';
export { plusMonths, type Period } from './rules/period.ts';
export { defaultHeader, type CountedFigure, type ReportContent, type ReportLine } from './rules/report-content.ts';
export type { LineStatus, ModelRole } from './rules/models.ts';
export type { ReportStep } from './rules/report-state.ts';
export { listReportWork, type ReportWork } from './queries/waiting-work.server.ts';
export { reportsSettings } from './settings.server.ts';
export { countUnitWork } from './queries/unit-work.server.ts';
