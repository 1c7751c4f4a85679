import { sql } from 'kysely';
import type { Db, Tx } from '../../../db/client.ts';
import { makeRoom } from '../../../db/make-room.ts';
import { prepared } from '../../../db/prepared.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { listDue, type DueRow } from '../queries/due-deliveries.server.ts';
import type { Channel, WhenClosed } from '../rules/channels.ts';
import { capHours, overCap, personalChannels, quietHours, quietUntil, type HoldReason } from '../rules/sending-hours.ts';

const heldAtOnce = 1_000;

/**
 * Puts off what is due on a channel in its quiet hours: it waits, expires or is dropped, as its message says. Urgent messages pass. What may have
 * been sent already always waits.
 */
export async function holdQuiet(db: Db, channel: Channel, now: Instant, timeZone: string): Promise<void> {
  const quiet = await readSetting(db, quietHours, dayIn(timeZone, new Date(now)));
  const until = quiet.channels.includes(channel) ? quietUntil(now, timeZone, quiet) : null;
  if (until === null) return;
  for (;;) {
    const count = await db.transaction().execute(async (tx) => {
      const due = await listDue(tx, channel, heldAtOnce, now, 'not urgent');
      await hold(tx, due.map((row) => ({ row, until })), 'QUIET_HOURS', now);
      return due.length;
    });
    if (count < heldAtOnce) return;
    await makeRoom();
  }
}

/**
 * Puts off those of the due deliveries whose people have had their messages of the day, until as many as wanted have been found that may go.
 * @returns the deliveries that may go
 */
export async function holdOverCap(tx: Tx, due: readonly DueRow[], { cap, limit, now }: { cap: number; limit: number; now: Instant }): Promise<DueRow[]> {
  const isFree = (row: DueRow) => row.is_urgent === 1 || row.state === 'UNCERTAIN';
  if (due.every(isFree)) return due.slice(0, limit);
  const recent = await recentMessages(tx, due, now);
  const untils = overCap(due.map((row) => ({ recipientId: row.recipientId, messageId: row.messageId, isFree: isFree(row) })), recent, cap, now);
  const open = due.filter((_, at) => !untils[at]).slice(0, limit);
  // What stands behind the last one that goes is looked at again when its turn comes.
  const end = open.length < limit ? due.length : due.indexOf(open[limit - 1] as DueRow);
  await hold(tx, due.slice(0, end).flatMap((row, at) => (untils[at] ? [{ row, until: untils[at] }] : [])), 'CAP', now);
  return open;
}

const putOff = prepared((db, value: (name: 'ids' | 'until' | 'reason') => never) =>
  db.updateTable('delivery').set({ next_at: value('until'), detail: value('reason') }).where('id', 'in', sql<string>`(select value from json_each(${value('ids')}))`),
);

const markOver = prepared((db, value: (name: 'ids' | 'state' | 'reason' | 'now') => never) =>
  db.updateTable('delivery').set({ state: value('state'), detail: value('reason'), settled_at: value('now') }).where('id', 'in', sql<string>`(select value from json_each(${value('ids')}))`),
);

async function hold(tx: Tx, held: readonly { row: DueRow; until: Instant }[], reason: HoldReason, now: Instant): Promise<void> {
  const wayOf = (row: DueRow): WhenClosed => (row.state === 'UNCERTAIN' ? 'WAIT' : (row.when_closed as WhenClosed));
  for (const [until, waiting] of Map.groupBy(held.filter(({ row }) => wayOf(row) === 'WAIT'), (one) => one.until)) await putOff(tx, { ids: idsOf(waiting), until, reason });
  for (const [way, state] of [['EXPIRE', 'EXPIRED'], ['DROP', 'SUPPRESSED']] as const) {
    const over = held.filter(({ row }) => wayOf(row) === way);
    if (over.length > 0) await markOver(tx, { ids: idsOf(over), state, reason, now });
  }
}

const idsOf = (held: readonly { row: DueRow }[]) => JSON.stringify(held.map(({ row }) => row.id));

const personal = personalChannels.map((channel) => sql.lit(channel));

const sentRows = prepared((db, value: (name: 'people' | 'since') => never) =>
  db
    .selectFrom('delivery')
    .select(['recipient_id', 'message_id', 'accepted_at'])
    .where('recipient_id', 'in', sql<string>`(select value from json_each(${value('people')}))`)
    .where('channel', 'in', personal)
    .where('accepted_at', '>', value('since'))
    .where('is_urgent', '=', sql.lit(0))
    .$narrowType<{ recipient_id: string }>(),
);

const runningRows = prepared((db) =>
  db.selectFrom('delivery').select(['recipient_id', 'message_id', 'accepted_at']).where('state', '=', sql.lit('SENDING')).where('channel', 'in', personal).where('is_urgent', '=', sql.lit(0)).where('recipient_id', 'is not', null).$narrowType<{ recipient_id: string }>(),
);

/** For each person the messages that went out to her in the last 24 hours or are going out now, with the time of the last call. */
async function recentMessages(tx: Tx, due: readonly DueRow[], now: Instant): Promise<Map<string, Map<string, Instant>>> {
  const people = [...new Set(due.map(({ recipientId }) => recipientId))];
  const sent = await sentRows(tx, { people: JSON.stringify(people), since: plusMinutes(now, -capHours * 60) });
  const recent = new Map<string, Map<string, Instant>>();
  for (const { recipient_id, message_id, accepted_at } of [...sent, ...(await runningRows(tx, {}))]) {
    const known = recent.get(recipient_id) ?? new Map<string, Instant>();
    const at = accepted_at ?? now;
    if (at >= (known.get(message_id) ?? '')) known.set(message_id, at);
    recent.set(recipient_id, known);
  }
  return recent;
}
