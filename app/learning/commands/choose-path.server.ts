import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';

/**
 * Keeps the path that somebody wants to follow; null gives it up.
 * @throws AppError not-found for a path that there is not
 */
export async function choosePath(db: Db, userId: string, key: string | null, now: Instant): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('path_choice').where('user_id', '=', userId).execute();
    if (key === null) return;
    const path = await tx.selectFrom('learning_path').select('key').where('key', '=', key).executeTakeFirst();
    if (!path) throw new AppError('not-found', platformMessages.both('error.not-found'));
    await tx.insertInto('path_choice').values({ user_id: userId, path_key: key, chosen_at: now }).execute();
  });
}
