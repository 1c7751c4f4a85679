import { describe, expect, it } from 'vitest';
import { batchOf, everywhere, importWorld, type ImportWorld } from '../../../tests/world/imports.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { silentLog } from '../../../tests/support/log.ts';
import { jobHandlers } from '../../../jobs/registry.ts';
import { findAuditBreak } from '../../platform/audit.server.ts';
import { newId } from '../../platform/ids.ts';
import { createRunner } from '../../platform/jobs/runner.server.ts';
import { chunkSize } from './apply-import.server.ts';
import { cancelImport, queueImport } from './queue-import.server.ts';

const head = 'Mã số cán bộ,Họ và tên,Thư điện tử,Đơn vị,Chức vụ,Đối tượng,Ngày vào,Ngày điều chuyển,Ngày nghỉ';
const list = (...rows: string[]) => [head, ...rows].join('\n');
const many = (count: number) => list(...Array.from({ length: count }, (_, at) => `N${String(at).padStart(5, '0')},Nguyễn Văn ${'ABCDEGHIKL'[at % 10]},n${at}@vi-du.invalid,Sở Tư pháp,Chuyên viên,Công chức,01/7/2025,,`));
const rowOf = (world: ImportWorld, action: string) => world.db.selectFrom('audit_event').select('details').where('action', '=', action).execute();

describe('applying an import', () => {
  it('creates people with a dated membership and no password', async () => {
    await using world = await importWorld();
    const id = await world.check(list('cb01,Trần Văn Ưng,UNG@vi-du.invalid,Sở Tư pháp,Chuyên viên,Công chức,1/7/2019,,', 'CB02,Lê Ngọc Ánh,,phường Hoa Lư,,Hợp đồng,15/8/2025,,', 'CB03,Đỗ Ý,,STP,,,,,'));
    expect(await world.outcomes(id)).toEqual(['CREATE', 'CREATE', 'ERROR']);
    await world.run(id);
    const { units } = world;
    expect(await world.person('CB01')).toMatchObject({ full_name: 'Trần Văn Ưng', email: 'ung@vi-du.invalid', staff_category: 'CIVIL_SERVANT', joined_on: '2019-07-01', homes: [[units.stp, 'Chuyên viên', '2025-07-01', null]] });
    expect(await world.person('CB02')).toMatchObject({ email: null, homes: [[units.hoaLu, 'Người lao động', '2025-08-15', null]] });
    expect(await world.db.selectFrom('credential').selectAll().execute()).toEqual([]);
    expect(await batchOf(world, id)).toMatchObject({ state: 'DONE', doneRows: 3, totalRows: 3, summary: { counts: { CREATE: 2, ERROR: 1 } } });
  });

  it('finds nothing to do when the same file comes again', async () => {
    await using world = await importWorld();
    await makePerson(world.db, { staffNo: 'CB09', fullName: 'Mai Lan', unitId: world.units.stp, email: 'lan@vi-du.invalid' });
    const file = list('CB01,Trần Văn Ưng,u@vi-du.invalid,Sở Tư pháp,Chuyên viên,Công chức,01/7/2019,,', 'CB02,NGUYỄN AN,,Sở Tư pháp,,,,,', 'CB09,Mai Lan Hương,lan@vi-du.invalid,UBND phường Hoa Lư,,,,,', 'QT0001,Phạm Quản Trị,,,,,,,');
    await world.run(await world.check(file));
    const again = await world.check(file);
    expect(await world.outcomes(again)).toEqual(['SAME', 'SAME', 'SAME', 'SAME']);
    await expect(queueImport(world.db, world.admin, again, world.clock.now().toISOString())).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('updates only what the file fills in', async () => {
    await using world = await importWorld();
    await makePerson(world.db, { staffNo: 'CB01', fullName: 'Trần Văn Ưng', unitId: world.units.stp, email: 'ung@vi-du.invalid' });
    const id = await world.check(list('CB01,Trần Văn Ứng,,,Trưởng phòng,Cán bộ,,,'));
    await world.run(id);
    expect(await world.person('CB01')).toMatchObject({ full_name: 'Trần Văn Ứng', email: 'ung@vi-du.invalid', staff_category: 'CADRE', homes: [[world.units.stp, 'Trưởng phòng', '2025-07-01', null]] });
    const { name_fold } = await world.db.selectFrom('user_account').select('name_fold').where('staff_no', '=', 'CB01').executeTakeFirstOrThrow();
    expect(name_fold).toBe('tran van ung');
  });

  it('closes the old membership and opens the new one on the day of the transfer', async () => {
    await using world = await importWorld();
    await makePerson(world.db, { staffNo: 'CB01', fullName: 'Mai Lan', unitId: world.units.stp });
    await makePerson(world.db, { staffNo: 'CB02', fullName: 'Mai Hoa', unitId: world.units.stp });
    await world.run(await world.check(list('CB01,Mai Lan,,"Văn phòng HĐND và UBND, phường Hoa Lư",Văn thư,,,01/10/2026,', 'CB02,Mai Hoa,,phường Hoa Lư,,,,,')));
    const { stp, hoaLu, taiHoaLu } = world.units;
    expect((await world.person('CB01')).homes).toEqual([[stp, 'Công chức', '2025-07-01', '2026-10-01'], [taiHoaLu, 'Văn thư', '2026-10-01', null]]);
    expect((await world.person('CB02')).homes).toEqual([[stp, 'Công chức', '2025-07-01', '2026-11-23'], [hoaLu, 'Công chức', '2026-11-23', null]]);
  });

  it('lets leavers go: date, account, membership, roles and sessions', async () => {
    await using world = await importWorld();
    const leaver = await makePerson(world.db, { staffNo: 'CB01', fullName: 'Mai Lan', unitId: world.units.stp, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: world.units.stp }] });
    await world.db.insertInto('session').values({ id: newId(), token_hash: 'x', user_id: leaver.id, created_at: '', last_seen_at: '', expires_at: '', idle_minutes: 30, user_agent: '', address: '' }).execute();
    const file = list('CB01,Mai Lan,,,,,,,31/10/2026');
    await world.run(await world.check(file));
    expect(await world.person('CB01')).toMatchObject({ left_on: '2026-10-31', disabled_at: world.clock.now().toISOString(), homes: [[world.units.stp, 'Công chức', '2025-07-01', '2026-10-31']] });
    expect(await world.db.selectFrom('session').select('revoked_at').execute()).toEqual([{ revoked_at: world.clock.now().toISOString() }]);
    expect(await world.db.selectFrom('role_assignment').select('user_id').where('revoked_at', 'is', null).execute()).toEqual([{ user_id: world.admin.id }]);
    expect(await world.outcomes(await world.check(file))).toEqual(['SAME']);
  });

  it('writes strange names as they are', async () => {
    await using world = await importWorld();
    await world.run(await world.check(list("CB01,Robert'); DROP TABLE user_account;--,,Sở Tư pháp,,,,,", 'CB02,Trần An 🌸,,Sở Tư pháp,,,,,', `CB03,${'Nguyễn Thị Thuỳ Dương'.normalize('NFD')},,${'Sở Tư pháp'.normalize('NFD')},,,,,`)));
    expect((await world.person('CB01')).full_name).toBe("Robert'); DROP TABLE user_account;--");
    expect((await world.person('CB02')).full_name).toBe('Trần An 🌸');
    expect((await world.person('CB03')).full_name).toBe('Nguyễn Thị Thuỳ Dương');
  });

  it('leaves one audit row per batch step and one per chunk', async () => {
    await using world = await importWorld();
    const id = await world.check(many(chunkSize + 10));
    await world.run(id);
    expect(await rowOf(world, 'import.upload')).toHaveLength(1);
    expect(await rowOf(world, 'import.confirm')).toHaveLength(1);
    expect(await rowOf(world, 'import.finish')).toHaveLength(1);
    const chunks = (await rowOf(world, 'import.apply')).map((row) => JSON.parse(row.details) as { fromRow: number; toRow: number; created: string[]; notApplied: number });
    expect(chunks.map((chunk) => [chunk.fromRow, chunk.toRow, chunk.created.length, chunk.notApplied])).toEqual([[2, 201, 200, 0], [202, 211, 10, 0]]);
    expect(await findAuditBreak(world.db)).toBeNull();
  });
});

describe('an import that is interrupted', () => {
  it('goes on after a kill in the middle and doubles nobody', async () => {
    await using world = await importWorld();
    const id = await world.check(many(chunkSize * 2 + 50));
    await queueImport(world.db, world.admin, id, world.clock.now().toISOString());
    let reads = 0;
    const dying = { ...world.clock, now: () => { reads += 1; if (reads > 3) throw new Error('killed'); return world.clock.now(); } };
    const { applyImport } = await import('./apply-import.server.ts');
    await expect(applyImport({ db: world.db, clock: dying, timeZone: 'Asia/Ho_Chi_Minh' }, id)).rejects.toThrow('killed');
    expect(await batchOf(world, id)).toMatchObject({ state: 'RUNNING', doneRows: chunkSize * 2 });
    await world.apply(id);
    await world.apply(id);
    expect(await batchOf(world, id)).toMatchObject({ state: 'DONE', doneRows: chunkSize * 2 + 50 });
    const { total } = await world.db.selectFrom('user_account').select((select) => select.fn.countAll<number>().as('total')).where('staff_no', 'like', 'N%').executeTakeFirstOrThrow();
    expect(total).toBe(chunkSize * 2 + 50);
  });

  it('shows as interrupted when the job has given up, and can be resumed', async () => {
    await using world = await importWorld();
    const id = await world.check(many(3));
    await queueImport(world.db, world.admin, id, world.clock.now().toISOString());
    await world.db.updateTable('job').set({ state: 'FAILED' }).execute();
    expect(await batchOf(world, id)).toMatchObject({ state: 'FAILED' });
    await world.run(id);
    expect(await batchOf(world, id)).toMatchObject({ state: 'DONE' });
    expect(await rowOf(world, 'import.resume')).toHaveLength(1);
  });

  it('is carried out by the job that confirming wrote', async () => {
    await using world = await importWorld();
    const id = await world.check(many(2));
    await queueImport(world.db, world.admin, id, world.clock.now().toISOString());
    const runner = createRunner({ db: world.db, clock: world.clock, log: silentLog, secret: 's', timeZone: 'Asia/Ho_Chi_Minh' }, jobHandlers);
    expect(await runner.runDue()).toBe(1);
    expect(await batchOf(world, id)).toMatchObject({ state: 'DONE' });
  });

  it('can be cancelled before it began, and then nothing happens', async () => {
    await using world = await importWorld();
    const id = await world.check(many(2));
    await queueImport(world.db, world.admin, id, world.clock.now().toISOString());
    await cancelImport(world.db, world.admin, id, world.clock.now().toISOString());
    await world.apply(id);
    expect(await batchOf(world, id)).toMatchObject({ state: 'CANCELLED', doneRows: 0 });
    await expect(world.run(id)).rejects.toMatchObject({ kind: 'conflict' });
    await expect(cancelImport(world.db, world.admin, id, world.clock.now().toISOString())).rejects.toMatchObject({ kind: 'conflict' });
  });
});

describe('changes between the check and the import', () => {
  it('never overwrites what changed meanwhile', async () => {
    await using world = await importWorld();
    await makePerson(world.db, { staffNo: 'CB01', fullName: 'Mai Lan', unitId: world.units.stp });
    const id = await world.check(list('CB01,Mai Lan Hương,,,,,,,', 'CB02,Người Mới,moi@vi-du.invalid,Sở Tư pháp,,,,,', 'CB03,Người Khác,khac@vi-du.invalid,Sở Tư pháp,,,,,'));
    await world.db.updateTable('user_account').set({ full_name: 'Mai Thị Lan' }).where('staff_no', '=', 'CB01').execute();
    await makePerson(world.db, { staffNo: 'CB02', fullName: 'Người Cũ', unitId: world.units.stp });
    await makePerson(world.db, { staffNo: 'CB88', fullName: 'Chủ Thư', unitId: world.units.stp, email: 'khac@vi-du.invalid' });
    await world.run(id);
    expect(await world.outcomes(id)).toEqual(['ERROR', 'ERROR', 'ERROR']);
    expect(await world.faults(id)).toEqual([['row.changed'], ['row.changed'], ['email.taken']]);
    expect((await world.person('CB01')).full_name).toBe('Mai Thị Lan');
    expect((await world.person('CB02')).full_name).toBe('Người Cũ');
    expect(await batchOf(world, id)).toMatchObject({ state: 'DONE', summary: { counts: { ERROR: 3, CREATE: 0 } } });
  });

  it('lets two people import the same list at once without doubles', async () => {
    await using world = await importWorld();
    const other = await makePerson(world.db, { fullName: 'Đồng Nghiệp', unitId: world.units.tinh, grants: [everywhere] });
    const [mine, hers] = [await world.check(many(5)), await world.check(many(5), other)];
    await Promise.all([world.run(mine), world.run(hers, other)]);
    const outcomes = [...(await world.outcomes(mine)), ...(await world.outcomes(hers))];
    expect(outcomes.filter((outcome) => outcome === 'CREATE')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'SAME')).toHaveLength(5);
  });

  it('asks for the rights again: they may be gone when the job runs', async () => {
    await using world = await importWorld();
    const id = await world.check(many(2));
    await world.db.updateTable('role_assignment').set({ revoked_at: world.clock.now().toISOString() }).where('user_id', '=', world.admin.id).execute();
    await world.run(id);
    expect(await world.faults(id)).toEqual([['unit.out-of-scope'], ['unit.out-of-scope']]);
  });

  it('sends nobody into a unit that ended meanwhile', async () => {
    await using world = await importWorld();
    const id = await world.check(list('CB01,Mai Lan,,Sở Tư pháp,,,,,'));
    await world.db.updateTable('org_unit_version').set({ valid_to: '2026-11-24' }).where('unit_id', '=', world.units.stp).execute();
    world.clock.pass({ days: 1 });
    await world.run(id);
    expect(await world.faults(id)).toEqual([['unit.unknown']]);
  });
});

describe('scope', () => {
  it('keeps a unit administrator inside her units', async () => {
    await using world = await importWorld();
    const { hoaLu, stp } = world.units;
    const local = await makePerson(world.db, { fullName: 'Quản Trị Phường', unitId: hoaLu, grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: hoaLu }] });
    const elsewhere = await makeUnit(world.db, { name: 'Văn phòng HĐND và UBND', parentId: await makeUnit(world.db, { name: 'UBND xã Gia Viễn', parentId: world.units.tinh }) });
    await makePerson(world.db, { staffNo: 'XA1', fullName: 'Người Xa', unitId: elsewhere });
    await makePerson(world.db, { staffNo: 'GAN1', fullName: 'Người Gần', unitId: hoaLu });
    await makePerson(world.db, { staffNo: 'SA1', fullName: 'Quản Trị Hệ Thống', unitId: hoaLu, grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    const id = await world.check(list('CB01,Trong Phạm Vi,,Văn phòng HĐND và UBND,,,,,', 'CB02,Ngoài Phạm Vi,,Sở Tư pháp,,,,,', 'XA1,Người Xa,,phường Hoa Lư,,,,,', 'GAN1,Người Gần,,Sở Tư pháp,,,,,', 'SA1,Tên Khác,,,,,,,', 'GAN2,Người Mới,,phường Hoa Lư,,,,,'), local);
    expect(await world.outcomes(id)).toEqual(['CREATE', 'ERROR', 'ERROR', 'ERROR', 'ERROR', 'CREATE']);
    expect(await world.faults(id)).toEqual([[], ['unit.out-of-scope'], ['account.out-of-scope'], ['unit.out-of-scope'], ['account.protected'], []]);
    await world.run(id, local);
    expect((await world.person('CB01')).homes[0]?.[0]).toBe(world.units.taiHoaLu);
    expect(stp).not.toBe(hoaLu);
  });

  it('shows an import to its owner and to system administrators only', async () => {
    await using world = await importWorld();
    const id = await world.check(many(1));
    const other = await makePerson(world.db, { unitId: world.units.tinh, grants: [everywhere] });
    const system = await makePerson(world.db, { unitId: world.units.tinh, grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    await expect(queueImport(world.db, other, id, '')).rejects.toMatchObject({ kind: 'not-found' });
    await expect(queueImport(world.db, system, id, '')).rejects.toMatchObject({ kind: 'conflict' });
    await expect(cancelImport(world.db, system, id, '')).rejects.toMatchObject({ kind: 'conflict' });
  });
});
