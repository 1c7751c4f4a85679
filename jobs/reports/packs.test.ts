import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnv } from '../../app/platform/env.ts';
import { silentLog } from '../../tests/support/log.ts';
import { packWorld, secret } from '../../tests/world/packs.ts';
import { jobHandlers } from '../registry.ts';
import { scheduleDue } from '../schedules.ts';

const handler = (name: string) => {
  const found = jobHandlers.find(({ contract }) => contract.name === name);
  if (!found) throw new Error(`no job ${name}`);
  return found;
};

describe('jobs of packs', () => {
  it('make what was asked for below the data folder, and erase it when its time is over', async () => {
    await using w = await packWorld();
    const dataDir = dirname(w.ports.packsDir);
    const context = { db: w.db, clock: w.clock, log: silentLog, secret, timeZone: 'Asia/Ho_Chi_Minh', env: readEnv({ NODE_ENV: 'test', DATA_DIR: dataDir }) };
    expect((await w.ask()).ok).toBe(true);
    const { payload } = await w.db.selectFrom('job').select('payload').where('name', '=', 'reports.make-pack').executeTakeFirstOrThrow();
    await handler('reports.make-pack').run(JSON.parse(payload), context);
    const { file_name } = await w.db.selectFrom('inspection_pack').select('file_name').executeTakeFirstOrThrow();
    expect(existsSync(join(dataDir, 'packs', file_name ?? ''))).toBe(true);
    w.clock.pass({ days: 31 });
    await handler('reports.erase-packs').run({}, context);
    expect(existsSync(join(dataDir, 'packs', file_name ?? ''))).toBe(false);
  });

  it('do nothing for a pack that is not there, and say when they have no folder', async () => {
    await using w = await packWorld();
    const context = { db: w.db, clock: w.clock, log: silentLog, secret, timeZone: 'Asia/Ho_Chi_Minh' };
    for (const name of ['reports.make-pack', 'reports.erase-packs']) await expect(handler(name).run({ packId: 'x' }, context)).rejects.toThrow('without the settings of');
    await handler('reports.make-pack').run({ packId: 'x' }, { ...context, env: readEnv({ NODE_ENV: 'test', DATA_DIR: dirname(w.ports.packsDir) }) });
    expect(await w.db.selectFrom('audit_event').select('action').execute()).toEqual([]);
  });

  it('are waiting every night', async () => {
    await using w = await packWorld();
    await scheduleDue(w.db, w.clock);
    expect(await w.db.selectFrom('job').select('run_at').where('name', '=', 'reports.erase-packs').execute()).toEqual([{ run_at: '2026-11-23T18:45:00.000Z' }]);
  });
});
