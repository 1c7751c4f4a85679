import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Channel } from '../rules/channels.ts';

export interface LinkFigures {
  /** People who came by a link, and those whom it could have brought: reached, and not objecting where they may. */
  people: number;
  of: number;
  /** The same people by the channels they came from; who came by two counts in both. */
  channels: { channel: Channel; people: number }[];
  /** Visits of people who were not signed in. */
  visits: number;
}

/** Who followed the links of these messages. */
export async function linkFigures(db: Db, messageIds: readonly string[]): Promise<LinkFigures> {
  const ids = messageIds.length > 0 ? messageIds : [''];
  const base = db.selectFrom('delivery as d').innerJoin('message as m', 'm.id', 'd.message_id').leftJoin('link_follow as f', 'f.delivery_id', 'd.id').where('d.message_id', 'in', ids);
  const whole = await base
    .leftJoin('link_refusal as r', 'r.user_id', 'd.recipient_id')
    .select([sql<number>`count(distinct case when f.delivery_id is not null then d.recipient_id end)`.as('people'), sql<number>`count(distinct case when f.delivery_id is not null or d.state in ('ACCEPTED', 'DELIVERED') then d.recipient_id end)`.as('of')])
    .where((where) => where.or([where('m.is_duty', '=', 1), where('r.user_id', 'is', null)]))
    .executeTakeFirstOrThrow();
  const channels = await base.select((row) => ['d.channel', row.fn.countAll<number>().as('people')]).where('f.delivery_id', 'is not', null).groupBy('d.channel').orderBy('d.channel').execute();
  const { visits } = await db.selectFrom('link_total').select((row) => row.fn.coalesce(row.fn.sum<number>('count'), sql<number>`0`).as('visits')).where('message_id', 'in', ids).executeTakeFirstOrThrow();
  return { people: Number(whole.people), of: Number(whole.of), channels: channels.map((row) => ({ channel: row.channel as Channel, people: Number(row.people) })), visits: Number(visits) };
}
