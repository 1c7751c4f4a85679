import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { compareTexts } from '../../platform/text/fold.ts';
import { dueUnlessExempt } from './exemptions.server.ts';

/** The courses in which a person is enrolled, those with the nearest due day first. While she is exempted from one it has no due day. */
export async function listMyCourses(db: Db, userId: string, today: Day) {
  const rows = await db
    .selectFrom('enrollment as e')
    .innerJoin('course as c', 'c.id', 'e.course_id')
    .innerJoin('course_version as v', (join) => join.onRef('v.course_id', '=', 'c.id').on('v.released_at', 'is not', null).on('v.superseded_at', 'is', null))
    .leftJoin('course_progress as p', (join) => join.onRef('p.course_id', '=', 'c.id').on('p.user_id', '=', userId))
    .select(['c.id as courseId', 'c.slug', 'v.id as versionId', 'v.title', dueUnlessExempt('e', today), 'e.is_mandatory as isMandatory', 'e.locked_at as lockedAt', 'p.completed_at as completedAt', 'p.started_at as startedAt', 'p.lessons_completed as lessonsCompleted'])
    .where('e.user_id', '=', userId)
    .where('e.cancelled_at', 'is', null)
    .where('c.retired_at', 'is', null)
    .execute();
  const due = ({ dueOn }: { dueOn: string | null }) => dueOn ?? '9999';
  return rows.toSorted((a, b) => (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : compareTexts(a.title, b.title)));
}

/** Minutes that a person studied on each day since an instant, by the calendar of the province. */
export async function minutesByDay(db: Db, userId: string, since: string): Promise<{ at: string; seconds: number }[]> {
  const rows = await db.selectFrom('progress_event').select(['occurred_at as at', 'result']).where('user_id', '=', userId).where('verb', '=', 'lesson.read').where('occurred_at', '>=', since).execute();
  return rows.map((row) => ({ at: row.at, seconds: (JSON.parse(row.result) as { seconds: number }).seconds }));
}

/** A certificate is renewed in good time when this many days are left: as long as a round of renewal is open before its time. */
const endsSoonDays = 60;

/** A person's newest certificate of each course that has not been revoked, and what it is worth on a day; the newest first. */
export async function listMyCertificates(db: Db, userId: string, today: Day) {
  const rows = await db
    .selectFrom('certificate as c')
    .select(['c.id', 'c.course_title as courseTitle', 'c.certificate_no as number', 'c.valid_until as validUntil', 'c.issued_at as issuedAt'])
    .where('c.user_id', '=', userId)
    .where('c.revoked_at', 'is', null)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('certificate as n').select('n.id').whereRef('n.user_id', '=', 'c.user_id').whereRef('n.course_id', '=', 'c.course_id').where('n.revoked_at', 'is', null).where(({ eb, refTuple }) => eb(refTuple('n.issued_at', 'n.round', 'n.id'), '>', refTuple('c.issued_at', 'c.round', 'c.id'))))))
    .orderBy('c.issued_at', 'desc')
    .orderBy('c.id')
    .execute();
  return rows.map((row) => ({ ...row, worth: worthOn(row.validUntil, today) }));
}

function worthOn(validUntil: Day | null, today: Day): 'VALID' | 'ENDS_SOON' | 'EXPIRED' {
  if (validUntil === null) return 'VALID';
  return validUntil < today ? 'EXPIRED' : validUntil <= plusDays(today, endsSoonDays) ? 'ENDS_SOON' : 'VALID';
}
