import type { Tx } from '../../../db/client.ts';
import { writeMessage } from '../../messaging/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { newId } from '../../platform/ids.ts';
import { instantOf } from '../../platform/local-time.ts';
import { leaderWords } from '../messages/leader-words.ts';
import { escalationContent } from '../rules/leader-content.ts';
import type { ReminderPolicy } from '../rules/reminder-policy.ts';

/** Somebody who is late, with the leaders who are told. */
export interface Escalated {
  enrollmentId: string;
  step: string;
  dueOn: Day;
  /** Her own leader was told before; now it is the one above. */
  isAbove: boolean;
  leaders: readonly string[];
}

export interface EscalationBatch {
  course: { id: string; title: string; slug: string };
  day: Day;
  people: readonly Escalated[];
  policy: Pick<ReminderPolicy, 'channels' | 'isDuty'>;
  now: Instant;
  timeZone: string;
}

const rowsAtOnce = 4_000;
/** The list behind a notice is always up to date: it may come two days late, when a channel stands still. */
const daysOfUse = 3;

/**
 * Marks people as told of and writes one message for each of their leaders, in the caller's transaction. Whose step was written before, or who was told of today, is left out by the
 * keys of `escalation`; whoever has no leader is marked all the same.
 */
export async function writeEscalations(tx: Tx, batch: EscalationBatch): Promise<{ notices: number; people: number; unled: number }> {
  const claimed = await claimPeople(tx, batch);
  const byLeader = new Map<string, Escalated[]>();
  for (const person of claimed) for (const leader of person.leaders) byLeader.set(leader, [...(byLeader.get(leader) ?? []), person]);
  for (const [leaderId, people] of byLeader) await tell(tx, batch, leaderId, people);
  return { notices: byLeader.size, people: claimed.length, unled: claimed.filter(({ leaders }) => leaders.length === 0).length };
}

/** @returns those who were not told of yet */
async function claimPeople(tx: Tx, { people, day, now }: EscalationBatch): Promise<Escalated[]> {
  const personOf = new Map(people.map((person) => [person.enrollmentId, person]));
  const all = [...personOf.values()];
  const claimed: Escalated[] = [];
  for (let at = 0; at < all.length; at += rowsAtOnce) {
    const rows = all.slice(at, at + rowsAtOnce).map(({ enrollmentId, step, dueOn }) => ({ enrollment_id: enrollmentId, step, day, due_on: dueOn, written_at: now }));
    const inserted = await tx.insertInto('escalation').values(rows).onConflict((conflict) => conflict.doNothing()).returning('enrollment_id').execute();
    claimed.push(...inserted.flatMap((row) => personOf.get(row.enrollment_id) ?? []));
  }
  return claimed;
}

async function tell(tx: Tx, { course, day, policy, now, timeZone }: EscalationBatch, leaderId: string, people: readonly Escalated[]): Promise<void> {
  const noticeId = newId();
  await tx.insertInto('escalation_notice').values({ id: noticeId, leader_id: leaderId, course_id: course.id, day, written_at: now }).execute();
  for (let at = 0; at < people.length; at += rowsAtOnce) await tx.insertInto('escalation_named').values(people.slice(at, at + rowsAtOnce).map(({ enrollmentId, step }) => ({ notice_id: noticeId, enrollment_id: enrollmentId, step }))).execute();
  const steps = [...Map.groupBy(people, (person) => person.step)].map(([step, own]) => ({ step, count: own.length }));
  const outcome = await writeMessage(tx, {
    source: { type: 'NOTICE', id: noticeId },
    topic: 'TRAINING',
    isDuty: policy.isDuty,
    urgency: 'NORMAL',
    reason: leaderWords.both('escalation.reason'),
    content: escalationContent({ noticeId, course, steps, above: people.filter(({ isAbove }) => isAbove).length }),
    channels: (['IN_APP', ...policy.channels] as const).map((channel) => ({ channel, whenClosed: 'WAIT' })),
    recipients: [leaderId],
    sendAt: now,
    notAfter: instantOf(`${plusDays(day, daysOfUse)}T00:00`, timeZone),
    createdBy: null,
    now,
  });
  if (!outcome.ok) throw new Error(`the ledger refused a leader's notice: ${outcome.why}`);
}
