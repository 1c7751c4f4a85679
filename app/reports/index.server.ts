/** Front door of reports for jobs and seeds. */
export { storeModels } from './commands/store-models.server.ts';
export { assignModel, endAssignment } from './commands/assign-model.server.ts';
export { remindReports } from './commands/remind-reports.server.ts';
export { startReport } from './commands/start-report.server.ts';
export { monthsToWrite } from './queries/periods.server.ts';
export { takeStep } from './commands/take-step.server.ts';
export { carryOver, saveLine, savePart, type LineFields } from './commands/write-report.server.ts';
