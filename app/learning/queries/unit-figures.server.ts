import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { groupShare, type GroupShare } from '../rules/retention.ts';
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

/** What a group knows of one module; `percent` is null for too few people. */
export interface TopicFigure extends GroupShare {
  moduleKey: string;
  title: string;
  people: number;
  /** Where somebody may read the module. */
  lessonSlug: string | null;
}

/** The modules of a course as a unit and everything below it answered their tests, in the order of the course, with the moment of counting. */
export async function unitTopics(db: Db, scope: UnitScope): Promise<{ topics: TopicFigure[]; countedAt: Instant | null }> {
  const rows = await db
    .selectFrom('course_version as v')
    .innerJoin('course_module as o', 'o.course_version_id', 'v.id')
    .leftJoin('unit_topic as t', (join) => join.onRef('t.module_key', '=', 'o.key').onRef('t.course_id', '=', 'v.course_id').on('t.unit_id', 'in', underIn(scope)))
    .select((of) => ['o.key as moduleKey', 'o.title', of.fn.sum<number | null>('t.people').as('people'), of.fn.sum<number | null>('t.answers').as('answers'), of.fn.sum<number | null>('t.correct').as('correct'), of.fn.max('t.counted_at').as('countedAt')])
    .select((of) => of.selectFrom('lesson_version as l').innerJoin('lesson as s', 's.id', 'l.lesson_id').select('s.slug').whereRef('l.course_version_id', '=', 'v.id').whereRef('l.module_key', '=', 'o.key').orderBy('l.position').limit(1).as('lessonSlug'))
    .where('v.course_id', '=', scope.courseId)
    .where('v.released_at', 'is not', null)
    .where('v.superseded_at', 'is', null)
    .groupBy(['v.id', 'o.key', 'o.title', 'o.position'])
    .orderBy('o.position')
    .execute();
  const topics = rows.map(({ moduleKey, title, lessonSlug, people, answers, correct }) => ({ moduleKey, title, lessonSlug, people: people ?? 0, ...groupShare({ people: people ?? 0, answers: answers ?? 0, correct: correct ?? 0 }) }));
  return { topics, countedAt: rows.reduce<Instant | null>((latest, { countedAt }) => (countedAt && (!latest || countedAt > latest) ? countedAt : latest), null) };
}
