import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { campaignWorld, refusals, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { getCampaign } from '../queries/campaign-page.server.ts';
import { campaignFigures } from '../queries/evaluation.server.ts';
import { listWrongPlaces } from '../queries/wrong-broadcasts.server.ts';
import * as correction from '../routes/campaign-broadcast-correction.tsx';
import * as sheet from '../routes/campaign-package-sheet.ts';
import * as slotsPage from '../routes/campaign-slots.tsx';
import { confirmSlot, planSlots } from './broadcast.server.ts';
import { correctBroadcast } from './correct-broadcast.server.ts';
import { steerCampaign } from './steer-campaign.server.ts';
import { addPlace, closePlace } from './write-place.server.ts';

const wrong = { pages: ['GỌI 133'], seconds: 6 };
const right = { pages: ['GỌI 113'], seconds: 6 };
const noon = '2026-11-23T05:00:00.000Z';

/** Five boards; at noon the first was confirmed, the second missed, of the third and fourth nobody knows; the fourth is closed by now. At six in the evening all are to show it again. It is two. */
async function afterNoon(changes: Parameters<typeof campaignWorld>[0] = {}) {
  const w = await campaignWorld(changes);
  const ids: string[] = [];
  for (const name of ['A', 'B', 'C', 'D']) {
    const made = await addPlace(w.ports, w.operator, { name, kind: 'LED', unitId: w.unit });
    ids.push(made.ok ? made.id : '');
  }
  await w.write({ LED: wrong });
  await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', at: ['2026-11-23T12:00', '2026-11-23T18:00'], unitId: '' });
  await w.launch();
  w.clock.set('2026-11-23T07:00:00.000Z');
  const slotAt = async (place: number) => (await w.db.selectFrom('broadcast_slot').select('id').where('place_id', '=', ids[place] ?? '').where('starts_at', '=', noon).executeTakeFirstOrThrow()).id;
  const ports = { ...w.ports, filesDir: '' };
  await confirmSlot(ports, w.operator, await slotAt(0), { playedAt: '2026-11-23T12:00', note: '', missedReason: '', photo: null });
  await confirmSlot(ports, w.operator, await slotAt(1), { playedAt: '', note: '', missedReason: 'Mất điện', photo: null });
  await closePlace(w.ports, w.operator, ids[3] ?? '', 'Hỏng');
  return Object.assign(w, { places: ids });
}
const correct = (w: CampaignWorld, changes: Partial<Parameters<typeof correctBroadcast>[2]> = {}, as = w.maker) => correctBroadcast(w.ports, as, { id: w.id, medium: 'LED', words: right, at: '2026-11-23T16:00', reason: 'Sai số điện thoại', ...changes });
const ofCorrection = (w: CampaignWorld) => w.db.selectFrom('broadcast_slot as s').innerJoin('place as p', 'p.id', 's.place_id').select(['p.name', 's.starts_at', 's.quiet_reason']).where('s.correction_id', 'is not', null).orderBy('p.name').execute();

describe('a correction of a broadcast', () => {
  it('goes to exactly the places that had the wrong words, or may have had them, and what is to come brings the right ones', async () => {
    await using w = await afterNoon();
    expect((await listWrongPlaces(w.db, w.id, 'LED', w.clock.now().toISOString())).map(({ name, isProven, isClosed }) => [name, isProven, isClosed])).toEqual([['A', true, false], ['C', false, false], ['D', false, true]]);
    expect(await correct(w)).toEqual({ ok: true, places: 2, rest: 3 });
    expect(await ofCorrection(w)).toEqual(['A', 'C'].map((name) => ({ name, starts_at: '2026-11-23T09:00:00.000Z', quiet_reason: null })));
    expect(await (await w.take(sheet.loader, w.operator, { medium: 'led' })).text()).toMatch(/GỌI 113[\s\S]*23\/11\/2026 16:00: A/);
    // What was approved stays as it was.
    expect(await w.db.selectFrom('campaign_medium').select('content').where('medium', '=', 'LED').execute()).toEqual([{ content: JSON.stringify(wrong) }]);
    const [line] = await w.db.selectFrom('audit_event').select(['actor_id', 'details']).where('action', '=', 'campaign.correct-broadcast').execute();
    expect([line?.actor_id, JSON.parse(line?.details ?? '')]).toEqual([w.maker.id, { medium: 'LED', reason: 'Sai số điện thoại', count: 2, rest: 3 }]);
  });

  it('is confirmed like any other broadcast, and counts for nothing in the figures of the campaign', async () => {
    await using w = await afterNoon();
    const before = (await campaignFigures(w.db, w.id)).played;
    await correct(w);
    w.clock.set('2026-11-23T09:00:00.000Z');
    const { id } = await w.db.selectFrom('broadcast_slot').select('id').where('correction_id', 'is not', null).executeTakeFirstOrThrow();
    expect(await confirmSlot({ ...w.ports, filesDir: '' }, w.operator, id, { playedAt: '2026-11-23T16:00', note: '', missedReason: '', photo: null })).toMatchObject({ ok: true });
    expect((await campaignFigures(w.db, w.id)).played).toEqual(before);
  });

  it('sent twice sends nobody out twice; a second one with other words goes to the first one’s places as well', async () => {
    await using w = await afterNoon();
    const outcomes = await Promise.all([correct(w), correct(w)]);
    expect(outcomes.map(refusals).toSorted()).toEqual(['', 'form: Lời này giống lời đang dùng. Vui lòng sửa lời trước khi đính chính.']);
    w.clock.set('2026-11-23T12:00:00.000Z');
    expect(await correct(w, { words: { pages: ['GỌI 111'], seconds: 6 }, at: '2026-11-24T12:00' })).toMatchObject({ places: 3, rest: 0 });
    const { media } = await getCampaign(w.db, w.id, w.clock.now().toISOString());
    expect(media.find(({ medium }) => medium === 'LED')?.content).toContain('GỌI 111');
  });

  it('in quiet hours has its reason for them; an urgent one needs none', async () => {
    await using w = await afterNoon();
    await correct(w, { at: '2026-11-23T23:00' });
    expect((await ofCorrection(w)).map(({ quiet_reason }) => quiet_reason)).toEqual(['Sai số điện thoại', 'Sai số điện thoại']);
  });

  it.each<[string, Partial<Parameters<typeof correctBroadcast>[2]>, RegExp]>([
    ['in the past', { at: '2026-11-23T14:00' }, /^at: Thời điểm phát đã qua/],
    ['after more than a week', { at: '2026-11-30T14:01' }, /^at: .*trong vòng 7 ngày/],
    ['of a medium that it does not have', { medium: 'CRAWL', words: { text: 'x' } }, /^form: Chỉ đính chính được/],
    ['with the words that were wrong', { words: wrong }, /^form: Lời này giống/],
  ])('is refused %s', async (_what, changes, sentence) => {
    await using w = await afterNoon();
    expect(refusals(await correct(w, changes))).toMatch(sentence);
    expect([await ofCorrection(w), await w.db.selectFrom('broadcast_correction').select('id').execute()]).toEqual([[], []]);
  });

  it('is nobody’s but a maker’s or an approver’s, and of no campaign that is not out or was cancelled', async () => {
    await using w = await afterNoon();
    for (const as of [w.operator, w.reader]) await expect(correct(w, {}, as)).rejects.toMatchObject({ kind: 'forbidden' });
    await steerCampaign(w.ports, w.maker, { id: w.id, deed: 'cancel', reason: 'x' });
    expect(refusals(await correct(w, {}, w.approver))).toMatch(/^form: Chỉ đính chính được/);
    expect(await w.ask(correction.loader, w.approver, { medium: 'led' })).toMatchObject({ location: `/campaigns/${w.id}/slots` });
    await using draft = await campaignWorld();
    await draft.write({ LED: wrong });
    expect(refusals(await correct(draft))).toMatch(/^form: /);
  });

  it('has a page that names the places, keeps what was typed, and leads back to the list, where it is marked', async () => {
    await using w = await afterNoon();
    const at = { medium: 'led' };
    const page = wordsOf(drawPage(correction.default, { data: (await w.ask(correction.loader, w.approver, at)).body }));
    expect(page).toMatch(/Điểm đã phát hoặc có thể đã phát lời sai \(3\).*A .*Đã xác nhận phát.*C .*chưa xác nhận.*D .*Đã ngừng sử dụng.*3 lượt sắp tới/);
    const typed = { revision: '0', pages: 'GỌI 113', seconds: '6', at: '', reason: '' };
    const refused = await w.ask(correction.action, w.approver, at, typed);
    expect([refused.status, Object.keys((refused.body as { faults: object }).faults)]).toEqual([422, ['at', 'reason']]);
    expect(refused.body).toMatchObject({ values: { pages: 'GỌI 113' } });
    expect(await w.ask(correction.action, w.approver, at, { ...typed, at: '2026-11-23T16:00', reason: 'Sai số' })).toMatchObject({ status: 303, location: `/campaigns/${w.id}/slots?done=corrected` });
    const list = wordsOf(drawPage(slotsPage.default, { data: (await w.ask(slotsPage.loader, w.approver, {}, undefined, `/campaigns/${w.id}/slots?done=corrected`)).body }));
    expect(list).toContain('2 điểm có lượt phát đính chính');
    expect(list.match(/Chờ phát Đính chính/g)).toHaveLength(2);
  });
});
