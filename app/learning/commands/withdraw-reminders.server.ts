import type { Tx } from '../../../db/client.ts';
import { withdrawDeliveries, type WithdrawnReason } from '../../messaging/index.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { withdrawEscalations } from './withdraw-escalations.server.ts';

/**
 * Takes back the reminders of a course that have been written for somebody but not sent, and what her leaders were to be told: she has finished it, or it is hers no longer. What is under way at this very moment
 * still comes; its words say that nothing needs to be done then.
 */
export async function withdrawReminders(tx: Tx, { userId, courseId, now, why }: { userId: string; courseId: string; now: Instant; why: WithdrawnReason }): Promise<void> {
  const messages = await tx
    .selectFrom('enrollment as e')
    .innerJoin('reminder as r', 'r.enrollment_id', 'e.id')
    .innerJoin('message as m', (join) => join.on('m.source_type', '=', 'REMINDER').onRef('m.source_id', '=', 'r.batch_id'))
    .select('m.id')
    .where('e.user_id', '=', userId)
    .where('e.course_id', '=', courseId)
    .where('m.not_after', '>', now)
    .execute();
  await withdrawDeliveries(tx, messages.map((row) => row.id), userId, { now, why });
  await withdrawEscalations(tx, { userId, courseId, now, why });
}
