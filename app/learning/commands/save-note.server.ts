import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { bothTexts } from '../rules/note.ts';

export type SavedNote = { ok: true; revision: number } | { ok: false; current: { body: string; revision: number } };

export interface NoteToSave {
  userId: string;
  lessonId: string;
  body: string;
  /** The revision that she started from. */
  revision: number;
  now: Instant;
  /** What becomes of a text that was written without knowing the newest: refused, so that she decides, or put below it where nobody can be asked. */
  whenBehind?: 'refuse' | 'append';
}

/**
 * Saves a person's note on a lesson. The revision that she started from must still be the newest, else the other tab's text comes back
 * and nothing is overwritten. Saving the same text again is fine.
 */
export async function saveNote(db: Db, note: NoteToSave): Promise<SavedNote> {
  const { userId, lessonId, now, whenBehind = 'refuse' } = note;
  return db.transaction().execute(async (tx): Promise<SavedNote> => {
    const current = await tx.selectFrom('lesson_note').select(['body', 'revision']).where('user_id', '=', userId).where('lesson_id', '=', lessonId).executeTakeFirst();
    if (current?.body === note.body) return { ok: true, revision: current.revision };
    const isBehind = (current?.revision ?? 0) !== note.revision && Boolean(current?.body);
    if (current && isBehind && whenBehind === 'refuse') return { ok: false, current };
    const body = current && isBehind ? bothTexts(current.body, note.body) : note.body;
    const revision = (current?.revision ?? 0) + 1;
    await tx
      .insertInto('lesson_note')
      .values({ user_id: userId, lesson_id: lessonId, body, revision, updated_at: now })
      .onConflict((conflict) => conflict.columns(['user_id', 'lesson_id']).doUpdateSet({ body, revision, updated_at: now }))
      .execute();
    return { ok: true, revision };
  });
}
