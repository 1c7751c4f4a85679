import type { Db } from '../../db/client.ts';
import { completeLesson } from '../../app/learning/commands/complete-lesson.server.ts';
import { enrol } from '../../app/learning/commands/enrol.server.ts';
import { openLesson } from '../../app/learning/commands/open-lesson.server.ts';
import { saveAnswer } from '../../app/learning/commands/save-answer.server.ts';
import { startAttempt } from '../../app/learning/commands/start-attempt.server.ts';
import { submitAttempt } from '../../app/learning/commands/submit-attempt.server.ts';
import { getPublishedLesson } from '../../app/learning/queries/lesson-page.server.ts';
import type { LessonBody } from '../../app/learning/rules/lesson-body.ts';
import type { QuestionBody } from '../../app/learning/rules/question.ts';
import { fieldsOfResponse } from '../../app/learning/rules/question-response.ts';
import { solveDrill } from '../../app/learning/rules/solve-drill.ts';
import { rightAnswer } from '../../db/seeds/demo/rules/answers.ts';
import { questionsOf } from './attempts.ts';

const source = 'web';

/** Somebody who goes through a published course with the product's own commands. */
export function student(db: Db, userId: string, slug: string, { secret, now }: { secret: string; now: string }) {
  const course = () => db.selectFrom('course').select('id').where('slug', '=', slug).executeTakeFirstOrThrow();
  const self = {
    async enrol(dueOn: string | null = null): Promise<void> {
      const { id } = await course();
      await enrol(db, { userId, courseId: id, source: 'ASSIGNED', isMandatory: true, reason: 'Kế hoạch đào tạo năm 2026', dueOn, enrolledBy: null, now });
    },
    /** Opens and completes lessons in order, with every question in the text answered rightly. */
    async learn(count = Number.POSITIVE_INFINITY): Promise<void> {
      for (const lesson of (await lessonSlugs(db, slug)).slice(0, count)) await self.complete(lesson);
    },
    async complete(lessonSlug: string): Promise<void> {
      const lesson = await getPublishedLesson(db, slug, lessonSlug);
      await openLesson(db, { userId, ...lesson, now });
      const answers = rightAnswers(lesson.body);
      await completeLesson(db, { userId, lesson, answers, now, secret });
    },
    /** Starts an attempt and answers the first questions rightly. @returns the attempt's id */
    async begin(key: string, rightly = 0): Promise<string> {
      const started = await startAttempt(db, { userId, courseSlug: slug, key, now, today: now.slice(0, 10), secret, source });
      if (!started.ok) throw new Error(`${key} is barred: ${started.bar.kind}`);
      for (const { position, body, order } of (await questionsOf(db, started.attemptId)).slice(0, rightly)) {
        const fields = fieldsOfResponse(body, order, rightAnswer(body));
        await saveAnswer(db, { attemptId: started.attemptId, userId, position, fields, isFlagged: false, writer: 'seed', writerSeq: position, now, secret, source });
      }
      return started.attemptId;
    },
    async pass(...keys: string[]): Promise<void> {
      for (const key of keys) await self.submit(await self.begin(key, 100));
    },
    /** Passes the tests of all modules. */
    async passModules(): Promise<void> {
      const { id } = await course();
      const tests = await db.selectFrom('assessment_version as v').innerJoin('assessment as a', 'a.id', 'v.assessment_id').innerJoin('course_version as c', 'c.id', 'v.course_version_id').select('a.key').where('c.course_id', '=', id).where('c.released_at', 'is not', null).where('c.superseded_at', 'is', null).where('v.kind', '=', 'MODULE').orderBy('v.position').execute();
      await self.pass(...tests.map(({ key }) => key));
    },
    submit: (attemptId: string) => submitAttempt(db, { attemptId, userId, now, secret, source }),
  };
  return self;
}

/** Answers the questions of some modules in an attempt rightly, and leaves the others empty. */
export async function answerModules(db: Db, { attemptId, modules, ...how }: { attemptId: string; userId: string; modules: readonly string[]; now: string; secret: string }): Promise<void> {
  const rows = await db.selectFrom('attempt_question as q').innerJoin('question_version as v', 'v.id', 'q.question_version_id').select(['q.position', 'q.option_order', 'v.body']).where('q.attempt_id', '=', attemptId).where('v.module_key', 'in', [...modules, '']).orderBy('q.position').execute();
  for (const { position, option_order, body } of rows) {
    const question = JSON.parse(body) as QuestionBody;
    await saveAnswer(db, { ...how, attemptId, position, fields: fieldsOfResponse(question, JSON.parse(option_order) as string[], rightAnswer(question)), isFlagged: false, writer: 'tab', writerSeq: position, source });
  }
}

/** The form of a lesson with every question and all practice answered rightly. */
export function rightAnswers({ blocks }: Pick<LessonBody, 'blocks'>): Record<string, string> {
  const fields = blocks.flatMap((block): [string, string][] => {
    if (block.kind === 'html' || block.kind === 'scenario') return [];
    if (block.kind === 'check') return [[block.key, block.options.find((option) => option.correct)?.key ?? '']];
    return [[block.key, ''], ...Object.entries(solveDrill(block.body)).map(([name, value]): [string, string] => [`${block.key}.${name}`, value])];
  });
  return Object.fromEntries(fields);
}

/** The lessons of a course's current version in their order. */
export async function lessonSlugs(db: Db, course: string): Promise<string[]> {
  const rows = await db
    .selectFrom('lesson_version as v')
    .innerJoin('lesson as l', 'l.id', 'v.lesson_id')
    .innerJoin('course_version as c', 'c.id', 'v.course_version_id')
    .innerJoin('course', 'course.id', 'c.course_id')
    .innerJoin('course_module as m', (join) => join.onRef('m.course_version_id', '=', 'c.id').onRef('m.key', '=', 'v.module_key'))
    .select('l.slug')
    .where('course.slug', '=', course)
    .where('c.released_at', 'is not', null)
    .where('c.superseded_at', 'is', null)
    .orderBy('m.position')
    .orderBy('v.position')
    .execute();
  return rows.map((row) => row.slug);
}
