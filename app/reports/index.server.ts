/** Front door of reports for jobs and seeds. */
export { storeModels } from './commands/store-models.server.ts';
export { assignModel, endAssignment } from './commands/assign-model.server.ts';
