import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { campaignWorld, refusals, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { slotsPage } from '../queries/broadcast.server.ts';
import { approveCampaign } from './approve-campaign.server.ts';
import { confirmSlot, confirmSlots, planSlots, removeSlots } from './broadcast.server.ts';
import { steerCampaign } from './steer-campaign.server.ts';
import { addPlace, closePlace } from './write-place.server.ts';

const words = { LED: { pages: ['CẢNH BÁO'], seconds: 6 }, LOUDSPEAKER: { script: 'Thưa bà con.', infoType: 'SECURITY', variants: [] } };
const plan = async (w: CampaignWorld, at: string, changes: { medium?: 'LED' | 'LOUDSPEAKER' | 'POSTER'; unitId?: string; revision?: number; as?: CampaignWorld['maker'] } = {}) =>
  planSlots(w.ports, changes.as ?? w.maker, w.id, { revision: changes.revision ?? (await w.row()).revision, medium: changes.medium ?? 'LED', at, unitId: changes.unitId ?? '' });
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
    expect(await plan(w, '2026-11-23T12:00', { unitId: w.unit })).toEqual({ ok: true });
    expect(await slots(w)).toHaveLength(2);
    expect(await plan(w, '2026-11-23T12:00')).toEqual({ ok: true });
    expect((await slots(w)).map(({ starts_at }) => starts_at)).toEqual(Array.from({ length: 3 }, () => '2026-11-23T05:00:00.000Z'));
    expect(await plan(w, '2026-11-23T06:00', { medium: 'LOUDSPEAKER' })).toMatchObject({ ok: false });
    expect(await plan(w, '2026-11-23T17:00', { medium: 'LOUDSPEAKER' })).toEqual({ ok: true });
    expect((await slots(w)).map(({ medium }) => medium)).toEqual(['LED', 'LED', 'LED', 'LOUDSPEAKER']);
  });

  it.each<[string, string, Parameters<typeof plan>[2], string]>([
    ['in this very minute', '2026-11-23T08:00', {}, 'at: Thời điểm phát đã qua. Vui lòng chọn thời điểm khác.'],
    ['yesterday', '2026-11-22T12:00', {}, 'at: Thời điểm phát đã qua. Vui lòng chọn thời điểm khác.'],
    ['a minute after the last moment', '2026-11-30T09:01', {}, 'at: Thời điểm phát nằm sau hạn của chiến dịch. Vui lòng chọn sớm hơn hoặc lùi hạn ở mục Lịch.'],
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
    expect(await plan(w, '2026-11-23T12:00')).toEqual({ ok: true });
    expect(await w.db.selectFrom('broadcast_slot').select((row) => row.fn.countAll<number>().as('count')).executeTakeFirst()).toEqual({ count: many });
  });

  it('takes the first and the last minute that there are', async () => {
    await using w = await campaignWorld();
    await board(w, 'A');
    await w.write(words);
    expect(await plan(w, '2026-11-23T08:01')).toEqual({ ok: true });
    expect(await plan(w, '2026-11-30T09:00')).toEqual({ ok: true });
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
    expect(lines.map(({ actor_id, details }) => [actor_id, JSON.parse(details)])).toEqual([[w.operator.id, { count: 2 }]]);
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
