import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { PublishedLesson } from '../queries/lesson-page.server.ts';
import { checksOf, openChecks } from '../rules/open-checks.ts';
import { recordProgress } from './record-progress.server.ts';

/**
 * Keeps answers to questions inside a lesson. Unknown questions and options are passed over; an answer that stands already is not
 * counted as another try.
 * @returns the keys of the questions of this lesson that are still without an answer
 */
export async function answerChecks(tx: Tx, input: { userId: string; lesson: PublishedLesson; answers: Readonly<Record<string, string>>; now: Instant }): Promise<string[]> {
  const { userId, lesson, now } = input;
  const kept = await tx.selectFrom('check_progress').select(['check_key', 'answer']).where('user_id', '=', userId).where('lesson_id', '=', lesson.lessonId).execute();
  const standing = new Map(kept.map((row) => [row.check_key, row.answer]));
  for (const check of checksOf(lesson)) {
    const answer = Object.hasOwn(input.answers, check.key) ? input.answers[check.key] : undefined;
    const option = check.options.find(({ key }) => key === answer);
    if (!option || standing.get(check.key) === option.key) continue;
    const result = { check: check.key, answer: option.key, correct: option.correct };
    const event = { userId, courseId: lesson.courseId, occurredAt: now, verb: 'check.answered', objectType: 'lesson', objectId: lesson.lessonId, result } as const;
    await recordProgress(tx, event, { idempotencyKey: `check:${newId()}`, source: 'web', now });
    standing.set(check.key, option.key);
  }
  return openChecks(lesson, standing);
}
