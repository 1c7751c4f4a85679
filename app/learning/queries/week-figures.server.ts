import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { addFigures, noFigures, soonDays, type Figures } from '../rules/digest.ts';
import { isExempt } from './exemptions.server.ts';

export interface FiguresQuestion {
  /** The moment at which things are looked at. */
  at: Instant;
  day: Day;
}

/** The figures of every unit's own people, by unit and course: one reading for all leaders. */
export type UnitFigures = ReadonlyMap<string, ReadonlyMap<string, Figures>>;

/**
 * How every course stands in every unit, and how it stood for the same people seven days before, so that transfers do not look like progress. Whoever was renewed in
 * between had completed the round before.
 */
export async function unitFigures(db: Db, { at, day }: FiguresQuestion): Promise<UnitFigures> {
  const dayBefore = plusDays(day, -7);
  const before = new Date(Date.parse(at) - 7 * 86_400_000).toISOString();
  const { rows } = await sql<Figures & { unitId: string; courseId: string }>`
    select m.unit_id as "unitId", e.course_id as "courseId", count(*) as total,
      sum(coalesce(p.completed_at, '9999') <= ${at}) as done,
      sum(coalesce(p.completed_at, '9999') > ${at} and coalesce(p.started_at, '9999') <= ${at} and coalesce(e.due_on, '9999') >= ${day}) as doing,
      sum(coalesce(p.completed_at, '9999') > ${at} and coalesce(e.due_on, '9999') < ${day}) as late,
      sum(coalesce(p.completed_at, '9999') > ${at} and coalesce(e.due_on, '9999') between ${day} and ${plusDays(day, soonDays)}) as soon,
      sum(coalesce(p.completed_at, '9999') <= ${before} or (e.renews_id is not null and e.enrolled_at > ${before})) as "doneBefore",
      sum(coalesce(p.completed_at, '9999') > ${before} and e.enrolled_at <= ${before} and coalesce(e.due_on, '9999') < ${dayBefore}) as "lateBefore"
    from enrollment as e
    join course as c on c.id = e.course_id and c.retired_at is null
    join user_account as u on u.id = e.user_id and u.account_kind in ('OPERATOR', 'ADMIN') and (u.disabled_at is null or u.disabled_at > ${at}) and (u.left_on is null or u.left_on > ${day})
    join membership as m on m.user_id = e.user_id and m.is_primary = 1 and m.valid_to is null
    left join course_progress as p on p.user_id = e.user_id and p.course_id = e.course_id
    where (e.cancelled_at is null or e.cancelled_at > ${at}) and e.enrolled_at <= ${at} and (coalesce(p.completed_at, '9999') <= ${at} or not ${isExempt('e.user_id', 'e.course_id', day)})
    group by m.unit_id, e.course_id`.execute(db);
  const found = new Map<string, Map<string, Figures>>();
  for (const { unitId, courseId, ...figures } of rows) found.set(unitId, (found.get(unitId) ?? new Map<string, Figures>()).set(courseId, figures));
  return found;
}

/** The figures of some units together, by course. */
export function figuresOf(units: Iterable<string>, figures: UnitFigures): Map<string, Figures> {
  const sums = new Map<string, Figures>();
  for (const unit of units) for (const [courseId, own] of figures.get(unit) ?? []) sums.set(courseId, addFigures(sums.get(courseId) ?? noFigures, own));
  return sums;
}
