import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import type { DeliveryState } from '../../messaging/index.ts';
import { replyStand, type ReplyStand } from '../rules/reply.ts';
import { mouthsOf } from '../rules/mouths.ts';
import { findAnswers } from './answer-search.server.ts';
import { findAnswer, shownVersions, type Moment } from './current-answers.server.ts';

export interface TicketReply {
  id: string;
  at: Instant;
  by: string;
  channel: 'EMAIL' | 'SMS';
  stand: ReplyStand;
  /** The words as they were sent; null once they were erased. */
  text: string | null;
}

/** The answers that were sent to the citizen of a ticket, newest first, with what the ledger says became of each. */
export async function listReplies(db: Db, ticketId: string): Promise<TicketReply[]> {
  const rows = await db
    .selectFrom('ticket_reply as r')
    .innerJoin('message as m', 'm.id', 'r.message_id')
    .innerJoin('message_outside as o', 'o.message_id', 'm.id')
    .innerJoin('delivery as d', 'd.message_id', 'm.id')
    .innerJoin('user_account as u', 'u.id', 'r.by_id')
    .select(['r.id', 'r.at', 'r.channel', 'u.full_name as by', 'd.state', 'm.content', 'o.sealed'])
    .where('r.ticket_id', '=', ticketId)
    .orderBy('r.at', 'desc')
    .orderBy('r.id', 'desc')
    .execute();
  return rows.map(({ id, at, by, channel, state, content, sealed }) => ({ id, at, by, channel: channel as TicketReply['channel'], stand: replyStand(state as DeliveryState), text: sealed === null ? null : (JSON.parse(content) as { vi: { body: string } }).vi.body }));
}

export interface AnswerForTicket {
  versionId: string;
  question: string;
  text: string;
}
export interface AnswersForTicket {
  q: string;
  hits: { slug: string; question: string; short: string }[];
  /** The one whose words were taken. */
  used: AnswerForTicket | null;
}

/** Published answers that may go to a citizen: public ones only, whoever asks, because what is taken from here leaves the house. */
export async function answersForTicket(db: Db, summary: string, { q, use }: { q?: string | undefined; use?: string | undefined }, moment: Moment, baseUrl: string): Promise<AnswersForTicket> {
  const asked = q ?? summary.slice(0, 300);
  const { found } = await findAnswers(db, asked, false, moment, 5);
  const taken = use ? await findAnswer(db, use, false, moment) : undefined;
  return { q: asked, hits: found.map(({ slug, question, short }) => ({ slug, question, short })), used: taken ? { versionId: taken.versionId, question: taken.question, text: mouthsOf(taken, `${baseUrl}/help/${taken.slug}`).chat.text } : null };
}

/** The published answer behind the answer of a ticket, and whether the public still gets it in that form; null when none was used. */
export async function usedAnswer(db: Db, versionId: string | null, at: Instant): Promise<{ question: string; slug: string; isShown: boolean } | null> {
  if (versionId === null) return null;
  const version = await db.selectFrom('faq_version as v').innerJoin('faq_entry as e', 'e.id', 'v.entry_id').select(['v.question', 'e.slug']).where('v.id', '=', versionId).executeTakeFirst();
  return version ? { ...version, isShown: await isPublicNow(db, versionId, at) } : null;
}

/** Whether strangers are shown exactly this version at a moment. */
export async function isPublicNow(db: Db, versionId: string, at: Instant): Promise<boolean> {
  return (await shownVersions(db, at, false).select('v.id').where('v.id', '=', versionId).executeTakeFirst()) !== undefined;
}
