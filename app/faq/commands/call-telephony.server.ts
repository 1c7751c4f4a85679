import { sql } from 'kysely';
import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { newId } from '../../platform/ids.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { momentOf } from '../../people/index.server.ts';
import { sealNumber } from '../caller-seal.server.ts';
import type { TelephonyEvent } from '../forms/telephony.ts';
import { callerNumber } from '../rules/call-number.ts';
import { callRetention } from '../rules/call-retention.ts';
import { toldCall, type ToldEvent } from '../rules/telephony-call.ts';
import { hasCallInHand, type DeskPorts } from './call-save.server.ts';

export type TelephonyEffect = 'NOTED' | 'ALREADY' | 'OTHER_WORDS' | 'STALE';
const minute = 60_000;
const oldest = 24 * 60 * minute;

/** Takes what telephony tells, once per event and in any order. The same id with other words, and what is older than a day, is a replay and changes nothing. */
export async function recordTelephonyEvent(ports: DeskPorts, event: TelephonyEvent): Promise<TelephonyEffect> {
  const { at, now } = momentOf(ports);
  const age = now.getTime() - Date.parse(event.at);
  if (age > oldest || age < -5 * minute) return 'STALE';
  const { number_sealed, number_mask, number_hash } = sealNumber(ports.secret, callerNumber(event.from ?? null));
  return ports.db.transaction().execute(async (tx): Promise<TelephonyEffect> => {
    const kept = await tx.selectFrom('call_event').selectAll().where('id', '=', event.id).executeTakeFirst();
    if (kept) return kept.telephony_id === event.call && kept.kind === event.kind && kept.at === event.at ? 'ALREADY' : 'OTHER_WORDS';
    await tx.insertInto('call_event').values({ id: event.id, telephony_id: event.call, kind: event.kind, extension: event.extension ?? null, number_sealed, number_mask, number_hash, at: event.at, received_at: at }).execute();
    await follow(tx, ports, event.call);
    return 'NOTED';
  });
}

/** The call record of an answered call, as its events tell it by now. */
async function follow(tx: Tx, ports: DeskPorts, telephonyId: string): Promise<void> {
  const events = await tx.selectFrom('call_event').selectAll().where('telephony_id', '=', telephonyId).execute();
  const told = toldCall(events as unknown as ToldEvent[]);
  // A browser may have sent a call under this key before telephony told of it.
  const record = await tx.selectFrom('call_record').select('id').where((where) => where.or([where('telephony_id', '=', telephonyId), where('client_key', '=', `tel:${telephonyId}`)])).executeTakeFirst();
  if (record) {
    if (told?.endedAt) await tx.updateTable('call_record').set({ ended_at: sql`max(started_at, ${told.endedAt})` }).where('id', '=', record.id).where('ended_at', 'is', null).execute();
    return;
  }
  const agentId = told?.answeredAt && told.extension ? await agentAt(tx, told.extension, told.answeredAt) : undefined;
  if (!told || !agentId) return;
  const { at } = momentOf(ports);
  const from = events.find((event) => event.number_sealed !== null);
  const days = await readSetting(tx, callRetention, dayIn(ports.timeZone, new Date(told.startedAt)));
  const id = newId();
  await tx
    .insertInto('call_record')
    .values({
      id, client_key: `tel:${telephonyId}`, revision: 1, agent_id: agentId, channel: 'PHONE', source: 'ONLINE', telephony_id: telephonyId, number_sealed: from?.number_sealed ?? null, number_mask: from?.number_mask ?? null, number_hash: from?.number_hash ?? null,
      started_at: told.startedAt, answered_at: told.answeredAt, ended_at: told.endedAt, parked_at: (await hasCallInHand(tx, agentId, id)) ? at : null, erase_after: dayIn(ports.timeZone, new Date(Date.parse(told.startedAt) + days * 24 * 60 * minute)),
    })
    .execute();
  await recordAudit(tx, { at, actor: null, action: 'call.open', objectType: 'call_record', objectId: id, details: { source: 'TELEPHONY' } });
}

/** Who sat at a telephone when it was answered: what telephony tells late, after an outage, belongs to the shift of then. Without one, who sits there now. */
async function agentAt(tx: Tx, extension: string, at: Instant): Promise<string | undefined> {
  const rows = await tx.selectFrom('agent_extension').select(['agent_id', 'taken_at', 'released_at']).where('extension', '=', extension).where((where) => where.or([where('released_at', 'is', null), where('released_at', '>', at)])).orderBy('taken_at').execute();
  return (rows.findLast((row) => row.taken_at <= at) ?? rows.find((row) => row.released_at === null))?.agent_id;
}
