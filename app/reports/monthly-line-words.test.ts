import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { databaseBefore } from '../../tests/support/db.ts';
import { drawPage } from '../../tests/support/page.tsx';
import { aLine, reportWorld, type ReportWorld } from '../../tests/world/monthly-reports.ts';
import { migrate } from '../../db/migrations/index.ts';
import { carryOver, saveLine } from './commands/write-report.server.ts';
import { startReport } from './commands/start-report.server.ts';
import { editingLine } from './queries/editing-report.server.ts';
import { getVersion } from './queries/report-history.server.ts';
import { listSentLines } from './queries/sent-reports.server.ts';
import { readReport } from './queries/report-content.server.ts';
import { getReport } from './queries/monthly-report.server.ts';
import { readContent, type ReportContent } from './rules/report-content.ts';
import * as linePage from './routes/monthly-line.tsx';

const today = '2026-12-20';
const save = (world: ReportWorld, model: number, fields: Partial<typeof aLine>, revision = 0, id = world.id) => saveLine(world.ports, world.focal, id, { model, revision, fields: { ...aLine, ...fields } });
async function nextReport(world: ReportWorld): Promise<string> {
  world.clock.set('2026-12-20T02:00:00.000Z');
  const started = await startReport(world.ports, world.focal, { unit: world.units.ward, month: '2027-01' });
  if (!started.ok) throw new Error('refused');
  return started.id;
}
const suggested = async (world: ReportWorld, report: string, number: number) => {
  const { line, suggested: from } = await editingLine(world.db, world.focal, { report, number }, today);
  return { target: line.target, measure: line.measure, status: line.status, from };
};

describe('the target of a model', () => {
  it('begins as it was in the latest earlier report, and is stored only when somebody saves', async () => {
    await using world = await reportWorld();
    await save(world, 28, { target: 250, measure: 'cán bộ' });
    const next = await nextReport(world);
    expect(await suggested(world, next, 28)).toEqual({ target: 250, measure: 'cán bộ', status: null, from: { month: '2026-12' } });
    expect(await world.db.selectFrom('monthly_report_line').select('model_number').where('report_id', '=', next).execute()).toEqual([]);
    const { body } = await world.ask(linePage.loader, world.focal, { report: next, number: '28' });
    const markup = drawPage(linePage.default, { data: body });
    expect([markup.includes('value="250"'), markup.includes('điền sẵn theo báo cáo tháng 12/2026')]).toEqual([true, true]);
  });

  it('is what the unit saved from then on, also when that is none', async () => {
    await using world = await reportWorld();
    await save(world, 28, { target: 250 });
    const next = await nextReport(world);
    await save(world, 28, { target: null, measure: '' }, 0, next);
    expect(await suggested(world, next, 28)).toEqual({ target: null, measure: '', status: 'IN_PROGRESS', from: null });
  });

  it('is the one of the plan for a unit that has not said any: a share for everybody, a number for whoever leads the model, nothing where the plan names none or several', async () => {
    await using world = await reportWorld();
    await world.assign(world.units.ward, 3, 'LEAD');
    await world.assign(world.units.ward, 6);
    expect(await suggested(world, world.id, 3)).toMatchObject({ target: 20, measure: 'dịch vụ', from: 'PLAN' });
    expect(await suggested(world, world.id, 6)).toMatchObject({ target: 100, measure: '%', from: 'PLAN' });
    for (const number of [28, 41]) expect(await suggested(world, world.id, number)).toMatchObject({ target: null, from: null });
    const details = JSON.stringify({ targets: [{ name: 'a', value: 1, unit: 'b' }, { name: 'c', value: 2, unit: 'd' }] });
    await world.db.updateTable('pilot_model').set({ details }).where('number', '=', 3).execute();
    expect(await suggested(world, world.id, 3)).toMatchObject({ target: null, from: null });
  });

  it('of a unit that said last month that it has none is not the plan’s', async () => {
    await using world = await reportWorld();
    await world.assign(world.units.ward, 3, 'LEAD');
    await save(world, 3, { target: null });
    expect(await suggested(world, await nextReport(world), 3)).toMatchObject({ target: null, from: null });
  });

  it('is never that of another unit', async () => {
    await using world = await reportWorld();
    await world.assign(world.units.office, 28);
    await save(world, 28, { target: 777 });
    world.clock.set('2026-12-20T02:00:00.000Z');
    const started = await startReport(world.ports, world.focal, { unit: world.units.office, month: '2027-01' });
    expect(started.ok && (await suggested(world, started.id, 28)).target).toBeNull();
  });
});

describe('difficulties and tasks of a model', () => {
  it('are saved, carried over, kept in the version and put together', async () => {
    await using world = await reportWorld();
    await world.fill();
    await save(world, 28, { difficulties: 'Thiếu máy', tasks: 'Mượn máy' }, 1);
    await world.walk('HAND_IN', 'SUBMIT');
    const words = { difficulties: 'Thiếu máy', tasks: 'Mượn máy' };
    expect((await getVersion(world.db, world.id, 1)).content.lines.find(({ model }) => model === 28)).toMatchObject(words);
    expect((await listSentLines(world.db, 'ALL', { from: '2026-12', to: '2026-12' })).find(({ model }) => model === 28)).toMatchObject(words);
    const next = await nextReport(world);
    expect(await carryOver(world.ports, world.focal, next)).toEqual({ ok: true });
    const { report } = await getReport(world.db, world.focal, next, today);
    expect((await readReport(world.db, report, today)).content.lines.find(({ model }) => model === 28)).toMatchObject(words);
  });

  it('of two people on one model are both shown, as every other word is', async () => {
    await using world = await reportWorld();
    await save(world, 28, { difficulties: 'Của người thứ nhất' });
    expect(await save(world, 28, { difficulties: 'Của người thứ hai' })).toMatchObject({ ok: false });
    const { status, body } = await world.ask(linePage.action, world.focal, { report: world.id, number: '28' }, { revision: '0', status: '', difficulties: 'Của người thứ hai' });
    expect([status, (body as { values: { difficulties: string } }).values.difficulties]).toEqual([409, 'Của người thứ hai']);
  });

  it('of a version from before they existed are empty, and its hash still fits its letters', async () => {
    await using world = await reportWorld();
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT');
    const { content } = await world.db.selectFrom('monthly_report_version').select('content').executeTakeFirstOrThrow();
    const before = JSON.stringify({ ...(JSON.parse(content) as ReportContent), lines: [{ model: 28, name: 'MOOC', role: null, status: 'BLOCKED', quantity: 1, target: 2, measure: 'người', evidence: '', link: null, comment: 'x' }] });
    await world.db.insertInto('monthly_report_version').values({ report_id: world.id, version: 2, content: before, sha256: createHash('sha256').update(before).digest('hex'), handed_in_by: null, submitted_by: world.leader.id, submitted_at: '2026-12-13T02:00:00.000Z' }).execute();
    expect((await getVersion(world.db, world.id, 2)).content.lines).toEqual([{ model: 28, name: 'MOOC', role: null, status: 'BLOCKED', quantity: 1, target: 2, measure: 'người', evidence: '', link: null, comment: 'x', difficulties: '', tasks: '' }]);
    expect(await listSentLines(world.db, 'ALL', { from: '2026-12', to: '2026-12' })).toMatchObject([{ model: 28, difficulties: '', tasks: '' }]);
    expect(readContent(before).unitName).toBe('UBND phường Hoa Lư');
  });

  it('came to reports that were there before as empty words', async () => {
    const db = await databaseBefore('0059-report-line-words');
    await db.insertInto('org_unit').values({ id: 'u', kind: 'COMMUNE_PC', level: 'COMMUNE', valid_from: '2025-07-01' }).execute();
    await db.insertInto('monthly_report').values({ id: 'r', unit_id: 'u', month: '2026-11', period_start: '2026-10-15', period_end: '2026-11-15', due_at: '2026-11-14T16:59:59.000Z', started_at: '2026-11-01', changed_at: '2026-11-01' } as never).execute();
    await db.insertInto('monthly_report_line').values({ report_id: 'r', model_number: 28, comment: 'giữ', revision: 1, changed_at: '2026-11-01' } as never).execute();
    await migrate(db);
    expect(await db.selectFrom('monthly_report_line').select(['comment', 'difficulties', 'tasks']).execute()).toEqual([{ comment: 'giữ', difficulties: '', tasks: '' }]);
    await db.destroy();
  });
});
