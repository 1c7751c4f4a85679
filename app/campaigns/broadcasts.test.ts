import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { campaignWorld, type CampaignWorld } from '../../tests/world/campaigns.ts';
import { makePerson, makeUnit } from '../../tests/world/people.ts';
import { fromPhone, jpeg, png } from '../../tests/world/photos.ts';
import { confirmSlot, confirmSlots, planSlots, removeSlots, type Proof } from './commands/broadcast.server.ts';
import { addPlace } from './commands/write-place.server.ts';
import { listOverdueBroadcasts, slotsPage } from './queries/broadcast.server.ts';
import * as notReached from './routes/campaign-not-reached.ts';
import * as removal from './routes/campaign-slots-removal.ts';
import * as slotRoute from './routes/slot.tsx';
import * as slots from './routes/campaign-slots.tsx';

const today = '2026-11-23';
const proof = (changes: Partial<Proof> = {}): Proof => ({ playedAt: '', note: '', missedReason: '', photo: null, ...changes });
const fault = (outcome: unknown) => Object.entries((outcome as { faults?: Record<string, { vi: string }> }).faults ?? {}).map(([field, { vi }]) => `${field}: ${vi}`).join();
const leds = { LED: { pages: ['CẢNH BÁO'], seconds: 6 } };

/** A launched campaign with boards in three communes, at nine in the evening of the day on which two of them were planned for noon. */
async function evening(w: CampaignWorld): Promise<string[]> {
  const units = [w.unit, await makeUnit(w.db, { name: '=HYPERLINK("x")' }), await makeUnit(w.db, { name: 'UBND xã Gia Viễn' })];
  for (const [at, unitId] of units.entries()) await addPlace(w.ports, w.operator, { name: `Bảng ${at + 1}`, kind: 'LED', unitId });
  await w.write(leds);
  await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', at: '2026-11-23T12:00', unitId: '' });
  await w.launch();
  w.clock.set('2026-11-23T14:00:00.000Z');
  return (await w.db.selectFrom('broadcast_slot as s').innerJoin('place as p', 'p.id', 's.place_id').select('s.id').orderBy('p.name').execute()).map(({ id }) => id);
}

describe('a proof', () => {
  it('keeps the picture and nothing else of a photo, once, by its own hash', async () => {
    await using w = await campaignWorld();
    const [id = ''] = await evening(w);
    const filesDir = mkdtempSync(join(tmpdir(), 'hoc06-proofs-'));
    const ports = { ...w.ports, filesDir };
    expect(fault(await confirmSlot(ports, w.operator, id, proof({ playedAt: '2026-11-23T12:00', photo: Buffer.from('<svg onload="alert(1)">'.repeat(9)) })))).toMatch(/^photo: .*không phải ảnh/);
    expect(fault(await confirmSlot(ports, w.operator, id, proof({ photo: Buffer.concat([jpeg, Buffer.alloc(5_000_000)]) })))).toContain('5 MB');
    // A picture that the page would have to unfold to billions of points.
    expect(fault(await confirmSlot(ports, w.operator, id, proof({ photo: Buffer.concat([png.subarray(0, 16), Buffer.from([0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]), png.subarray(24)]) })))).toMatch(/^photo: .*không phải ảnh/);
    expect(await confirmSlot(ports, w.operator, id, proof({ playedAt: '2026-11-23T12:05', note: 'Đủ hai lượt', photo: fromPhone(6) }))).toMatchObject({ ok: true });
    const stored = await w.db.selectFrom('broadcast_slot').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(stored).toMatchObject({ played_at: '2026-11-23T05:05:00.000Z', confirmed_by: w.operator.id, photo_type: 'image/jpeg', note: 'Đủ hai lượt' });
    expect(readFileSync(join(filesDir, 'proofs', stored.photo_sha256 ?? '')).toString('latin1')).not.toMatch(/GPS|script/);
    expect(fault(await confirmSlot(ports, w.operator, id, proof({ missedReason: 'Hỏng' })))).toContain('đã được xác nhận');
    rmSync(filesDir, { recursive: true });
  });

  it('is not given before its time, for a time before the launch, or of somebody else’s place', async () => {
    await using w = await campaignWorld();
    const [id = '', other = ''] = await evening(w);
    const ports = { ...w.ports, filesDir: '' };
    expect(fault(await confirmSlot(ports, w.operator, id, proof({ playedAt: '2026-11-23T21:01' })))).toContain('chưa tới giờ');
    expect(fault(await confirmSlot(ports, w.operator, id, proof({ playedAt: '2026-11-22T12:00' })))).toMatch(/^playedAt: /);
    const local = await makePerson(w.db, { unitId: w.unit, grants: [{ role: 'CHANNEL_OPERATOR', scope: 'SUBTREE', unitId: w.unit }] });
    await expect(confirmSlot(ports, local, other, proof())).rejects.toThrow();
    expect(await confirmSlot(ports, local, id, proof())).toMatchObject({ ok: true });
    expect((await w.ask(slotRoute.loader, local, { slot: other })).body).toMatchObject({ canConfirm: false });
  });

  it('of a missed broadcast needs its reason: an empty one does not turn it into one that was heard', async () => {
    await using w = await campaignWorld();
    const [id = ''] = await evening(w);
    const { status, body } = await w.ask(slotRoute.action, w.operator, { slot: id }, { deed: 'missed', missedReason: '  ' });
    expect([status, body]).toMatchObject([422, { faults: { missedReason: { vi: expect.stringContaining('lý do') as string } } }]);
    expect(await w.db.selectFrom('broadcast_slot').select('id').where('confirmed_at', 'is not', null).execute()).toEqual([]);
    expect((await w.ask(slotRoute.action, w.operator, { slot: id }, { deed: 'missed', missedReason: 'Mất điện', playedAt: '2026-11-23T12:00' })).status).toBe(303);
    expect(await w.db.selectFrom('broadcast_slot').select(['played_at', 'missed_reason']).where('id', '=', id).executeTakeFirst()).toEqual({ played_at: null, missed_reason: 'Mất điện' });
  });

  it('is given for many at once, each at its planned time, and only for one’s own', async () => {
    await using w = await campaignWorld();
    const ids = await evening(w);
    const local = await makePerson(w.db, { unitId: w.unit, grants: [{ role: 'CHANNEL_OPERATOR', scope: 'SUBTREE', unitId: w.unit }] });
    expect(await confirmSlots(w.ports, local, w.id, ids)).toEqual({ ok: true, count: 1 });
    expect(await confirmSlots(w.ports, w.operator, w.id, [...ids, ...ids, 'unknown'])).toEqual({ ok: true, count: 2 });
    expect(await confirmSlots(w.ports, w.operator, w.id, ids)).toEqual({ ok: true, count: 0 });
    expect(fault(await confirmSlots(w.ports, w.operator, w.id, []))).toContain('ít nhất một');
    expect(new Set((await w.db.selectFrom('broadcast_slot').select('played_at').execute()).map((row) => row.played_at))).toEqual(new Set(['2026-11-23T05:00:00.000Z']));
    await expect(confirmSlots(w.ports, w.approver, w.id, ids)).rejects.toThrow();
  });
});

describe('the broadcasts of a campaign', () => {
  it('are counted by how they stand, and name the communes that nothing has reached, with the reason', async () => {
    await using w = await campaignWorld();
    const [id = '', other = ''] = await evening(w);
    const at = w.clock.now().toISOString();
    expect(await listOverdueBroadcasts(w.db, at)).toMatchObject([{ id: w.id, count: 3 }]);
    await confirmSlot({ ...w.ports, filesDir: '' }, w.operator, id, proof());
    await confirmSlot({ ...w.ports, filesDir: '' }, w.operator, other, proof({ missedReason: 'Mất điện' }));
    const shown = await slotsPage(w.db, w.id, { today, at });
    expect([shown.count, shown.played, shown.missed, shown.overdue]).toEqual([3, 1, 1, 1]);
    expect((await slotsPage(w.db, w.id, { today, at, view: 'overdue' })).rows).toHaveLength(1);
    expect((await slotsPage(w.db, w.id, { today, at, view: 'missed' })).rows.map(({ missedReason }) => missedReason)).toEqual(['Mất điện']);
    await makeUnit(w.db, { name: 'UBND xã Kim Sơn' });
    const { text } = await w.ask(notReached.loader, w.approver);
    expect(text?.split('\r\n').slice(1).filter(Boolean)).toEqual([';"\'=HYPERLINK(""x"")";1;Mất điện', ';UBND xã Gia Viễn;1;Chưa xác nhận', ';UBND xã Kim Sơn;0;chưa xếp lịch']);
  });

  it('can be taken out while the campaign is written, which takes approvals back, and not after', async () => {
    await using w = await campaignWorld();
    await addPlace(w.ports, w.operator, { name: 'LED Hoa Lư', kind: 'LED', unitId: w.unit });
    await w.write(leds);
    const plan = async () => planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', at: '2026-11-24T12:00', unitId: '' });
    await plan();
    await w.submit();
    const form = async () => ({ revision: String((await w.row()).revision), medium: 'LED', startsAt: '2026-11-24T05:00:00.000Z' });
    expect((await w.ask(removal.action, w.approver, {}, await form())).status).toBe(403);
    expect((await w.ask(removal.action, w.maker, {}, await form())).status).toBe(303);
    expect((await w.row()).submitted_hash).toBeNull();
    expect(await w.db.selectFrom('broadcast_slot').select('id').execute()).toEqual([]);
    const deeds = () => w.db.selectFrom('audit_event').select('details').where('action', '=', 'campaign.unplan-slots').execute();
    expect(await deeds()).toEqual([{ details: JSON.stringify({ medium: 'LED', moment: '2026-11-24T05:00:00.000Z', places: 1 }) }]);
    expect((await w.ask(removal.action, w.maker, {}, await form())).body, 'sent a second time by another tab').toMatchObject({ kind: 'conflict', say: { vi: 'Thời điểm này không còn trong lịch.' } });
    expect(await deeds()).toHaveLength(1);
    await plan();
    await w.launch();
    expect(fault(await removeSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', startsAt: '2026-11-24T05:00:00.000Z' }))).toContain('đã phát hành');
    expect((await w.ask(slots.loader, w.operator, {}, undefined, `/campaigns/${w.id}/slots?view=overdue&page=3`)).body).toMatchObject({ pages: 1, slots: { rows: [], count: 1 }, rights: { confirm: true, write: false } });
  });
});
