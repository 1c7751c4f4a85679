import type { Db } from '../../../db/client.ts';
import { lightly } from '../../../db/light.ts';
import type { Instant } from '../../platform/clock.ts';
import { recordProgress } from './record-progress.server.ts';

/** Notes that a person opened a lesson for the first time. Further openings change nothing. */
export async function openLesson(db: Db, input: { userId: string; courseId: string; lessonId: string; now: Instant }): Promise<void> {
  const { userId, courseId, lessonId, now } = input;
  await lightly(db, (tx) =>
    recordProgress(tx, { userId, courseId, occurredAt: now, verb: 'lesson.opened', objectType: 'lesson', objectId: lessonId, result: {} }, { idempotencyKey: `open:${userId}:${lessonId}`, source: 'web', now }),
  );
}
