import { describe, expect, it } from 'vitest';
import { drawPage, rowsOf, wordsOf } from '../../tests/support/page.tsx';
import { refusals } from '../../tests/world/campaigns.ts';
import { monthlyWorld, type MonthlyWorld } from '../../tests/world/monthly.ts';
import { assignModel, endAssignment } from './commands/assign-model.server.ts';
import { assignForm, endForm } from './forms/models.ts';
import { listCarriers, listPastCarriers } from './queries/models.server.ts';
import { listObligations } from './queries/obligations.server.ts';
import { referenceDay } from './rules/period.ts';
import * as modelPage from './routes/model.tsx';
import * as assignmentPage from './routes/model-assignment.tsx';

const today = '2026-11-23';
const give = (world: MonthlyWorld, from: string, unit = world.units.ward) => assignModel(world.ports, world.standing, { model: 28, unit, role: 'IMPLEMENTER', from, note: '' });
const end = (world: MonthlyWorld, id: string, on: string) => endAssignment(world.ports, world.standing, { model: 28, id, on });
const idOf = (outcome: Awaited<ReturnType<typeof give>>) => (outcome.ok ? outcome.id : '');
const see = async (world: MonthlyWorld) => drawPage(modelPage.default, { data: (await world.ask(modelPage.loader, world.standing, { number: '28' })).body });
const rowOf = (world: MonthlyWorld, id: string) => world.db.selectFrom('model_assignment').select(['valid_from', 'valid_to']).where('id', '=', id).executeTakeFirstOrThrow();

describe('an assignment whose day is still to come', () => {
  it('stands on the page of the model with its day, and owes nothing before', async () => {
    await using world = await monthlyWorld();
    const id = idOf(await give(world, '2027-02-01'));
    expect(rowsOf(await see(world)).filter(([unit]) => unit === 'UBND phường Hoa Lư')).toMatchObject([['UBND phường Hoa Lư', 'Lực lượng triển khai', '01/02/2027', '–', 'Kết thúc']]);
    expect(await listCarriers(world.db, today, { model: 28 })).toEqual([]);
    expect((await listCarriers(world.db, '2027-02-01', { model: 28 })).map((one) => one.id)).toEqual([id]);
    expect(await listObligations(world.db, { start: '2026-11-15', lastDay: '2026-12-14' }, today)).toEqual([]);
  });

  it('can be taken back before it begins, and given anew', async () => {
    await using world = await monthlyWorld();
    const id = idOf(await give(world, '9999-12-31'));
    expect(refusals(await give(world, '2026-12-01'))).toMatch(/^unit: Đơn vị này đã được giao/);
    const page = await world.ask(assignmentPage.loader, world.standing, { number: '28', assignment: id });
    expect(drawPage(assignmentPage.default, { data: page.body })).toContain('value="31/12/9999"');
    expect((await world.ask(assignmentPage.action, world.standing, { number: '28', assignment: id }, { on: '9999-12-31' })).location).toBe('/reports/models/28?done=ended');
    expect(await rowOf(world, id)).toEqual({ valid_from: '9999-12-31', valid_to: '9999-12-31' });
    expect(wordsOf(await see(world))).not.toContain('UBND phường Hoa Lư');
    expect((await give(world, '2026-12-01')).ok).toBe(true);
  });

  it('that was taken back makes room for any other day, in the database as well', async () => {
    await using world = await monthlyWorld();
    for (const from of ['2027-01-01', '2026-03-01', '2026-06-01', '2026-02-01']) {
      const id = idOf(await give(world, from));
      expect((await end(world, id, from)).ok).toBe(true);
    }
    expect((await give(world, '2026-01-15')).ok).toBe(true);
    expect(await world.db.selectFrom('model_assignment').select('valid_from').execute()).toEqual([{ valid_from: '2026-01-15' }]);
    expect(await world.db.selectFrom('audit_event').select('seq').where('action', 'like', 'model.%').execute()).toHaveLength(9);
  });

  it('is of a unit that exists today', async () => {
    await using world = await monthlyWorld();
    await world.db.updateTable('org_unit_version').set({ valid_to: today }).where('unit_id', '=', world.units.ward).execute();
    for (const from of [today, '2027-01-01']) expect(refusals(await give(world, from))).toMatch(/^unit: Đơn vị này không hoạt động/);
    expect((await give(world, '2026-11-22')).ok).toBe(true);
    expect(await listCarriers(world.db, today, { model: 28, isComing: true })).toEqual([]);
  });
});

describe('an end', () => {
  it('in a wrong year is mended: it may come earlier while it has not come', async () => {
    await using world = await monthlyWorld();
    const id = idOf(await give(world, '2026-01-01'));
    expect((await end(world, id, '2062-11-30')).ok).toBe(true);
    expect(rowsOf(await see(world))[0]?.at(-1)).toBe('30/11/2062 Kết thúc');
    expect(refusals(await give(world, '2026-12-01'))).toMatch(/^unit: /);
    expect((await end(world, id, '2026-11-30')).ok).toBe(true);
    expect(await rowOf(world, id)).toMatchObject({ valid_to: '2026-11-30' });
    expect((await give(world, '2026-12-01')).ok).toBe(true);
  });

  it('is never later than it was, so two assignments never meet', async () => {
    await using world = await monthlyWorld();
    const id = idOf(await give(world, '2026-01-01'));
    await end(world, id, '2026-12-01');
    expect((await give(world, '2026-12-01')).ok).toBe(true);
    expect(refusals(await end(world, id, '2026-12-31'))).toMatch(/^form: Việc giao này đã kết thúc/);
    expect((await listCarriers(world.db, '2026-12-15', { model: 28 })).length).toBe(1);
  });

  it('sent twice is one, with one trace', async () => {
    await using world = await monthlyWorld();
    const id = idOf(await give(world, '2026-01-01'));
    expect((await Promise.all([end(world, id, '2026-12-01'), end(world, id, '2026-12-01')])).map(({ ok }) => ok)).toEqual([true, true]);
    expect(await world.db.selectFrom('audit_event').select('seq').where('action', '=', 'model.end-assignment').execute()).toHaveLength(1);
  });

  it('that has come stays: neither earlier nor later, nor before the beginning', async () => {
    await using world = await monthlyWorld();
    const id = idOf(await give(world, '2026-06-01'));
    expect(refusals(await end(world, id, '2026-05-31'))).toMatch(/^on: Ngày kết thúc không được trước ngày bắt đầu/);
    expect((await end(world, id, '2026-11-01')).ok).toBe(true);
    for (const on of ['2026-10-01', '2026-11-01', '2026-12-01']) expect(refusals(await end(world, id, on))).toMatch(/^form: /);
    expect((await listPastCarriers(world.db, 28, today)).map(({ from, to }) => [from, to])).toEqual([['2026-06-01', '2026-11-01']]);
  });

  it('on a period’s last day frees the unit from that period, on the day after it does not', async () => {
    await using world = await monthlyWorld();
    const period = { start: '2026-11-15', lastDay: '2026-12-14' };
    const id = idOf(await give(world, '2026-01-01'));
    const owes = async () => (await listObligations(world.db, period, '2026-12-20')).length;
    await end(world, id, '2026-12-15');
    expect(await owes()).toBe(1);
    await end(world, id, '2026-12-14');
    expect(await owes()).toBe(0);
  });
});

describe('who owes a report', () => {
  it('is asked on the last day of a period, and on the day itself while it runs', () => {
    expect([referenceDay({ lastDay: '2026-12-14' }, '2026-12-13'), referenceDay({ lastDay: '2026-12-14' }, '2026-12-14'), referenceDay({ lastDay: '2026-12-14' }, '2027-05-01')]).toEqual(['2026-12-13', '2026-12-14', '2026-12-14']);
  });

  it('is nobody before the period begins; by name, each unit once with all its models', async () => {
    await using world = await monthlyWorld();
    for (const [unit, model] of [[world.units.ward, 28], [world.units.ward, 3], [world.units.other, 28], [world.units.province, 1]] as const) await world.assign(unit, model);
    const period = { start: '2026-11-15', lastDay: '2026-12-14' };
    expect(await listObligations(world.db, period, '2026-11-14')).toEqual([]);
    expect((await listObligations(world.db, period, '2026-11-15')).map(({ unitName, models }) => [unitName, models.map(({ number }) => number)])).toEqual([['UBND phường Hoa Lư', [3, 28]], ['UBND tỉnh Ninh Bình', [1]], ['UBND xã Gia Viễn', [28]]]);
    expect((await listObligations(world.db, period, today, world.units.other)).map(({ unitId }) => unitId)).toEqual([world.units.other]);
    expect(await listObligations(world.db, period, today, "' or 1=1 --")).toEqual([]);
  });

  it('is called by the name of that day', async () => {
    await using world = await monthlyWorld();
    await world.assign(world.units.ward, 28);
    const old = await world.db.selectFrom('org_unit_version').selectAll().where('unit_id', '=', world.units.ward).executeTakeFirstOrThrow();
    await world.db.updateTable('org_unit_version').set({ valid_to: '2026-12-01' }).where('unit_id', '=', world.units.ward).execute();
    await world.db.insertInto('org_unit_version').values({ ...old, ...('id' in old ? { id: 'v2' } : {}), valid_from: '2026-12-01', valid_to: null, name: 'UBND phường Tây Hoa Lư' } as typeof old).execute();
    const name = async (period: { start: string; lastDay: string }) => (await listObligations(world.db, period, '2026-12-20')).map(({ unitName }) => unitName);
    expect([await name({ start: '2026-10-15', lastDay: '2026-11-14' }), await name({ start: '2026-11-15', lastDay: '2026-12-14' })]).toEqual([['UBND phường Hoa Lư'], ['UBND phường Tây Hoa Lư']]);
  });
});

describe('the forms of assignments', () => {
  const good = { unit: 'u', role: 'LEAD', from: '2026-12-01', note: '' };
  it.each(['2026-02-31', '31/02/2026', '2026-2-1', '', '0', 'hôm nay', '2026-12-01T00:00', '-2026-12-01', '2026-13-01'])('take no day like "%s"', (day) => {
    expect([assignForm.safeParse({ ...good, from: day }).success, endForm.safeParse({ on: day }).success]).toEqual([false, false]);
  });
  it.each(['2028-02-29', '2026-12-31', '1900-01-01'])('take the day %s', (day) => expect([assignForm.safeParse({ ...good, from: day }).success, endForm.safeParse({ on: day }).success]).toEqual([true, true]));
  it('keep the note as it is, without its ends', () => expect(assignForm.parse({ ...good, note: '  Công văn "12" <b> 😀 ' }).note).toBe('Công văn "12" <b> 😀'));
  it.each([{ role: 'lead' }, { unit: '' }, { unit: 'x'.repeat(121) }, { note: 'a\u0000b' }, { note: 'x'.repeat(301) }])('refuse %j', (bad) => expect(assignForm.safeParse({ ...good, ...bad }).success).toBe(false));
});
