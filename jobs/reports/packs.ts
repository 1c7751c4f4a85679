import { join } from 'node:path';
import { handleJob, type JobHandler } from '../../app/platform/jobs/jobs.server.ts';
import { erasePacks, erasePacksJob, makePack, makePackJob } from '../../app/reports/index.server.ts';

const makePackHandler = handleJob(makePackJob, async ({ packId }, { db, clock, timeZone, secret, env }) => {
  if (!env) throw new Error('a pack cannot be made without the settings of its folder');
  await makePack({ db, clock, timeZone, secret, packsDir: join(env.DATA_DIR, 'packs') }, packId);
});

const erasePacksHandler = handleJob(erasePacksJob, async (_payload, { db, clock, timeZone, log, env }) => {
  if (!env) throw new Error('packs cannot be erased without the settings of their folder');
  log.info(await erasePacks({ db, clock, timeZone, packsDir: join(env.DATA_DIR, 'packs') }), 'packs erased');
});

/** Jobs of inspection packs. */
export const packHandlers: JobHandler[] = [makePackHandler, erasePacksHandler];
