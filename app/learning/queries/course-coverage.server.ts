import type { Db } from '../../../db/client.ts';
import { unitIdsUnder } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';

/** How many of the people who work in a unit and everything below it have completed a course by a moment; everybody counts, enrolled or not. */
export async function courseCoverage(db: Db, { course, unitId, on, until }: { course: string; unitId: string; on: Day; until: Instant }): Promise<{ people: number; completed: number }> {
  const units = await unitIdsUnder(db, unitId, on);
  if (units.length === 0) return { people: 0, completed: 0 };
  const row = await db
    .selectFrom('membership as m')
    .innerJoin('user_account as u', 'u.id', 'm.user_id')
    .leftJoin('course as c', (join) => join.on('c.slug', '=', course))
    .leftJoin('course_progress as p', (join) => join.onRef('p.user_id', '=', 'u.id').onRef('p.course_id', '=', 'c.id').on('p.completed_at', '<', until))
    .select((row) => [row.fn.countAll<number>().as('people'), row.fn.count<number>('p.completed_at').as('completed')])
    .where('m.unit_id', 'in', units)
    .where('m.is_primary', '=', 1)
    .where('m.valid_from', '<=', on)
    .where((where) => where.or([where('m.valid_to', 'is', null), where('m.valid_to', '>', on)]))
    .where('u.disabled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { people: Number(row.people), completed: Number(row.completed) };
}
