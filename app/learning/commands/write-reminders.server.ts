import type { Tx } from '../../../db/client.ts';
import { writeMessage } from '../../messaging/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { newId } from '../../platform/ids.ts';
import { instantOf } from '../../platform/local-time.ts';
import { minutesLeftOf } from '../queries/minutes-left.server.ts';
import { minutesVariable, reminderContent, reminderReason } from '../rules/reminder-content.ts';
import type { ReminderPolicy } from '../rules/reminder-policy.ts';

/** People who are reminded of the same thing with the same words. */
export interface ReminderBatch {
  course: { id: string; title: string; slug: string };
  step: string;
  day: Day;
  dueOn: Day | null;
  isMandatory: boolean;
  people: readonly { enrollmentId: string; userId: string }[];
  /** Who sends it by hand; null for the system. */
  by: { id: string; fullName: string; unitName: string | null } | null;
  policy: Pick<ReminderPolicy, 'channels' | 'isDuty'>;
  /** They go out at once. */
  now: Instant;
  timeZone: string;
}

const rowsAtOnce = 5_000;

/**
 * Writes one message for a batch, in the caller's transaction. Who has had this step, or any reminder of this enrolment on this day, is left out by the keys of
 * `reminder`; the batch is the source of its message, so that no other batch can be taken for it.
 * @returns the people for whom it was written
 */
export async function writeReminders(tx: Tx, batch: ReminderBatch): Promise<string[]> {
  const id = newId();
  const { course, step, day, dueOn, isMandatory, by, now } = batch;
  await tx.insertInto('reminder_batch').values({ id, course_id: course.id, step, day, due_on: dueOn, is_mandatory: isMandatory ? 1 : 0, written_by: by?.id ?? null, written_at: now }).execute();
  const recipients = await claimPeople(tx, id, batch);
  if (recipients.length === 0) {
    await tx.deleteFrom('reminder_batch').where('id', '=', id).execute();
    return [];
  }
  const minutes = await minutesLeftOf(tx, course.id, recipients, now);
  const outcome = await writeMessage(tx, {
    source: { type: 'REMINDER', id },
    topic: 'TRAINING',
    isDuty: batch.policy.isDuty && isMandatory,
    urgency: 'NORMAL',
    reason: reminderReason(batch),
    content: reminderContent(batch),
    variables: new Map(recipients.map((userId) => [userId, { [minutesVariable]: String(minutes.get(userId) ?? 0) }])),
    channels: (['IN_APP', ...batch.policy.channels] as const).map((channel) => ({ channel, whenClosed: 'WAIT' })),
    recipients,
    sendAt: now,
    notAfter: lastMoment(batch),
    createdBy: by?.id ?? null,
    now,
  });
  if (!outcome.ok) throw new Error(`the ledger refused a reminder: ${outcome.why}`);
  return recipients;
}

/** Marks people as reminded of the step. @returns those who were not yet */
async function claimPeople(tx: Tx, batchId: string, { step, day, people }: ReminderBatch): Promise<string[]> {
  const userOf = new Map(people.map(({ enrollmentId, userId }) => [enrollmentId, userId]));
  const ids = [...userOf.keys()];
  const claimed: string[] = [];
  for (let at = 0; at < ids.length; at += rowsAtOnce) {
    const rows = ids.slice(at, at + rowsAtOnce).map((enrollment_id) => ({ enrollment_id, step, day, batch_id: batchId }));
    const inserted = await tx.insertInto('reminder').values(rows).onConflict((conflict) => conflict.doNothing()).returning('enrollment_id').execute();
    claimed.push(...inserted.map((row) => userOf.get(row.enrollment_id) ?? ''));
  }
  return claimed;
}

/** "Three days left" is true until midnight; a reminder sent late in the evening still gets two hours. */
function lastMoment({ day, now, timeZone }: ReminderBatch): Instant {
  const midnight = instantOf(`${plusDays(day, 1)}T00:00`, timeZone);
  const soonest = new Date(Date.parse(now) + 2 * 3_600_000).toISOString();
  return midnight > soonest ? midnight : soonest;
}
