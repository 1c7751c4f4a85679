import { sql } from 'kysely';
import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import type { PairToRelease } from '../queries/assignment-work.server.ts';
import { releaseOf, type Release } from '../rules/assignment-release.ts';
import { settleEnrolments } from './assign-people.server.ts';
import { recordProgress } from './record-progress.server.ts';
import { withdrawReminders } from './withdraw-reminders.server.ts';

/** Lets go of people whom a rule fits no more. @returns how many by what became of their enrolment */
export async function releasePeople(tx: Tx, pairs: readonly PairToRelease[], { reason, now }: { reason: string; now: Instant }): Promise<Record<Release, number>> {
  const counts: Record<Release, number> = { NOT_BEGUN: 0, KEPT: 0, DONE: 0, OTHER_RULE: 0, FOUND: 0 };
  for (const [release, group] of Map.groupBy(pairs, releaseOf)) {
    counts[release] = group.length;
    await tx.updateTable('assignment').set({ released_at: now, release }).where('id', 'in', ids(group.map(({ linkId }) => linkId))).where('released_at', 'is', null).execute();
    const enrolments = group.map(({ enrollmentId }) => enrollmentId);
    if (release === 'OTHER_RULE') await settleEnrolments(tx, enrolments);
    if (release === 'KEPT') await tx.updateTable('enrollment').set({ is_mandatory: 0, due_on: null }).where('id', 'in', ids(enrolments)).execute();
    if (release === 'NOT_BEGUN') await tx.updateTable('enrollment').set({ cancelled_at: now }).where('id', 'in', ids(enrolments)).where('cancelled_at', 'is', null).execute();
    if (release === 'NOT_BEGUN') for (const pair of group) await noteLeaving(tx, pair, { reason, now });
    if (release === 'NOT_BEGUN' || release === 'KEPT') for (const { userId, courseId } of await reminded(tx, group)) await withdrawReminders(tx, { userId, courseId, now, why: 'NOT_ENROLLED' });
  }
  return counts;
}

/** Most people have never been reminded: only the others are looked at one by one. */
async function reminded(tx: Tx, pairs: readonly PairToRelease[]): Promise<PairToRelease[]> {
  const rows = await tx.selectFrom('reminder').select('enrollment_id as id').distinct().where('enrollment_id', 'in', ids(pairs.map(({ enrollmentId }) => enrollmentId))).execute();
  const found = new Set(rows.map(({ id }) => id));
  return pairs.filter(({ enrollmentId }) => found.has(enrollmentId));
}

async function noteLeaving(tx: Tx, { userId, courseId, enrollmentId }: PairToRelease, { reason, now }: { reason: string; now: Instant }): Promise<void> {
  const event = { verb: 'course.left', objectType: 'course', objectId: courseId, courseId, userId, occurredAt: now, result: { reason } } as const;
  await recordProgress(tx, event, { idempotencyKey: `leave:${enrollmentId}`, source: 'job', now });
}

const ids = (list: readonly string[]) => sql<string>`(select value from json_each(${JSON.stringify(list)}))`;
