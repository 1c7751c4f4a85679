import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import type { PublishedLesson } from '../queries/lesson-page.server.ts';
import { currentRound } from '../queries/round.server.ts';
import { keyOfRound } from '../rules/round.ts';
import { answerChecks } from './answer-check.server.ts';
import { recordProgress } from './record-progress.server.ts';
import { settleCourse } from './settle-course.server.ts';

/**
 * Marks a lesson as done once every question in its text has an answer and all practice is done. Answers that come along are kept in any case.
 * @returns the questions that still wait; empty when the lesson is done
 */
export async function completeLesson(
  db: Db,
  input: { userId: string; lesson: PublishedLesson; answers: Readonly<Record<string, string>>; now: Instant; secret: string },
): Promise<{ unanswered: string[] }> {
  const { userId, lesson, now, secret } = input;
  return db.transaction().execute(async (tx) => {
    const { unanswered } = await answerChecks(tx, input);
    if (unanswered.length > 0) return { unanswered };
    const event = { userId, courseId: lesson.courseId, occurredAt: now, verb: 'lesson.completed', objectType: 'lesson', objectId: lesson.lessonId, result: {} } as const;
    const idempotencyKey = keyOfRound(`done:${userId}:${lesson.lessonId}`, await currentRound(tx, userId, lesson.courseId));
    const isNew = await recordProgress(tx, event, { idempotencyKey, source: 'web', now });
    if (isNew) await settleCourse(tx, { userId, courseId: lesson.courseId, now, secret, source: 'web' });
    return { unanswered };
  });
}
