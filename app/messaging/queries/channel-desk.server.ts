import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import { lastDeedAs } from '../../platform/audit.server.ts';
import type { DeskQuery } from '../forms/inbox.ts';
import { channels, type Channel } from '../rules/channels.ts';

const deeds = { paused: 'channel.pause', resumed: 'channel.resume' } as const;
export interface DeskDone {
  done: keyof typeof deeds;
  channel: Channel;
}

/** What a person has just done to a channel, when the log says so and not only the address. */
export async function deskDone(db: Db, actorId: string, { done, channel }: DeskQuery): Promise<DeskDone | null> {
  return done && channel && (await lastDeedAs(db, actorId, { action: deeds[done], objectId: channel })) ? { done, channel } : null;
}

export interface ChannelRow {
  channel: Channel;
  pause: { reason: string; at: Instant; by: string | null } | null;
  waiting: number;
  oldest: Instant | null;
  sent: number;
  sentInHour: number;
  unsure: number;
  failed: number;
}

/** How every channel stands, and what has failed by reason, the commonest first: some servers put a number of their own into every answer. */
export async function readChannelDesk(db: Db, now: Instant): Promise<{ rows: ChannelRow[]; failures: { channel: Channel; reason: string; count: number }[] }> {
  const pauses = await db.selectFrom('channel_pause as p').leftJoin('user_account as u', 'u.id', 'p.paused_by').select(['p.channel', 'p.reason', 'p.paused_at', 'u.full_name']).execute();
  const counts = await db
    .selectFrom('delivery_count as d')
    .innerJoin('message as m', 'm.id', 'd.message_id')
    .select((row) => ['d.channel', 'd.state', row.fn.sum<number>('d.count').as('count'), row.fn.min('m.send_at').as('oldest')])
    .where('d.state', 'in', ['QUEUED', 'UNCERTAIN', 'SENDING', 'FAILED'])
    .where('d.count', '>', 0)
    .groupBy(['d.channel', 'd.state'])
    .execute();
  const open = counts.filter(({ state }) => state === 'QUEUED' || state === 'UNCERTAIN');
  const unsure = counts.filter(({ state }) => state === 'SENDING' || state === 'UNCERTAIN');
  const lost = counts.filter(({ state }) => state === 'FAILED');
  const sent = await db.selectFrom('delivery').select((row) => ['channel', row.fn.countAll<number>().as('count'), sql<number>`sum(accepted_at > ${plusMinutes(now, -60)})`.as('inHour')]).where('accepted_at', '>', plusMinutes(now, -1_440)).groupBy('channel').execute();
  // Written out, not bound: a partial index serves only a condition that SQLite can see.
  const failures = await db.selectFrom('delivery').select((row) => ['channel', 'detail', row.fn.countAll<number>().as('count')]).where('state', '=', sql.lit('FAILED')).groupBy(['channel', 'detail']).orderBy('count', 'desc').orderBy('channel').orderBy('detail').limit(100).execute();
  const of = <Row extends { channel: string; count: number }>(rows: readonly Row[], channel: Channel) => rows.filter((row) => row.channel === channel).reduce((sum, row) => sum + Number(row.count), 0);
  return {
    rows: channels.map((channel) => {
      const pause = pauses.find((row) => row.channel === channel);
      return { channel, pause: pause ? { reason: pause.reason, at: pause.paused_at, by: pause.full_name } : null, waiting: of(open, channel), oldest: open.filter((row) => row.channel === channel).map((row) => row.oldest).toSorted()[0] ?? null, sent: of(sent, channel), sentInHour: of(sent.map(({ inHour, ...row }) => ({ ...row, count: inHour })), channel), unsure: of(unsure, channel), failed: of(lost, channel) };
    }),
    failures: failures.map((row) => ({ channel: row.channel as Channel, reason: row.detail ?? '', count: Number(row.count) })),
  };
}
