import type { Db } from '../../../db/client.ts';
import type { LessonScenario } from '../rules/scenario.ts';
import { shareWays, type WayShares } from '../rules/way-shares.ts';

/** What those who are enrolled chose in the situations of a lesson, whichever version of it they had before them. */
export async function listWays(db: Db, courseSlug: string, lessonSlug: string, scenarios: readonly LessonScenario[]): Promise<WayShares[]> {
  if (scenarios.length === 0) return [];
  const rows = await readWays(db, courseSlug, lessonSlug, scenarios.map(({ key }) => key)).execute();
  const ways = Map.groupBy(rows, ({ key }) => key);
  return scenarios.map((scenario) => shareWays(scenario, ways.get(scenario.key) ?? []));
}

/** Goes by the people enrolled, whose answers have a key to be found by: by the lesson alone it would read everybody's answers to everything. */
export function readWays(db: Db, courseSlug: string, lessonSlug: string, keys: readonly string[]) {
  return db
    .selectFrom('course as k')
    .innerJoin('lesson as l', 'l.course_id', 'k.id')
    .innerJoin('enrollment as e', 'e.course_id', 'k.id')
    .innerJoin('check_progress as c', (join) => join.onRef('c.user_id', '=', 'e.user_id').onRef('c.lesson_id', '=', 'l.id'))
    .select(['c.check_key as key', 'c.answer', (of) => of.fn.countAll<number>().as('people')])
    .where('k.slug', '=', courseSlug)
    .where('l.slug', '=', lessonSlug)
    .where('e.cancelled_at', 'is', null)
    .where('c.check_key', 'in', [...keys])
    .groupBy(['c.check_key', 'c.answer']);
}
