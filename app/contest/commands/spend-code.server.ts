import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { sameCode } from '../../platform/signing.server.ts';
import { codeHash, mostTries } from '../sign-in-code.server.ts';

interface Typed {
  id: string;
  code: string;
  /** Whose account the code moves; null for one that signs in. Neither does the other's work. */
  forUser: string | null;
}

/** The address that a code proves; null when it is wrong, used, over or another's. Every try counts, also of many that arrive together. */
export async function spendCode(tx: Tx, secret: string, { id, code, forUser }: Typed, at: Instant): Promise<string | null> {
  const row = await tx.selectFrom('sign_in_code').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row || row.for_user !== forUser || row.used_at !== null || row.expires_at <= at || row.tries >= mostTries) return null;
  await tx.updateTable('sign_in_code').set({ tries: row.tries + 1 }).where('id', '=', id).execute();
  return sameCode(row.code_hash, codeHash(secret, id, code)) ? row.email : null;
}

/** Makes every code of an address useless once one of them has done its work. */
export async function endCodes(tx: Tx, email: string, at: Instant): Promise<void> {
  await tx.updateTable('sign_in_code').set({ used_at: at }).where('email', '=', email).where('used_at', 'is', null).execute();
}
