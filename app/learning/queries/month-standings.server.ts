import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { placeToday, standingAt, unitOn, wasExempt, type CourseStory, type UnitHistory } from '../rules/month-history.ts';

/** A month with the moment at which it was over. */
export interface CountedMonth {
  month: string;
  lastDay: Day;
  end: Instant;
}
/** How many people of a unit of today had a course at the end of a month and were not exempted, and how many of them were done. */
export interface MonthCount {
  unitId: string;
  month: string;
  enrolled: number;
  done: number;
}

/** How some people stood in a course at the end of each month, by the units of today. */
export async function countMonths(db: Db, { courseId, userIds, months, history }: { courseId: string; userIds: readonly string[]; months: readonly CountedMonth[]; history: UnitHistory }): Promise<MonthCount[]> {
  const [stories, places, exemptions] = [await readStories(db, courseId, userIds), await readPlaces(db, userIds), await readExemptions(db, courseId, userIds)];
  const counts = new Map<string, MonthCount>();
  for (const [userId, story] of stories) {
    const memberships = places.get(userId) ?? [];
    const now = memberships.find(({ validTo }) => validTo === null)?.unitId ?? null;
    for (const { month, lastDay, end } of months) {
      const stood = standingAt(story, end);
      const standing = stood === 'open' && wasExempt(exemptions.get(userId) ?? [], { lastDay, end }) ? null : stood;
      const then = unitOn(memberships, lastDay);
      const unitId = standing === null || then === null ? null : placeToday(then, now, history);
      if (unitId === null) continue;
      const count = counts.get(`${unitId} ${month}`) ?? { unitId, month, enrolled: 0, done: 0 };
      counts.set(`${unitId} ${month}`, { ...count, enrolled: count.enrolled + 1, done: count.done + (standing === 'done' ? 1 : 0) });
    }
  }
  return [...counts.values()];
}

const listOf = (ids: readonly string[]) => sql<string>`(select value from json_each(${JSON.stringify(ids)}))`;

async function readStories(db: Db, courseId: string, userIds: readonly string[]): Promise<Map<string, CourseStory>> {
  const enrollments = await db.selectFrom('enrollment').select(['user_id as userId', 'round', 'enrolled_at as enrolledAt', 'cancelled_at as cancelledAt']).where('course_id', '=', courseId).where('user_id', 'in', listOf(userIds)).execute();
  const completions = await db.selectFrom('progress_event').select(['user_id as userId', 'occurred_at as at']).where('course_id', '=', courseId).where('user_id', 'in', listOf(userIds)).where('verb', '=', sql.lit('course.completed')).execute();
  const done = Map.groupBy(completions, ({ userId }) => userId);
  return new Map([...Map.groupBy(enrollments, ({ userId }) => userId)].map(([userId, own]) => [userId, { enrollments: own, completions: (done.get(userId) ?? []).map(({ at }) => at) }]));
}

async function readPlaces(db: Db, userIds: readonly string[]) {
  const rows = await db.selectFrom('membership').select(['user_id as userId', 'unit_id as unitId', 'valid_from as validFrom', 'valid_to as validTo']).where('user_id', 'in', listOf(userIds)).where('is_primary', '=', 1).execute();
  return Map.groupBy(rows, ({ userId }) => userId);
}

async function readExemptions(db: Db, courseId: string, userIds: readonly string[]) {
  const rows = await db
    .selectFrom('exemption')
    .select(['user_id as userId', 'valid_from as validFrom', 'valid_to as validTo', 'ended_at as endedAt'])
    .where((where) => where.or([where('course_id', 'is', null), where('course_id', '=', courseId)]))
    .where('user_id', 'in', listOf(userIds))
    .execute();
  return Map.groupBy(rows, ({ userId }) => userId);
}
