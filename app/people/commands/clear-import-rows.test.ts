import { describe, expect, it } from 'vitest';
import { silentLog } from '../../../tests/support/log.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { batchOf, importWorld, type ImportWorld } from '../../../tests/world/imports.ts';
import { peopleJobs } from '../../../jobs/people/index.ts';
import { findAuditBreak } from '../../platform/audit.server.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/jobs.server.ts';
import { createRunner } from '../../platform/jobs/runner.server.ts';
import { clearImportRowsJob } from '../jobs.ts';
import { loadImportPage } from '../queries/import-page.server.ts';
import { clearImportRows, importRowDays } from './clear-import-rows.server.ts';
import { cancelImport } from './queue-import.server.ts';

const file = 'Mã số cán bộ,Họ và tên,Đơn vị\nCB01,Trần Văn Ưng,Sở Tư pháp\nCB02,Lê Ngọc Ánh,Sở Không Có\n';
const rowsLeft = async (world: ImportWorld) => (await world.db.selectFrom('import_row').select('batch_id').distinct().execute()).map((row) => row.batch_id);
const clear = (world: ImportWorld) => clearImportRows(testPorts(world.db, world.clock));
const audited = (world: ImportWorld) => world.db.selectFrom('audit_event').select(['actor_id', 'object_id', 'details']).where('action', '=', 'import.clear-rows').execute();

async function finished(world: ImportWorld, staffNo = 'CB01'): Promise<string> {
  const id = await world.check(file.replace('CB01', staffNo));
  await world.run(id);
  return id;
}

describe('raw rows of imports', () => {
  it('stay for thirty days after the end and go on the day after', async () => {
    await using world = await importWorld();
    const id = await finished(world);
    world.clock.pass({ days: 30 });
    expect(await clear(world)).toBe(0);
    expect(await rowsLeft(world)).toEqual([id]);
    world.clock.pass({ seconds: 1 });
    expect(await clear(world)).toBe(2);
    expect(await rowsLeft(world)).toEqual([]);
    expect(await clear(world)).toBe(0);
  });

  it('leave the import itself with its counts, and the people that it made', async () => {
    await using world = await importWorld();
    const id = await finished(world);
    world.clock.pass({ days: 31 });
    await clear(world);
    expect(await batchOf(world, id)).toMatchObject({ state: 'DONE', totalRows: 2, summary: { counts: { CREATE: 1, ERROR: 1 } } });
    expect(await world.person('CB01')).toMatchObject({ full_name: 'Trần Văn Ưng' });
    expect(await loadImportPage(world.db, world.admin, id, { filter: 'ALL', page: 1 })).toMatchObject({ areRowsCleared: true, rows: [] });
  });

  it('go for a cancelled import as well', async () => {
    await using world = await importWorld();
    const id = await world.check(file);
    await cancelImport(world.db, world.admin, id, world.clock.now().toISOString());
    world.clock.pass({ days: 31 });
    expect(await clear(world)).toBe(2);
  });

  it.each(['UPLOADED', 'CHECKED', 'QUEUED', 'RUNNING'])('stay while an import is %s, however old it is', async (state) => {
    await using world = await importWorld();
    const id = await world.check(file);
    await world.db.updateTable('import_batch').set({ state }).where('id', '=', id).execute();
    world.clock.pass({ days: 400 });
    expect(await clear(world)).toBe(0);
    expect(await rowsLeft(world)).toEqual([id]);
  });

  it('go only where the time is over', async () => {
    await using world = await importWorld();
    const old = await finished(world);
    world.clock.pass({ days: 20 });
    const young = await finished(world, 'CB11');
    world.clock.pass({ days: 11 });
    await clear(world);
    expect(await rowsLeft(world)).toEqual([young]);
    expect((await audited(world)).map((row) => [row.actor_id, row.object_id, JSON.parse(row.details)])).toEqual([[null, old, { days: 30, rows: 2 }]]);
    expect(await findAuditBreak(world.db)).toBeNull();
  });

  it('follow the setting in force', async () => {
    await using world = await importWorld();
    await finished(world);
    await world.db.insertInto('setting').values({ id: newId(), key: importRowDays.key, value: '7', valid_from: '2026-11-01', valid_to: null, legal_basis: 'Quyết định của chủ quản' }).execute();
    world.clock.pass({ days: 7 });
    expect(await clear(world)).toBe(0);
    world.clock.pass({ minutes: 1 });
    expect(await clear(world)).toBe(2);
    expect(importRowDays.legalBasis).toContain('dữ liệu tối thiểu');
    expect(importRowDays.value.safeParse(0).success).toBe(false);
  });

  it('are deleted by the nightly job', async () => {
    await using world = await importWorld();
    await finished(world);
    world.clock.pass({ days: 31 });
    await world.db.deleteFrom('job').execute();
    await enqueue(world.db, clearImportRowsJob, {}, { now: world.clock.now().toISOString() });
    expect(await createRunner({ db: world.db, clock: world.clock, log: silentLog, secret: '', timeZone: 'Asia/Ho_Chi_Minh' }, peopleJobs).runDue()).toBe(1);
    expect(await rowsLeft(world)).toEqual([]);
  });
});
