import { sql } from 'kysely';
import type { Tx } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { lockEnrolments } from './lock-enrolments.server.ts';

export interface Enrolments {
  people: readonly { userId: string; courseId: string }[];
  isMandatory: boolean;
  reason: string;
  dueOn: Day | null;
  enrolledBy: string | null;
  now: Instant;
}

/**
 * Assigns a course to many people with three statements: what `enrolIn` does for one. Being enrolled touches no projection, so the ledger's rows are enough. Whoever is enrolled
 * already stays as she is.
 * @returns the new enrolments
 */
export async function enrolMany(tx: Tx, { people, isMandatory, reason, dueOn, enrolledBy, now }: Enrolments): Promise<{ id: string; userId: string; courseId: string }[]> {
  if (people.length === 0) return [];
  const rows = JSON.stringify(people.map(({ userId, courseId }) => ({ id: newId(), userId, courseId })));
  const { rows: made } = await sql<{ id: string; userId: string; courseId: string }>`
    insert into enrollment (id, user_id, course_id, source, is_mandatory, reason, due_on, enrolled_by, enrolled_at)
    select value ->> 'id', value ->> 'userId', value ->> 'courseId', 'ASSIGNED', ${isMandatory ? 1 : 0}, ${reason}, ${dueOn}, ${enrolledBy}, ${now} from json_each(${rows}) where true
    on conflict (user_id, course_id) where cancelled_at is null do nothing
    returning id, user_id as "userId", course_id as "courseId"`.execute(tx);
  await lockEnrolments(tx, made.map(({ id }) => id), now);
  const facts = JSON.stringify(made.map(({ id, userId, courseId }) => ({ id: newId(), userId, courseId, key: `enrol:${id}` })));
  await sql`
    insert into progress_event (id, user_id, verb, object_type, object_id, course_id, result, occurred_at, recorded_at, idempotency_key, source)
    select value ->> 'id', value ->> 'userId', 'course.enrolled', 'course', value ->> 'courseId', value ->> 'courseId', ${JSON.stringify({ source: 'ASSIGNED', dueOn })}, ${now}, ${now}, value ->> 'key', 'job'
    from json_each(${facts})`.execute(tx);
  return made;
}
