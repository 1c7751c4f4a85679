import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { aGoal, campaignWorld, refusals, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { addCampaign } from '../commands/write-campaign.server.ts';
import { planPage } from '../queries/plan.server.ts';
import * as campaigns from './campaigns.tsx';
import * as planEdit from './plan-edit.tsx';
import * as dropping from './plan-line-dropping.tsx';
import * as lineNew from './plan-line-new.tsx';
import * as planLine from './plan-line.tsx';
import * as plan from './plan.tsx';

let w: CampaignWorld;
beforeAll(async () => {
  w = await campaignWorld();
});
afterAll(() => w[Symbol.asyncDispose]());

const fields = { title: 'Cảnh báo lừa đảo dịp Tết', quarter: '1', topic: 'SECURITY', model: '27' };
const lines = () => w.db.selectFrom('plan_line').selectAll().orderBy('created_at').orderBy('id').execute();
const plans = async () => (await w.db.selectFrom('communication_plan').select('year').orderBy('year').execute()).map(({ year }) => year);
const traces = async () => (await w.db.selectFrom('audit_event').select(['action', 'actor_id']).where('object_type', 'in', ['plan_line', 'communication_plan']).orderBy('seq').execute()).map(({ action, actor_id }) => (actor_id === w.maker.id ? action : `${action} by somebody else`));
/** Whether the page of a plan says that something was done when its address asks for it. */
async function said(done: string, year = '2026'): Promise<boolean> {
  const page = drawPage(plan.default, { data: (await w.ask(plan.loader, w.maker, { year }, undefined, `/campaigns/plans/${year}?done=${done}`)).body });
  return /Đã thêm một việc|Đã sửa việc|Đã bỏ một việc|Đã lưu kế hoạch/.test(page);
}
async function added(year = '2026', changes: Record<string, string> = {}): Promise<string> {
  const before = new Set((await lines()).map(({ id }) => id));
  const { location } = await w.ask(lineNew.action, w.maker, { year }, { ...fields, ...changes });
  expect(location).toBe(`/campaigns/plans/${year}?done=added`);
  return (await lines()).find(({ id }) => !before.has(id))?.id ?? '';
}

describe('a line of the plan', () => {
  it('is added, changed and dropped, each with its trace and under its own name', async () => {
    const line = await added('2026', { title: `  ${'Cảnh báo'.normalize('NFD')}\u200b  dịp Tết ` });
    expect((await lines())[0]).toMatchObject({ title: 'Cảnh báo dịp Tết', quarter: 1, model: 27 });
    expect((await w.ask(planLine.action, w.maker, { year: '2026', line }, { ...fields, revision: '0', quarter: '4', title: '"x" <b>' })).location).toBe('/campaigns/plans/2026?done=edited');
    expect([await said('edited'), await said('added'), await said('edited', '2027')]).toEqual([true, false, false]);
    expect((await w.ask(planLine.loader, w.maker, { year: '2026', line })).body).toMatchObject({ line: { title: '"x" <b>', quarter: 4 } });
    expect((await w.ask(dropping.action, w.maker, { year: '2026', line }, { reason: 'Gộp' })).location).toBe('/campaigns/plans/2026?done=dropped');
    expect([await said('dropped'), await said('edited'), await said('nonsense')]).toEqual([true, false, false]);
    expect(await traces()).toEqual(['plan.add-line', 'plan.edit-line', 'plan.drop-line']);
  });

  it('that was dropped is not changed any more; both forms say so and keep what was typed', async () => {
    const line = await added();
    await w.ask(dropping.action, w.maker, { year: '2026', line }, { reason: 'Gộp' });
    const before = await lines();
    expect(await w.ask(planLine.action, w.maker, { year: '2026', line }, { ...fields, revision: '0', title: 'Khác' })).toMatchObject({ status: 409, body: { values: { title: 'Khác', quarter: '1', model: '27' } } });
    expect(await w.ask(dropping.action, w.maker, { year: '2026', line }, { reason: 'Lần nữa' })).toMatchObject({ status: 409, body: { values: { reason: 'Lần nữa' } } });
    expect(await lines()).toEqual(before);
  });

  it('from an old tab is not written over: both texts stand on the page, and saving again is a choice', async () => {
    const line = await added();
    const params = { year: '2026', line };
    await w.ask(planLine.action, w.maker, params, { ...fields, revision: '0', title: 'Của người nhanh <b>', quarter: '3', topic: 'CONTEST' });
    for (const revision of ['-1', 'x', '1.5']) expect((await w.ask(planLine.action, w.maker, params, { ...fields, revision })).status, revision).toBe(422);
    const refused = await w.ask(planLine.action, w.maker, params, { ...fields, revision: '0', title: 'Của người chậm' });
    expect(refused.status).toBe(409);
    const page = drawPage(planLine.default, { data: (await w.ask(planLine.loader, w.maker, params)).body, answer: refused.body });
    expect(wordsOf(page)).toMatch(/Bản đang lưu Việc Của người nhanh &lt;b&gt; Quý Quý III Chủ đề /);
    expect(page).toMatch(/value="Của người chậm"/);
    expect(page).toMatch(/name="revision" value="1"/);
    expect((await w.ask(planLine.action, w.maker, params, { ...fields, revision: '1', title: 'Của người chậm' })).location).toBe('/campaigns/plans/2026?done=edited');
    expect(wordsOf(drawPage(planLine.default, { data: (await w.ask(planLine.loader, w.maker, params)).body }))).not.toContain('Bản đang lưu');
  });

  it('is a line of its own year only: under another year it is not there', async () => {
    const line = await added('2027');
    for (const params of [{ year: '2026', line }, { year: '2028', line }, { year: '2027', line: 'khong-co' }, { year: '2027', line: 'x'.repeat(61) }]) {
      for (const loader of [planLine.loader, dropping.loader]) expect((await w.ask(loader, w.maker, params)).status).toBe(404);
      expect((await w.ask(planLine.action, w.maker, params, { ...fields, revision: '0' })).status).toBe(404);
      expect((await w.ask(dropping.action, w.maker, params, { reason: 'x' })).status).toBe(404);
    }
    expect((await lines()).find(({ id }) => id === line)).toMatchObject({ dropped_at: null, title: fields.title });
  });

  it.each<[string, Record<string, string>]>([['title', { title: '\u200b \u00a0' }], ['title', { title: 'a\nb' }], ['quarter', { quarter: '0' }], ['quarter', { quarter: '4.5' }], ['topic', { topic: '__proto__' }], ['model', { model: '28' }]])('with a wrong %s is refused and makes no plan', async (field, changes) => {
    const before = await plans();
    const answer = await w.ask(lineNew.action, w.maker, { year: '2031' }, { ...fields, ...changes });
    expect([answer.status, refusals(answer)]).toEqual([422, expect.stringMatching(new RegExp(`^${field}: \\S`))]);
    expect(answer.body).toMatchObject({ values: { topic: changes['topic'] ?? fields.topic } });
    expect(await plans()).toEqual(before);
  });
});

describe('the words of a plan', () => {
  const words = { goal: 'Mọi người biết', legalBasis: 'Chỉ thị\nKế hoạch' };
  const send = (year: string, revision: string, changes: Record<string, string> = {}) => w.ask(planEdit.action, w.maker, { year }, { ...words, revision, ...changes });

  it('from an old tab change nothing, and a plan that was never written is not made by a refusal', async () => {
    expect(await send('2040', '7')).toMatchObject({ status: 409, body: { values: words } });
    expect(await plans()).not.toContain(2040);
    expect((await send('2040', '0')).location).toBe('/campaigns/plans/2040?done=saved');
    const refused = await send('2040', '0', { goal: 'Khác' });
    expect(refused.status).toBe(409);
    const page = drawPage(planEdit.default, { data: (await w.ask(planEdit.loader, w.maker, { year: '2040' })).body, answer: refused.body });
    expect(wordsOf(page)).toMatch(/Bản đang lưu Mục tiêu Mọi người biết /);
    expect(page).toMatch(/>Khác<\/textarea>/);
    expect((await w.ask(planEdit.loader, w.maker, { year: '2040' })).body).toMatchObject({ plan: { ...words, revision: 1 } });
  });

  it('by two people at once are written by one of them', async () => {
    const statuses = await Promise.all([send('2041', '0'), send('2041', '0', { goal: 'Khác' })]);
    expect(statuses.map(({ status }) => status).toSorted()).toEqual([303, 409]);
    expect((await plans()).filter((year) => year === 2041)).toHaveLength(1);
  });

  it.each(['2019', '2101', '20260', 'nay', '2026 ', '2e3'])('of the year %j are not found', async (year) => {
    for (const loader of [plan.loader, planEdit.loader, lineNew.loader]) expect((await w.ask(loader, w.maker, { year })).status).toBe(404);
    expect((await send(year, '0')).status).toBe(404);
  });
});

describe('the year and the quarter of a campaign', () => {
  const begun = async (own: CampaignWorld, code: string) => {
    const made = await addCampaign(own.ports, own.maker, { ...aGoal, code });
    return own.db.selectFrom('campaign as c').innerJoin('communication_plan as p', 'p.id', 'c.plan_id').select(['c.id', 'p.year']).where('c.id', '=', made.ok ? made.id : '').executeTakeFirstOrThrow();
  };

  it('are those of Vietnam: at midnight there a new plan begins, not seven hours later', async () => {
    await using own = await campaignWorld();
    own.clock.set('2026-12-31T16:59:59.999Z');
    expect((await begun(own, 'TT-2026-98')).year).toBe(2026);
    own.clock.set('2026-12-31T17:00:00.000Z');
    expect((await begun(own, 'TT-2027-01')).year).toBe(2027);
  });

  it.each([['2026-03-31T23:59', 1], ['2026-04-01T00:00', 2], ['2026-06-30T23:59', 2], ['2026-10-01T00:30', 4]] as const)('that starts at %s is counted in quarter %i', async (sendAt, quarter) => {
    await using own = await campaignWorld();
    own.clock.set('2026-03-01T01:00:00.000Z');
    await own.write({}, { sendAt, notAfter: '2026-12-01T09:00' });
    await own.launch();
    const { figures } = await planPage(own.db, 2026, { at: own.clock.now().toISOString(), today: '2026-03-01', timeZone: 'Asia/Ho_Chi_Minh' });
    expect(figures.quarters.filter(({ beside }) => beside === 1).map((one) => one.quarter)).toEqual([quarter]);
  });
});

describe('the list of a year', () => {
  it.each(['', '?year=', '?year=abc', '?year=1999', '?year=2026.5', '?year=2026&year=2027&year=x', '?year=__proto__'])('opens for the address %s with this year', async (query) => {
    expect((await w.ask(campaigns.loader, w.approver, {}, undefined, `/campaigns${query}`)).body).toMatchObject({ year: 2026, campaigns: [{ id: w.id }] });
  });

  it('of the first hours of a new year in Vietnam is that of the new year', async () => {
    w.clock.set('2026-12-31T17:00:00.000Z');
    expect((await w.ask(campaigns.loader, await w.staff('AUDITOR'))).body).toMatchObject({ year: 2027, campaigns: [], rights: { write: false, approve: false, confirm: false } });
    w.clock.set('2026-12-31T16:59:59.999Z');
    expect((await w.ask(campaigns.loader, await w.staff('AUDITOR'))).body).toMatchObject({ year: 2026 });
  });
});
