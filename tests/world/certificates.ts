import type { AppLoadContext } from '@remix-run/node';
import type { Db } from '../../db/client.ts';
import { settleCourse } from '../../app/learning/commands/settle-course.server.ts';
import { recordProgress } from '../../app/learning/commands/record-progress.server.ts';
import type { ProgressEvent, ProgressFact } from '../../app/learning/rules/progress.ts';
import type { Actor } from '../../app/people/actor.ts';
import type { Clock, Instant } from '../../app/platform/clock.ts';
import { readEnv } from '../../app/platform/env.ts';
import { newId, newToken } from '../../app/platform/ids.ts';
import { sha256 } from '../../app/platform/signing.server.ts';
import { requestContext } from '../support/context.ts';

export const secret = 'a secret of at least thirty-two characters';
/** The moment at which things happen unless a test says otherwise: 23/11/2026 08:00 in Vietnam. */
export const noon = '2026-11-23T01:00:00.000Z';

export interface CertifiedCourse {
  courseId: string;
  versionId: string;
  lessonIds: string[];
  assessmentIds: string[];
}
export interface CourseTraits {
  title?: string;
  lessons?: number;
  assessments?: { kind: 'MODULE' | 'FINAL'; passScore?: number }[];
  periods?: number;
  validMonths?: number | null;
}

/** A released course with two lessons and a final exam, unless it is told otherwise. */
export async function makeCertifiedCourse(db: Db, traits: CourseTraits = {}): Promise<CertifiedCourse> {
  const courseId = newId();
  await db.insertInto('course').values({ id: courseId, slug: `khoa-${courseId}`, created_at: noon, retired_at: null }).execute();
  const lessonIds = await Promise.all(Array.from({ length: traits.lessons ?? 2 }, () => addLesson(db, courseId)));
  const kinds = traits.assessments ?? [{ kind: 'FINAL' as const }];
  const assessmentIds = await Promise.all(kinds.map(() => addAssessment(db, courseId)));
  const course = { courseId, versionId: '', lessonIds, assessmentIds };
  return { ...course, versionId: await releaseVersion(db, course, traits) };
}

export async function addLesson(db: Db, courseId: string): Promise<string> {
  const id = newId();
  await db.insertInto('lesson').values({ id, course_id: courseId, slug: `bai-${id}` }).execute();
  return id;
}

export async function addAssessment(db: Db, courseId: string): Promise<string> {
  const id = newId();
  await db.insertInto('assessment').values({ id, course_id: courseId, key: `kiem-tra-${id}` }).execute();
  return id;
}

/** Releases a version with these lessons and assessments in place of the one before. */
export async function releaseVersion(db: Db, course: Omit<CertifiedCourse, 'versionId'>, traits: CourseTraits = {}): Promise<string> {
  const id = newId();
  const settings = { aim: '', audience: '', models: [], periods: traits.periods ?? 3, passScore: 8, certificateValidMonths: traits.validMonths === undefined ? 12 : traits.validMonths };
  const title = traits.title ?? 'An toàn thông tin cho người dùng cuối';
  await db.updateTable('course_version').set({ superseded_at: noon }).where('course_id', '=', course.courseId).where('superseded_at', 'is', null).execute();
  await db
    .insertInto('course_version')
    .values({ id, course_id: course.courseId, content_hash: id, title, summary: '', search_fold: '', settings: JSON.stringify(settings), compiled_at: noon, released_at: noon, released_by: null, superseded_at: null })
    .execute();
  for (const [position, lessonId] of course.lessonIds.entries()) {
    await db
      .insertInto('lesson_version')
      .values({ id: newId(), course_version_id: id, lesson_id: lessonId, module_key: 'm1', position, title: `Bài ${position + 1}`, summary: '', minutes: 10, word_count: 900, details: '{}', body: '{}' })
      .execute();
  }
  for (const [position, assessmentId] of course.assessmentIds.entries()) {
    const { kind = 'FINAL', passScore = 8 } = traits.assessments?.[position] ?? {};
    await db
      .insertInto('assessment_version')
      .values({ id: newId(), course_version_id: id, assessment_id: assessmentId, kind, module_key: null, position, title: 'Bài thi', time_limit_minutes: 15, pass_score: passScore, max_attempts: 5, cooldown_minutes: 0, question_count: 10, blueprint: '[]' })
      .execute();
  }
  return id;
}

let facts = 0;

/** One fact in the ledger, with the projections that follow from it. */
export async function happen(db: Db, userId: string, courseId: string, fact: ProgressFact, at: Instant = noon, key = `world:${(facts += 1)}`): Promise<boolean> {
  const event = { ...fact, userId, courseId, occurredAt: at } as ProgressEvent;
  return db.transaction().execute((tx) => recordProgress(tx, event, { idempotencyKey: key, source: 'demo', now: at }));
}

export function completeLesson(db: Db, userId: string, courseId: string, lessonId: string, at: Instant = noon): Promise<boolean> {
  return happen(db, userId, courseId, { verb: 'lesson.completed', objectType: 'lesson', objectId: lessonId, result: {} }, at);
}

export function submitAttempt(db: Db, userId: string, courseId: string, assessmentId: string, score: number, at: Instant = noon, passScore = 8): Promise<boolean> {
  const result = { attemptId: newId(), score, passed: score >= passScore, auto: false };
  return happen(db, userId, courseId, { verb: 'attempt.submitted', objectType: 'assessment', objectId: assessmentId, result }, at);
}

/** Every lesson done and every assessment passed, but not yet settled. */
export async function finishEverything(db: Db, userId: string, course: CertifiedCourse, score = 8.5, at: Instant = noon): Promise<void> {
  for (const lessonId of course.lessonIds) await completeLesson(db, userId, course.courseId, lessonId, at);
  for (const assessmentId of course.assessmentIds) await submitAttempt(db, userId, course.courseId, assessmentId, score, at);
}

export function settle(db: Db, userId: string, courseId: string, now: Instant = noon): Promise<string | null> {
  return db.transaction().execute((tx) => settleCourse(tx, { userId, courseId, now, secret, source: 'demo' }));
}

/** A certificate in the ordinary way: a course finished and settled. */
export async function makeCertificate(db: Db, holder: Actor, traits: CourseTraits & { at?: Instant; score?: number } = {}) {
  const course = await makeCertifiedCourse(db, traits);
  await finishEverything(db, holder.id, course, traits.score, traits.at);
  const id = await settle(db, holder.id, course.courseId, traits.at);
  return db.selectFrom('certificate').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** What a route gets from the server. */
export function pageContext(db: Db, clock: Clock, changes: Partial<AppLoadContext> = {}): AppLoadContext {
  return requestContext(db, clock, { secret, env: readEnv({ NODE_ENV: 'test', BASE_URL: 'https://hoc06.vi-du.invalid' }), ...changes });
}

/** A Cookie header with a live session of somebody. */
export async function sessionCookieOf(db: Db, person: Actor, clock: Clock): Promise<string> {
  const token = newToken();
  const now = clock.now();
  await db
    .insertInto('session')
    .values({ id: newId(), token_hash: sha256(token), user_id: person.id, created_at: now.toISOString(), last_seen_at: now.toISOString(), expires_at: new Date(now.getTime() + 36e5).toISOString(), idle_minutes: 30, revoked_at: null, user_agent: 'test', address: '' })
    .execute();
  return `hoc06_session=${token}`;
}
