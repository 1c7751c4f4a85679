import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { aGoal, campaignWorld, refusals, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { slotsPage } from '../queries/broadcast.server.ts';
import { approveCampaign } from './approve-campaign.server.ts';
import { confirmSlot, confirmSlots, planSlots, removeSlots, type SlotWish } from './broadcast.server.ts';
import { addCampaign, editGoal, editPublicMedium } from './write-campaign.server.ts';
import { listPlansKnown, previewOf } from '../queries/slot-plan.server.ts';
import { steerCampaign } from './steer-campaign.server.ts';
import { addPlace, closePlace } from './write-place.server.ts';

const words = { LED: { pages: ['CẢNH BÁO'], seconds: 6 }, LOUDSPEAKER: { script: 'Thưa bà con.', infoType: 'SECURITY', variants: [] } };
const plan = async (w: CampaignWorld, at: string, { as, ...changes }: Partial<SlotWish> & { as?: CampaignWorld['maker'] } = {}) => planSlots(w.ports, as ?? w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', at, unitId: '', ...changes });
const slots = (w: CampaignWorld) => w.db.selectFrom('broadcast_slot').selectAll().orderBy('starts_at').execute();
const board = (w: CampaignWorld, name: string, unitId = w.unit) => addPlace(w.ports, w.operator, { name, kind: 'LED', unitId });
const heard = { playedAt: '', note: '', missedReason: '', photo: null };

describe('planning broadcasts', () => {
  it('puts one moment at every fitting place that is open, in the whole tree of a unit', async () => {
    await using w = await campaignWorld();
    const below = await makeUnit(w.db, { name: 'Tổ dân phố', parentId: w.unit });
    const far = await makeUnit(w.db, { name: 'UBND xã Gia Viễn' });
    for (const [name, unitId] of [['A', w.unit], ['B', below], ['C', far]] as const) await board(w, name, unitId);
    await addPlace(w.ports, w.operator, { name: 'Loa', kind: 'STATION', unitId: w.unit });
    const closed = await board(w, 'D');
    if (closed.ok) await closePlace(w.ports, w.operator, closed.id, 'Hỏng');
    await w.write(words);
    expect(await plan(w, '2026-11-23T12:00', { unitId: w.unit })).toEqual({ ok: true, planned: 1, left: 0 });
    expect(await slots(w)).toHaveLength(2);
    expect(await plan(w, '2026-11-23T12:00')).toMatchObject({ ok: true });
    expect((await slots(w)).map(({ starts_at }) => starts_at)).toEqual(Array.from({ length: 3 }, () => '2026-11-23T05:00:00.000Z'));
    expect(await plan(w, '2026-11-23T06:00', { medium: 'LOUDSPEAKER' })).toMatchObject({ ok: false });
    expect(await plan(w, '2026-11-23T17:00', { medium: 'LOUDSPEAKER' })).toMatchObject({ ok: true });
    expect((await slots(w)).map(({ medium }) => medium)).toEqual(['LED', 'LED', 'LED', 'LOUDSPEAKER']);
  });

  it.each<[string, string, Parameters<typeof plan>[2], string]>([
    ['in this very minute', '2026-11-23T08:00', {}, 'from: Thời điểm phát đã qua. Vui lòng chọn thời điểm khác.'],
    ['yesterday', '2026-11-22T12:00', {}, 'from: Thời điểm phát đã qua. Vui lòng chọn thời điểm khác.'],
    ['a minute after the last moment', '2026-11-30T09:01', {}, 'from: Thời điểm phát nằm sau hạn của chiến dịch. Vui lòng chọn sớm hơn hoặc lùi hạn ở mục Lịch.'],
    ['of a medium without words', '2026-11-23T12:00', { medium: 'POSTER' }, 'medium: '],
    ['where no station is', '2026-11-23T12:00', { medium: 'LOUDSPEAKER' }, 'unitId: Không có điểm phát phù hợp trong phạm vi đã chọn.'],
    ['in a unit that is not there', '2026-11-23T12:00', { unitId: 'khong-co' }, 'unitId: Không có điểm phát phù hợp trong phạm vi đã chọn.'],
    ['from an old tab', '2026-11-23T12:00', { revision: 0 }, 'form: Chiến dịch vừa được người khác hoặc thẻ khác'],
  ])('is refused %s, and leaves the campaign as it is', async (_what, at, changes, sentence) => {
    await using w = await campaignWorld();
    await board(w, 'A');
    await w.write(words);
    const before = await w.row();
    expect(refusals(await plan(w, at, changes))).toContain(sentence);
    expect([await w.row(), await slots(w)]).toEqual([before, []]);
  });

  it('reaches every place of a province that has more of them than one statement may hold', async () => {
    await using w = await campaignWorld();
    const many = 5_600;
    await sql`with recursive n(at) as (select 1 union all select at + 1 from n where at < ${many}) insert into place (id, kind, name, unit_id, created_at) select 'p' || at, 'LED', 'Bảng ' || at, ${w.unit}, ${w.clock.now().toISOString()} from n`.execute(w.db);
    await w.write(words);
    expect(await plan(w, '2026-11-23T12:00')).toMatchObject({ ok: true });
    expect(await w.db.selectFrom('broadcast_slot').select((row) => row.fn.countAll<number>().as('count')).executeTakeFirst()).toEqual({ count: many });
  });

  it('takes the first and the last minute that there are', async () => {
    await using w = await campaignWorld();
    await board(w, 'A');
    await w.write(words);
    expect(await plan(w, '2026-11-23T08:01')).toMatchObject({ ok: true });
    expect(await plan(w, '2026-11-30T09:00')).toMatchObject({ ok: true });
    await w.launch();
    expect(refusals(await plan(w, '2026-11-24T09:00'))).toContain('đã phát hành');
  });

  it('and taking a moment out again makes a campaign that was handed in a draft', async () => {
    await using w = await campaignWorld();
    await board(w, 'A');
    await w.write(words);
    for (const at of ['2026-11-23T12:00', '2026-11-23T18:00']) await plan(w, at);
    await w.submit();
    const hash = (await w.row()).submitted_hash ?? '';
    expect(await removeSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', startsAt: '2026-11-23T05:00:00.000Z' })).toEqual({ ok: true });
    expect(await w.row()).toMatchObject({ submitted_at: null, submitted_hash: null });
    expect(refusals(await approveCampaign(w.ports, w.approver, { id: w.id, hash, note: '' }))).toContain('chưa được trình duyệt');
    expect((await slots(w)).map(({ starts_at }) => starts_at)).toEqual(['2026-11-23T11:00:00.000Z']);
    await expect(plan(w, '2026-11-23T19:00', { as: w.operator })).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('confirming the list of a round', () => {
  /** Boards with a broadcast at noon, handed in at eight; approved when `at` says. */
  async function handedIn(w: CampaignWorld, at = '2026-11-23T01:00:00.000Z') {
    for (const name of ['A', 'B']) await board(w, name);
    await w.write(words, { sendAt: '2026-11-23T09:00' });
    for (const moment of ['2026-11-23T12:00', '2026-11-23T18:00']) await plan(w, moment);
    await w.submit();
    w.clock.set(at);
    expect(await approveCampaign(w.ports, w.approver, { id: w.id, hash: (await w.row()).submitted_hash ?? '', note: '' })).toMatchObject({ isLaunched: true });
    return (await slots(w)).map(({ id }) => id);
  }
  const confirm = (w: CampaignWorld, ids: string[], as = w.operator) => confirmSlots(w.ports, as, w.id, ids);

  it('takes what has begun, to the second, each once, with one line in the log', async () => {
    await using w = await campaignWorld();
    const ids = await handedIn(w);
    w.clock.set('2026-11-23T04:59:59.999Z');
    expect(await confirm(w, ids)).toEqual({ ok: true, count: 0 });
    w.clock.set('2026-11-23T05:00:00.000Z');
    expect(await confirm(w, ids)).toEqual({ ok: true, count: 2 });
    expect(await confirm(w, ids)).toEqual({ ok: true, count: 0 });
    expect((await slots(w)).map(({ played_at, confirmed_by }) => [played_at, confirmed_by])).toEqual([['2026-11-23T05:00:00.000Z', w.operator.id], ['2026-11-23T05:00:00.000Z', w.operator.id], [null, null], [null, null]]);
    const lines = await w.db.selectFrom('audit_event').select(['actor_id', 'details']).where('action', '=', 'campaign.confirm-slot').execute();
    expect(lines.map(({ actor_id, details }) => [actor_id, JSON.parse(details)])).toEqual([[w.operator.id, { count: 2, rest: 2 }]]);
  });

  it('takes nothing that was to be broadcast before anybody had approved it, like a single proof', async () => {
    await using w = await campaignWorld();
    const ids = await handedIn(w, '2026-11-23T06:00:00.000Z');
    w.clock.set('2026-11-23T12:00:00.000Z');
    expect(await confirm(w, ids)).toEqual({ ok: true, count: 2 });
    const early = (await slots(w)).filter(({ confirmed_at }) => confirmed_at === null);
    expect(early.map(({ starts_at }) => starts_at)).toEqual(['2026-11-23T05:00:00.000Z', '2026-11-23T05:00:00.000Z']);
    const ports = { ...w.ports, filesDir: '' };
    expect(refusals(await confirmSlot(ports, w.operator, early[0]?.id ?? '', { ...heard, playedAt: '2026-11-23T12:00' }))).toBe('playedAt: Thời điểm phát không thể trước khi chiến dịch được phát hành.');
    expect(await confirmSlot(ports, w.operator, early[0]?.id ?? '', { ...heard, missedReason: 'Duyệt sau giờ phát' })).toMatchObject({ ok: true });
  });

  it('leaves what is not hers or not of this campaign, and says when nothing was chosen', async () => {
    await using w = await campaignWorld();
    const ids = await handedIn(w);
    w.clock.set('2026-11-23T12:00:00.000Z');
    const elsewhere = await makePerson(w.db, { unitId: await makeUnit(w.db, { name: 'UBND xã Gia Viễn' }), grants: [] });
    const local = { ...elsewhere, grants: [{ role: 'CHANNEL_OPERATOR' as const, scope: 'SUBTREE' as const, unitId: elsewhere.unitId }] };
    expect(await confirm(w, ids, local)).toEqual({ ok: true, count: 0 });
    expect(await confirmSlots(w.ports, w.operator, 'khong-co', ids)).toEqual({ ok: true, count: 0 });
    expect(refusals(await confirm(w, []))).toBe('slots: Vui lòng chọn ít nhất một lượt phát.');
    for (const as of [w.approver, w.reader]) await expect(confirm(w, ids, as)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await w.db.selectFrom('audit_event').select('seq').where('action', '=', 'campaign.confirm-slot').execute()).toEqual([]);
  });

  it('of a campaign that is held or was cancelled still writes down what was heard before', async () => {
    await using w = await campaignWorld();
    const ids = await handedIn(w);
    w.clock.set('2026-11-23T05:30:00.000Z');
    await steerCampaign(w.ports, w.maker, { id: w.id, deed: 'cancel', reason: 'Sai nội dung' });
    expect(await confirm(w, ids)).toEqual({ ok: true, count: 2 });
  });

  it('of a cancelled campaign takes nothing that was to come after its end, by whatever door', async () => {
    await using w = await campaignWorld();
    const ids = await handedIn(w);
    w.clock.set('2026-11-23T05:30:00.000Z');
    await steerCampaign(w.ports, w.maker, { id: w.id, deed: 'cancel', reason: 'Sai nội dung' });
    w.clock.set('2026-11-23T12:00:00.000Z');
    const one = (id: string, changes: Partial<typeof heard> = {}) => confirmSlot({ ...w.ports, filesDir: '' }, w.operator, id, { ...heard, ...changes });
    const [before = '', alsoBefore = '', after = '', alsoAfter = ''] = ids;
    const sentence = 'Chiến dịch đã huỷ trước thời điểm này nên lượt phát không được xác nhận.';
    expect(refusals(await one(after))).toBe(`form: ${sentence}`);
    expect(refusals(await one(after, { missedReason: 'Mất điện' }))).toBe(`form: ${sentence}`);
    expect(refusals(await one(before, { playedAt: '2026-11-23T12:30' }))).toBe(`playedAt: ${sentence}`);
    expect(await slotsPage(w.db, w.id, { today: '2026-11-23', at: w.clock.now().toISOString(), view: 'overdue' })).toMatchObject({ overdue: 2, count: 4, rows: [{ startsAt: '2026-11-23T05:00:00.000Z' }, { startsAt: '2026-11-23T05:00:00.000Z' }] });
    expect(await confirm(w, [alsoAfter, after, alsoBefore])).toEqual({ ok: true, count: 1 });
    expect(await one(before, { playedAt: '2026-11-23T12:29' })).toMatchObject({ ok: true });
    expect((await slots(w)).map(({ confirmed_at }) => confirmed_at !== null)).toEqual([true, true, false, false]);
  });
});

describe('what speaks against a moment', () => {
  /** A board and a station; a campaign with words for both, and another one that is handed in with a bulletin at five in the afternoon. */
  async function stationTaken(changes: Parameters<typeof campaignWorld>[0] = {}) {
    const w = await campaignWorld(changes);
    for (const [name, kind] of [['Bảng', 'LED'], ['Loa', 'STATION']] as const) await addPlace(w.ports, w.operator, { name, kind, unitId: w.unit });
    // Thirty-three syllables a ten seconds.
    const script = Array.from({ length: 330 }, () => 'lời').join(' ');
    await w.write({ ...words, LOUDSPEAKER: { script, infoType: 'SECURITY', variants: [] } });
    const other = await addCampaign(w.ports, w.maker, { ...aGoal, code: 'TT-26-77', name: 'Chiến dịch khác' });
    const id = other.ok ? other.id : '';
    await editPublicMedium(w.ports, w.maker, id, 'LOUDSPEAKER', { revision: 0, script, infoType: 'SECURITY', variants: [] });
    await planSlots(w.ports, w.maker, id, { revision: 1, medium: 'LOUDSPEAKER', at: '2026-11-24T17:00', unitId: '' });
    return Object.assign(w, { other: id });
  }
  const bulletin = (w: CampaignWorld, at: string | string[], more: Partial<SlotWish> = {}) => plan(w, '', { medium: 'LOUDSPEAKER', at, ...more });
  const preview = async (w: CampaignWorld, at: string[]) => previewOf(w.db, { ...(await w.db.selectFrom('campaign').selectAll().where('id', '=', w.id).executeTakeFirstOrThrow()) }, { medium: 'LOUDSPEAKER', unitId: '', at }, { at: w.clock.now().toISOString(), today: '2026-11-23', timeZone: w.ports.timeZone });
  const planned = async (w: CampaignWorld) => (await slots(w)).filter(({ campaign_id }) => campaign_id === w.id).map(({ starts_at, quiet_reason }) => [starts_at, quiet_reason]);

  it.each(['LED', 'LOUDSPEAKER'] as const)('quiet hours ask for a reason for %s, to the minute', async (medium) => {
    await using w = await stationTaken();
    for (const at of ['2026-11-24T22:00', '2026-11-24T00:00', '2026-11-24T06:59']) expect(refusals(await plan(w, at, { medium, quietReason: '  ' }))).toMatch(/^quietReason: .*giờ yên tĩnh/);
    expect(await planned(w)).toEqual([]);
    for (const at of ['2026-11-24T21:59', '2026-11-24T07:00']) expect(await plan(w, at, { medium, quietReason: 'Không cần' })).toMatchObject({ ok: true });
    expect(await plan(w, '2026-11-24T06:57', { medium, quietReason: ' Bản tin sáng ' })).toMatchObject({ ok: true });
    expect(await planned(w)).toEqual([['2026-11-23T23:57:00.000Z', 'Bản tin sáng'], ['2026-11-24T00:00:00.000Z', null], ['2026-11-24T14:59:00.000Z', null]]);
  });

  it('an urgent campaign passes quiet hours and needs no reason; a panel hangs through the night', async () => {
    await using w = await stationTaken({ urgency: 'URGENT', urgentReason: 'Tấn công mạng' });
    expect(await bulletin(w, '2026-11-24T03:00')).toMatchObject({ ok: true });
    expect(await planned(w)).toEqual([['2026-11-23T20:00:00.000Z', null]]);
    await using calm = await campaignWorld();
    await addPlace(calm.ports, calm.operator, { name: 'Pano', kind: 'PANEL', unitId: calm.unit });
    await calm.write({ POSTER: { headline: 'H', text: 'T', link: '/verify' } });
    expect(await plan(calm, '2026-11-24T03:00', { medium: 'POSTER' })).toMatchObject({ ok: true });
  });

  it('follows the hours that are set for broadcasts, not those of messages', async () => {
    await using w = await stationTaken();
    await w.db.insertInto('setting').values({ id: 'q', key: 'campaigns.broadcast-quiet-hours', value: '{"from":"21:00","to":"05:00"}', valid_from: '2026-01-01' }).execute();
    expect(await bulletin(w, '2026-11-24T05:00')).toMatchObject({ ok: true });
    expect(refusals(await bulletin(w, '2026-11-24T21:00'))).toContain('quietReason');
  });

  it('a bulletin that is still being read at the same station is told by its campaign, and is taken in only as it was shown', async () => {
    await using w = await stationTaken();
    // A hundred seconds each: clear at 16:58 and 17:02, not between.
    expect(await bulletin(w, ['2026-11-24T16:58', '2026-11-24T17:02'])).toMatchObject({ ok: true, planned: 2 });
    expect(refusals(await bulletin(w, '2026-11-24T17:01'))).toMatch(/^seen: /);
    const shown = await preview(w, ['2026-11-24T17:01']);
    expect(shown.moments[0]?.clashes).toMatchObject([{ campaignId: w.other, name: 'Chiến dịch khác', startsAt: '2026-11-24T10:00:00.000Z', places: 1 }, { campaignId: w.id, startsAt: '2026-11-24T10:02:00.000Z' }]);
    expect(refusals(await bulletin(w, '2026-11-24T17:01', { seen: 'f'.repeat(16) }))).toMatch(/^form: .*vừa thay đổi/);
    expect(await bulletin(w, '2026-11-24T17:01', { seen: shown.clashHash ?? '' })).toMatchObject({ ok: true });
    await w.db.updateTable('campaign').set({ cancelled_at: '2026-11-23T01:00:00.000Z' }).where('id', '=', w.other).execute();
    expect((await preview(w, ['2026-11-24T16:59'])).moments[0]?.clashes.map(({ campaignId }) => campaignId)).toEqual([w.id]);
  });

  it('of several moments the free ones are planned, the others are counted, and none is planned where none is free', async () => {
    await using w = await stationTaken();
    const at = ['2026-11-22T12:00', '2026-11-24T06:00', '2026-11-24T12:00', '2026-11-24T17:00', '2026-11-25T12:00', '2026-12-24T12:00'];
    expect(await bulletin(w, at)).toEqual({ ok: true, planned: 2, left: 4 });
    expect((await planned(w)).map(([startsAt]) => startsAt)).toEqual(['2026-11-24T05:00:00.000Z', '2026-11-25T05:00:00.000Z']);
    const before = await w.row();
    expect(refusals(await bulletin(w, ['2026-11-22T12:00', '2026-11-24T06:00']))).toMatch(/^from: /);
    expect(await w.row()).toEqual(before);
    const [line] = await w.db.selectFrom('audit_event').select('details').where('action', '=', 'campaign.plan-slots').where('object_id', '=', w.id).execute();
    expect(JSON.parse(line?.details ?? '')).toEqual({ medium: 'LOUDSPEAKER', moments: 2, rest: 4, places: 1, clashes: 0 });
  });

  it('a campaign is not handed in while something in quiet hours has no reason, and its approval stands for the reasons', async () => {
    await using w = await stationTaken({ urgency: 'URGENT', urgentReason: 'x' });
    await bulletin(w, '2026-11-24T03:00');
    await editGoal(w.ports, w.maker, w.id, { ...aGoal, revision: (await w.row()).revision });
    expect(refusals(await w.submit())).toMatch(/^form: .*giờ yên tĩnh mà chưa nêu lý do/);
    expect((await listPlansKnown(w.db, await w.db.selectFrom('campaign').selectAll().where('id', '=', w.id).executeTakeFirstOrThrow(), { at: w.clock.now().toISOString(), today: '2026-11-23', timeZone: w.ports.timeZone }))).toMatchObject([{ isUnexplained: true }]);
    const hashes: string[] = [];
    for (const quietReason of ['Bản tin đêm', 'Lý do khác']) {
      expect(await bulletin(w, '2026-11-24T03:00', { quietReason })).toMatchObject({ ok: true });
      await w.submit();
      hashes.push((await w.row()).submitted_hash ?? '');
    }
    expect(new Set(hashes).size).toBe(2);
    expect(await planned(w)).toEqual([['2026-11-23T20:00:00.000Z', 'Lý do khác']]);
  });
});
