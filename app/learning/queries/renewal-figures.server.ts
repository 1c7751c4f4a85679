import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { sumRenewals, type RenewalFigures, type RenewedPerson } from '../rules/renewal-figures.ts';

/** What renewals of a course came to for the people in service of some units; null when none of them was ever renewed. */
export async function renewalFigures(db: Db, courseId: string, units: ReadonlyMap<string, string> | 'ALL'): Promise<RenewalFigures | null> {
  const rows = await db
    .selectFrom('course_progress as p')
    .innerJoin('user_account as u', (join) => join.onRef('u.id', '=', 'p.user_id').on('u.disabled_at', 'is', null))
    .leftJoin('attempt as t', (join) => join.onRef('t.user_id', '=', 'p.user_id').on('t.assessment_id', 'in', pretestsOf(db, courseId)).on('t.submitted_at', 'is not', null))
    .select(['p.user_id as userId', 'p.completed_at as completedAt', 'p.minutes_returned as minutesReturned', 't.started_at as startedAt', 't.due_at as dueAt', 't.submitted_at as submittedAt'])
    .where('p.course_id', '=', courseId)
    .where('p.round', '>', sql.lit(1))
    .$if(units !== 'ALL', (query) =>
      query.where(({ exists, selectFrom }) => exists(selectFrom('membership as m').select('m.id').whereRef('m.user_id', '=', 'p.user_id').where('m.is_primary', '=', 1).where('m.valid_to', 'is', null).where('m.unit_id', 'in', sql<string>`(select value from json_each(${JSON.stringify(units === 'ALL' ? [] : [...units.keys()])}))`))),
    )
    .execute();
  return sumRenewals([...Map.groupBy(rows, ({ userId }) => userId).values()].map(personOf));
}

const pretestsOf = (db: Db, courseId: string) => db.selectFrom('assessment_version as v').innerJoin('assessment as a', 'a.id', 'v.assessment_id').select('a.id').where('a.course_id', '=', courseId).where('v.kind', '=', 'PRETEST');

type Row = { completedAt: string | null; minutesReturned: number } & Record<'startedAt' | 'dueAt' | 'submittedAt', string | null>;

/** One person's rows, one for each pre-test that she handed in, or one without. */
function personOf(rows: readonly Row[]): RenewedPerson {
  const [first] = rows as [Row];
  const sittings = rows.flatMap(({ startedAt, dueAt, submittedAt }) => (startedAt && dueAt && submittedAt ? [{ startedAt, dueAt, submittedAt }] : []));
  return { isDone: first.completedAt !== null, minutesReturned: first.minutesReturned, sittings };
}
