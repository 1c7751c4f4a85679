import type { Db } from '../../../db/client.ts';
import { lightly } from '../../../db/light.ts';
import type { Instant } from '../../platform/clock.ts';
import { currentRound } from '../queries/round.server.ts';
import { keyOfRound } from '../rules/round.ts';
import { recordProgress } from './record-progress.server.ts';

/** Notes that a person opened a lesson for the first time in her round. Further openings change nothing. */
export async function openLesson(db: Db, input: { userId: string; courseId: string; lessonId: string; now: Instant }): Promise<void> {
  const { userId, courseId, lessonId, now } = input;
  await lightly(db, async (tx) => {
    const idempotencyKey = keyOfRound(`open:${userId}:${lessonId}`, await currentRound(tx, userId, courseId));
    return recordProgress(tx, { userId, courseId, occurredAt: now, verb: 'lesson.opened', objectType: 'lesson', objectId: lessonId, result: {} }, { idempotencyKey, source: 'web', now });
  });
}
