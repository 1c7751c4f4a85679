import type { Db, Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { verifyPassword } from '../password.server.ts';

interface NewPassword {
  hash: string;
  now: Instant;
  /** Set by somebody else, so its owner must replace it. */
  mustChange: boolean;
  expiresAt: Instant | null;
}

/** Writes a person's password and its place in her history; failures and locks are forgotten. */
export async function storePassword(tx: Tx, userId: string, { hash, now, mustChange, expiresAt }: NewPassword): Promise<void> {
  const row = { password_hash: hash, must_change: mustChange ? 1 : 0, changed_at: now, expires_at: expiresAt, failed_count: 0, locked_until: null };
  await tx.insertInto('credential').values({ user_id: userId, ...row }).onConflict((conflict) => conflict.column('user_id').doUpdateSet(row)).execute();
  await tx.insertInto('password_history').values({ id: newId(), user_id: userId, password_hash: hash, set_at: now }).execute();
}

/** True when the password is one of the person's last `count`, the present one included. Costs one hash each, so ask last. */
export async function wasUsedBefore(db: Db, userId: string, password: string, count: number): Promise<boolean> {
  const past = await db.selectFrom('password_history').select('password_hash').where('user_id', '=', userId).orderBy('set_at', 'desc').orderBy('id', 'desc').limit(count).execute();
  const present = await db.selectFrom('credential').select('password_hash').where('user_id', '=', userId).execute();
  for (const hash of new Set([...past, ...present].map((row) => row.password_hash))) if (await verifyPassword(hash, password)) return true;
  return false;
}
