import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { campaignWorld, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import type { Actor } from '../../people/actor.ts';
import { confirmSlot, confirmSlots, planSlots } from '../commands/broadcast.server.ts';
import { approveCampaign } from '../commands/approve-campaign.server.ts';
import { steerCampaign } from '../commands/steer-campaign.server.ts';
import { addPlace, closePlace } from '../commands/write-place.server.ts';
import * as campaigns from '../routes/campaigns.tsx';
import * as notReached from '../routes/campaign-not-reached.ts';
import { isTakenBack } from '../rules/campaign-state.ts';
import { boardFacts, getSlot, listNotReached, listOverdueBroadcasts, listPlans, slotsPage, slotsShown, takesPlace } from './broadcast.server.ts';

const today = '2026-11-23';
const words = { LED: { pages: ['CẢNH BÁO'], seconds: 6 }, POSTER: { headline: 'Cảnh báo', text: 'Lời', link: '/help' } };
const now = (w: CampaignWorld) => w.clock.now().toISOString();
const board = async (w: CampaignWorld, name: string, unitId = w.unit, size: { width?: number; height?: number } = {}) => {
  const made = await addPlace(w.ports, w.operator, { name, kind: 'LED', unitId, ...size });
  return made.ok ? made.id : '';
};
const plan = async (w: CampaignWorld, at: string, medium: 'LED' | 'POSTER' = 'LED') => planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium, at, unitId: '' });
const cancel = (w: CampaignWorld) => steerCampaign(w.ports, w.maker, { id: w.id, deed: 'cancel', reason: 'Sai nội dung' });

/** Two boards, each with a broadcast at noon and one in the evening; launched at eight. */
async function twoBoards(w: CampaignWorld): Promise<string[]> {
  await board(w, 'A');
  await board(w, 'B', await makeUnit(w.db, { name: 'UBND xã Gia Viễn' }));
  await w.write(words);
  for (const at of ['2026-11-23T12:00', '2026-11-23T18:00']) await plan(w, at);
  await w.launch();
  return (await w.db.selectFrom('broadcast_slot as s').innerJoin('place as p', 'p.id', 's.place_id').select('s.id').orderBy('s.starts_at').orderBy('p.name').execute()).map(({ id }) => id);
}

describe('whether a broadcast takes place', () => {
  it('is the same sentence for the database as for the page, to the millisecond', async () => {
    await using w = await campaignWorld();
    const [id = ''] = await twoBoards(w);
    const noon = Date.parse('2026-11-23T05:00:00.000Z');
    const moment = fc.integer({ min: -2, max: 2 }).map((shift) => new Date(noon + shift).toISOString());
    await fc.assert(fc.asyncProperty(moment, fc.option(moment), async (startsAt, cancelledAt) => {
      await w.db.updateTable('broadcast_slot').set({ starts_at: startsAt }).where('id', '=', id).execute();
      await w.db.updateTable('campaign').set({ cancelled_at: cancelledAt }).where('id', '=', w.id).execute();
      const found = await w.db.selectFrom('broadcast_slot as s').innerJoin('campaign as c', 'c.id', 's.campaign_id').select('s.id').where('s.id', '=', id).where(takesPlace).executeTakeFirst();
      expect(found === undefined).toBe(isTakenBack({ startsAt, cancelledAt }));
    }), { numRuns: 60 });
  });
});

describe('what nobody has confirmed', () => {
  it('is asked of whoever looks after the place: another commune’s boards are nobody’s next step here', async () => {
    await using w = await campaignWorld();
    const ids = await twoBoards(w);
    w.clock.set('2026-11-23T11:00:00.000Z');
    const [{ unitId: other }] = (await w.db.selectFrom('place').select('unit_id as unitId').where('unit_id', '<>', w.unit).execute()) as [{ unitId: string }];
    const grants = (unitId: string) => [{ role: 'CHANNEL_OPERATOR' as const, scope: 'SUBTREE' as const, unitId }];
    const [here, there, nowhere] = [await makePerson(w.db, { unitId: w.unit, grants: grants(w.unit) }), await makePerson(w.db, { unitId: other, grants: grants(other) }), await makePerson(w.db, { grants: grants(await makeUnit(w.db, { name: 'UBND xã Yên Mô' })) })];
    const seen = async (who: Actor) => ((await w.ask(campaigns.loader, who)).body as { overdue: { count: number }[] }).overdue.map(({ count }) => count);
    expect([await seen(here), await seen(there), await seen(nowhere), await seen(w.operator), await seen(w.approver)]).toEqual([[2], [2], [], [4], []]);
    const mine = (await w.db.selectFrom('broadcast_slot as s').innerJoin('place as p', 'p.id', 's.place_id').select('s.id').where('p.unit_id', '=', w.unit).execute()).map(({ id }) => id);
    expect(await confirmSlots(w.ports, here, w.id, ids.filter((id) => mine.includes(id)))).toBeTruthy();
    expect([await seen(here), await seen(there), await seen(w.operator)]).toEqual([[], [2], [2]]);
    expect(await listOverdueBroadcasts(w.db, now(w), new Set())).toEqual([]);
  });

  it('is asked for from its first second on, by the campaign that has waited longest', async () => {
    await using w = await campaignWorld();
    const ids = await twoBoards(w);
    expect(await listOverdueBroadcasts(w.db, '2026-11-23T04:59:59.999Z')).toEqual([]);
    expect(await listOverdueBroadcasts(w.db, '2026-11-23T05:00:00.000Z')).toEqual([{ id: w.id, name: 'Cảnh báo VNeID giả', isDrill: false, count: 2 }]);
    w.clock.set('2026-11-23T11:00:00.000Z');
    expect(await listOverdueBroadcasts(w.db, now(w))).toMatchObject([{ count: 4 }]);
    await confirmSlots(w.ports, w.operator, w.id, ids);
    expect(await listOverdueBroadcasts(w.db, now(w))).toEqual([]);
  });

  it('of a cancelled campaign is still what came before its end: somebody may have heard the wrong words', async () => {
    await using w = await campaignWorld();
    await twoBoards(w);
    w.clock.set('2026-11-23T06:00:00.000Z');
    await cancel(w);
    w.clock.set('2026-11-23T14:00:00.000Z');
    expect(await listOverdueBroadcasts(w.db, now(w))).toMatchObject([{ id: w.id, count: 2 }]);
    expect(await slotsPage(w.db, w.id, { today, at: now(w), view: 'overdue' })).toMatchObject({ overdue: 2, rows: [{ startsAt: '2026-11-23T05:00:00.000Z' }, { startsAt: '2026-11-23T05:00:00.000Z' }] });
    expect(((await w.ask(campaigns.loader, w.operator)).body as { overdue: unknown[] }).overdue).toMatchObject([{ count: 2 }]);
  });

  it('is nothing of a campaign that was never launched, whatever its plan says', async () => {
    await using w = await campaignWorld();
    await board(w, 'A');
    await w.write(words);
    await plan(w, '2026-11-23T12:00');
    w.clock.set('2026-11-24T01:00:00.000Z');
    expect(await listOverdueBroadcasts(w.db, now(w))).toEqual([]);
    expect(await slotsPage(w.db, w.id, { today: '2026-11-24', at: now(w), view: 'overdue' })).toMatchObject({ count: 1, overdue: 0, rows: [] });
  });
});

describe('the list of a campaign’s broadcasts', () => {
  it('comes page by page without a gap and without one twice', async () => {
    await using w = await campaignWorld();
    for (let at = 0; at < slotsShown + 3; at += 1) await board(w, `Bảng ${at}`);
    await w.write(words);
    await plan(w, '2026-11-23T12:00');
    const pages = [];
    for (const page of [1, 2, 3]) pages.push((await slotsPage(w.db, w.id, { today, at: now(w), page })).rows.map(({ id }) => id));
    expect(pages.map(({ length }) => length)).toEqual([slotsShown, 3, 0]);
    expect(new Set(pages.flat()).size).toBe(slotsShown + 3);
  });

  it('names moments by medium and counts their places', async () => {
    await using w = await campaignWorld();
    await board(w, 'A');
    await board(w, 'B');
    await addPlace(w.ports, w.operator, { name: 'Pano', kind: 'PANEL', unitId: w.unit });
    await w.write(words);
    for (const [at, medium] of [['2026-11-24T12:00', 'POSTER'], ['2026-11-23T12:00', 'LED'], ['2026-11-24T12:00', 'LED']] as const) await plan(w, at, medium);
    expect(await listPlans(w.db, w.id)).toEqual([
      { medium: 'LED', startsAt: '2026-11-23T05:00:00.000Z', places: 2, quietReason: null, unexplained: 2 },
      { medium: 'LED', startsAt: '2026-11-24T05:00:00.000Z', places: 2, quietReason: null, unexplained: 2 },
      { medium: 'POSTER', startsAt: '2026-11-24T05:00:00.000Z', places: 1, quietReason: null, unexplained: 1 },
    ]);
  });

  it('knows one of them with its campaign, and says when there is none', async () => {
    await using w = await campaignWorld({ isDrill: true });
    const [id = ''] = await twoBoards(w);
    expect(await getSlot(w.db, id)).toMatchObject({ campaign: 'Cảnh báo VNeID giả', isDrill: 1, place: 'A', unitName: 'UBND phường Hoa Lư', confirmedBy: null, cancelledAt: null });
    await expect(getSlot(w.db, 'khong-co')).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('the communes that nothing has reached', () => {
  const names = async (w: CampaignWorld) => (await listNotReached(w.db, w.id, today)).map(({ name }) => name);

  it('are all of them at first, and lose each with its first confirmed broadcast', async () => {
    await using w = await campaignWorld();
    const [first = '', second = ''] = await twoBoards(w);
    await makeUnit(w.db, { name: 'UBND xã Đồng Thái' });
    w.clock.set('2026-11-23T05:00:00.000Z');
    expect(await names(w)).toEqual(['UBND phường Hoa Lư', 'UBND xã Đồng Thái', 'UBND xã Gia Viễn']);
    await confirmSlots(w.ports, w.operator, w.id, [first]);
    await confirmSlot({ ...w.ports, filesDir: '' }, w.operator, second, { playedAt: '', note: '', missedReason: 'Mất điện', photo: null });
    expect(await listNotReached(w.db, w.id, today)).toMatchObject([{ name: 'UBND xã Đồng Thái', planned: 0, missedReason: null, waitsFrom: null }, { name: 'UBND xã Gia Viễn', planned: 2, missedReason: 'Mất điện', waitsFrom: '2026-11-23T11:00:00.000Z' }]);
  });

  it('are communes only, and only those that there are on the day', async () => {
    await using w = await campaignWorld();
    await makeUnit(w.db, { name: 'Sở Tư pháp', kind: 'DEPARTMENT', level: 'PROVINCE' });
    const gone = await makeUnit(w.db, { name: 'UBND xã Cũ' });
    const next = await makeUnit(w.db, { name: 'UBND xã Mới' });
    await w.db.updateTable('org_unit').set({ valid_to: '2026-11-23' }).where('id', '=', gone).execute();
    await w.db.updateTable('org_unit').set({ valid_from: '2026-11-24' }).where('id', '=', next).execute();
    expect(await names(w)).toEqual(['UBND phường Hoa Lư']);
    expect((await listNotReached(w.db, w.id, '2026-11-22')).map(({ name }) => name)).toEqual(['UBND phường Hoa Lư', 'UBND xã Cũ']);
    expect((await listNotReached(w.db, w.id, '2026-11-24')).map(({ name }) => name)).toEqual(['UBND phường Hoa Lư', 'UBND xã Mới']);
  });

  it('of a cancelled campaign are told apart: taken back with it, or over and not confirmed', async () => {
    await using w = await campaignWorld();
    await twoBoards(w);
    await w.db.deleteFrom('broadcast_slot').where('starts_at', '=', '2026-11-23T05:00:00.000Z').where('place_id', 'in', w.db.selectFrom('place').select('id').where('name', '=', 'B')).execute();
    w.clock.set('2026-11-23T06:00:00.000Z');
    await cancel(w);
    w.clock.set('2026-11-23T14:00:00.000Z');
    const { text } = await w.ask(notReached.loader, w.approver);
    expect(text?.split('\r\n').slice(1).filter(Boolean)).toEqual([';UBND phường Hoa Lư;2;Chưa xác nhận', ';UBND xã Gia Viễn;1;Đã huỷ theo chiến dịch']);
  });
});

describe('a place that closes', () => {
  it('writes all that it was still to show as missed, at once and with one reason, and nothing of other places', async () => {
    await using w = await campaignWorld();
    await twoBoards(w);
    const { id } = await w.db.selectFrom('place').select('id').where('name', '=', 'A').executeTakeFirstOrThrow();
    expect(await closePlace(w.ports, w.operator, id, 'Tháo dỡ')).toEqual({ ok: true, missed: 2 });
    const rows = await w.db.selectFrom('broadcast_slot').select(['place_id', 'missed_reason', 'confirmed_by', 'played_at']).execute();
    expect(rows.filter((row) => row.place_id === id)).toEqual([1, 2].map(() => ({ place_id: id, missed_reason: 'Tháo dỡ', confirmed_by: w.operator.id, played_at: null })));
    expect(rows.filter((row) => row.place_id !== id).map((row) => row.missed_reason)).toEqual([null, null]);
  });
});

describe('the boards of the province', () => {
  it('are counted by size, the commonest first, without the closed ones; those without a size by themselves', async () => {
    await using w = await campaignWorld();
    for (const [name, size] of [['A', { width: 192, height: 64 }], ['B', { width: 192, height: 64 }], ['C', { width: 320, height: 160 }], ['D', {}]] as const) await board(w, name, w.unit, size);
    await closePlace(w.ports, w.operator, await board(w, 'E', w.unit, { width: 320, height: 160 }), 'Hỏng');
    await addPlace(w.ports, w.operator, { name: 'Pano', kind: 'PANEL', unitId: w.unit });
    expect(await boardFacts(w.db, today)).toEqual({ boards: [{ width: 192, height: 64, count: 2 }, { width: 320, height: 160, count: 1 }], unsized: 1, smallest: expect.any(Number) as number });
  });
});

it('a list of a round is confirmed by one statement: all of it or nothing', async () => {
  await using w = await campaignWorld();
  const ids = await twoBoards(w);
  w.clock.set('2026-11-23T12:00:00.000Z');
  // The database refuses one row of the list: no other may stay behind as confirmed, and nothing in the log may say so.
  await w.db.schema.createIndex('only_one_played').on('broadcast_slot').column('played_at').unique().execute();
  await expect(confirmSlots(w.ports, w.operator, w.id, ids)).rejects.toThrow(/UNIQUE/);
  expect(await w.db.selectFrom('broadcast_slot').select('id').where('confirmed_at', 'is not', null).execute()).toEqual([]);
  expect(await w.db.selectFrom('audit_event').select('seq').where('action', '=', 'campaign.confirm-slot').execute()).toEqual([]);
});

it('an approval that comes after a broadcast’s moment leaves it to be written down as missed', async () => {
  await using w = await campaignWorld();
  await board(w, 'A');
  await w.write(words);
  await plan(w, '2026-11-23T12:00');
  await w.submit();
  w.clock.set('2026-11-23T06:00:00.000Z');
  expect(await approveCampaign(w.ports, w.approver, { id: w.id, hash: (await w.row()).submitted_hash ?? '', note: '' })).toMatchObject({ isLaunched: true });
  expect(await listOverdueBroadcasts(w.db, now(w))).toMatchObject([{ count: 1 }]);
  const { id } = await w.db.selectFrom('broadcast_slot').select('id').executeTakeFirstOrThrow();
  expect(await confirmSlot({ ...w.ports, filesDir: '' }, w.operator, id, { playedAt: '', note: '', missedReason: 'Duyệt sau giờ phát', photo: null })).toMatchObject({ ok: true });
  expect(await listOverdueBroadcasts(w.db, now(w))).toEqual([]);
});
