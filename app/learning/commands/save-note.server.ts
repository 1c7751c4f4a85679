import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';

export const noteLimit = 20_000;

export type SavedNote = { ok: true; revision: number } | { ok: false; current: { body: string; revision: number } };

/**
 * Saves a person's note on a lesson. The revision that she started from must still be the newest, else the other tab's text comes back
 * and nothing is overwritten. Saving the same text again is fine.
 */
export async function saveNote(db: Db, note: { userId: string; lessonId: string; body: string; revision: number; now: Instant }): Promise<SavedNote> {
  const { userId, lessonId, body, now } = note;
  return db.transaction().execute(async (tx): Promise<SavedNote> => {
    const current = await tx.selectFrom('lesson_note').select(['body', 'revision']).where('user_id', '=', userId).where('lesson_id', '=', lessonId).executeTakeFirst();
    if (current?.body === body) return { ok: true, revision: current.revision };
    if ((current?.revision ?? 0) !== note.revision && current?.body) return { ok: false, current };
    const revision = (current?.revision ?? 0) + 1;
    await tx
      .insertInto('lesson_note')
      .values({ user_id: userId, lesson_id: lessonId, body, revision, updated_at: now })
      .onConflict((conflict) => conflict.columns(['user_id', 'lesson_id']).doUpdateSet({ body, revision, updated_at: now }))
      .execute();
    return { ok: true, revision };
  });
}
