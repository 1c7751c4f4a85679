import type { Tx } from '../../../db/client.ts';

/**
 * Takes a person out of the questions below lessons: what was let through stays without her name, because others have answered and learned from it; what only she saw
 * is erased, and so is what she said of courses. For whatever erases a person, in its transaction.
 */
export async function forgetPosts(tx: Tx, userId: string, now: string): Promise<void> {
  await tx.updateTable('lesson_post').set({ body: '', withdrawn_at: now, accepted_at: null }).where('author_id', '=', userId).where('withdrawn_at', 'is', null).where((where) => where.or([where('shown_at', 'is', null), where('hidden_at', 'is not', null)])).execute();
  await tx.updateTable('lesson_post').set({ author_id: null }).where('author_id', '=', userId).execute();
  await tx.deleteFrom('lesson_post_report').where('reported_by', '=', userId).execute();
  await tx.deleteFrom('course_feedback').where('user_id', '=', userId).execute();
}
