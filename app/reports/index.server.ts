/** Front door of reports for jobs and seeds. */
export { storeModels } from './commands/store-models.server.ts';
export { assignModel, endAssignment } from './commands/assign-model.server.ts';
export { remindReports } from './commands/remind-reports.server.ts';
export { startReport } from './commands/start-report.server.ts';
export { monthsToWrite } from './queries/periods.server.ts';
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
