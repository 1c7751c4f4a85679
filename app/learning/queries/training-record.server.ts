import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { instantOf } from '../../platform/local-time.ts';
import { listSettingRows, rowOn } from '../../platform/settings.server.ts';
import { classPolicy } from '../rules/class-policy.ts';
import type { CourseSettings } from '../rules/lesson-body.ts';
import { trainingRecord, type TrainingFact, type TrainingRecord } from '../rules/training-record.ts';

export interface YearOf {
  year: number;
  at: Instant;
  timeZone: string;
}

/** The training of some people in one year: what each line counts, and the sum. Nobody is left out; who did nothing has an empty record. */
export async function trainingRecords(db: Db, userIds: readonly string[], question: YearOf): Promise<Map<string, TrainingRecord>> {
  const facts = new Map<string, TrainingFact[]>(userIds.map((id) => [id, []]));
  for (const { userId, fact } of [...(await coursesOf(db, userIds, question)), ...(await classesOf(db, userIds, question))]) facts.get(userId)?.push(fact);
  return new Map([...facts].map(([userId, own]) => [userId, trainingRecord(own)]));
}

/** The years in which there is anything of somebody, and this one; the latest first. */
export async function trainingYears(db: Db, userId: string, { at, timeZone }: Omit<YearOf, 'year'>): Promise<number[]> {
  const courses = await db.selectFrom('progress_event').select('occurred_at as at').where('user_id', '=', userId).where('verb', '=', sql.lit('course.completed')).execute();
  const sessions = await db.selectFrom('attendance as a').innerJoin('run_session as s', 's.id', 'a.session_id').select('s.ends_at as at').where('a.user_id', '=', userId).execute();
  const years = [{ at }, ...courses, ...sessions].map((row) => Number(dayIn(timeZone, new Date(row.at)).slice(0, 4)));
  return [...new Set(years)].toSorted((one, other) => other - one);
}

function bounds({ year, timeZone }: YearOf): { from: Instant; to: Instant } {
  return { from: instantOf(`${year}-01-01T00:00`, timeZone), to: instantOf(`${year + 1}-01-01T00:00`, timeZone) };
}

const listed = (ids: readonly string[]) => sql<string>`(select value from json_each(${JSON.stringify(ids)}))`;

/** Completions as the ledger has them, every round of them; with the periods that the certificate states, else those of the version of that day. */
async function coursesOf(db: Db, userIds: readonly string[], question: YearOf): Promise<{ userId: string; fact: TrainingFact }[]> {
  const { from, to } = bounds(question);
  const rows = await db
    .selectFrom('progress_event as e')
    .select((of) => [
      'e.id', 'e.user_id as userId', 'e.course_id as courseId', 'e.occurred_at as at',
      of.selectFrom('course_version as v').whereRef('v.course_id', '=', 'e.course_id').where('v.released_at', 'is not', null).where((where) => where.or([where('v.superseded_at', 'is', null), where('v.superseded_at', '>', where.ref('e.occurred_at'))])).orderBy('v.released_at').limit(1).select(sql<string>`json_array(v.title, json_extract(v.settings, '$.periods'))`.as('facts')).as('version'),
      of.selectFrom('certificate as c').whereRef('c.user_id', '=', 'e.user_id').whereRef('c.course_id', '=', 'e.course_id').whereRef('c.issued_at', '=', 'e.occurred_at').limit(1).select('c.periods').as('certified'),
    ])
    .where('e.verb', '=', sql.lit('course.completed'))
    .where('e.user_id', 'in', listed(userIds))
    .where('e.occurred_at', '>=', from)
    .where('e.occurred_at', '<', to)
    .execute();
  return rows.flatMap(({ id, userId, courseId, at, version, certified }) => {
    const [title, periods] = JSON.parse(version ?? '["",0]') as [string, CourseSettings['periods'] | null];
    return [{ userId, fact: { kind: 'COURSE' as const, id, courseId, title, on: dayIn(question.timeZone, new Date(at)), periods: certified ?? periods ?? 0 } }];
  });
}

/** Classes that ended in the year, for whoever had a place until the end. */
async function classesOf(db: Db, userIds: readonly string[], question: YearOf): Promise<{ userId: string; fact: TrainingFact }[]> {
  const { from, to } = bounds(question);
  const settings = await listSettingRows(db, classPolicy);
  const rows = await db
    .with('ended', (query) => query.selectFrom('run_session as s').innerJoin('course_run as r', 'r.id', 's.run_id').select((of) => ['s.run_id', of.fn.max('s.ends_at').as('ended_at'), of.fn.sum<number>('s.periods').as('periods')]).where('r.cancelled_at', 'is', null).where('r.opened_at', 'is not', null).groupBy('s.run_id').having((of) => of.and([of(of.fn.max('s.ends_at'), '>=', from), of(of.fn.max('s.ends_at'), '<', to), of(of.fn.max('s.ends_at'), '<=', question.at)])))
    .selectFrom('ended as d')
    .innerJoin('course_run as r', 'r.id', 'd.run_id')
    .innerJoin('run_seat as p', (join) => join.onRef('p.run_id', '=', 'r.id').on('p.left_at', 'is', null).on('p.placed_at', 'is not', null))
    .select((of) => [
      'r.id', 'p.user_id as userId', 'r.title', 'r.course_id as courseId', 'r.replaces_course as replacesCourse', 'd.ended_at as endedAt', 'd.periods',
      of.selectFrom('run_session as s').innerJoin('attendance as a', (join) => join.onRef('a.session_id', '=', 's.id').on('a.is_present', '=', 1)).whereRef('s.run_id', '=', 'r.id').whereRef('a.user_id', '=', 'p.user_id').select((session) => session.fn.sum<number>('s.periods').as('attended')).as('attended'),
    ])
    .where('p.user_id', 'in', listed(userIds))
    .execute();
  return rows.map(({ userId, endedAt, replacesCourse, attended, ...row }) => {
    const on = dayIn(question.timeZone, new Date(endedAt));
    const neededShare = (rowOn(settings, on)?.value ?? classPolicy.fallback).attendanceShare;
    return { userId, fact: { kind: 'CLASS' as const, ...row, on, periods: Number(row.periods), replacesCourse: replacesCourse === 1, attended: Number(attended ?? 0), neededShare } };
  });
}
