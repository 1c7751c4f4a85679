import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { campaignWorld, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { fanOut } from '../../messaging/index.server.ts';
import { campaignDeeds, namesOf } from '../rules/done-by-log.ts';
import * as approval from './campaign-approval.tsx';
import * as check from './campaign-check.tsx';
import * as correction from './campaign-correction.tsx';
import * as overview from './campaign.tsx';
import * as steering from './campaign-steering.tsx';

let w: CampaignWorld;
beforeAll(async () => {
  w = await campaignWorld();
  await w.write({}, { sendAt: '2026-11-23T08:10' });
});
afterAll(() => w[Symbol.asyncDispose]());

const sentences = { submitted: 'Đã trình duyệt với', approved: 'Đã ghi nhận lượt duyệt', launched: 'Đã duyệt và phát hành', corrected: 'Đã gửi đính chính tới', paused: 'Đã tạm dừng.', resumed: 'Đã cho gửi tiếp.', cancelled: 'Đã huỷ. Tin chưa gửi', returned: 'Đã trả lại cho người soạn' };
/** Which sentences the page says, whichever of them its address asks for. */
async function saidBy(extra = ''): Promise<string[]> {
  const pages = await Promise.all(namesOf(campaignDeeds).map(async (done) => wordsOf(drawPage(overview.default, { data: (await w.ask(overview.loader, w.maker, {}, undefined, `/campaigns/${w.id}?done=${done}${extra}`)).body }))));
  return namesOf(campaignDeeds).filter((done, at) => pages[at]?.includes(sentences[done]));
}

it('the page of a campaign says what was done last, and nothing that its address claims besides', async () => {
  expect(await saidBy()).toEqual([]);
  expect((await w.ask(check.action, w.maker, {}, { revision: String((await w.row()).revision) })).location).toBe(`/campaigns/${w.id}?done=submitted`);
  expect(await saidBy()).toEqual(['submitted']);
  expect((await w.ask(approval.action, w.approver, {}, { hash: (await w.row()).submitted_hash ?? '', note: '' })).location).toBe(`/campaigns/${w.id}?done=launched`);
  expect(await saidBy()).toEqual(['launched']);
  for (const [deed, done] of [['pause', 'paused'], ['resume', 'resumed']] as const) {
    expect((await w.ask(steering.action, w.maker, { deed }, { reason: 'Kiểm tra lại' })).location).toBe(`/campaigns/${w.id}?done=${done}`);
    expect(await saidBy()).toEqual([done]);
  }
  w.clock.set('2026-11-23T01:10:00.000Z');
  await fanOut(w.db, w.clock, (await w.db.selectFrom('message').select('id').executeTakeFirstOrThrow()).id);
  expect((await w.ask(correction.action, w.maker, {}, { subject: 'Đúng', body: 'Đúng', reason: 'Sai' })).location).toBe(`/campaigns/${w.id}?done=corrected`);
  expect(await saidBy('&reached=999999&rest=7')).toEqual(['corrected']);
  const page = await w.ask(overview.loader, w.maker, {}, undefined, `/campaigns/${w.id}?done=corrected&reached=999999&rest=7`);
  expect((page.body as { done: unknown }).done).toEqual({ done: 'corrected', reached: 4, rest: 0 });
  expect((await w.ask(steering.action, w.maker, { deed: 'cancel' }, { reason: 'Sai' })).location).toBe(`/campaigns/${w.id}?done=cancelled`);
  expect(await saidBy()).toEqual(['cancelled']);
});
