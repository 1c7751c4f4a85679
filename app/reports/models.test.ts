import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshDb } from '../../tests/support/db.ts';
import { drawPage, rowsOf, wordsOf } from '../../tests/support/page.tsx';
import { refusals } from '../../tests/world/campaigns.ts';
import { monthlyWorld } from '../../tests/world/monthly.ts';
import { assignModel, endAssignment } from './commands/assign-model.server.ts';
import { storeModels } from './commands/store-models.server.ts';
import { getModel, listCarriers, listLeads, listModels, listPastCarriers } from './queries/models.server.ts';
import * as modelPage from './routes/model.tsx';
import * as assignmentPage from './routes/model-assignment.tsx';
import * as assignmentsPage from './routes/model-assignments.tsx';
import * as modelsPage from './routes/models.tsx';

/** A content folder whose register was changed. */
function changed(edit: (text: string) => string): { folder: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), 'hoc06-models-'));
  writeFileSync(join(folder, 'models.yaml'), edit(readFileSync('content/models.yaml', 'utf8')));
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

describe('the register of models', () => {
  it('holds from the day of the plan and is stored once', async () => {
    await using db = await freshDb();
    expect((await storeModels(db, 'content', '2026-11-23')).state).toBe('stored');
    expect((await storeModels(db, 'content', '2026-11-24')).state).toBe('unchanged');
    expect(await listModels(db, '2023-08-01')).toEqual([]);
    expect((await listModels(db, '2023-08-02')).map(({ number }) => number)).toEqual(Array.from({ length: 43 }, (_, at) => at + 1));
    expect(await db.selectFrom('pilot_model').select('number').execute()).toHaveLength(43);
  });

  it('keeps every kind of deadline with its days and its own words', async () => {
    await using db = await freshDb();
    await storeModels(db, 'content', '2026-11-23');
    const models = new Map((await listModels(db, '2026-11-23')).map((model) => [model.number, model]));
    const said = (number: number) => { const model = models.get(number); return [model?.deadlineKind, model?.startsOn, model?.endsOn]; };
    expect(said(1)).toEqual(['ROADMAP', null, null]);
    expect(said(2)).toEqual(['RELATIVE', null, null]);
    expect(said(3)).toEqual(['YEAR_RANGE', '2023-01-01', '2024-12-31']);
    expect(said(4)).toEqual(['YEAR_ONWARD', '2023-01-01', null]);
    expect(said(5)).toEqual(['QUARTER', '2023-10-01', '2023-12-31']);
    expect(said(15)).toEqual(['YEAR', '2023-01-01', '2023-12-31']);
    expect(said(18)).toEqual(['PHASED', '2023-01-01', null]);
    expect(said(26)).toEqual(['CONTINUOUS', null, null]);
    expect(models.get(23)?.details.milestones).toHaveLength(1);
    expect(models.get(1)?.goal).toBeNull();
    expect((await getModel(db, 2, '2026-11-23')).roles.filter(({ role }) => role === 'LEAD')).toHaveLength(3);
    expect((await listLeads(db, '2026-11-23')).has(1)).toBe(false);
  });

  it('ends what the file says otherwise on the day on which that is seen', async () => {
    await using db = await freshDb();
    await storeModels(db, 'content', '2026-11-23');
    using other = changed((text) => text.replace('name: 53 dịch vụ công thiết yếu', 'name: 60 dịch vụ công thiết yếu'));
    expect((await storeModels(db, other.folder, '2026-12-01')).state).toBe('stored');
    const nameOn = async (day: string) => (await getModel(db, 1, day)).name;
    expect(await nameOn('2026-11-30')).toBe('53 dịch vụ công thiết yếu');
    expect(await nameOn('2026-12-01')).toBe('60 dịch vụ công thiết yếu');
    expect((await storeModels(db, 'content', '2026-12-01')).state).toBe('stored');
    expect(await db.selectFrom('pilot_model').select('valid_to').where('number', '=', 1).orderBy('valid_from').execute()).toEqual([{ valid_to: '2026-12-01' }, { valid_to: null }]);
    expect(await nameOn('2026-12-01')).toBe('53 dịch vụ công thiết yếu');
  });

  it('notices a changed role as well, and leaves everything as it was for a file with a fault', async () => {
    await using db = await freshDb();
    await storeModels(db, 'content', '2026-11-23');
    using role = changed((text) => text.replace('{ role: LEAD, agency: ga-ninh-binh }', '{ role: LEAD, agency: so-gtvt }'));
    expect((await storeModels(db, role.folder, '2026-12-01')).state).toBe('stored');
    expect((await getModel(db, 15, '2026-12-01')).roles[0]).toMatchObject({ role: 'LEAD', agency: 'Sở Giao thông vận tải' });
    expect((await getModel(db, 15, '2026-11-30')).roles[0]).toMatchObject({ role: 'LEAD', agency: 'Ga Ninh Bình' });
    using broken = changed(() => 'models: [');
    const { state, problems } = await storeModels(db, broken.folder, '2026-12-02');
    expect(state).toBe('refused');
    expect(problems.length).toBeGreaterThan(0);
    expect(await listModels(db, '2026-12-02')).toHaveLength(43);
    expect(await storeModels(db, join(tmpdir(), 'khong-co'), '2026-12-02')).toEqual({ state: 'missing', problems: [] });
  });
});

describe('who carries a model', () => {
  const what = { model: 28, role: 'IMPLEMENTER', from: '2026-01-01', note: 'Công văn "A" <b>' } as const;

  it('is said by the standing agency alone, with a trace', async () => {
    await using world = await monthlyWorld();
    const { db, ports, units } = world;
    for (const actor of [world.focal, world.leader, world.auditor, world.admin, world.trainer, world.reader]) await expect(assignModel(ports, actor, { ...what, unit: units.ward })).rejects.toMatchObject({ kind: 'forbidden' });
    expect((await assignModel(ports, world.standing, { ...what, unit: units.ward })).ok).toBe(true);
    expect(await listCarriers(db, '2026-11-23', { model: 28 })).toMatchObject([{ unitName: 'UBND phường Hoa Lư', role: 'IMPLEMENTER', note: 'Công văn "A" <b>' }]);
    expect(await db.selectFrom('audit_event').select('action').where('action', '=', 'model.assign').execute()).toHaveLength(1);
    await expect(endAssignment(ports, world.leader, { model: 28, id: 'x', on: '2026-11-23' })).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('counts once: a double click is one, two at once are one, another role waits for the end of the first', async () => {
    await using world = await monthlyWorld();
    const { db, ports, units, standing } = world;
    const both = await Promise.all([1, 2].map(() => assignModel(ports, standing, { ...what, unit: units.ward })));
    expect(both[0]).toEqual(both[1]);
    expect(refusals(await assignModel(ports, standing, { ...what, unit: units.ward, role: 'LEAD' }))).toMatch(/^unit: Đơn vị này đã được giao/);
    const [{ id } = { id: '' }] = await db.selectFrom('model_assignment').select('id').execute();
    expect(refusals(await endAssignment(ports, standing, { model: 28, id, on: '2025-12-31' }))).toMatch(/^on: /);
    expect((await endAssignment(ports, standing, { model: 28, id, on: '2026-11-01' })).ok).toBe(true);
    expect(refusals(await endAssignment(ports, standing, { model: 28, id, on: '2026-11-01' }))).toMatch(/^form: /);
    expect(refusals(await assignModel(ports, standing, { ...what, unit: units.ward, from: '2026-10-31', role: 'LEAD' }))).toMatch(/^unit: /);
    expect((await assignModel(ports, standing, { ...what, unit: units.ward, from: '2026-11-01', role: 'LEAD' })).ok).toBe(true);
    expect(await listCarriers(db, '2026-10-31', { model: 28 })).toMatchObject([{ role: 'IMPLEMENTER' }]);
    expect(await listCarriers(db, '2026-11-23', { model: 28 })).toMatchObject([{ role: 'LEAD' }]);
    expect(await listPastCarriers(db, 28, '2026-11-23')).toMatchObject([{ role: 'IMPLEMENTER', to: '2026-11-01' }]);
    await expect(endAssignment(ports, standing, { model: 27, id, on: '2026-11-23' })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('holds by itself in the database', async () => {
    await using world = await monthlyWorld();
    const { db, units } = world;
    await world.assign(units.ward, 28);
    const row = { id: 'x', unit_id: units.ward, model_number: 28, role: 'LEAD' as const, valid_from: '2026-06-01', valid_to: '2026-07-01', made_at: 'x' };
    await expect(db.insertInto('model_assignment').values(row).execute()).rejects.toThrow('once at a time');
    await expect(db.insertInto('model_assignment').values({ ...row, model_number: 1, valid_to: '2026-05-01' }).execute()).rejects.toThrow(/CHECK/);
  });

  it('is refused for a unit that does not exist, and for a model that does not exist', async () => {
    await using world = await monthlyWorld();
    expect(refusals(await assignModel(world.ports, world.standing, { ...what, unit: "'; drop table" }))).toMatch(/^unit: /);
    await expect(assignModel(world.ports, world.standing, { ...what, unit: world.units.ward, model: 99 })).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('pages of the register', () => {
  it('show all models by group to everybody who has to do with reports, and to nobody else', async () => {
    await using world = await monthlyWorld();
    for (const unit of [world.units.ward, world.units.other, world.units.province, world.units.office]) await world.assign(unit, 28);
    for (const actor of [world.focal, world.leader, world.standing, world.auditor, world.admin]) expect((await world.ask(modelsPage.loader, actor)).status).toBe(200);
    for (const actor of [world.trainer, world.reader]) expect((await world.ask(modelsPage.loader, actor)).status).toBe(403);
    expect((await world.ask(modelsPage.loader, null)).status).toBe(302);
    const rows = rowsOf(drawPage(modelsPage.default, { data: (await world.ask(modelsPage.loader, world.focal)).body }));
    expect(rows).toHaveLength(43);
    expect(rows[27]?.[3]).toMatch(/ và 1 đơn vị khác$/);
    expect(rows[0]?.[1]).toBe('Kế hoạch không phân công');
  });

  it('fold into the plan’s groups, the first one open, and say of each how many models nobody carries', async () => {
    await using world = await monthlyWorld();
    for (const model of [1, 28, 29]) await world.assign(world.units.ward, model);
    const draw = async (address: string) => drawPage(modelsPage.default, { data: (await world.ask(modelsPage.loader, world.focal, {}, undefined, address)).body });
    const folded = await draw('/reports/models?open=x');
    expect([(folded.match(/<details/g) ?? []).length, (folded.match(/<details[^>]* open=""/g) ?? []).length]).toEqual([5, 1]);
    expect(wordsOf(folded)).toContain('Phục vụ công dân số 11 mô hình; 9 chưa có đơn vị thực hiện');
    expect(folded).toContain('href="/reports/models?open=all"');
    const whole = await draw('/reports/models?open=all');
    expect([(whole.match(/<details[^>]* open=""/g) ?? []).length, whole.includes('open=all')]).toEqual([5, false]);
  });

  it('say plainly that there is nothing yet', async () => {
    await using db = await freshDb();
    expect(wordsOf(drawPage(modelsPage.default, { data: { models: await listModels(db, '2026-11-23'), leads: [], carriers: [] } }))).toContain('Chưa có danh mục mô hình');
  });

  it('give the standing agency the way to assign and to end', async () => {
    await using world = await monthlyWorld();
    const id = await world.assign(world.units.ward, 28);
    const see = async (as: typeof world.standing) => drawPage(modelPage.default, { data: (await world.ask(modelPage.loader, as, { number: '28' })).body });
    expect(await see(world.standing)).toContain(`/reports/models/28/assignments/${id}`);
    expect(await see(world.leader)).not.toContain('/assignments');
    expect(wordsOf(await see(world.leader))).toContain('Tình hình hiện nay xem ở báo cáo tháng');
    for (const number of ['0', '44', 'x', '1e3']) expect((await world.ask(modelPage.loader, world.standing, { number })).status).toBe(404);
    expect((await world.ask(assignmentPage.loader, world.standing, { number: '27', assignment: id })).status).toBe(404);
    expect((await world.ask(assignmentPage.action, world.standing, { number: '28', assignment: id }, { on: '2026-11-23' })).location).toBe('/reports/models/28?done=ended');
    expect(wordsOf(await see(world.standing))).toContain('Đã kết thúc');
  });

  it('take a form, and say what does not fit with everything that was typed', async () => {
    await using world = await monthlyWorld();
    const send = (form: Record<string, string>, as = world.standing) => world.ask(assignmentsPage.action, as, { number: '28' }, form);
    const good = { unit: world.units.ward, role: 'LEAD', from: '2026-11-01', note: 'Giao việc 😀' };
    expect((await send({ ...good, from: '2026-02-31' })).body).toMatchObject({ ok: false, values: { note: 'Giao việc 😀', from: '2026-02-31' } });
    for (const bad of [{ role: 'CHIEF' }, { note: 'x'.repeat(301) }, { note: 'a\nb' }, { unit: '' }]) expect((await send({ ...good, ...bad })).status).toBe(422);
    expect((await send(good, world.leader)).status).toBe(403);
    expect((await send(good)).location).toBe('/reports/models/28?done=assigned');
    expect((await send(good)).location).toBe('/reports/models/28?done=assigned');
    expect((await send({ ...good, role: 'COORDINATE' })).status).toBe(422);
    const { body } = await world.ask(assignmentsPage.loader, world.standing, { number: '28' });
    expect((body as { units: { name: string }[] }).units.map(({ name }) => name)).toEqual(['UBND tỉnh Ninh Bình', 'UBND phường Hoa Lư', 'UBND xã Gia Viễn']);
  });
});
