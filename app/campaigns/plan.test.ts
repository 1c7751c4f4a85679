import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { call, testPorts } from '../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../tests/world/people.ts';
import { addCampaign, editGoal } from './commands/write-campaign.server.ts';
import { addPlanLine, dropPlanLine, editPlan, editPlanLine } from './commands/write-plan.server.ts';
import type { GoalFields } from './forms/campaign.ts';
import { findPlan, listLineChoices, planPage } from './queries/plan.server.ts';
import * as list from './routes/campaigns.tsx';
import * as lineNew from './routes/plan-line-new.tsx';
import * as planEdit from './routes/plan-edit.tsx';
import * as plan from './routes/plan.tsx';

const goal: GoalFields = { name: 'Cảnh báo lừa đảo', model: 27, contentSource: 'Công an tỉnh', goal: 'x', measure: 'x', baseline: null, target: 80, after: 14, topic: 'SECURITY', isDuty: false, isDrill: false, urgency: 'NORMAL', urgentReason: null };
const tet = { title: 'Cảnh báo lừa đảo dịp Tết', quarter: 1 as const, topic: 'SECURITY' as const, model: 27 };

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const ports = testPorts(db, clock);
  const maker = await makePerson(db, { grants: [{ role: 'CAMPAIGN_MAKER', scope: 'ALL', unitId: null }] });
  const approver = await makePerson(db, { grants: [{ role: 'CAMPAIGN_APPROVER', scope: 'ALL', unitId: null }] });
  const shown = (year: number) => planPage(db, year, { at: clock.now().toISOString(), today: '2026-11-23', timeZone: 'Asia/Ho_Chi_Minh' });
  const line = async (year = 2026) => {
    const added = await addPlanLine(ports, maker, year, tet);
    if (!added.ok) throw new Error('refused');
    return added.id;
  };
  return { db, clock, ports, maker, approver, shown, line, [Symbol.asyncDispose]: () => db.destroy() };
}

describe('the plan of a year', () => {
  it('is written once for its year, changed by who read the newest, and leaves its trace', async () => {
    await using w = await world();
    const words = { goal: 'Mọi cán bộ biết Đề án 06', legalBasis: 'Chỉ thị 07/CT-TTg' };
    expect(await editPlan(w.ports, w.maker, 2027, { revision: 0, ...words })).toEqual({ ok: true });
    expect(await findPlan(w.db, 2027)).toMatchObject({ ...words, revision: 1, changedBy: w.maker.fullName });
    expect(await editPlan(w.ports, w.maker, 2027, { revision: 0, ...words })).toMatchObject({ ok: false, faults: { form: { vi: expect.stringContaining('thẻ khác') as string } } });
    await expect(editPlan(w.ports, w.approver, 2027, { revision: 1, ...words })).rejects.toThrow();
    expect(await w.db.selectFrom('audit_event').select(['action', 'details']).execute()).toEqual([{ action: 'plan.edit', details: '{"year":2027}' }]);
    expect(await findPlan(w.db, 2026)).toBeNull();
  });

  it('holds lines that campaigns carry out, and keeps what was dropped with its reason', async () => {
    await using w = await world();
    const [id, other] = [await w.line(), await w.line()];
    expect((await w.shown(2026)).figures.total).toEqual({ planned: 2, done: 0, beside: 0, late: 2 });
    const made = await addCampaign(w.ports, w.maker, { code: 'TT-01', ...goal, line: id });
    expect(made.ok).toBe(true);
    expect((await w.shown(2026)).lines.map(({ state, campaigns }) => [state, campaigns.map(({ code }) => code)])).toEqual([['LATE', ['TT-01']], ['LATE', []]]);
    expect(await editPlanLine(w.ports, w.maker, { year: 2026, line: id }, { ...tet, revision: 0, quarter: 4 })).toEqual({ ok: true });
    expect((await w.shown(2026)).lines.find((line) => line.id === id)?.state).toBe('WRITTEN');
    expect(await dropPlanLine(w.ports, w.maker, { year: 2026, line: other }, 'Gộp vào đợt khác')).toEqual({ ok: true });
    expect(await dropPlanLine(w.ports, w.maker, { year: 2026, line: other }, 'Lần nữa')).toMatchObject({ ok: false });
    expect(await editPlanLine(w.ports, w.maker, { year: 2026, line: other }, { ...tet, revision: 0 })).toMatchObject({ ok: false });
    expect((await w.shown(2026)).lines.find((line) => line.id === other)).toMatchObject({ state: 'DROPPED', droppedReason: 'Gộp vào đợt khác' });
    expect((await w.shown(2026)).figures.total.planned).toBe(1);
    await expect(editPlanLine(w.ports, w.maker, { year: 2025, line: id }, { ...tet, revision: 1 })).rejects.toThrow();
  });

  it('takes a campaign into the year of its line; a dropped line takes none, but keeps the one it has', async () => {
    await using w = await world();
    const next = await w.line(2027);
    const made = await addCampaign(w.ports, w.maker, { code: 'TT-01', ...goal, line: next });
    const id = made.ok ? made.id : '';
    expect((await w.shown(2026)).beside).toEqual([]);
    expect((await w.shown(2027)).lines[0]?.campaigns).toHaveLength(1);
    await dropPlanLine(w.ports, w.maker, { year: 2027, line: next }, 'Hoãn');
    expect(await addCampaign(w.ports, w.maker, { code: 'TT-02', ...goal, line: next })).toMatchObject({ ok: false, faults: { line: { vi: expect.stringContaining('không còn trong kế hoạch') as string } } });
    expect(await editGoal(w.ports, w.maker, id, { ...goal, line: next, revision: 0 })).toEqual({ ok: true });
    expect((await listLineChoices(w.db, 2026, next)).map((choice) => choice.id)).toEqual([next]);
    expect(await listLineChoices(w.db, 2026)).toEqual([]);
    expect(await editGoal(w.ports, w.maker, id, { ...goal, line: null, revision: 1 })).toEqual({ ok: true });
    expect((await w.shown(2027)).beside.map(({ code }) => code)).toEqual(['TT-01']);
  });
});

describe('its pages', () => {
  it('are read by whoever sees campaigns and written by makers only', async () => {
    await using w = await world();
    const token = (who: typeof w.maker) => makeSession(w.db, who, w.clock.now().toISOString());
    const ask = async (route: unknown, who: typeof w.maker, path: string, form?: Record<string, string>, params = { year: '2026' }) => call(route as never, { db: w.db, clock: w.clock, path, params, token: await token({ ...who, sessionId: crypto.randomUUID() }), ...(form ? { form } : {}) });
    expect((await ask(planEdit.action, w.maker, '/campaigns/plans/2026/edit', { revision: '0', goal: 'x', legalBasis: 'y' })).location).toBe('/campaigns/plans/2026?done=saved');
    expect((await ask(planEdit.action, w.approver, '/campaigns/plans/2026/edit', { revision: '1', goal: 'x', legalBasis: 'y' })).status).toBe(403);
    expect((await ask(planEdit.action, w.maker, '/campaigns/plans/2026/edit', { revision: '1', goal: '', legalBasis: 'y'.repeat(2_001) })).status).toBe(422);
    expect((await ask(lineNew.action, w.maker, '/campaigns/plans/2026/lines/new', { title: 'Hai\r\ndòng', quarter: '5', topic: 'NONE', model: '28' })).body).toMatchObject({ faults: { title: {}, quarter: {}, topic: {}, model: {} } });
    expect((await ask(plan.loader, w.approver, '/campaigns/plans/2026')).body).toMatchObject({ year: 2026, canWrite: false, plan: { goal: 'x' } });
    for (const year of ['1999', '20266', 'abc', '2101']) expect((await ask(plan.loader, w.maker, `/campaigns/plans/${year}`, undefined, { year })).status).toBe(404);
    expect((await ask(list.loader, w.maker, '/campaigns?year=2027')).body).toMatchObject({ year: 2027, campaigns: [] });
    expect((await ask(list.loader, w.maker, '/campaigns?year=x')).body).toMatchObject({ year: 2026 });
  });
});
