import type { Db } from '../../../db/client.ts';
import { marks } from '../rules/recall.ts';
import { groupRetention, type GroupRetention } from '../rules/retention.ts';
import { withUnder, type UnitScope } from './unit-progress.server.ts';

/** How much of a course the people of a unit and everything below it still know; nothing is told of few people. */
export async function unitRetention(db: Db, scope: UnitScope): Promise<GroupRetention[]> {
  const row = await withUnder(db, scope)
    .selectFrom('under as t')
    .innerJoin('membership as m', (join) => join.onRef('m.unit_id', '=', 't.unit_id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .innerJoin('user_account as u', (join) => join.onRef('u.id', '=', 'm.user_id').on('u.disabled_at', 'is', null))
    .innerJoin('enrollment as e', (join) => join.onRef('e.user_id', '=', 'u.id').on('e.course_id', '=', scope.courseId).on('e.cancelled_at', 'is', null))
    .innerJoin('recall_card as r', (join) => join.onRef('r.user_id', '=', 'u.id').on('r.course_id', '=', scope.courseId))
    .select((select) =>
      marks.flatMap((mark) => [
        select.fn.count<number>(select.case().when(`r.correct_${mark}`, 'is not', null).then(select.ref('r.user_id')).end()).distinct().as(`people${mark}`),
        select.fn.count<number>(`r.correct_${mark}`).as(`answers${mark}`),
        select.fn.sum<number | null>(`r.correct_${mark}`).as(`correct${mark}`),
      ]),
    )
    .executeTakeFirstOrThrow();
  return marks.map((mark) => groupRetention({ mark, people: row[`people${mark}`], answers: row[`answers${mark}`], correct: row[`correct${mark}`] ?? 0 }));
}
