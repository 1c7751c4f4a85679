import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { marks } from '../rules/recall.ts';
import { groupRetention, untold, type GroupRetention } from '../rules/retention.ts';
import { toldKeys } from './told-groups.server.ts';
import type { UnitScope } from './unit-progress.server.ts';

/** How much of a course the people of a unit and everything below it still know, as it was counted last night; nothing is told of few people, nor where it would give away a small group beside. */
export async function unitRetention(db: Db, scope: UnitScope): Promise<GroupRetention[]> {
  const rows = await db
    .selectFrom('unit_recall')
    .select((of) => ['mark', of.fn.sum<number>('people').as('people'), of.fn.sum<number>('answers').as('answers'), of.fn.sum<number>('correct').as('correct')])
    .where('course_id', '=', scope.courseId)
    .where('unit_id', 'in', sql<string>`(select value from json_each(${JSON.stringify([...scope.under.keys()])}))`)
    .groupBy('mark')
    .execute();
  const told = await toldKeys(db, scope, 'unit_recall');
  return marks.map((mark) => {
    const { people, answers, correct } = rows.find((row) => row.mark === mark) ?? { people: 0, answers: 0, correct: 0 };
    return told.has(String(mark)) ? groupRetention({ mark, people, answers, correct }) : { mark, people, ...untold };
  });
}
