import type { Db } from '../../db/client.ts';
import { saveAnswer, type SaveResult } from '../../app/learning/commands/save-answer.server.ts';
import { startAttempt, type StartInput } from '../../app/learning/commands/start-attempt.server.ts';
import { submitAttempt } from '../../app/learning/commands/submit-attempt.server.ts';
import { fieldsOfResponse } from '../../app/learning/rules/question-response.ts';
import type { QuestionBody } from '../../app/learning/rules/question.ts';
import { rightAnswer } from '../../db/seeds/demo/rules/answers.ts';
import type { TestClock } from '../support/clock.ts';
import type { MadeCourse } from './learning.ts';

const secret = 'test-secret-test-secret-test-secret';

/** Somebody at a test: starts, answers and hands in at the time of a clock. */
export function examinee(db: Db, clock: TestClock, course: MadeCourse, userId: string) {
  const ports = () => ({ userId, now: clock.now().toISOString(), secret, source: 'web' });
  const startInput = (key: string): StartInput => ({ ...ports(), courseSlug: course.slug, key, today: clock.now().toISOString().slice(0, 10) });
  let counter = 0;
  return {
    start: (key = 'kiem-tra-m1') => startAttempt(db, startInput(key)),
    /** Starts and gives the attempt's id; fails when something bars it. */
    async begin(key = 'kiem-tra-m1'): Promise<string> {
      const started = await startAttempt(db, startInput(key));
      if (!started.ok) throw new Error(`barred: ${started.bar.kind}`);
      return started.attemptId;
    },
    save(attemptId: string, position: number, fields: Record<string, unknown>, how: { writer?: string; seq?: number; isFlagged?: boolean } = {}): Promise<SaveResult> {
      counter += 1;
      return saveAnswer(db, { ...ports(), attemptId, position, fields, isFlagged: how.isFlagged ?? false, writer: how.writer ?? 'tab', writerSeq: how.seq ?? counter });
    },
    submit: (attemptId: string) => submitAttempt(db, { ...ports(), attemptId }),
    /** Answers the first `count` questions rightly. */
    async answerRightly(attemptId: string, count = Number.POSITIVE_INFINITY): Promise<void> {
      for (const question of (await questionsOf(db, attemptId)).slice(0, count)) {
        await this.save(attemptId, question.position, fieldsOfResponse(question.body, question.order, rightAnswer(question.body)));
      }
    },
  };
}

/** The drawn questions with their bodies and shown orders. */
export async function questionsOf(db: Db, attemptId: string): Promise<{ position: number; body: QuestionBody; order: string[]; points: number | null; flaggedAt: string | null }[]> {
  const rows = await db
    .selectFrom('attempt_question as q')
    .innerJoin('question_version as v', 'v.id', 'q.question_version_id')
    .select(['q.position', 'q.option_order', 'q.points', 'q.flagged_at', 'v.body'])
    .where('q.attempt_id', '=', attemptId)
    .orderBy('q.position')
    .execute();
  return rows.map((row) => ({ position: row.position, body: JSON.parse(row.body) as QuestionBody, order: JSON.parse(row.option_order) as string[], points: row.points, flaggedAt: row.flagged_at }));
}
