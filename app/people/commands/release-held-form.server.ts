import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';

/** The query parameter that tells an action which kept form it is receiving again. */
export const heldParam = 'held';

/** Forgets a kept form once its content has arrived; somebody else's is left alone. */
export async function releaseHeldForm(db: Db, userId: string, id: string): Promise<void> {
  await db.deleteFrom('held_form').where('id', '=', id).where('user_id', '=', userId).execute();
}

/** Forgets every kept form whose time is over. @returns how many */
export async function clearHeldForms(db: Db, now: Instant): Promise<number> {
  const gone = await db.deleteFrom('held_form').where('expires_at', '<=', now).executeTakeFirst();
  return Number(gone.numDeletedRows);
}
