import { describe, expect, it } from 'vitest';
import { campaignWorld, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import type { Actor } from '../../people/actor.ts';
import { planSlots } from '../commands/broadcast.server.ts';
import { addPlace } from '../commands/write-place.server.ts';
import * as approval from './campaign-approval.tsx';
import * as confirmation from './campaign-slots-confirmation.ts';
import * as goal from './campaign-goal.tsx';
import * as place from './place.tsx';
import * as places from './places.tsx';
import * as slot from './slot.tsx';
import * as steering from './campaign-steering.tsx';

const revoke = (w: CampaignWorld, person: Actor) => w.db.updateTable('role_assignment').set({ revoked_at: w.clock.now().toISOString() }).where('user_id', '=', person.id).execute();
const form = { name: 'Tên', model: '27', contentSource: 'x', goal: 'x', measure: 'x', baseline: '', target: '80', after: '14', topic: 'SECURITY', urgency: 'NORMAL' };

/** A commune with a board that plays at noon, and its operator. */
async function withBoard(w: CampaignWorld) {
  const commune = await makeUnit(w.db, { name: 'UBND xã Gia Viễn' });
  const local = await makePerson(w.db, { unitId: commune, grants: [{ role: 'CHANNEL_OPERATOR', scope: 'SUBTREE', unitId: commune }] });
  const made = await addPlace(w.ports, local, { name: 'Bảng', kind: 'LED', unitId: commune });
  await w.write({ LED: { pages: ['A'], seconds: 6 } });
  await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', at: '2026-11-23T12:00', unitId: commune });
  const { id } = await w.db.selectFrom('broadcast_slot').select('id').executeTakeFirstOrThrow();
  return { commune, local, placeId: made.ok ? made.id : '', slotId: id };
}

describe('a right that is taken back between two pages', () => {
  it('closes the form that is still open, of an author and of an approver', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.submit();
    const { submitted_hash: hash, revision } = await w.row();
    for (const [person, loader] of [[w.maker, goal.loader], [w.approver, approval.loader]] as const) expect((await w.ask(loader, person)).status).toBe(200);
    for (const person of [w.maker, w.approver]) await revoke(w, person);
    expect((await w.ask(approval.action, w.approver, {}, { hash: hash ?? '', note: '' })).status).toBe(403);
    expect((await w.ask(goal.action, w.maker, {}, { ...form, revision: String(revision) })).status).toBe(403);
    expect((await w.ask(steering.action, w.maker, { deed: 'cancel' }, { reason: 'x' })).status).toBe(403);
    expect(await w.row()).toMatchObject({ revision, submitted_hash: hash, launched_at: null });
  });

  it('closes it for somebody whose account was disabled, or who must set a password first', async () => {
    await using w = await campaignWorld();
    const other = await w.staff('CAMPAIGN_MAKER');
    for (const person of [w.maker, other]) await w.ask(goal.loader, person);
    await w.db.updateTable('user_account').set({ disabled_at: w.clock.now().toISOString(), disabled_reason: 'x' }).where('id', '=', w.maker.id).execute();
    expect((await w.ask(goal.action, w.maker, {}, { ...form, revision: '0' })).location).toMatch(/^\/sign-in/);
    await w.db.insertInto('credential').values({ user_id: other.id, password_hash: 'none', must_change: 1, changed_at: '2026-01-05T01:00:00.000Z', expires_at: null, locked_until: null }).execute();
    expect((await w.ask(goal.action, other, {}, { ...form, revision: '0' })).location).toBe('/account/password');
    expect((await w.row()).revision).toBe(0);
  });

  it('keeps the form of a session that has ended, and writes nothing meanwhile', async () => {
    await using w = await campaignWorld();
    await w.ask(goal.loader, w.maker);
    w.clock.pass({ minutes: 31 });
    const { status, location } = await w.ask(goal.action, w.maker, {}, { ...form, goal: 'Chưa lưu', revision: '0' });
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/sign-in\?next=%2Fheld%2F/)]);
    expect(await w.db.selectFrom('held_form').select(['user_id', 'path']).execute()).toEqual([{ user_id: w.maker.id, path: `/campaigns/${w.id}` }]);
    expect((await w.row()).revision).toBe(0);
  });
});

describe('an operator of one commune', () => {
  it('looks after what lies below it, not beside it, and of the province nothing', async () => {
    await using w = await campaignWorld();
    const { commune, local } = await withBoard(w);
    const below = await makeUnit(w.db, { name: 'Trạm', parentId: commune });
    const names = ((await w.ask(place.loader, local, { place: (await addPlace(w.ports, local, { name: 'Dưới', kind: 'PANEL', unitId: below }) as { id: string }).id })).body as { units: { name: string }[] }).units.map(({ name }) => name);
    expect(names).toEqual(['UBND xã Gia Viễn', 'Trạm']);
    const shown = ((await w.ask(places.loader, local)).body as { places: { name: string; isOwn: boolean }[] }).places;
    expect(shown.map(({ name, isOwn }) => [name, isOwn])).toEqual(expect.arrayContaining([['Bảng', true], ['Dưới', true]]));
    expect((await w.ask(place.loader, await makePerson(w.db, { unitId: w.unit, grants: [{ role: 'CHANNEL_OPERATOR', scope: 'SUBTREE', unitId: w.unit }] }), { place: 'khong-co' })).status).toBe(404);
  });

  it('who was moved to another commune confirms there and no longer here', async () => {
    await using w = await campaignWorld();
    const { local, slotId, placeId } = await withBoard(w);
    await w.launch();
    w.clock.set('2026-11-23T05:00:00.000Z');
    await w.db.updateTable('role_assignment').set({ unit_id: w.unit }).where('user_id', '=', local.id).execute();
    expect((await w.ask(slot.loader, local, { slot: slotId })).body).toMatchObject({ canConfirm: false });
    expect((await w.ask(slot.action, local, { slot: slotId }, { deed: 'missed', missedReason: 'x' })).status).toBe(404);
    expect((await w.ask(confirmation.action, local, {}, [['slots[]', slotId]])).location).toMatch(/done=none$/);
    expect((await w.ask(place.loader, local, { place: placeId })).status).toBe(404);
    expect(await w.db.selectFrom('broadcast_slot').select('confirmed_at').execute()).toEqual([{ confirmed_at: null }]);
  });

  it('sends a proof twice from two tabs, and it is kept once', async () => {
    await using w = await campaignWorld();
    const { local, slotId } = await withBoard(w);
    await w.launch();
    w.clock.set('2026-11-23T05:00:00.000Z');
    const proofs: Record<string, string>[] = [{ deed: 'missed', missedReason: 'Mất điện' }, { deed: 'played', playedAt: '2026-11-23T12:00' }];
    const answers = await Promise.all(proofs.map((proof) => w.ask(slot.action, local, { slot: slotId }, proof)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409]);
    const row = await w.db.selectFrom('broadcast_slot').select(['played_at', 'missed_reason']).executeTakeFirstOrThrow();
    expect([row.played_at, row.missed_reason].filter(Boolean)).toHaveLength(1);
    expect(await w.db.selectFrom('audit_event').select('seq').where('action', '=', 'campaign.confirm-slot').execute()).toHaveLength(1);
  });
});
