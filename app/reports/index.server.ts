/** Front door of reports for jobs, seeds and commands. */
export { askForPack } from './commands/ask-for-pack.server.ts';
export { erasePacks } from './commands/erase-packs.server.ts';
export { makePack } from './commands/make-pack.server.ts';
export { checkPack } from './pack-check.server.ts';
export { erasePacksJob, makePackJob } from './pack-jobs.ts';
export type { PackFault, PackManifest } from './rules/pack.ts';
