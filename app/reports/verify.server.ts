/** Front door for whoever checks an inspection pack with nothing but the pack: it needs no database, and starts in a moment because it knows no other feature. */
export { checkPack } from './pack-check.server.ts';
export type { PackFault, PackManifest } from './rules/pack.ts';
