import { describe, expect, it } from 'vitest';
import { fillReport, reportWorld, type ReportWorld } from '../../tests/world/monthly-reports.ts';
import { makePerson, makeUnit } from '../../tests/world/people.ts';
import type { Actor, Grant } from '../people/actor.ts';
import { remindReports } from './commands/remind-reports.server.ts';
import { startReport } from './commands/start-report.server.ts';
import { savePart } from './commands/write-report.server.ts';
import { deskQuery } from './forms/monthly.ts';
import { deskPage } from './queries/desk.server.ts';
import { getReport } from './queries/monthly-report.server.ts';
import { holdersByUnit } from './queries/report-people.server.ts';
import { listReportWork } from './queries/waiting-work.server.ts';

const moment = ({ clock }: ReportWorld) => ({ at: clock.now().toISOString(), today: clock.now().toISOString().slice(0, 10), timeZone: 'Asia/Ho_Chi_Minh' });
const below = (role: Grant['role'], unitId: string): Grant => ({ role, scope: 'SUBTREE', unitId });
const next = async (world: ReportWorld, as: Actor) => (await deskPage(world.db, as, deskQuery.parse({ month: '2026-12' }), moment(world))).next.map(({ kind, unitName }) => `${kind} ${unitName}`);
const told = async (world: ReportWorld, like = 'monthly-report:%') => (await world.db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select('r.user_id').where('m.source_id', 'like', like).orderBy('r.user_id').execute()).map((row) => row.user_id);

describe('what waits for whom', () => {
  it('asks nobody to approve reports of units that she only reads', async () => {
    await using world = await reportWorld();
    const { units } = world;
    const reading = await makePerson(world.db, { unitId: units.other, grants: [below('UNIT_LEADER', units.other), { role: 'AUDITOR', scope: 'ALL', unitId: null }] });
    const writing = await makePerson(world.db, { unitId: units.other, grants: [below('UNIT_LEADER', units.other), below('FOCAL_POINT', units.ward)] });
    await world.fill();
    await world.walk('HAND_IN');
    expect(await next(world, world.leader)).toEqual(['APPROVE UBND phường Hoa Lư']);
    for (const as of [reading, writing]) expect((await next(world, as)).filter((one) => one.startsWith('APPROVE'))).toEqual([]);
    expect((await listReportWork(world.db, reading, moment(world))).map(({ kind }) => kind)).toEqual([]);
  });

  it('asks nobody to approve what she has written herself', async () => {
    await using world = await reportWorld();
    const both = await makePerson(world.db, { unitId: world.units.ward, grants: [below('FOCAL_POINT', world.units.ward), below('UNIT_LEADER', world.units.ward)] });
    await world.fill();
    await world.walk('HAND_IN');
    expect((await next(world, both)).filter((one) => one.startsWith('APPROVE'))).toHaveLength(1);
    await world.walk('TAKE_BACK');
    await savePart(world.ports, both, world.id, { part: 'PROPOSALS', revision: 1, text: 'Của lãnh đạo' });
    await world.walk('HAND_IN');
    expect((await next(world, both)).filter((one) => one.startsWith('APPROVE'))).toEqual([]);
    expect((await next(world, world.leader)).filter((one) => one.startsWith('APPROVE'))).toHaveLength(1);
  });

  it('asks whoever sees all, reads all or has nothing to do with it for nothing', async () => {
    await using world = await reportWorld();
    await world.fill();
    await world.walk('HAND_IN');
    for (const as of [world.standing, world.auditor, world.admin, world.foreignLeader]) expect(await next(world, as)).toEqual([]);
  });

  it('leads the standing agency to the month in which something waits, not to an empty list', async () => {
    await using world = await reportWorld('2026-11-20T01:00:00.000Z', '2026-11');
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT');
    world.clock.set('2026-12-20T01:00:00.000Z');
    const [work] = await listReportWork(world.db, world.standing, moment(world));
    expect(work).toMatchObject({ kind: 'monthly.receive', count: 1, href: '/reports/monthly?month=2026-11&state=SUBMITTED' });
    const query = deskQuery.parse(Object.fromEntries(new URL(work?.href ?? '', 'http://localhost').searchParams));
    expect((await deskPage(world.db, world.standing, query, moment(world))).rows).toMatchObject([{ state: 'SUBMITTED' }]);
  });

  it('names the due moment that the report has, even when the setting changed after it was begun', async () => {
    await using world = await reportWorld();
    await world.db.updateTable('monthly_report').set({ due_at: '2026-12-10T10:00:00.000Z' }).where('id', '=', world.id).execute();
    const page = await deskPage(world.db, world.focal, deskQuery.parse({ month: '2026-12' }), moment(world));
    expect(page.next.find(({ kind }) => kind === 'WRITE')).toMatchObject({ due: { day: '10/12/2026', time: '17:00' }, isLate: false });
    expect((await listReportWork(world.db, world.focal, moment(world))).find(({ kind }) => kind === 'monthly.write')?.dueAt).toBe('2026-11-14T16:59:59.000Z');
  });
});

describe('who is told', () => {
  it('is the next leader above where the unit’s own leader has written in the report', async () => {
    await using world = await reportWorld();
    const above = await makePerson(world.db, { unitId: world.units.province, grants: [below('UNIT_LEADER', world.units.province)] });
    await world.db.insertInto('monthly_report_author').values({ report_id: world.id, user_id: world.leader.id }).execute();
    await world.fill();
    await world.walk('HAND_IN');
    expect(await told(world)).toEqual([above.id]);
    world.clock.set('2026-12-09T01:05:00.000Z');
    expect(await remindReports(world.ports)).toBe(1);
    expect(await told(world, 'monthly-reminder:%')).toEqual([above.id]);
  });

  it('is nobody where the only leader has written in it: the step is taken, the reminder names nobody', async () => {
    await using world = await reportWorld();
    await world.db.insertInto('monthly_report_author').values({ report_id: world.id, user_id: world.leader.id }).execute();
    await world.fill();
    await world.walk('HAND_IN');
    world.clock.set('2026-12-09T01:05:00.000Z');
    await remindReports(world.ports);
    expect([await told(world), await told(world, 'monthly-reminder:%')]).toEqual([[], []]);
  });

  it('is the unit’s own people before those above; nobody who was disabled or whose role was taken back', async () => {
    await using world = await reportWorld();
    const { db, units } = world;
    const above = await makePerson(db, { unitId: units.province, grants: [below('FOCAL_POINT', units.province)] });
    const of = async (unit: string, except?: Set<string>) => (await holdersByUnit(db, 'FOCAL_POINT', '2026-11-23'))(unit, except);
    expect([await of(units.ward), await of(units.office), await of(units.province)]).toEqual([[world.focal.id], [world.focal.id], [above.id]]);
    expect([await of(units.ward, new Set([world.focal.id])), await of(units.ward, new Set([world.focal.id, above.id])), await of('khong-co')]).toEqual([[above.id], [], []]);
    await db.updateTable('user_account').set({ disabled_at: 'x', disabled_reason: 'x' }).where('id', '=', world.focal.id).execute();
    expect(await of(units.ward)).toEqual([above.id]);
    await db.updateTable('role_assignment').set({ revoked_at: 'x' }).where('user_id', '=', above.id).execute();
    expect(await of(units.ward)).toEqual([]);
  });

  it('is asked once where she holds the role twice', async () => {
    await using world = await reportWorld();
    const unit = await makeUnit(world.db, { name: 'Tổ <công nghệ> "số"', parentId: world.units.ward, kind: 'DIVISION' });
    const twice = await makePerson(world.db, { unitId: unit, grants: [below('FOCAL_POINT', unit), below('FOCAL_POINT', world.units.office)] });
    const holders = await holdersByUnit(world.db, 'FOCAL_POINT', '2026-11-23');
    expect([holders(unit), holders(world.units.office)]).toEqual([[twice.id], [twice.id]]);
  });
});

describe('people who came and went', () => {
  it('a focal point whose role ended no longer finds the report; the next one goes on with it', async () => {
    await using world = await reportWorld();
    const heir = await makePerson(world.db, { unitId: world.units.ward, grants: [below('FOCAL_POINT', world.units.ward)] });
    await world.fill();
    const gone = { ...world.focal, grants: [] };
    await expect(savePart(world.ports, gone, world.id, { part: 'NEXT', revision: 1, text: 'x' })).rejects.toMatchObject({ kind: 'forbidden' });
    expect((await savePart(world.ports, heir, world.id, { part: 'NEXT', revision: 1, text: 'Người mới viết tiếp' })).ok).toBe(true);
    expect((await world.step('HAND_IN', heir)).ok).toBe(true);
    expect((await getReport(world.db, heir, world.id, '2026-11-23')).rights).toEqual({ write: true, approve: false, receive: false, isAuthor: true });
  });

  it('a leader far above approves, and one beside does not find it', async () => {
    await using world = await reportWorld();
    const above = await makePerson(world.db, { unitId: world.units.province, grants: [below('UNIT_LEADER', world.units.province)] });
    const inside = await makePerson(world.db, { unitId: world.units.office, grants: [below('UNIT_LEADER', world.units.office)] });
    await world.fill();
    await world.walk('HAND_IN');
    for (const as of [inside, world.foreignLeader]) await expect(world.step('SUBMIT', as)).rejects.toMatchObject({ kind: 'not-found' });
    expect((await world.step('SUBMIT', above)).ok).toBe(true);
  });

  it('two focal points begin two units at once, and each has its own report', async () => {
    await using world = await reportWorld();
    await world.assign(world.units.other, 28);
    const [one, two] = await Promise.all([startReport(world.ports, world.foreignFocal, { unit: world.units.other, month: '2026-12' }), startReport(world.ports, world.focal, { unit: world.units.ward, month: '2026-11' })]);
    expect([one.ok, two.ok]).toEqual([true, true]);
    await fillReport({ ...world, focal: world.foreignFocal }, one.ok ? one.id : '');
    expect((await world.db.selectFrom('monthly_report').select(['unit_id', 'month']).orderBy('month').orderBy('unit_id').execute()).length).toBe(3);
  });
});
