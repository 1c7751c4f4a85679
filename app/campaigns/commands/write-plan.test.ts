import { describe, expect, it } from 'vitest';
import { aGoal, campaignWorld, refusals, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import * as lineDropping from '../routes/plan-line-dropping.tsx';
import * as lineNew from '../routes/plan-line-new.tsx';
import * as planEdit from '../routes/plan-edit.tsx';
import * as plan from '../routes/plan.tsx';
import { addCampaign, editGoal } from './write-campaign.server.ts';
import { addPlanLine, dropPlanLine, editPlan, editPlanLine } from './write-plan.server.ts';

const tet = { title: 'Cảnh báo lừa đảo dịp Tết', quarter: 1 as const, topic: 'SECURITY' as const, model: 27 };
const words = { goal: 'Người dân biết', legalBasis: 'Chỉ thị 07' };
const add = async (w: CampaignWorld, year = 2026, changes: Partial<typeof tet> = {}) => {
  const made = await addPlanLine(w.ports, w.maker, year, { ...tet, ...changes });
  if (!made.ok) throw new Error(refusals(made));
  return made.id;
};
const traces = async (w: CampaignWorld) => (await w.db.selectFrom('audit_event').select(['action', 'details']).where('action', 'like', 'plan.%').orderBy('seq').execute()).map(({ action, details }) => [action, JSON.parse(details)] as const);

describe('a plan', () => {
  it('is one for its year, however many write it first, and the second of two tabs is told so', async () => {
    await using w = await campaignWorld();
    const outcomes = await Promise.all([1, 2].map(() => editPlan(w.ports, w.maker, 2027, { revision: 0, ...words })));
    expect(outcomes.map(refusals).toSorted()).toEqual(['', 'form: Kế hoạch vừa được người khác hoặc thẻ khác của trình duyệt sửa. Phần Anh/Chị vừa gõ còn nguyên bên dưới, cạnh bản đang lưu. Xem lại rồi lưu lần nữa.']);
    expect(await w.db.selectFrom('communication_plan').select('revision').where('year', '=', 2027).execute()).toEqual([{ revision: 1 }]);
    expect(await traces(w)).toEqual([['plan.edit', { year: 2027 }]]);
  });

  it('is written by makers only, all of it', async () => {
    await using w = await campaignWorld();
    const line = await add(w);
    for (const as of [w.approver, w.operator, w.reader]) {
      for (const deed of [() => editPlan(w.ports, as, 2026, { revision: 0, ...words }), () => addPlanLine(w.ports, as, 2026, tet), () => editPlanLine(w.ports, as, { year: 2026, line }, { ...tet, revision: 0 }), () => dropPlanLine(w.ports, as, { year: 2026, line }, 'x')]) await expect(deed()).rejects.toMatchObject({ kind: 'forbidden' });
    }
    expect(await traces(w)).toEqual([['plan.add-line', { year: 2026, note: tet.title }]]);
  });

  it('holds two hundred lines; a dropped one makes room', async () => {
    await using w = await campaignWorld();
    const line = await add(w);
    const { plan_id } = await w.db.selectFrom('plan_line').select('plan_id').executeTakeFirstOrThrow();
    const at = w.clock.now().toISOString();
    await w.db.insertInto('plan_line').values(Array.from({ length: 199 }, (_, n) => ({ id: `L${n}`, plan_id, title: `Việc ${n}`, quarter: 2, topic: 'SECURITY', model: 26, created_by: w.maker.id, created_at: at, changed_at: at }))).execute();
    expect(refusals(await addPlanLine(w.ports, w.maker, 2026, tet))).toBe('form: Kế hoạch một năm có tối đa 200 việc.');
    expect(await addPlanLine(w.ports, w.maker, 2027, tet)).toMatchObject({ ok: true });
    await dropPlanLine(w.ports, w.maker, { year: 2026, line }, 'Gộp');
    expect(await addPlanLine(w.ports, w.maker, 2026, tet)).toMatchObject({ ok: true });
  });

  it('keeps a dropped line as it was, with its reason', async () => {
    await using w = await campaignWorld();
    const line = await add(w);
    expect(await dropPlanLine(w.ports, w.maker, { year: 2026, line }, 'Gộp vào đợt khác')).toEqual({ ok: true });
    w.clock.pass({ days: 1 });
    for (const outcome of [await dropPlanLine(w.ports, w.maker, { year: 2026, line }, 'Lần nữa'), await editPlanLine(w.ports, w.maker, { year: 2026, line }, { ...tet, revision: 0, title: 'Khác' })]) expect(refusals(outcome)).toBe('form: Việc này đã bỏ khỏi kế hoạch nên không sửa được.');
    expect(await w.db.selectFrom('plan_line').select(['title', 'dropped_at', 'dropped_reason']).executeTakeFirstOrThrow()).toEqual({ title: tet.title, dropped_at: '2026-11-23T01:00:00.000Z', dropped_reason: 'Gộp vào đợt khác' });
    expect((await traces(w)).at(-1)).toEqual(['plan.drop-line', { year: 2026, reason: 'Gộp vào đợt khác' }]);
  });

  it('has a line that two change at once written by one of them; the other is told, and nothing is lost', async () => {
    await using w = await campaignWorld();
    const line = await add(w);
    const edit = (revision: number, title: string) => editPlanLine(w.ports, w.maker, { year: 2026, line }, { ...tet, title, revision });
    const outcomes = await Promise.all([edit(0, 'Một'), edit(0, 'Hai')]);
    expect(outcomes.map(refusals)).toEqual(['', 'form: Việc này vừa được người khác hoặc thẻ khác của trình duyệt sửa. Phần Anh/Chị vừa gõ còn nguyên bên dưới, cạnh bản đang lưu. Xem lại rồi lưu lần nữa.']);
    expect(await edit(2, 'Ba')).toMatchObject({ ok: false });
    expect(await w.db.selectFrom('plan_line').select(['title', 'revision']).executeTakeFirst()).toEqual({ title: 'Một', revision: 1 });
    expect(await edit(1, 'Hai')).toEqual({ ok: true });
    expect((await traces(w)).map(([action]) => action)).toEqual(['plan.add-line', 'plan.edit-line', 'plan.edit-line']);
  });

  it('knows its lines by their year: the address of another one leads nowhere', async () => {
    await using w = await campaignWorld();
    const line = await add(w);
    for (const year of [2025, 2027]) await expect(editPlanLine(w.ports, w.maker, { year, line }, { ...tet, revision: 0 })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(dropPlanLine(w.ports, w.maker, { year: 2026, line: 'khong-co' }, 'x')).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('takes a campaign from line to line, and not into one that was dropped or is not there', async () => {
    await using w = await campaignWorld();
    const [one, other, dropped] = [await add(w), await add(w, 2027), await add(w)];
    await dropPlanLine(w.ports, w.maker, { year: 2026, line: dropped }, 'Gộp');
    const made = await addCampaign(w.ports, w.maker, { ...aGoal, code: 'TT-2026-02', line: one });
    const id = made.ok ? made.id : '';
    const place = async () => w.db.selectFrom('campaign as c').innerJoin('communication_plan as p', 'p.id', 'c.plan_id').select(['p.year', 'c.plan_line_id', 'c.revision']).where('c.id', '=', id).executeTakeFirstOrThrow();
    expect(await place()).toEqual({ year: 2026, plan_line_id: one, revision: 0 });
    expect(await editGoal(w.ports, w.maker, id, { ...aGoal, line: other, revision: 0 })).toEqual({ ok: true });
    expect(await place()).toEqual({ year: 2027, plan_line_id: other, revision: 1 });
    for (const line of [dropped, 'khong-co']) expect(refusals(await editGoal(w.ports, w.maker, id, { ...aGoal, line, revision: 1 }))).toBe('line: Việc đã chọn không còn trong kế hoạch.');
    expect(refusals(await addCampaign(w.ports, w.maker, { ...aGoal, code: 'TT-2026-03', line: dropped }))).toBe('line: Việc đã chọn không còn trong kế hoạch.');
    expect(await place()).toEqual({ year: 2027, plan_line_id: other, revision: 1 });
  });
});

describe('its pages', () => {
  it('refuse what does not fit, with what was typed, and know the years that there are', async () => {
    await using w = await campaignWorld();
    const line = await add(w);
    const send = (route: { action: unknown }, form: Record<string, string>, params: Record<string, string> = {}) => w.ask(route.action, w.maker, { year: '2026', line, ...params }, form);
    const typed = { title: 'Việc', quarter: '4', topic: 'SECURITY', model: '26' };
    for (const [changes, field] of [[{ title: ' ' }, 'title'], [{ title: 'a\nb' }, 'title'], [{ title: 'x'.repeat(201) }, 'title'], [{ quarter: '0' }, 'quarter'], [{ quarter: '5' }, 'quarter'], [{ quarter: '1.5' }, 'quarter'], [{ topic: '' }, 'topic'], [{ model: '6' }, 'model']] as const) {
      const answer = await send(lineNew, { ...typed, ...changes });
      expect([answer.status, refusals(answer)], JSON.stringify(changes)).toEqual([422, expect.stringMatching(new RegExp(`^${field}: \\S`))]);
    }
    expect((await send(lineNew, typed)).location).toBe('/campaigns/plans/2026?done=added');
    expect(await send(planEdit, { revision: '9', ...words })).toMatchObject({ status: 409, body: { values: words } });
    expect((await send(planEdit, { revision: '0', goal: words.goal, legalBasis: ' ' })).status).toBe(422);
    expect((await send(lineDropping, { reason: '' })).status).toBe(422);
    expect((await send(lineDropping, { reason: 'Gộp' })).status).toBe(303);
    expect(await send(lineDropping, { reason: 'Lần nữa' })).toMatchObject({ status: 409, body: { values: { reason: 'Lần nữa' } } });
    for (const year of ['2019', '2101', '26', '2026x', '٢٠٢٦', '-2026', '2026.0']) expect((await w.ask(plan.loader, w.approver, { year })).status, year).toBe(404);
    for (const year of ['2020', '2100']) expect((await w.ask(plan.loader, w.approver, { year })).status, year).toBe(200);
  });
});
