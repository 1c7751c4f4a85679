import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/jobs.server.ts';
import { messageContent, messageVariables, type MessageContent } from '../forms/content.ts';
import { fanOutJob } from '../jobs.ts';
import type { Channel, Topic, Urgency, WhenClosed } from '../rules/channels.ts';

/** What the words of a message may hold for one reader alone, by name: `{{phut}}` stands for the value of `phut`. */
export type MessageVariables = Readonly<Record<string, string>>;

export interface NewMessage {
  source: { type: 'CAMPAIGN' | 'REMINDER' | 'NOTICE'; id: string };
  topic: Topic;
  /** Mandatory for officials: a preference does not stop it. */
  isDuty: boolean;
  urgency: Urgency;
  urgentReason?: string;
  isDrill?: boolean;
  correctsId?: string;
  /** The stopped message whose place it takes; with the same words at the same moment it is another one all the same. */
  replacesId?: string;
  /** Why these people get it, shown with the message. */
  reason: Localised;
  content: MessageContent;
  channels: readonly { channel: Channel; whenClosed: WhenClosed }[];
  recipients: readonly string[];
  /** By recipient; frozen with the audience. */
  variables?: ReadonlyMap<string, MessageVariables>;
  sendAt: Instant;
  notAfter: Instant;
  createdBy: string | null;
  now: Instant;
}

export type WriteOutcome = { ok: true; messageId: string } | { ok: false; why: 'NOBODY' | 'NO_CHANNEL' | 'TOO_LATE' };

/**
 * Writes a message with its frozen audience, and the job that fans it out, in the caller's transaction. The same source, content and moment are one message:
 * writing it again hands back the first.
 * @throws ZodError for content that no form would let through
 */
export async function writeMessage(tx: Tx, message: NewMessage): Promise<WriteOutcome> {
  const recipients = [...new Set(message.recipients)];
  if (recipients.length === 0) return { ok: false, why: 'NOBODY' };
  if (message.channels.length === 0) return { ok: false, why: 'NO_CHANNEL' };
  if (message.notAfter <= message.sendAt || message.notAfter <= message.now) return { ok: false, why: 'TOO_LATE' };
  const row = messageRow(message);
  const known = await tx.selectFrom('message').select('id').where('source_type', '=', row.source_type).where('source_id', '=', row.source_id).where('content_hash', '=', row.content_hash).where('send_at', '=', row.send_at).executeTakeFirst();
  if (known) return { ok: true, messageId: known.id };
  await tx.insertInto('message').values(row).execute();
  await tx.insertInto('message_channel').values(message.channels.map(({ channel, whenClosed }) => ({ message_id: row.id, channel, when_closed: whenClosed }))).execute();
  // Mostly there are no words for one reader alone; taking pairs apart would double the time that a hundred thousand recipients take.
  const isPlain = message.variables === undefined;
  const rows = JSON.stringify(isPlain ? recipients : recipients.map((userId) => [userId, valuesOf(message, userId)]));
  const [userId, variables] = isPlain ? [sql<string>`one.value`, sql<null>`null`] : [sql<string>`one.value ->> 0`, sql<string | null>`one.value ->> 1`];
  await tx
    .insertInto('message_recipient')
    .columns(['message_id', 'user_id', 'variables'])
    .expression((query) => query.selectFrom(sql`json_each(${rows})`.as('one')).select((of) => [of.val(row.id).as('message_id'), userId.as('user_id'), variables.as('variables')]))
    .execute();
  await enqueue(tx, fanOutJob, { messageId: row.id }, { now: message.now, runAt: message.sendAt > message.now ? message.sendAt : message.now, uniqueKey: `fan-out:${row.id}` });
  return { ok: true, messageId: row.id };
}

function valuesOf({ variables }: NewMessage, userId: string): string | null {
  const own = variables?.get(userId);
  return own ? JSON.stringify(messageVariables.parse(own)) : null;
}

/** A message as the ledger holds it. @throws ZodError for content that no form would let through */
export function messageRow(message: Omit<NewMessage, 'channels' | 'recipients' | 'variables'>) {
  const content = JSON.stringify(messageContent.parse(message.content));
  return {
    id: newId(),
    source_type: message.source.type,
    source_id: message.source.id,
    topic: message.topic,
    is_duty: message.isDuty ? 1 : 0,
    urgency: message.urgency,
    urgent_reason: message.urgentReason ?? null,
    is_drill: message.isDrill ? 1 : 0,
    corrects_id: message.correctsId ?? null,
    reason: JSON.stringify(message.reason),
    content,
    content_hash: createHash('sha256').update(content).update(message.correctsId ?? '').update(message.replacesId ? `for ${message.replacesId}` : '').digest('hex'),
    send_at: message.sendAt,
    not_after: message.notAfter,
    created_by: message.createdBy,
    created_at: message.now,
  };
}
