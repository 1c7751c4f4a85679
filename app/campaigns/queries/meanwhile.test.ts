import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { makeAnswer } from '../../../tests/world/answers.ts';
import { campaignWorld, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { newId } from '../../platform/ids.ts';
import { requireAnswer } from '../commands/campaign-answers.server.ts';
import { evaluateCampaign } from '../commands/evaluate-campaign.server.ts';
import * as evaluation from '../routes/campaign-evaluation.tsx';
import { meanwhileOf } from './meanwhile.server.ts';

const counted = async (w: CampaignWorld, versionId: string, at: string, count: number) => {
  for (let one = 0; one < count; one += 1) await w.db.insertInto('faq_search').values({ id: newId(), question: 'x', question_fold: 'x', results: 1, opened_version_id: versionId, source: 'PUBLIC', at }).execute();
};
const voted = async (w: CampaignWorld, versionId: string, at: string, count: number, isHelpful: 0 | 1) => {
  for (let one = 0; one < count; one += 1) await w.db.insertInto('faq_feedback').values({ id: newId(), version_id: versionId, is_helpful: isHelpful, source: 'PUBLIC', at }).execute();
};
const called = async (w: CampaignWorld, versionId: string, at: string, count: number) => {
  for (let one = 0; one < count; one += 1) {
    const id = newId();
    await w.db.insertInto('call_record').values({ id, client_key: id, revision: 0, agent_id: w.operator.id, channel: 'PHONE', source: 'ONLINE', started_at: at, wrapped_at: at, wrap_code: 'ANSWERED', erase_after: '2027-01-01' }).execute();
    // Read out twice in one call is one call.
    for (const read of [at, at.replace('.000Z', '.500Z')]) await w.db.insertInto('call_answer').values({ call_id: id, version_id: versionId, read_at: read }).execute();
  }
};

/** A launched campaign of a week from 23/11/2026 09:00 on, with one listed answer and another one that is not. */
async function withAnswers(list = true) {
  const w = await campaignWorld();
  const [own, other] = [await makeAnswer(w.db, { topic: 'lua-dao' }), await makeAnswer(w.db, { topic: 'ho-tich' })];
  await w.write();
  if (list) await requireAnswer(w.ports, w.maker, w.id, { revision: (await w.row()).revision, entryId: own.entryId });
  await w.launch();
  return Object.assign(w, { own: own.versionId, other: other.versionId });
}
const found = async (w: CampaignWorld, now: string) => (await meanwhileOf(w.db, w.id, now))?.periods.map(({ name, perWeek }) => [name, perWeek]);
const none = { opened: null, helpful: null, unhelpful: null, calls: null };

describe('what was looked up at the same time', () => {
  it('is counted a week, before, during and after, to the moment, of the answers that the campaign lists', async () => {
    await using w = await withAnswers();
    await counted(w, w.own, '2026-11-23T01:59:59.999Z', 40);
    await counted(w, w.own, '2026-11-23T02:00:00.000Z', 30);
    await counted(w, w.other, '2026-11-24T02:00:00.000Z', 50);
    await counted(w, w.own, '2026-10-26T01:59:59.999Z', 50);
    await voted(w, w.own, '2026-11-25T02:00:00.000Z', 12, 1);
    await voted(w, w.own, '2026-11-25T02:00:00.000Z', 10, 0);
    await called(w, w.own, '2026-11-30T02:00:00.000Z', 20);
    expect(await found(w, '2027-01-30T00:00:00.000Z')).toEqual([
      ['before', { ...none, opened: 10 }],
      ['during', { ...none, opened: 30, helpful: 12, unhelpful: 10 }],
      ['after', { ...none, calls: 5 }],
    ]);
  });

  it('hides fewer than ten, and of what is not over counts so far; less than a day is no rate', async () => {
    await using w = await withAnswers();
    await counted(w, w.own, '2026-11-24T02:00:00.000Z', 9);
    expect(await found(w, '2026-11-24T01:59:59.000Z')).toEqual([['before', none]]);
    expect(await found(w, '2026-11-26T12:00:00.000Z')).toEqual([['before', none], ['during', none]]);
    await counted(w, w.own, '2026-11-24T02:00:00.000Z', 1);
    expect(await found(w, '2026-11-26T14:00:00.000Z')).toEqual([['before', none], ['during', { ...none, opened: 20 }]]);
  });

  it('is of its topic where it lists no answer, and of nothing before it begins', async () => {
    await using w = await withAnswers(false);
    await counted(w, w.own, '2026-11-24T02:00:00.000Z', 14);
    await counted(w, w.other, '2026-11-24T02:00:00.000Z', 14);
    expect(await meanwhileOf(w.db, w.id, '2026-12-28T02:00:00.000Z')).toMatchObject({ listed: 0, periods: [{}, { perWeek: { opened: 14 } }, {}] });
    expect(await meanwhileOf(w.db, w.id, '2026-11-23T02:00:00.000Z')).toBeNull();
    await w.db.updateTable('campaign').set({ topic: 'CONTEST' }).where('id', '=', w.id).execute();
    expect(await meanwhileOf(w.db, w.id, '2026-12-28T02:00:00.000Z')).toBeNull();
  });

  it('is one sentence where every number is too small to be shown', async () => {
    await using w = await withAnswers();
    await counted(w, w.own, '2026-11-24T02:00:00.000Z', 3);
    w.clock.set('2026-12-28T02:00:00.000Z');
    const page = wordsOf(drawPage(evaluation.default, { data: (await w.ask(evaluation.loader, w.maker)).body }));
    expect(page).toMatch(/Cùng thời gian: tra cứu .*đều chưa tới 10 lượt ở mỗi loại/);
    expect(page).not.toMatch(/Tìm rồi mở|Dưới 10 lượt/);
  });

  it('stands on the page as something that happened meanwhile, and is kept with the conclusion without small numbers', async () => {
    await using w = await withAnswers();
    await counted(w, w.own, '2026-11-24T02:00:00.000Z', 14);
    await voted(w, w.own, '2026-11-24T02:00:00.000Z', 7, 1);
    w.clock.set('2026-12-28T02:00:00.000Z');
    const page = async () => wordsOf(drawPage(evaluation.default, { data: (await w.ask(evaluation.loader, w.maker)).body }));
    expect(await page()).toMatch(/Cùng thời gian: tra cứu .*1 câu trả lời đi kèm.*Tìm rồi mở câu trả lời Dưới 10 lượt 14,0 Dưới 10 lượt Đánh giá “có ích” Dưới 10 lượt Dưới 10 lượt .*không chứng minh là vì chiến dịch/);
    expect(await evaluateCampaign(w.ports, w.maker, w.id, { inputs: 'a', outtakes: 'b', outcomes: 'c', impact: 'd', lesson: 'e', decision: 'KEEP' })).toEqual({ ok: true });
    await counted(w, w.own, '2026-11-24T02:00:00.000Z', 14);
    expect(await page()).toContain('14,0');
    const { figures } = await w.db.selectFrom('campaign_evaluation').select('figures').executeTakeFirstOrThrow();
    expect(JSON.parse(figures)).toMatchObject({ meanwhile: { periods: [{}, { perWeek: { opened: 14, helpful: null } }, {}] } });
  });
});
