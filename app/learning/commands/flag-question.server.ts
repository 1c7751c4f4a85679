import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';

/** Marks a question of an attempt for review, or takes the mark away. The caller has checked that the attempt is open and whose it is. */
export async function flagQuestion(tx: Tx, question: { attemptId: string; position: number }, isFlagged: boolean, now: Instant): Promise<void> {
  await tx
    .updateTable('attempt_question')
    .set({ flagged_at: isFlagged ? now : null })
    .where('attempt_id', '=', question.attemptId)
    .where('position', '=', question.position)
    .execute();
}
