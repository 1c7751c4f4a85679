import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignWorld, refusals, someWords, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { makeUnit } from '../../../tests/world/people.ts';
import { addPlanLine, dropPlanLine } from '../commands/write-plan.server.ts';
import * as answerRemoval from './campaign-answer-removal.ts';
import * as answers from './campaign-answers.tsx';
import * as audience from './campaign-audience.tsx';
import * as check from './campaign-check.tsx';
import * as content from './campaign-content.tsx';
import * as goal from './campaign-goal.tsx';
import * as mediumRemoval from './campaign-medium-removal.ts';
import * as medium from './campaign-medium.tsx';
import * as campaignNew from './campaign-new.tsx';
import * as schedule from './campaign-schedule.tsx';
import * as slotsRemoval from './campaign-slots-removal.ts';

let w: CampaignWorld;
beforeAll(async () => {
  w = await campaignWorld();
  await w.write({ LED: { pages: ['CẢNH BÁO'], seconds: 6 } });
});
afterAll(() => w[Symbol.asyncDispose]());

const target = { name: 'Tên', model: '27', contentSource: 'Công an tỉnh', goal: 'Biết', measure: 'Đúng', baseline: '61,5', target: '80', after: '14', topic: 'SECURITY', urgency: 'NORMAL' };
const words = { subject: 'Tiêu đề', body: 'Lời' };
const times = { sendAt: '2026-11-25T09:00', notAfter: '2026-11-30T09:00', stagger: '0' };
const revision = async () => String((await w.row()).revision);
const whole = async () => ({ campaign: await w.row(), media: await w.db.selectFrom('campaign_medium').selectAll().orderBy('medium').execute() });

/** The forms of the five steps, each as it is when nothing is wrong with it. */
const steps: [name: string, action: unknown, form: Record<string, string>, params: Record<string, string>][] = [
  ['the goal', goal.action, target, {}],
  ['the audience', audience.action, { level: '' }, {}],
  ['the words', content.action, words, {}],
  ['the schedule', schedule.action, times, {}],
  ['a medium', medium.action, { pages: 'A', seconds: '6' }, { medium: 'led' }],
  ['taking a medium out', mediumRemoval.action, {}, { medium: 'crawl' }],
  ['taking an answer off the list', answerRemoval.action, {}, { entry: 'khong-co' }],
  ['taking a moment out', slotsRemoval.action, { medium: 'LED', startsAt: '2026-11-24T05:00:00.000Z' }, {}],
  ['handing in', check.action, {}, {}],
];

describe('a form of the composer', () => {
  it.each(steps)('%s from an old tab changes nothing, and what was typed is kept', async (_name, action, form, params) => {
    const before = await whole();
    for (const old of ['0', '99']) {
      const answer = await w.ask(action, w.maker, params, { ...form, revision: old });
      expect([409, 422]).toContain(answer.status);
      expect(JSON.stringify(answer.body)).toContain('Vui lòng tải lại trang');
      if (form['subject']) expect(answer.body).toMatchObject({ values: form });
    }
    expect(await whole()).toEqual(before);
  });

  it.each(steps)('%s without a revision, or with one that is none, is refused', async (_name, action, form, params) => {
    const before = await whole();
    for (const wrong of ['-1', '1.5', 'NaN', 'một', '1e400', '9007199254740993']) expect((await w.ask(action, w.maker, params, { ...form, revision: wrong })).status, wrong).toBe(422);
    expect((await w.ask(action, w.maker, params, [...Object.entries(form), ['revision[]', '1'], ['revision[]', '2']])).status).toBe(422);
    expect((await w.ask(action, w.maker, params, form)).status).toBe(422);
    expect(await whole()).toEqual(before);
  });

  it.each(steps)('%s of a campaign that is not there is not found', async (_name, action, form, params) => {
    for (const id of ['khong-co', '__proto__', 'x'.repeat(61)]) expect((await w.ask(action, w.maker, { ...params, id }, { ...form, revision: '0' })).status, id).toBe(404);
  });
});

describe('the goal of a campaign', () => {
  const send = async (changes: Record<string, string>) => w.ask(goal.action, w.maker, {}, { ...target, revision: await revision(), ...changes });

  it('of a line that was dropped meanwhile is refused, and one that it carries out already stays', async () => {
    const made = await addPlanLine(w.ports, w.maker, 2026, { title: 'Việc', quarter: 4, topic: 'SECURITY', model: 27 });
    const line = made.ok ? made.id : '';
    expect((await send({ line })).status).toBe(303);
    await dropPlanLine(w.ports, w.maker, { year: 2026, line }, 'Gộp');
    expect((await send({ line })).status).toBe(303);
    expect((await send({ line: '' })).status).toBe(303);
    expect(refusals(await send({ line }))).toMatch(/^line: /);
    expect((await w.ask(campaignNew.action, w.maker, {}, { ...target, code: 'TT-2026-09', line })).status).toBe(422);
  });

  it('takes a code once, also when two people send it at the same time', async () => {
    const form = { ...target, code: 'tt-2026-02' };
    const answers = await Promise.all([w.maker, await w.staff('CAMPAIGN_MAKER')].map((as) => w.ask(campaignNew.action, as, {}, form)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422]);
    expect(refusals(answers.find(({ status }) => status === 422))).toMatch(/^code: Mã này đã dùng/);
    expect(await w.db.selectFrom('campaign').select('code').where('code', '=', 'TT-2026-02').execute()).toHaveLength(1);
  });
});

describe('the audience of a campaign', () => {
  const send = async (form: [string, string][]) => w.ask(audience.action, w.maker, {}, [['revision', await revision()], ...form]);
  const stored = async () => JSON.parse((await w.db.selectFrom('campaign').select('audience').where('id', '=', w.id).executeTakeFirstOrThrow()).audience) as Record<string, unknown>;

  it('of one unit holds those below it, and of a unit that is gone nobody', async () => {
    const below = await makeUnit(w.db, { name: 'Văn phòng', parentId: w.unit });
    await send([['unitIds[]', w.unit], ['unitIds[]', ''], ['level', ''], ['course', '']]);
    const count = async () => ((await w.ask(audience.loader, w.maker)).body as { preview: { count: number } }).preview.count;
    const before = await count();
    await w.db.updateTable('membership').set({ unit_id: below }).where('user_id', '=', w.reader.id).execute();
    expect(await count()).toBe(before);
    await send([['unitIds[]', 'khong-co']]);
    expect(await count()).toBe(0);
  });

  it('keeps many categories, and refuses what there is not', async () => {
    await send([['categories[]', 'CIVIL_SERVANT'], ['categories[]', 'PUBLIC_EMPLOYEE'], ['roles[]', 'UNIT_LEADER'], ['exceptUnitIds[]', 'x'], ['exceptUnitIds[]', 'x'], ['exceptUnitIds[]', ''], ['exceptCompleted[]', 'an-toan']]);
    expect(await stored()).toMatchObject({ categories: ['CIVIL_SERVANT', 'PUBLIC_EMPLOYEE'], roles: ['UNIT_LEADER'], exceptUnitIds: ['x'], exceptCompleted: ['an-toan'] });
    for (const wrong of [['categories[]', 'EVERYBODY'], ['categories', 'CIVIL_SERVANT'], ['level', 'WARD'], ['courseState', 'x'], ['roles[]', 'LEARNER'], ['roles[]', 'KING'], ['unitIds[]', 'x'.repeat(121)]] as [string, string][]) expect((await send([wrong])).status, wrong.join()).toBe(422);
    expect(await stored()).toMatchObject({ roles: ['UNIT_LEADER'] });
    await send([]);
    expect(await stored()).toEqual({ unitIds: [], level: null, categories: [], roles: [], course: null, exceptUnitIds: [], exceptCompleted: [] });
  });
});

describe('the words of a campaign', () => {
  const send = async (form: Record<string, string> | [string, string][]) => w.ask(content.action, w.maker, {}, [['revision', await revision()], ...(Array.isArray(form) ? form : Object.entries(form))]);
  const zalo = async () => (await w.db.selectFrom('campaign_medium').select('content').where('medium', '=', 'ZALO').executeTakeFirst())?.content;

  it('take parameters of a template under any name of letters, also one that objects have by nature', async () => {
    expect((await send([...Object.entries(words), ['channels[]', 'ZALO'], ['zaloTemplate', 'T1'], ['zaloParameters', 'constructor = a\ntoString=b = c\r\ntên = d']])).status).toBe(422);
    expect((await send([...Object.entries(words), ['channels[]', 'ZALO'], ['zaloTemplate', 'T1'], ['zaloParameters', 'constructor = a\r\n\r\ntoString=b = c']])).status).toBe(303);
    expect(await zalo()).toBe('{"templateId":"T1","parameters":{"constructor":"a","toString":"b = c"}}');
    expect((await w.ask(content.loader, w.maker)).status).toBe(200);
  });

  it('take a channel twice as once, and refuse one that there is not', async () => {
    expect((await send([...Object.entries(words), ['channels[]', 'EMAIL'], ['channels[]', 'EMAIL']])).status).toBe(303);
    expect((await send([...Object.entries(words), ['channels[]', 'FAX']])).status).toBe(422);
    expect((await send([...Object.entries(words), ['channels', 'EMAIL']])).status).toBe(422);
    expect(await w.db.selectFrom('campaign_medium').select('medium').where('campaign_id', '=', w.id).where('medium', 'in', ['EMAIL', 'ZALO']).execute()).toEqual([{ medium: 'EMAIL' }]);
  });

  it('larger than any mail are refused before they are read', async () => {
    expect((await send({ ...words, body: 'x'.repeat(200_001) })).status).toBe(413);
    expect((await w.ask(medium.action, w.maker, { medium: 'led' }, { revision: '0', pages: 'x'.repeat(30_001), seconds: '6' })).status).toBe(422);
    expect(JSON.parse((await w.db.selectFrom('campaign_medium').select('content').where('medium', '=', 'MESSAGE').executeTakeFirstOrThrow()).content)).toEqual({ vi: words });
  });

  it('that are taken out take their channels with them, and what is left can still be handed in', async () => {
    await w.ask(content.action, w.maker, {}, { ...someWords.vi, revision: await revision() });
    expect((await w.ask(mediumRemoval.action, w.maker, { medium: 'message' }, { revision: await revision() })).location).toBe(`/campaigns/${w.id}/content`);
    expect((await w.db.selectFrom('campaign_medium').select('medium').where('campaign_id', '=', w.id).execute()).map((row) => row.medium)).toEqual(['LED']);
    expect(refusals(await w.ask(check.action, w.maker, {}, { revision: await revision() }))).toMatch(/^form: Chiến dịch chưa có người nhận/);
  });

  it('of answers need an answer that there is', async () => {
    expect(refusals(await w.ask(answers.action, w.maker, {}, { revision: await revision(), entry: 'khong-co', into: '' }))).toMatch(/^entry: /);
    expect((await w.ask(answers.action, w.maker, {}, { revision: await revision(), entry: 'khong-co', into: 'EMAIL' })).status).toBe(422);
    expect((await w.ask(answerRemoval.action, w.maker, { entry: 'khong-co' }, { revision: await revision() })).location).toBe(`/campaigns/${w.id}/answers`);
  });
});
