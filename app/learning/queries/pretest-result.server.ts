import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { CourseSettings } from '../rules/lesson-body.ts';
import { countedPoints } from '../rules/remark.ts';
import { minutesSat } from '../rules/net-minutes.ts';
import { provenModules } from '../rules/renewal.ts';

export interface PretestResult {
  modules: { key: string; title: string; right: number; total: number; isProven: boolean }[];
  /** Reading time of the lessons that it credited, and the time that it took to sit it. */
  minutes: number;
  minutesSat: number;
}

/** What a pre-test that was handed in has proven, module by module in the course's order. */
export async function pretestResult(db: Db, { attemptId, userId, courseId, courseVersionId }: { attemptId: string; userId: string; courseId: string; courseVersionId: string }): Promise<PretestResult> {
  const { settings } = await db.selectFrom('course_version').select('settings').where('id', '=', courseVersionId).executeTakeFirstOrThrow();
  const asked = await db
    .selectFrom('attempt_question as q')
    .innerJoin('question_version as v', 'v.id', 'q.question_version_id')
    .innerJoin('course_module as m', (join) => join.onRef('m.course_version_id', '=', 'v.course_version_id').onRef('m.key', '=', 'v.module_key'))
    .select(['m.key', 'm.title', 'q.points', 'q.waived_by'])
    .where('q.attempt_id', '=', attemptId)
    .orderBy('m.position')
    .execute();
  const rows = asked.map((row) => ({ module: row.key, title: row.title, points: countedPoints(row) }));
  const proven = provenModules(rows, (JSON.parse(settings) as CourseSettings).renewal?.pretest?.right ?? Infinity);
  const modules = [...Map.groupBy(rows, ({ module }) => module)].map(([key, own]) => ({ key, title: own[0]?.title ?? key, right: own.filter(({ points }) => points >= 1).length, total: own.length, isProven: proven.has(key) }));
  return { modules, minutes: await minutesOf(db, { attemptId, userId, courseId }), minutesSat: await satOf(db, attemptId) };
}

/** From the ledger: the projections know the present round only, and this page may be opened years later. */
async function minutesOf(db: Db, { attemptId, userId, courseId }: { attemptId: string; userId: string; courseId: string }): Promise<number> {
  const { minutes } = await db
    .selectFrom('progress_event')
    .select(sql<number>`coalesce(sum(json_extract(result, '$.minutes')), 0)`.as('minutes'))
    .where('user_id', '=', userId)
    .where('course_id', '=', courseId)
    .where('verb', '=', 'lesson.credited')
    .where(sql`json_extract(result, '$.attemptId')`, '=', attemptId)
    .executeTakeFirstOrThrow();
  return minutes;
}

async function satOf(db: Db, attemptId: string): Promise<number> {
  const { submittedAt, ...times } = await db.selectFrom('attempt').select(['started_at as startedAt', 'due_at as dueAt', 'submitted_at as submittedAt']).where('id', '=', attemptId).executeTakeFirstOrThrow();
  return minutesSat({ ...times, submittedAt: submittedAt ?? times.dueAt });
}
