import type { Db } from '../../../db/client.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';

/** How long a form waits for its owner to sign in again. */
const keptMinutes = 24 * 60;
export const heldBodyLimit = 200_000;

/** Keeps a form that was sent with an expired session, so that its owner can send it after signing in. @returns its id */
export async function holdForm(db: Db, form: { userId: string; path: string; body: string; now: Instant }): Promise<string> {
  const id = newId();
  await db
    .insertInto('held_form')
    .values({ id, user_id: form.userId, path: form.path, body: form.body, created_at: form.now, expires_at: plusMinutes(form.now, keptMinutes) })
    .execute();
  return id;
}
