import { databaseFile, openDatabase, type Db } from '../../db/client.ts';
import { startAttempt } from '../../app/learning/commands/start-attempt.server.ts';
import { fieldsOfResponse } from '../../app/learning/rules/question-response.ts';
import type { LessonBody } from '../../app/learning/rules/lesson-body.ts';
import type { QuestionBody } from '../../app/learning/rules/question.ts';
import { newId, newToken } from '../../app/platform/ids.ts';
import { sha256 } from '../../app/platform/signing.server.ts';

export interface BenchPerson {
  userId: string;
  cookie: string;
}
export interface BenchWorld {
  people: BenchPerson[];
  lessonId: string;
  courseId: string;
  lessonPath: string;
  /** A lesson of the same course out of which every question and practice was taken: nothing in it but reading. */
  plainPath: string;
  /** Verification codes of different certificates. */
  codes: string[];
}

const course = 'an-toan-thong-tin';
const lesson = 'con-nguoi-la-cua-vao';

/** Signs in many different officials of a demo province, straight in the database. */
export async function signInMany(dataDir: string, count: number): Promise<BenchWorld> {
  const db = openDatabase(databaseFile(dataDir), { synchronous: 'NORMAL' });
  try {
    const { id: courseId } = await db.selectFrom('course').select('id').where('slug', '=', course).executeTakeFirstOrThrow();
    const { id: lessonId } = await db.selectFrom('lesson').select('id').where('slug', '=', lesson).where('course_id', '=', courseId).executeTakeFirstOrThrow();
    const enrolled = await db
      .selectFrom('enrollment as e')
      .innerJoin('user_account as u', 'u.id', 'e.user_id')
      .select('e.user_id')
      .where('e.course_id', '=', courseId)
      .where('e.cancelled_at', 'is', null)
      .where('u.disabled_at', 'is', null)
      .orderBy('e.user_id')
      .limit(count)
      .execute();
    const people: BenchPerson[] = [];
    const now = new Date().toISOString();
    for (const { user_id } of enrolled) {
      const token = newToken();
      await db
        .insertInto('session')
        .values({ id: newId(), token_hash: sha256(token), user_id, created_at: now, last_seen_at: now, expires_at: new Date(Date.now() + 8 * 3_600_000).toISOString(), idle_minutes: 480, user_agent: 'bench', address: '127.0.0.1' })
        .execute();
      people.push({ userId: user_id, cookie: `hoc06_session=${token}` });
    }
    const certificates = await db.selectFrom('certificate').select('verify_code').orderBy('verify_code').limit(count).execute();
    return { people, lessonId, courseId, lessonPath: `/learn/${course}/${lesson}`, plainPath: `/learn/${course}/${await makePlain(db, courseId)}`, codes: certificates.map((one) => one.verify_code) };
  } finally {
    await db.destroy();
  }
}

/** Takes questions and practice out of the next lesson of the same module. @returns its slug */
async function makePlain(db: Db, courseId: string): Promise<string> {
  const lessons = db.selectFrom('lesson as l').innerJoin('lesson_version as v', 'v.lesson_id', 'l.id').innerJoin('course_version as c', 'c.id', 'v.course_version_id').where('l.course_id', '=', courseId).where('c.superseded_at', 'is', null);
  const own = await lessons.select(['v.module_key', 'v.position']).where('l.slug', '=', lesson).executeTakeFirstOrThrow();
  const row = await lessons.select(['v.id', 'v.body', 'l.slug']).where('v.module_key', '=', own.module_key).where('v.position', '>', own.position).orderBy('v.position').executeTakeFirstOrThrow();
  const body = JSON.parse(row.body) as LessonBody;
  await db.updateTable('lesson_version').set({ body: JSON.stringify({ ...body, blocks: body.blocks.filter((block) => block.kind === 'html') }) }).where('id', '=', row.id).execute();
  return row.slug;
}

export interface OpenAttempt {
  cookie: string;
  attemptId: string;
  /** Form fields of a right-shaped answer to the question at `position`. */
  fields: Record<string, string>;
  position: number;
}

/** Opens an attempt at the first module's test for everybody who may take it. */
export async function openAttempts(dataDir: string, people: readonly BenchPerson[]): Promise<OpenAttempt[]> {
  const db = openDatabase(databaseFile(dataDir), { synchronous: 'NORMAL' });
  const now = new Date().toISOString();
  const opened: OpenAttempt[] = [];
  try {
    for (const { userId, cookie } of people) {
      const started = await startAttempt(db, { userId, courseSlug: course, key: 'kiem-tra-m1', now, today: now.slice(0, 10), secret: 'bench', source: 'bench' });
      if (started.ok) opened.push({ cookie, attemptId: started.attemptId, ...(await singleChoice(db, started.attemptId)) });
    }
    return opened;
  } finally {
    await db.destroy();
  }
}

async function singleChoice(db: Db, attemptId: string): Promise<Pick<OpenAttempt, 'fields' | 'position'>> {
  const row = await db
    .selectFrom('attempt_question as q')
    .innerJoin('question_version as v', 'v.id', 'q.question_version_id')
    .select(['q.position', 'q.option_order', 'v.body'])
    .where('q.attempt_id', '=', attemptId)
    .where('v.type', '=', 'single')
    .orderBy('q.position')
    .executeTakeFirstOrThrow();
  const order = JSON.parse(row.option_order) as string[];
  const fields = fieldsOfResponse(JSON.parse(row.body) as QuestionBody, order, { type: 'single', choice: order[0] ?? '' }) as Record<string, string>;
  return { position: row.position, fields };
}
