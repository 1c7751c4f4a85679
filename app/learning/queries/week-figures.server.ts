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

/** The figures of one moment. */
export async function unitFigures(db: Db, moment: FiguresQuestion): Promise<UnitFigures> {
  const [figures] = await unitFiguresAt(db, [moment]);
  return figures ?? new Map();
}

/**
 * How every course stands in every unit at some moments, and how it stood for the same people seven days before each, so that transfers do not look like progress. Whoever was renewed in
 * between had completed the round before. One reading for all of them: going through everybody is what takes the time, not counting.
 */
export async function unitFiguresAt(db: Db, moments: readonly FiguresQuestion[]): Promise<UnitFigures[]> {
  if (moments.length === 0) return [];
  const { rows } = await sql<Record<string, number> & { unitId: string; courseId: string }>`
    with facts as materialized (
      select m.unit_id, e.course_id, coalesce(p.completed_at, '9999') as done_at, coalesce(p.started_at, '9999') as started_at, coalesce(e.due_on, '9999') as due_on, e.renews_id is not null as is_renewed, e.enrolled_at,
        ${sql.join(moments.map(isCounted))}
      from enrollment as e
      join course as c on c.id = e.course_id and c.retired_at is null
      join user_account as u on u.id = e.user_id and u.account_kind in ('OPERATOR', 'ADMIN')
      join membership as m on m.user_id = e.user_id and m.is_primary = 1 and m.valid_to is null
      left join course_progress as p on p.user_id = e.user_id and p.course_id = e.course_id)
    select unit_id as "unitId", course_id as "courseId", ${sql.join(moments.map(sumsAt))} from facts group by unit_id, course_id`.execute(db);
  return moments.map((_moment, index) => {
    const found = new Map<string, Map<string, Figures>>();
    for (const row of rows) if (row[`total${index}`]) found.set(row.unitId, (found.get(row.unitId) ?? new Map<string, Figures>()).set(row.courseId, Object.fromEntries(figureNames.map((name) => [name, row[`${name}${index}`] ?? 0])) as unknown as Figures));
    return found;
  });
}

const figureNames = Object.keys(noFigures) as (keyof Figures)[];
const counted = (index: number) => sql.ref(`counted${index}`);

/** Whether an enrolment is one at a moment: given out, not cancelled, of somebody who is here, and either completed or without an exemption. */
function isCounted({ at, day }: FiguresQuestion, index: number) {
  return sql`(e.cancelled_at is null or e.cancelled_at > ${at}) and e.enrolled_at <= ${at} and (u.disabled_at is null or u.disabled_at > ${at}) and (u.left_on is null or u.left_on > ${day})
    and (coalesce(p.completed_at, '9999') <= ${at} or not ${isExempt('e.user_id', 'e.course_id', day)}) as ${counted(index)}`;
}

function sumsAt({ at, day }: FiguresQuestion, index: number) {
  const before = new Date(Date.parse(at) - 7 * 86_400_000).toISOString();
  const sums: Record<keyof Figures, ReturnType<typeof sql>> = {
    total: sql`1`,
    done: sql`done_at <= ${at}`,
    doing: sql`done_at > ${at} and started_at <= ${at} and due_on >= ${day}`,
    late: sql`done_at > ${at} and due_on < ${day}`,
    soon: sql`done_at > ${at} and due_on between ${day} and ${plusDays(day, soonDays)}`,
    doneBefore: sql`(done_at <= ${before} or (is_renewed and enrolled_at > ${before}))`,
    lateBefore: sql`done_at > ${before} and enrolled_at <= ${before} and due_on < ${plusDays(day, -7)}`,
  };
  return sql.join(figureNames.map((name) => sql`sum(${counted(index)} and ${sums[name]}) as ${sql.ref(`${name}${index}`)}`));
}

/** The figures of some units together, by course. */
export function figuresOf(units: Iterable<string>, figures: UnitFigures): Map<string, Figures> {
  const sums = new Map<string, Figures>();
  for (const unit of units) for (const [courseId, own] of figures.get(unit) ?? []) sums.set(courseId, addFigures(sums.get(courseId) ?? noFigures, own));
  return sums;
}
