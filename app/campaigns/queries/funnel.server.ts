import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Channel, MessageContent } from '../../messaging/index.ts';
import { linkFigures, messageCounts, type LinkFigures } from '../../messaging/index.server.ts';

export interface FunnelRow {
  channel: Channel;
  waiting: number;
  sent: number;
  delivered: number;
  unsure: number;
  notSent: number;
  failed: number;
}
export interface Funnel {
  messageId: string;
  sendAt: Instant;
  isCorrection: boolean;
  audience: number;
  /** People of the audience who have opened the notice. */
  read: number;
  /** Who followed the link; null for a message without one. */
  links: LinkFigures | null;
  /** Who answered its question, and how many rightly; null for a message without one. */
  answers: { given: number; right: number } | null;
  rows: FunnelRow[];
  /** Deliveries that wait for the end of quiet hours or for a person's next message. */
  held: { channel: Channel; reason: string; until: Instant; count: number }[];
}

// Written out, not bound: a partial index serves only a condition that SQLite can see.
const heldFor = ['QUIET_HOURS', 'CAP'].map((reason) => sql.lit(reason));

/** How each message of a campaign stands; the figures of a row always add up to the audience. */
export async function campaignFunnels(db: Db, campaignId: string): Promise<Funnel[]> {
  const messages = await db
    .selectFrom('message')
    .select(['id', 'send_at', 'corrects_id', 'content'])
    .where('source_type', '=', 'CAMPAIGN')
    .where('source_id', '=', campaignId)
    .where('id', 'not in', db.selectFrom('campaign_pulse').select('message_id').where('campaign_id', '=', campaignId))
    .orderBy('send_at')
    .orderBy('id')
    .execute();
  return Promise.all(messages.map(async ({ id, send_at, corrects_id, content }) => {
    const { audience, channels } = await messageCounts(db, id);
    const read = await db.selectFrom('inbox_state').select((row) => row.fn.countAll<number>().as('count')).where('message_id', '=', id).where('read_at', 'is not', null).executeTakeFirstOrThrow();
    const held = await db.selectFrom('delivery').select((row) => ['channel', 'detail', row.fn.max('next_at').as('until'), row.fn.countAll<number>().as('count')]).where('message_id', '=', id).where('state', '=', sql.lit('QUEUED')).where('detail', 'in', heldFor).groupBy(['channel', 'detail']).execute();
    return {
      messageId: id,
      sendAt: send_at,
      isCorrection: corrects_id !== null,
      audience,
      read: Number(read.count),
      links: (JSON.parse(content) as MessageContent).link ? await linkFigures(db, [id]) : null,
      answers: await answersOf(db, id, JSON.parse(content) as MessageContent),
      rows: channels.map(({ channel, states, waiting }) => ({
        channel,
        waiting: waiting + states.QUEUED,
        sent: states.ACCEPTED,
        delivered: states.DELIVERED,
        unsure: states.SENDING + states.UNCERTAIN,
        notSent: states.SUPPRESSED + states.CANCELLED,
        failed: states.BOUNCED + states.EXPIRED + states.FAILED,
      })),
      held: held.map((row) => ({ channel: row.channel as Channel, reason: row.detail ?? '', until: row.until, count: Number(row.count) })),
    };
  }));
}

async function answersOf(db: Db, messageId: string, { question }: MessageContent): Promise<Funnel['answers']> {
  if (!question) return null;
  const rows = await db.selectFrom('inbox_state').select((row) => ['answer', row.fn.countAll<number>().as('count')]).where('message_id', '=', messageId).where('answered_at', 'is not', null).groupBy('answer').execute();
  const sum = (some: typeof rows) => some.reduce((total, row) => total + Number(row.count), 0);
  return { given: sum(rows), right: sum(rows.filter(({ answer }) => answer === String(question.right))) };
}
