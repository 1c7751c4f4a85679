import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import type { MessageContent } from '../forms/content.ts';
import { mobileNumber } from '../../platform/text/phone.ts';
import { addressKey } from '../rules/mail-address.ts';

export const noticesShown = 30;

const delivered = (db: Db, userId: string) =>
  db
    .selectFrom('delivery as d')
    .innerJoin('message as m', 'm.id', 'd.message_id')
    .leftJoin('inbox_state as i', (join) => join.onRef('i.message_id', '=', 'd.message_id').onRef('i.user_id', '=', 'd.recipient_id'))
    .where('d.recipient_id', '=', userId)
    .where('d.channel', '=', 'IN_APP')
    .where('d.state', '=', sql.lit('DELIVERED'));

/** How many notices are new to a person: neither opened nor marked as read. */
export async function countUnread(db: Db, userId: string): Promise<number> {
  const { count } = await delivered(db, userId).select((row) => row.fn.countAll<number>().as('count')).where('i.user_id', 'is', null).executeTakeFirstOrThrow();
  return Number(count);
}

export interface NoticeRow {
  id: string;
  deliveryId: string;
  content: MessageContent;
  /** What the words hold for this reader alone. */
  variables: Record<string, string>;
  topic: string;
  urgency: string;
  isDrill: boolean;
  isCorrection: boolean;
  isCorrected: boolean;
  sentAt: string;
  /** Neither opened nor marked as read. */
  isNew: boolean;
}

/** A person's notices, newest first. `before` is the delivery after which the page goes on. */
export async function listNotices(db: Db, userId: string, { unread, before, limit = noticesShown }: { unread: boolean; before?: string | undefined; limit?: number }): Promise<{ notices: NoticeRow[]; next: string | null }> {
  let query = delivered(db, userId)
    .leftJoin('message_recipient as r', (join) => join.onRef('r.message_id', '=', 'd.message_id').onRef('r.user_id', '=', 'd.recipient_id'))
    .select(['m.id', 'd.id as deliveryId', 'm.content', 'r.variables', 'm.topic', 'm.urgency', 'm.is_drill', 'm.corrects_id', 'd.created_at', 'i.user_id as seenBy'])
    .select((row) => row.exists(row.selectFrom('message as c').select('c.id').whereRef('c.corrects_id', '=', 'm.id')).as('isCorrected'))
    .orderBy('d.created_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(limit + 1);
  if (unread) query = query.where('i.user_id', 'is', null);
  if (before) {
    const at = await db.selectFrom('delivery').select(['id', 'created_at']).where('id', '=', before).where('recipient_id', '=', userId).executeTakeFirst();
    if (at) query = query.where((where) => where.or([where('d.created_at', '<', at.created_at), where.and([where('d.created_at', '=', at.created_at), where('d.id', '<', at.id)])]));
  }
  const rows = await query.execute();
  const notices = rows.slice(0, limit).map((row): NoticeRow => ({ id: row.id, deliveryId: row.deliveryId, content: JSON.parse(row.content) as MessageContent, variables: JSON.parse(row.variables ?? '{}') as Record<string, string>, topic: row.topic, urgency: row.urgency, isDrill: row.is_drill === 1, isCorrection: row.corrects_id !== null, isCorrected: Boolean(row.isCorrected), sentAt: row.created_at, isNew: row.seenBy === null }));
  return { notices, next: rows.length > limit ? (notices.at(-1)?.deliveryId ?? null) : null };
}

/** One notice as its recipient gets it. @throws AppError not-found for everybody else */
export async function getNotice(db: Db, userId: string, messageId: string) {
  const row = await delivered(db, userId)
    .leftJoin('message_recipient as r', (join) => join.onRef('r.message_id', '=', 'd.message_id').onRef('r.user_id', '=', 'd.recipient_id'))
    .select(['m.id', 'd.id as deliveryId', 'm.source_type', 'm.content', 'm.topic', 'm.urgency', 'm.is_drill', 'm.is_duty', 'm.corrects_id', 'm.reason', 'r.variables', 'd.created_at', 'i.read_at', 'i.answer'])
    .select((of) => of.selectFrom('message as c').innerJoin('delivery as e', 'e.message_id', 'c.id').select('c.id').whereRef('c.corrects_id', '=', 'm.id').where('e.recipient_id', '=', userId).where('e.channel', '=', 'IN_APP').where('e.state', '=', 'DELIVERED').limit(1).as('correctedBy'))
    .where('m.id', '=', messageId)
    .executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { ...row, content: JSON.parse(row.content) as MessageContent, variables: JSON.parse(row.variables ?? '{}') as Record<string, string>, reason: JSON.parse(row.reason) as Localised };
}
export type Notice = Awaited<ReturnType<typeof getNotice>>;

/** Whether she has ever chosen by herself what she wants. */
export async function hasChosen(db: Db, userId: string): Promise<boolean> {
  return (await db.selectFrom('message_preference').select('topic').where('user_id', '=', userId).where('changed_by', '=', 'SELF').limit(1).executeTakeFirst()) !== undefined;
}

/** What she does not want, whether she allows counting, and whether mails to her come back. */
export async function readPreferences(db: Db, userId: string) {
  const unwanted = await db.selectFrom('message_preference').select(['topic', 'channel']).where('user_id', '=', userId).where('wants', '=', 0).execute();
  const { email, phone } = await db.selectFrom('user_account').select(['email', 'phone']).where('id', '=', userId).executeTakeFirstOrThrow();
  const dead = email === null ? undefined : await db.selectFrom('suppression').select('address').where('channel', '=', 'EMAIL').where('address', '=', addressKey(email)).executeTakeFirst();
  const refusal = await db.selectFrom('link_refusal').select('since').where('user_id', '=', userId).executeTakeFirst();
  return { allowsCounting: refusal === undefined, unwanted: unwanted.map(({ topic, channel }) => `${topic}.${channel}`), deadEmail: dead ? email : null, hasPhone: mobileNumber(phone) !== null };
}
