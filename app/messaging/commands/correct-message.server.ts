import type { Selectable } from 'kysely';
import type { Tx } from '../../../db/client.ts';
import type { Schema } from '../../../db/schema.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import type { MessageContent } from '../forms/content.ts';
import type { Channel, Topic, Urgency, WhenClosed } from '../rules/channels.ts';
import { reachedStates } from '../rules/fate.ts';
import { cancelMessage, pauseMessage } from './stop-message.server.ts';
import { writeMessage, type MessageVariables, type NewMessage } from './write-message.server.ts';

export interface Correction {
  messageId: string;
  content: MessageContent;
  notAfter: Instant;
  createdBy: string;
  now: Instant;
}

export type CorrectOutcome = { ok: true; correctionId: string | null; restId: string | null; reached: number; rest: number } | { ok: false; why: 'NO_MESSAGE' | 'TOO_LATE' };

/**
 * Replaces a message by a right one, in the caller's transaction: what has not gone out is stopped; exactly those whom the wrong text may have reached get
 * the correction at once, and the others of the audience get the right text as if it were the first: not before its time, and not while it is held.
 */
export async function correctMessage(tx: Tx, correction: Correction): Promise<CorrectOutcome> {
  const { messageId, now } = correction;
  const message = await tx.selectFrom('message').selectAll().where('id', '=', messageId).executeTakeFirst();
  if (!message) return { ok: false, why: 'NO_MESSAGE' };
  if (correction.notAfter <= now) return { ok: false, why: 'TOO_LATE' };
  const wasCancelled = message.cancelled_at !== null;
  const reached = await tx.selectFrom('delivery').select('recipient_id').distinct().where('message_id', '=', messageId).where('recipient_id', 'is not', null).where('state', 'in', reachedStates).$narrowType<{ recipient_id: string }>().execute();
  const hit = new Set(reached.map((row) => row.recipient_id));
  const everybody = await tx.selectFrom('message_recipient').select('user_id').where('message_id', '=', messageId).execute();
  const rest = wasCancelled ? [] : everybody.map((row) => row.user_id).filter((id) => !hit.has(id));
  await cancelMessage(tx, messageId, now, 'CORRECTED');
  const atOnce = { sendAt: now, notAfter: correction.notAfter };
  const correctionId = hit.size > 0 ? await rewrite(tx, message, correction, { recipients: [...hit], correctsId: messageId, ...atOnce }) : null;
  // Whoever waits for a correction has read the first words, whatever becomes of the second.
  const inTime = message.send_at > now ? { sendAt: message.send_at, notAfter: message.not_after } : atOnce;
  const restId = rest.length > 0 ? await rewrite(tx, message, correction, { recipients: rest, replacesId: messageId, ...(message.corrects_id === null ? {} : { correctsId: message.corrects_id }), ...inTime }) : null;
  if (restId && message.paused_at) await pauseMessage(tx, restId, now);
  return { ok: true, correctionId, restId, reached: hit.size, rest: rest.length };
}

type Changed = Pick<NewMessage, 'recipients' | 'sendAt' | 'notAfter' | 'correctsId' | 'replacesId'>;

/** The same message with the right words, for some of its people. */
async function rewrite(tx: Tx, message: Selectable<Schema['message']>, { content, createdBy, now }: Correction, changed: Changed): Promise<string | null> {
  const channels = await tx.selectFrom('message_channel').select(['channel', 'when_closed']).where('message_id', '=', message.id).execute();
  const own = await tx.selectFrom('message_recipient').select(['user_id', 'variables']).where('message_id', '=', message.id).where('variables', 'is not', null).execute();
  const outcome = await writeMessage(tx, {
    source: { type: message.source_type as 'CAMPAIGN', id: message.source_id },
    topic: message.topic as Topic,
    isDuty: message.is_duty === 1,
    urgency: message.urgency as Urgency,
    ...(message.urgent_reason === null ? {} : { urgentReason: message.urgent_reason }),
    isDrill: message.is_drill === 1,
    reason: JSON.parse(message.reason) as Localised,
    content,
    channels: channels.map((row) => ({ channel: row.channel as Channel, whenClosed: row.when_closed as WhenClosed })),
    variables: new Map(own.map((row) => [row.user_id, JSON.parse(row.variables ?? '{}') as MessageVariables])),
    createdBy,
    now,
    ...changed,
  });
  return outcome.ok ? outcome.messageId : null;
}
