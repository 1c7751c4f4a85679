import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { marks } from '../rules/recall.ts';
import { groupRetention, type GroupRetention } from '../rules/retention.ts';
import type { UnitScope } from './unit-progress.server.ts';

/** How much of a course the people of a unit and everything below it still know, as it was counted last night; nothing is told of few people. */
export async function unitRetention(db: Db, scope: UnitScope): Promise<GroupRetention[]> {
  const rows = await db
    .selectFrom('unit_recall')
    .select((of) => ['mark', of.fn.sum<number>('people').as('people'), of.fn.sum<number>('answers').as('answers'), of.fn.sum<number>('correct').as('correct')])
    .where('course_id', '=', scope.courseId)
    .where('unit_id', 'in', sql<string>`(select value from json_each(${JSON.stringify([...scope.under.keys()])}))`)
    .groupBy('mark')
    .execute();
  return marks.map((mark) => groupRetention(rows.find((row) => row.mark === mark) ? { ...rows.find((row) => row.mark === mark)!, mark } : { mark, people: 0, answers: 0, correct: 0 }));
}
