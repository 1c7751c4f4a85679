import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db, Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { barePicture } from '../../platform/files/bare-picture.server.ts';
import { joined } from '../../platform/files/picture.ts';
import { newId } from '../../platform/ids.ts';
import { instantOf } from '../../platform/local-time.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../../people/actor.ts';
import { covers, momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { broadcastMessages } from '../messages/broadcast.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { slotPlanMessages } from '../messages/slot-plan.ts';
import { wayMessages } from '../messages/ways.ts';
import { canConfirmBroadcasts } from '../policy.ts';
import { takesPlace } from '../queries/broadcast.server.ts';
import { placeScope } from '../queries/place-scope.server.ts';
import { slotPlan } from '../queries/slot-plan.server.ts';
import type { PublicMedium } from '../rules/media.ts';
import { photoLimits } from '../rules/photo.ts';
import { postUrl } from '../rules/post-url.ts';
import { standingOf, type Standing } from '../rules/slot-plan.ts';
import { changeCampaign } from './change-campaign.server.ts';

/** SQLite takes so many values in one statement, and no more. */
const placesAtOnce = 1_000;

export interface SlotWish {
  revision: number;
  medium: PublicMedium;
  /** One wall-clock moment, or several. */
  at: string | readonly string[];
  /** Empty means the whole province. */
  unitId: string;
  /** Why it is broadcast in quiet hours. */
  quietReason?: string;
  /** The clashes that were shown and are taken in (`SlotPlan.clashHash`). */
  seen?: string;
}
export interface SlotCounts {
  /** Moments that were planned, and those that were left out. */
  planned: number;
  left: number;
}

/**
 * Plans moments of a medium at every fitting place of a unit's tree, or of the province. A moment that is over, in quiet hours without a reason or that runs into another broadcast
 * unseen is left out; where none remains, nothing is changed. A change of the campaign: approvals fall.
 */
export async function planSlots(ports: Ports, actor: Actor, id: string, wish: SlotWish): Promise<Outcome<SlotCounts>> {
  const moment = { ...momentOf(ports), timeZone: ports.timeZone };
  const wanted = { medium: wish.medium, unitId: wish.unitId, moments: [wish.at].flat().map((local) => instantOf(local, ports.timeZone)) };
  const quietReason = wish.quietReason?.trim() ?? '';
  const counts = { planned: 0, left: 0 };
  const outcome = await changeCampaign(ports, actor, { id, revision: wish.revision, part: wish.medium }, async (tx, campaign, at) => {
    const hasWords = await tx.selectFrom('campaign_medium').select('medium').where('campaign_id', '=', id).where('medium', '=', wish.medium).executeTakeFirst();
    if (!hasWords) return refuse('medium', broadcastMessages.both('slots.no-medium'));
    const { placeIds, moments, clashHash } = await slotPlan(tx, campaign, wanted, moment);
    if (placeIds.length === 0) return refuse('unitId', broadcastMessages.both('fault.no-place'));
    if (wish.seen && wish.seen !== clashHash) return refuse('form', slotPlanMessages.both('fault.clashes-changed'));
    const said = { isUrgent: campaign.urgency === 'URGENT', quietReason, isClashSeen: Boolean(wish.seen) };
    const free = moments.filter((one) => standingOf(one, said) === 'free');
    const [first] = moments;
    if (!first || free.length === 0) return refuseStanding(first ? standingOf(first, said) : 'past');
    for (const one of free) await insertSlots(tx, placeIds, { campaign_id: id, medium: wish.medium, starts_at: one.startsAt, planned_by: actor.id, quiet_reason: one.quietUntil && !said.isUrgent ? quietReason : null });
    Object.assign(counts, { planned: free.length, left: moments.length - free.length });
    await recordAudit(tx, { at, actor, action: 'campaign.plan-slots', objectType: 'campaign', objectId: id, details: { medium: wish.medium, moments: free.length, rest: counts.left, places: placeIds.length, ...(quietReason ? { reason: quietReason } : {}), clashes: free.filter(({ clashes }) => clashes.length > 0).length } });
    return null;
  });
  return outcome.ok ? { ...outcome, ...counts } : outcome;
}

function refuseStanding(standing: Standing): Refusal {
  if (standing === 'quiet') return refuse('quietReason', slotPlanMessages.both('fault.quiet'));
  if (standing === 'clash') return refuse('seen', slotPlanMessages.both('fault.clash'));
  return refuse('from', messages.both(standing === 'outside' ? 'fault.slot-outside' : 'fault.slot-past'));
}

/** Plans one moment at these places; one that is planned already takes over the reason and counts as what it was planned as. */
export async function insertSlots(tx: Tx, placeIds: readonly string[], slot: { campaign_id: string; medium: PublicMedium; starts_at: Instant; planned_by: string; quiet_reason: string | null; correction_id?: string }): Promise<void> {
  for (let from = 0; from < placeIds.length; from += placesAtOnce) {
    const rows = placeIds.slice(from, from + placesAtOnce).map((placeId) => ({ ...slot, id: newId(), place_id: placeId }));
    await tx.insertInto('broadcast_slot').values(rows).onConflict((conflict) => conflict.columns(['campaign_id', 'place_id', 'medium', 'starts_at']).doUpdateSet({ quiet_reason: slot.quiet_reason })).execute();
  }
}

/** Takes one planned moment of a medium out again, at all its places. */
export async function removeSlots(ports: Ports, actor: Actor, id: string, form: { revision: number; medium: PublicMedium; startsAt: Instant }): Promise<Outcome> {
  return changeCampaign(ports, actor, { id, revision: form.revision, part: form.medium }, async (tx, _campaign, at) => {
    const { numDeletedRows } = await tx.deleteFrom('broadcast_slot').where('campaign_id', '=', id).where('medium', '=', form.medium).where('starts_at', '=', form.startsAt).executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) return refuse('form', slotPlanMessages.both('fault.not-planned'));
    await recordAudit(tx, { at, actor, action: 'campaign.unplan-slots', objectType: 'campaign', objectId: id, details: { medium: form.medium, moment: form.startsAt, places: Number(numDeletedRows) } });
    return null;
  });
}

const largestPhoto = 5_000_000;

export interface Proof {
  playedAt: string;
  note: string;
  /** Where a post can be read. */
  url?: string;
  missedReason: string;
  photo: Buffer | null;
}

/** Confirms with time, person and photo that a slot was broadcast, of a post with its address, or says why not. Once: a proof is not written over. Of a photo only the picture is kept. */
export async function confirmSlot(ports: Ports & { filesDir: string }, actor: Actor, id: string, proof: Proof): Promise<Outcome<{ campaignId: string }>> {
  if (!canConfirmBroadcasts(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, today } = momentOf(ports);
  const playedAt = proof.missedReason ? null : proof.playedAt ? instantOf(proof.playedAt, ports.timeZone) : at;
  const clean = proof.photo && proof.photo.length <= largestPhoto ? barePicture(proof.photo, photoLimits) : null;
  if (proof.photo && !clean) return refuse('photo', messages.both('fault.photo'));
  // Asked before a photo is kept as well: a picture that belongs to no proof must not lie there for ever.
  const asked = await slotToConfirm(ports.db, actor, id, { at, today, playedAt });
  if (!asked.ok) return asked;
  const post = asked.isPost && playedAt ? postUrl(proof.url ?? '') : null;
  if (asked.isPost && playedAt && !post) return refuse('url', wayMessages.both('fault.url'));
  const photo = clean ? await keepPhoto(ports.filesDir, joined(clean.parts)) : null;
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ campaignId: string }>> => {
    const slot = await slotToConfirm(tx, actor, id, { at, today, playedAt });
    if (!slot.ok) return slot;
    await tx.updateTable('broadcast_slot').set({ played_at: playedAt, missed_reason: proof.missedReason || null, note: proof.note || null, photo_sha256: photo, photo_type: clean?.type ?? null, post_url: post, confirmed_by: actor.id, confirmed_at: at }).where('id', '=', id).execute();
    await recordAudit(tx, { at, actor, action: 'campaign.confirm-slot', objectType: 'campaign', objectId: slot.campaignId, details: proof.missedReason ? { reason: proof.missedReason } : {} });
    return { ok: true, campaignId: slot.campaignId };
  });
}

/**
 * A slot for which a proof may be given now, of the actor's own places. Of a cancelled campaign that is what came before its end: whom the words have reached
 * must be known all the more then. @throws AppError not-found for all others
 */
async function slotToConfirm(db: Db, actor: Actor, id: string, { at, today, playedAt }: { at: Instant; today: Day; playedAt: Instant | null }): Promise<Outcome<{ campaignId: string; isPost: boolean }>> {
  const slot = await db.selectFrom('broadcast_slot as s').innerJoin('campaign as c', 'c.id', 's.campaign_id').innerJoin('place as p', 'p.id', 's.place_id').select(['s.campaign_id', 's.medium', 's.starts_at', 's.confirmed_at', 'c.launched_at', 'c.cancelled_at', 'p.unit_id']).where('s.id', '=', id).executeTakeFirst();
  if (!slot || !covers(await placeScope(db, actor, today), slot.unit_id)) throw new AppError('not-found', platformMessages.both('error.not-found'));
  if (slot.confirmed_at) return refuse('form', messages.both('fault.slot-confirmed'));
  if (slot.cancelled_at && (playedAt ?? slot.starts_at) >= slot.cancelled_at) return refuse(slot.starts_at < slot.cancelled_at ? 'playedAt' : 'form', messages.both('fault.slot-cancelled'));
  if (!slot.launched_at || slot.starts_at > at || (playedAt !== null && playedAt > at)) return refuse('form', messages.both('fault.slot-future'));
  if (playedAt !== null && playedAt < slot.launched_at) return refuse('playedAt', messages.both('fault.slot-early'));
  return { ok: true, campaignId: slot.campaign_id, isPost: slot.medium === 'POST' };
}

const mostAtOnce = 500;

/** Confirms many slots at once, each as broadcast at its planned time and without a photo: the list of a technician's round. Posts need their addresses; others' slots and what is confirmed already are left as they are. */
export async function confirmSlots(ports: Ports, actor: Actor, campaignId: string, ids: readonly string[]): Promise<Outcome<{ count: number }>> {
  if (!canConfirmBroadcasts(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, today } = momentOf(ports);
  if (ids.length === 0) return refuse('slots', broadcastMessages.both('fault.no-slot'));
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ count: number }>> => {
    const scope = await placeScope(tx, actor, today);
    const rows = await tx.selectFrom('broadcast_slot as s').innerJoin('campaign as c', 'c.id', 's.campaign_id').innerJoin('place as p', 'p.id', 's.place_id').select(['s.id', 'p.unit_id']).where('s.campaign_id', '=', campaignId).where('s.id', 'in', ids.slice(0, mostAtOnce)).where('s.medium', '<>', 'POST').where('s.confirmed_at', 'is', null).where('s.starts_at', '<=', at).whereRef('s.starts_at', '>=', 'c.launched_at').where(takesPlace).execute();
    const own = rows.filter(({ unit_id }) => covers(scope, unit_id)).map(({ id }) => id);
    if (own.length === 0) return { ok: true, count: 0 };
    await tx.updateTable('broadcast_slot').set((slot) => ({ played_at: slot.ref('starts_at'), confirmed_by: actor.id, confirmed_at: at })).where('id', 'in', own).execute();
    await recordAudit(tx, { at, actor, action: 'campaign.confirm-slot', objectType: 'campaign', objectId: campaignId, details: { count: own.length, rest: new Set(ids).size - own.length } });
    return { ok: true, count: own.length };
  });
}

/** Keeps a photo under its own hash, so that the same one lies there once and cannot be exchanged unnoticed. */
async function keepPhoto(filesDir: string, photo: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(photo).digest('hex');
  const folder = join(filesDir, 'proofs');
  await mkdir(folder, { recursive: true });
  const part = join(folder, `${sha256}.${newId()}.part`);
  await writeFile(part, photo);
  await rename(part, join(folder, sha256));
  return sha256;
}
