import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import type { Actor } from '../../people/actor.ts';
import { covers, findUnit, momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { broadcastMessages as messages } from '../messages/broadcast.ts';
import { canConfirmBroadcasts } from '../policy.ts';
import { placeScope } from '../queries/place-scope.server.ts';
import type { PlaceKind } from '../rules/media.ts';

export interface PlaceFields {
  name: string;
  kind: PlaceKind;
  unitId: string;
  width?: number | null;
  height?: number | null;
}

/** Adds a board, station, panel or broadcaster of a unit that the actor looks after. */
export async function addPlace(ports: Ports, actor: Actor, form: PlaceFields): Promise<Outcome<{ id: string }>> {
  const { at, today } = mayManage(ports, actor);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ id: string }>> => {
    const refusal = await faultOf(tx, actor, form, null, today);
    return refusal ?? { ok: true, id: await insertPlace(tx, actor, form, at) };
  });
}

/** Writes a new place into the table, with its trace; whoever calls has checked it. */
export async function insertPlace(tx: Tx, actor: Actor, form: PlaceFields, at: Instant): Promise<string> {
  const id = newId();
  await tx.insertInto('place').values({ id, ...columnsOf(form), created_at: at }).execute();
  await recordAudit(tx, { at, actor, action: 'place.create', objectType: 'place', objectId: id, details: { unitId: form.unitId } });
  return id;
}

/** Changes a place; what it was stands in the log. */
export async function editPlace(ports: Ports, actor: Actor, id: string, form: PlaceFields): Promise<Outcome> {
  const { at, today } = mayManage(ports, actor);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const place = await placeIn(tx, actor, id, today);
    if (place.closed_at) return refuse('form', messages.both('fault.place-closed'));
    const refusal = (await faultOf(tx, actor, form, id, today)) ?? (await faultOfUse(tx, place, form, today));
    if (refusal) return refusal;
    const columns = columnsOf(form);
    const changed = (Object.keys(columns) as (keyof typeof columns)[]).filter((key) => place[key] !== columns[key]);
    await tx.updateTable('place').set(columns).where('id', '=', id).execute();
    await recordAudit(tx, { at, actor, action: 'place.edit', objectType: 'place', objectId: id, details: { fields: changed, note: place.name } });
    return { ok: true };
  });
}

/**
 * Takes a place out of use. What is planned there of launched campaigns is written down as missed with the reason; of campaigns that are still written it
 * has to be taken out first, because their approval stands for it.
 */
export async function closePlace(ports: Ports, actor: Actor, id: string, reason: string): Promise<Outcome<{ missed: number }>> {
  const { at, today } = mayManage(ports, actor);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ missed: number }>> => {
    const place = await placeIn(tx, actor, id, today);
    if (place.closed_at) return refuse('form', messages.both('fault.place-closed'));
    const open = await tx.selectFrom('broadcast_slot as s').innerJoin('campaign as c', 'c.id', 's.campaign_id').select(['s.id', 's.campaign_id', 'c.name', 'c.launched_at']).where('s.place_id', '=', id).where('s.confirmed_at', 'is', null).where('s.starts_at', '>', at).where('c.cancelled_at', 'is', null).execute();
    const drafts = [...new Set(open.filter((slot) => !slot.launched_at).map(({ name }) => name))];
    if (drafts.length > 0) return refuse('form', messages.both('fault.place-planned', { campaigns: drafts.join(', ') }));
    await tx.updateTable('place').set({ closed_at: at }).where('id', '=', id).execute();
    if (open.length > 0) await tx.updateTable('broadcast_slot').set({ missed_reason: reason, confirmed_by: actor.id, confirmed_at: at }).where('id', 'in', open.map((slot) => slot.id)).execute();
    await recordAudit(tx, { at, actor, action: 'place.close', objectType: 'place', objectId: id, details: { reason, count: open.length } });
    return { ok: true, missed: open.length };
  });
}

/** Takes a place into use again. */
export async function reopenPlace(ports: Ports, actor: Actor, id: string): Promise<Outcome> {
  const { at, today } = mayManage(ports, actor);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const place = await placeIn(tx, actor, id, today);
    if (!place.closed_at) return refuse('form', messages.both('fault.place-open'));
    if (await sameName(tx, { name: place.name, unitId: place.unit_id }, id)) return refuse('form', messages.both('fault.place-name'));
    await tx.updateTable('place').set({ closed_at: null }).where('id', '=', id).execute();
    await recordAudit(tx, { at, actor, action: 'place.reopen', objectType: 'place', objectId: id });
    return { ok: true };
  });
}

function mayManage(ports: Ports, actor: Actor) {
  if (!canConfirmBroadcasts(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  return momentOf(ports);
}

/** A place that the actor looks after. @throws AppError not-found for all others */
async function placeIn(tx: Tx, actor: Actor, id: string, today: Day) {
  const place = await tx.selectFrom('place').selectAll().where('id', '=', id).executeTakeFirst();
  if (!place || !covers(await placeScope(tx, actor, today), place.unit_id)) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return place;
}

/** Only a board has a size in pixels. */
const columnsOf = ({ name, kind, unitId, width, height }: PlaceFields) => ({ name: normaliseLine(name), kind, unit_id: unitId, width: kind === 'LED' ? (width ?? null) : null, height: kind === 'LED' ? (height ?? null) : null });

async function faultOf(tx: Tx, actor: Actor, form: PlaceFields, id: string | null, today: Day): Promise<Refusal | null> {
  if (!(await findUnit(tx, form.unitId, today)) || !covers(await placeScope(tx, actor, today), form.unitId)) return refuse('unitId', messages.both('fault.place-unit'));
  if ((form.width ?? null) === null !== ((form.height ?? null) === null)) return refuse(form.width ? 'height' : 'width', messages.both('fault.place-size'));
  return (await sameName(tx, form, id)) ? refuse('name', messages.both('fault.place-name')) : null;
}

async function sameName(tx: Tx, { name, unitId }: { name: string; unitId: string }, id: string | null): Promise<boolean> {
  const same = await tx.selectFrom('place').select('id').where('unit_id', '=', unitId).where('name', '=', normaliseLine(name)).where('closed_at', 'is', null).where('id', '<>', id ?? '').executeTakeFirst();
  return same !== undefined;
}

/**
 * A station that has played bulletins does not become a board, and what was approved and heard in one commune does not wander to another: neither what was
 * approved nor which communes were reached would be true any more. Out of a unit that is gone it may go to the one that follows.
 */
async function faultOfUse(tx: Tx, place: { id: string; kind: string; unit_id: string }, form: PlaceFields, today: Day): Promise<Refusal | null> {
  const isMoved = place.unit_id !== form.unitId && (await findUnit(tx, place.unit_id, today)) !== undefined;
  if (place.kind === form.kind && !isMoved) return null;
  const used = await tx.selectFrom('broadcast_slot').select('id').where('place_id', '=', place.id).executeTakeFirst();
  if (!used) return null;
  return place.kind === form.kind ? refuse('unitId', messages.both('fault.place-moved')) : refuse('kind', messages.both('fault.place-kind'));
}
