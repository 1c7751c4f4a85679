import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignWorld, refusals, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { roles, type Role } from '../../people/actor.ts';
import { approveCampaign } from './approve-campaign.server.ts';
import { confirmSlot, planSlots } from './broadcast.server.ts';
import { correctBroadcast, type BroadcastCorrection } from './correct-broadcast.server.ts';
import { steerCampaign } from './steer-campaign.server.ts';
import { addPlace } from './write-place.server.ts';
import { getCampaign } from '../queries/campaign-page.server.ts';
import { campaignFigures } from '../queries/evaluation.server.ts';
import { listWrongPlaces } from '../queries/wrong-broadcasts.server.ts';
import { publicForms } from '../forms/campaign.ts';
import { publicMedia, placeKindFor, type PublicMedium } from '../rules/media.ts';
import * as correction from '../routes/campaign-broadcast-correction.tsx';

const texts: Record<PublicMedium, Record<string, unknown>> = {
  LED: { pages: ['GỌI 133'], seconds: 6 },
  LOUDSPEAKER: { script: 'Thưa bà con, gọi 133.', infoType: 'SECURITY', variants: [] },
  POSTER: { headline: 'GỌI 133', text: 'Lời', link: '/verify' },
  CRAWL: { text: 'Gọi 133' },
  POST: { title: 'Gọi 133', text: 'Lời', link: '' },
};
const right = { pages: ['GỌI 113'], seconds: 6 };
const proof = { playedAt: '', note: '', missedReason: '', photo: null };

/** A place of each kind; a campaign with all media at noon, handed in at eight and approved when `approvedAt` says; then it is two in the afternoon. */
async function afterNoon(approvedAt = '2026-11-23T01:00:00.000Z') {
  const w = await campaignWorld();
  for (const kind of Object.values(placeKindFor)) await addPlace(w.ports, w.operator, { name: kind, kind, unitId: w.unit });
  await w.write(texts);
  for (const medium of publicMedia) await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium, at: '2026-11-23T12:00', unitId: '' });
  await w.submit();
  w.clock.set(approvedAt);
  await approveCampaign(w.ports, w.approver, { id: w.id, hash: (await w.row()).submitted_hash ?? '', note: '' });
  w.clock.set('2026-11-23T07:00:00.000Z');
  return w;
}
const correct = (w: CampaignWorld, changes: Partial<BroadcastCorrection> = {}, as = w.maker) => correctBroadcast(w.ports, as, { id: w.id, medium: 'LED', words: right, at: '2026-11-23T16:00', reason: 'Sai số', ...changes });
const counted = async (w: CampaignWorld) => [(await w.db.selectFrom('broadcast_correction').select('id').execute()).length, (await w.db.selectFrom('broadcast_slot').select('id').where('correction_id', 'is not', null).execute()).length];
const shownNow = async (w: CampaignWorld, medium: PublicMedium = 'LED') => (await getCampaign(w.db, w.id, w.clock.now().toISOString())).media.find((one) => one.medium === medium)?.content;

describe('a correction with the words that are in use', () => {
  // As the forms read them, whatever stood in the database before there were other languages, and in whatever order.
  it.each<[PublicMedium, Record<string, unknown>, Record<string, string>]>([
    ['LOUDSPEAKER', { script: 'Thưa bà con.', infoType: 'SECURITY' }, { script: 'Thưa bà con.', infoType: 'SECURITY' }],
    ['LOUDSPEAKER', { infoType: 'SECURITY', variants: [{ text: 'Lời', language: 'Mường' }], script: 'Thưa bà con.' }, { script: ' Thưa bà con. ', infoType: 'SECURITY', language_0: ' Mường', variant_0: 'Lời' }],
    ['LED', { seconds: 6, pages: ['MỘT', 'HAI'] }, { pages: ' MỘT \r\n\r\n HAI', seconds: '6' }],
    ['POSTER', { link: '/help', text: 'Lời', headline: 'H' }, { headline: 'H', text: 'Lời', link: '/help' }],
    ['CRAWL', { text: 'Chữ' }, { text: 'Chữ ' }],
  ])('of %s, stored as %j, sends nobody out', async (medium, stored, typed) => {
    await using w = await afterNoon();
    await w.db.updateTable('campaign_medium').set({ content: JSON.stringify(stored) }).where('medium', '=', medium).execute();
    const { revision: _revision, ...words } = publicForms[medium].parse({ revision: '0', ...typed });
    expect(refusals(await correct(w, { medium, words }))).toMatch(/^form: Lời này giống/);
    expect(await counted(w)).toEqual([0, 0]);
  });

  it('is none when one page, one second or one language differs; and going back to the first words is one', async () => {
    await using w = await afterNoon();
    for (const words of [{ pages: ['GỌI 133', 'GỌI 133'], seconds: 6 }, { pages: ['GỌI 133'], seconds: 7 }, texts.LED]) expect(await correct(w, { words })).toMatchObject({ ok: true, places: 1 });
    expect(await correct(w, { medium: 'LOUDSPEAKER', words: { ...texts.LOUDSPEAKER, variants: [{ language: 'Mường', text: 'Lời' }] } })).toMatchObject({ ok: true });
    // Nobody is sent to one place twice in the same minute.
    expect(await counted(w)).toEqual([4, 2]);
    expect(await shownNow(w)).toBe(JSON.stringify(texts.LED));
  });
});

describe('the places of a correction', () => {
  it('are none where nothing could be broadcast yet because nobody had approved it', async () => {
    await using w = await afterNoon('2026-11-23T05:00:00.001Z');
    expect(await listWrongPlaces(w.db, w.id, 'LED', w.clock.now().toISOString())).toEqual([]);
    expect(await correct(w)).toEqual({ ok: true, places: 0, rest: 0 });
    expect(await counted(w)).toEqual([1, 0]);
  });

  it('are those of the very moment of the launch, and those that played later what came too early', async () => {
    await using w = await afterNoon('2026-11-23T05:00:00.000Z');
    expect(await correct(w)).toMatchObject({ places: 1 });
    await using late = await afterNoon('2026-11-23T06:00:00.000Z');
    const { id } = await late.db.selectFrom('broadcast_slot').select('id').where('medium', '=', 'LED').executeTakeFirstOrThrow();
    expect(await confirmSlot({ ...late.ports, filesDir: '' }, late.operator, id, { ...proof, playedAt: '2026-11-23T13:30' })).toMatchObject({ ok: true });
    expect(await listWrongPlaces(late.db, late.id, 'LED', late.clock.now().toISOString())).toMatchObject([{ name: 'LED', isProven: true }]);
  });

  it('do not count what was to come and has come meanwhile: not the second before, from its second on', async () => {
    await using w = await afterNoon();
    const at = async (now: string) => (await listWrongPlaces(w.db, w.id, 'CRAWL', now)).length;
    expect([await at('2026-11-23T04:59:59.999Z'), await at('2026-11-23T05:00:00.000Z')]).toEqual([0, 1]);
  });
});

describe('a correction at a moment that was planned anyway', () => {
  it('leaves the planned broadcast in the figures and adds none: nobody makes a plan smaller by correcting it', async () => {
    await using w = await campaignWorld();
    await addPlace(w.ports, w.operator, { name: 'Bảng', kind: 'LED', unitId: w.unit });
    await w.write({ LED: texts.LED });
    await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', at: ['2026-11-23T12:00', '2026-11-23T18:00'], unitId: '' });
    await w.launch();
    w.clock.set('2026-11-23T07:00:00.000Z');
    const before = (await campaignFigures(w.db, w.id)).played;
    expect(await correct(w, { at: '2026-11-23T18:00' })).toEqual({ ok: true, places: 1, rest: 1 });
    expect((await campaignFigures(w.db, w.id)).played).toEqual(before);
    expect(before).toMatchObject({ count: 0, of: 2 });
    expect(await w.db.selectFrom('broadcast_slot').select('id').execute()).toHaveLength(2);
    // A second one at the moment of the first is still one.
    for (const pages of [['MỘT'], ['HAI']]) await correct(w, { words: { pages, seconds: 6 }, at: '2026-11-23T16:00' });
    expect(await counted(w)).toEqual([3, 1]);
  });
});

describe('the moment of a correction', () => {
  it.each<[string, string, RegExp]>([
    ['this very minute', '2026-11-23T14:00', /^at: Thời điểm phát đã qua/],
    ['the next minute', '2026-11-23T14:01', /^$/],
    ['seven days later to the minute', '2026-11-30T14:00', /^$/],
    ['a minute more', '2026-11-30T14:01', /^at: .*7 ngày/],
  ])('%s', async (_what, at, sentence) => {
    await using w = await afterNoon();
    expect(refusals(await correct(w, { at }))).toMatch(sentence);
  });

  it.each<[PublicMedium, string, string | null]>([
    ['LED', '2026-11-23T21:59', null], ['LED', '2026-11-23T22:00', 'Sai số'], ['LOUDSPEAKER', '2026-11-24T06:59', 'Sai số'], ['CRAWL', '2026-11-24T07:00', null], ['POSTER', '2026-11-24T03:00', null],
  ])('of %s at %s has %s as its reason for quiet hours', async (medium, at, reason) => {
    await using w = await afterNoon();
    await correct(w, { medium, at, words: { ...texts[medium], changed: 'x' } });
    expect(await w.db.selectFrom('broadcast_slot').select('quiet_reason').where('correction_id', 'is not', null).execute()).toEqual([{ quiet_reason: reason }]);
  });
});

describe('a correction and somebody else at the same time', () => {
  it('who corrects otherwise: both stand in the log, and the later words are right', async () => {
    await using w = await afterNoon();
    const [one, other] = [{ pages: ['MỘT'], seconds: 6 }, { pages: ['HAI'], seconds: 6 }];
    const outcomes = await Promise.all([correct(w, { words: one }), correct(w, { words: other, at: '2026-11-23T17:00' }, w.approver)]);
    expect(outcomes.map(refusals)).toEqual(['', '']);
    const rows = await w.db.selectFrom('broadcast_correction').select(['words', 'created_by']).orderBy('id').execute();
    expect(rows.map(({ created_by }) => created_by).toSorted()).toEqual([w.maker.id, w.approver.id].toSorted());
    expect(await shownNow(w)).toBe(rows.at(-1)?.words);
  });

  it('who cancels: it was corrected before or not at all', async () => {
    await using w = await afterNoon();
    const [cancelled, corrected] = await Promise.all([steerCampaign(w.ports, w.approver, { id: w.id, deed: 'cancel', reason: 'x' }), correct(w)]);
    expect(cancelled).toMatchObject({ ok: true });
    expect(await counted(w)).toEqual(corrected.ok ? [1, 1] : [0, 0]);
    expect(refusals(await correct(w, { words: { pages: ['SAU'], seconds: 6 } }))).toMatch(/^form: Chỉ đính chính được/);
  });

  it('who cancelled while she typed: her words come back with the reason, because the page has no form any more', async () => {
    await using w = await afterNoon();
    await steerCampaign(w.ports, w.approver, { id: w.id, deed: 'cancel', reason: 'x' });
    const { status, body } = await w.ask(correction.action, w.maker, { medium: 'led' }, { revision: '0', pages: 'GỌI SỐ 113', seconds: '6', at: '2026-11-23T16:00', reason: 'Sai số điện thoại' });
    expect([status, body]).toEqual([409, expect.objectContaining({ kind: 'conflict', words: expect.arrayContaining(['GỌI SỐ 113', 'Sai số điện thoại']) as string[], say: expect.objectContaining({ vi: expect.stringContaining('Chỉ đính chính được') as string }) as object })]);
  });
});

describe('the door of corrections', () => {
  let w: CampaignWorld;
  beforeAll(async () => void (w = await afterNoon()));
  afterAll(() => w[Symbol.asyncDispose]());
  const form = { revision: '0', pages: 'GỌI 113', seconds: '6', at: '2026-11-23T16:00', reason: 'Sai' };
  const send = (fields: [string, string][] | Record<string, string>, medium = 'led') => w.ask(correction.action, w.maker, { medium }, fields);
  const without = (name: string) => Object.fromEntries(Object.entries(form).filter(([field]) => field !== name));

  it.each(roles.filter((role): role is Role => !['CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER'].includes(role)))('stays shut for %s, by the page, the form and the command', async (role) => {
    const as = await w.staff(role);
    expect([(await w.ask(correction.loader, as, { medium: 'led' })).status, (await w.ask(correction.action, as, { medium: 'led' }, form)).status]).toEqual([403, 403]);
    await expect(correct(w, {}, as)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it.each(['pages', 'seconds', 'at', 'reason'])('says so in both languages when %s is missing', async (name) => {
    const { status, body } = await send(without(name));
    const { faults } = body as { faults: Record<string, { vi: string; en: string }> };
    expect([status, Object.keys(faults)]).toEqual([422, [name]]);
    expect(faults[name]?.vi).not.toBe(faults[name]?.en);
  });

  it.each<[string, Record<string, string>, string]>([
    ['a day that no calendar has', { at: '2026-02-30T08:00' }, 'at'],
    ['a moment with a zone', { at: '2026-11-23T16:00Z' }, 'at'],
    ['a reason of spaces', { reason: ' \u200b \r\n' }, 'reason'],
    ['a reason that is too long', { reason: 'x'.repeat(501) }, 'reason'],
    ['a page that is too long', { pages: 'x'.repeat(121) }, 'pages'],
    ['thirteen pages', { pages: 'x\n'.repeat(13) }, 'pages'],
    ['a second that is none', { seconds: '1e9' }, 'seconds'],
  ])('refuses %s beside its field, and keeps the rest', async (_what, changes, field) => {
    const { status, body } = await send({ ...form, ...changes });
    expect([status, Object.keys((body as { faults: object }).faults)]).toEqual([422, [field]]);
    expect(body).toMatchObject({ values: { revision: '0' } });
  });

  it('is there for media only', async () => {
    for (const medium of ['message', 'sms', 'constructor', '../led', '']) expect((await send(form, medium)).status, medium).toBe(404);
    expect(await counted(w)).toEqual([0, 0]);
  });

  it('of a field sent twice takes the last, and of a name that nobody asked for keeps nothing', async () => {
    expect(await send([...Object.entries(form), ['pages', 'CUỐI'], ['__proto__', 'x'], ['is_drill', '1']])).toMatchObject({ status: 303 });
    expect(await shownNow(w)).toBe('{"pages":["CUỐI"],"seconds":6}');
  });
});
