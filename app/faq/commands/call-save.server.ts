import { sql } from 'kysely';
import type { Db, Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { dayWords } from '../../platform/days.ts';
import { AppError } from '../../platform/errors.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { firstFault, listCommuneNames, momentOf, refuse, type Actor, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { findCommune } from '../../people/index.ts';
import { sealNumber } from '../caller-seal.server.ts';
import { callMessages as messages } from '../messages/call.ts';
import { canTakeCalls } from '../policy.ts';
import { isErasedBefore, saysNothing, supersedes, type CallSnapshot } from '../rules/call.ts';
import { callRetention } from '../rules/call-retention.ts';
import { openBodyFor, refuseBody } from '../ticket-rows.server.ts';
import { followWrapUp } from './call-follow.server.ts';

export interface DeskPorts extends Ports {
  secret: string;
}
export type SaveResult = { id: string; was: 'SAVED' | 'PARKED' | 'ALREADY' };
const day = 86_400_000;

/** Writes down a call as its agent's browser knows it. Sent twice, late or in another order it ends the same; what was read out is only ever added. */
export async function saveCall(ports: DeskPorts, actor: Actor, call: CallSnapshot): Promise<Outcome<SaveResult>> {
  if (!canTakeCalls(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, now, today } = momentOf(ports);
  if (Math.abs(Date.parse(call.startedAt) - now.getTime()) > 30 * day || Date.parse(call.startedAt) > now.getTime() + day) return refuse('form', messages.both('fault.time'));
  return ports.db.transaction().execute(async (tx): Promise<Outcome<SaveResult>> => {
    const kept = await tx.selectFrom('call_record').selectAll().where('client_key', '=', call.clientKey).executeTakeFirst();
    if (kept && kept.agent_id !== actor.id) return refuse('form', messages.both('fault.not-yours'));
    if (kept?.erased_at) return refuse('form', messages.both('fault.erased'));
    const eraseAfter = kept?.erase_after ?? (await eraseDay(tx, ports, call));
    const refusal = (await refuseWrapUp(tx, call, actor, { at, hasNumber: call.number !== '' || Boolean(kept?.number_sealed) })) ?? refusePromise(call, eraseAfter, ports.timeZone);
    if (refusal) return refusal;
    const id = kept?.id ?? newId();
    const isNew = !kept || supersedes({ revision: call.revision, isWrapped: call.wrap !== null }, { revision: kept.revision, isWrapped: kept.wrapped_at !== null });
    const isParked = isNew && call.wrap === null && (kept ? kept.parked_at !== null : await hasCallInHand(tx, actor.id, id));
    if (isNew) await write(tx, actor, { id, call, at, isParked, isFirst: !kept, eraseAfter, unitId: kept?.commune === call.commune ? kept.unit_id : await communeIn(tx, call.commune, today) });
    await writeNumber(tx, ports, id, call);
    const reads = await addReads(tx, id, call, at);
    if (isNew) await followWrapUp(tx, ports, { id, call, actor, at });
    if (!isNew && reads === 0) return { ok: true, id, was: 'ALREADY' };
    const action = !kept ? 'call.open' : isNew && call.wrap ? 'call.wrap-up' : 'call.save';
    await recordAudit(tx, { at, actor, action, objectType: 'call_record', objectId: id, details: { source: call.source, reads, ...(call.wrap ? { code: call.wrap } : {}) } });
    return { ok: true, id, was: isParked ? 'PARKED' : 'SAVED' };
  });
}

/** What a wrap-up needs; a call without it stays open and nothing is lost. */
async function refuseWrapUp(tx: Tx, call: CallSnapshot, actor: Actor, { at, hasNumber }: { at: Instant; hasNumber: boolean }): Promise<Refusal | null> {
  if (call.wrap === 'NOT_FOUND' && saysNothing(call.question)) return refuse('question', messages.both('fault.question'));
  if (call.wrap === 'CALL_BACK' && !hasNumber) return refuse('number', messages.both('fault.number-needed'));
  if (call.wrap === 'CALL_BACK' && (!call.callbackAt || (call.source === 'ONLINE' && call.callbackAt <= at))) return refuse('callbackAt', messages.both('fault.callback-at'));
  if (call.wrap === 'TRANSFERRED' && call.handBody) return refuseTicket(tx, call, call.handBody, at);
  if (call.wrap !== 'TRANSFERRED' || !call.handTo) return null;
  const { count } = await tx.selectFrom('role_assignment as r').innerJoin('user_account as u', 'u.id', 'r.user_id').select((row) => row.fn.countAll<number>().as('count')).where('u.id', '=', call.handTo).where('u.disabled_at', 'is', null).where('r.role', 'in', ['CALL_AGENT', 'CALL_SUPERVISOR']).where('r.revoked_at', 'is', null).executeTakeFirstOrThrow();
  return Number(count) > 0 && call.handTo !== actor.id ? null : refuse('handTo', messages.both('fault.hand-to'));
}

/** Nobody is there any more to choose another body for what was noted while the server was away: it goes to the one that follows a closed one. */
async function refuseTicket(tx: Tx, call: CallSnapshot, bodyKey: string, at: Instant): Promise<Refusal | null> {
  if (call.handTo) return refuse('handBody', messages.both('fault.hand-both'));
  if (call.question === '') return refuse('question', messages.both('fault.ticket-question'));
  if (call.source === 'OFFLINE' && (await openBodyFor(tx, bodyKey, at))) return null;
  const refusal = await refuseBody(tx, bodyKey, at);
  return refusal && refuse('handBody', firstFault(refusal));
}

/** True when an agent has another call open. */
export async function hasCallInHand(tx: Tx, agentId: string, exceptId: string): Promise<boolean> {
  return (await tx.selectFrom('call_record').select('id').where('agent_id', '=', agentId).where('id', '<>', exceptId).where('wrapped_at', 'is', null).where('parked_at', 'is', null).executeTakeFirst()) !== undefined;
}

interface Writing {
  id: string;
  call: CallSnapshot;
  at: Instant;
  isParked: boolean;
  isFirst: boolean;
  eraseAfter: Day;
  unitId: string | null;
}

/** The commune that the words name; null when they name none, or several. */
const communeIn = async (tx: Tx, words: string, today: Day): Promise<string | null> => (words === '' ? null : (findCommune(await listCommuneNames(tx, today), words)?.unitId ?? null));

/** The day on which a call forgets who called. */
async function eraseDay(tx: Tx, { timeZone }: DeskPorts, { startedAt }: CallSnapshot): Promise<Day> {
  const days = await readSetting(tx, callRetention, dayIn(timeZone, new Date(startedAt)));
  return dayIn(timeZone, new Date(Date.parse(startedAt) + days * day));
}

/** Nobody can call back a number that has been erased. What was promised without a connection is promised: it stands in the list with a warning. */
function refusePromise({ wrap, callbackAt, source }: CallSnapshot, eraseAfter: Day, timeZone: string): Refusal | null {
  if (wrap !== 'CALL_BACK' || !callbackAt || source === 'OFFLINE' || !isErasedBefore(dayIn(timeZone, new Date(callbackAt)), eraseAfter)) return null;
  return refuse('callbackAt', messages.both('fault.callback-erased', { day: dayWords(eraseAfter) }));
}

async function write(tx: Tx, actor: Actor, { id, call, at, isParked, isFirst, eraseAfter, unitId }: Writing): Promise<void> {
  // A clock that was set back in between must not end a call before it began.
  const ended = call.endedAt ?? (call.wrap ? at : null);
  const fields = {
    revision: call.revision, channel: call.channel, source: call.source, caller_name: call.name || null, commune: call.commune || null, unit_id: unitId,
    question: call.question || null, note: call.note || null, wrap_code: call.wrap, wrapped_at: call.wrap ? at : null, parked_at: isParked ? at : null,
  };
  if (isFirst) await tx.insertInto('call_record').values({ id, client_key: call.clientKey, agent_id: actor.id, started_at: call.startedAt, answered_at: call.startedAt, ended_at: ended && ended < call.startedAt ? call.startedAt : ended, erase_after: eraseAfter, ...fields }).execute();
  // A hang-up that telephony told is not forgotten by a browser that has not heard of it yet.
  else await tx.updateTable('call_record').set({ ...fields, ended_at: sql`coalesce(ended_at, max(started_at, ${ended}))` }).where('id', '=', id).execute();
}

/** The number goes its own way: a browser that was loaded anew knows only the masked one and sends none, which changes nothing. */
async function writeNumber(tx: Tx, { secret }: DeskPorts, id: string, { number, revision }: CallSnapshot): Promise<void> {
  if (number !== '') await tx.updateTable('call_record').set({ ...sealNumber(secret, number), number_revision: revision }).where('id', '=', id).where('number_revision', '<', revision).execute();
}

/** Whether a version has ever been shown: a draft cannot have been read to anybody, nor what is only planned or was taken off the plan. */
export async function wasPublished(db: Db, versionId: string, now: Instant): Promise<boolean> {
  return (await db.selectFrom('faq_publication').select('id').where('version_id', '=', versionId).where('publish_at', '<=', now).where('cancelled_at', 'is', null).limit(1).executeTakeFirst()) !== undefined;
}

/** The versions that were read out, as far as they can have been. */
async function addReads(tx: Tx, callId: string, { reads }: CallSnapshot, now: Instant): Promise<number> {
  let added = 0;
  for (const { versionId, at } of reads) {
    if (!(await wasPublished(tx, versionId, now))) continue;
    const { numInsertedOrUpdatedRows } = await tx.insertInto('call_answer').values({ call_id: callId, version_id: versionId, read_at: at }).onConflict((conflict) => conflict.doNothing()).executeTakeFirstOrThrow();
    added += Number(numInsertedOrUpdatedRows ?? 0);
  }
  return added;
}
