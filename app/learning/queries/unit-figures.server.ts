import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { groupShare, untold, type GroupShare } from '../rules/retention.ts';
import { toldKeys } from './told-groups.server.ts';
import type { UnitScope } from './unit-progress.server.ts';

/** How many had a course at the end of a month, and how many of them were done. */
export interface MonthFigure {
  month: string;
  enrolled: number;
  done: number;
}

const underIn = ({ under }: UnitScope): RawBuilder<string> => sql<string>`(select value from json_each(${JSON.stringify([...under.keys()])}))`;

/** The ends of the last months, the earliest first, for the units of today; months in which nobody had the course are left out. */
export async function unitMonths(db: Db, scope: UnitScope): Promise<MonthFigure[]> {
  const rows = await db
    .selectFrom('unit_month')
    .select((of) => ['month', of.fn.sum<number>('enrolled').as('enrolled'), of.fn.sum<number>('done').as('done')])
    .where('course_id', '=', scope.courseId)
    .where('unit_id', 'in', underIn(scope))
    .groupBy('month')
    .orderBy('month')
    .execute();
  return rows;
}

/** What a group knows of one module; `percent` is null for too few people, and where it would give away a small group beside. */
export interface TopicFigure extends GroupShare {
  moduleKey: string;
  title: string;
  people: number;
}

/** The modules of a course as a unit and everything below it answered their tests, in the order of the course, with the moment of counting. */
export async function unitTopics(db: Db, scope: UnitScope): Promise<{ topics: TopicFigure[]; countedAt: Instant | null }> {
  const rows = await db
    .selectFrom('course_version as v')
    .innerJoin('course_module as o', 'o.course_version_id', 'v.id')
    .leftJoin(
      (of) =>
        of
          .selectFrom('unit_topic as s')
          .select((sum) => ['s.module_key as key', sum.fn.sum<number>('s.people').as('people'), sum.fn.sum<number>('s.answers').as('answers'), sum.fn.sum<number>('s.correct').as('correct'), sum.fn.max('s.counted_at').as('countedAt')])
          .where('s.course_id', '=', scope.courseId)
          .where('s.unit_id', 'in', underIn(scope))
          .groupBy('s.module_key')
          .as('t'),
      (join) => join.onRef('t.key', '=', 'o.key'),
    )
    .select(['o.key as moduleKey', 'o.title', 't.people', 't.answers', 't.correct', 't.countedAt'])
    .where('v.course_id', '=', scope.courseId)
    .where('v.released_at', 'is not', null)
    .where('v.superseded_at', 'is', null)
    .orderBy('o.position')
    .execute();
  const told = await toldKeys(db, scope, 'unit_topic');
  const topics = rows.map(({ moduleKey, title, people, answers, correct }) => ({ moduleKey, title, people: people ?? 0, ...(told.has(moduleKey) ? groupShare({ people: people ?? 0, answers: answers ?? 0, correct: correct ?? 0 }) : untold) }));
  return { topics, countedAt: rows.reduce<Instant | null>((latest, { countedAt }) => (countedAt && (!latest || countedAt > latest) ? countedAt : latest), null) };
}
