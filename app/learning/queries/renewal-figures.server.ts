import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { sumRenewals, type RenewalFigures } from '../rules/renewal-figures.ts';

/** What renewals of a course came to for the people in service of some units; null when none of them was ever renewed. */
export async function renewalFigures(db: Db, courseId: string, units: ReadonlyMap<string, string> | 'ALL'): Promise<RenewalFigures | null> {
  const rows = await db
    .selectFrom('course_progress as p')
    .innerJoin('user_account as u', (join) => join.onRef('u.id', '=', 'p.user_id').on('u.disabled_at', 'is', null))
    .select(['p.completed_at as completedAt', 'p.minutes_returned as minutesReturned'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('attempt as t')
          .innerJoin('assessment_version as v', 'v.id', 't.assessment_version_id')
          .select('t.id')
          .whereRef('t.user_id', '=', 'p.user_id')
          .whereRef('t.course_id', '=', 'p.course_id')
          .where('v.kind', '=', 'PRETEST')
          .where('t.submitted_at', 'is not', null),
      ).as('hasSat'),
    )
    .where('p.course_id', '=', courseId)
    .where('p.round', '>', sql.lit(1))
    .$if(units !== 'ALL', (query) =>
      query.where(({ exists, selectFrom }) => exists(selectFrom('membership as m').select('m.id').whereRef('m.user_id', '=', 'p.user_id').where('m.is_primary', '=', 1).where('m.valid_to', 'is', null).where('m.unit_id', 'in', sql<string>`(select value from json_each(${JSON.stringify(units === 'ALL' ? [] : [...units.keys()])}))`))),
    )
    .execute();
  return sumRenewals(rows.map(({ completedAt, hasSat, minutesReturned }) => ({ isDone: completedAt !== null, hasSat: Boolean(hasSat), minutesReturned })));
}
