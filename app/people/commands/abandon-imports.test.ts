import { describe, expect, it } from 'vitest';
import { testPorts } from '../../../tests/world/calls.ts';
import { batchOf, importWorld, type ImportWorld } from '../../../tests/world/imports.ts';
import { silentLog } from '../../../tests/support/log.ts';
import { peopleJobs } from '../../../jobs/people/index.ts';
import { findAuditBreak } from '../../platform/audit.server.ts';
import { enqueue } from '../../platform/jobs/jobs.server.ts';
import { createRunner } from '../../platform/jobs/runner.server.ts';
import { clearImportRowsJob } from '../jobs.ts';
import { abandonImports } from './abandon-imports.server.ts';

const file = 'Mã số cán bộ,Họ và tên,Đơn vị\nCB01,Trần Văn Ưng,Sở Tư pháp\nCB02,Lê Ngọc Ánh,Sở Không Có\n';
const abandon = (world: ImportWorld) => abandonImports(testPorts(world.db, world.clock));
const rows = (world: ImportWorld) => world.db.selectFrom('import_row').select('row_no').execute();

describe('imports that nobody confirms', () => {
  it.each(['UPLOADED', 'CHECKED'])('wait for seven days when %s; then they end and their rows go, with a row in the audit log', async (state) => {
    await using world = await importWorld();
    const id = await world.check(file);
    await world.db.updateTable('import_batch').set({ state }).where('id', '=', id).execute();
    world.clock.pass({ days: 7 });
    expect([await abandon(world), (await rows(world)).length]).toEqual([0, 2]);
    world.clock.pass({ seconds: 1 });
    expect([await abandon(world), (await rows(world)).length]).toEqual([1, 0]);
    expect(await batchOf(world, id)).toMatchObject({ state: 'CANCELLED', totalRows: 2, doneRows: 0 });
    const audited = await world.db.selectFrom('audit_event').select(['actor_id', 'object_id', 'details']).where('action', '=', 'import.abandon').execute();
    expect(audited).toEqual([{ actor_id: null, object_id: id, details: '{"days":7,"rows":2}' }]);
    expect(await findAuditBreak(world.db)).toBeNull();
    expect(await abandon(world)).toBe(0);
  });

  it.each(['QUEUED', 'RUNNING', 'DONE', 'CANCELLED'])('are not those that are %s', async (state) => {
    await using world = await importWorld();
    const id = await world.check(file);
    await world.db.updateTable('import_batch').set({ state }).where('id', '=', id).execute();
    world.clock.pass({ days: 400 });
    expect([await abandon(world), (await rows(world)).length]).toEqual([0, 2]);
  });

  it('are ended by the nightly job', async () => {
    await using world = await importWorld();
    await world.check(file);
    world.clock.pass({ days: 8 });
    await world.db.deleteFrom('job').execute();
    await enqueue(world.db, clearImportRowsJob, {}, { now: world.clock.now().toISOString() });
    await createRunner({ db: world.db, clock: world.clock, log: silentLog, secret: '', timeZone: 'Asia/Ho_Chi_Minh' }, peopleJobs).runDue();
    expect(await rows(world)).toEqual([]);
  });
});
