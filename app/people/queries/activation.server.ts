import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { sha256 } from '../../platform/signing.server.ts';

export type LinkState = 'open' | 'used' | 'expired' | 'unknown';
export interface ActivationLink {
  state: LinkState;
  id: string;
  purpose: 'FIRST_ADMIN' | 'ACTIVATE' | 'RESET';
  userId: string | null;
  fullName: string | null;
  email: string | null;
  staffNo: string | null;
}

const unknown: ActivationLink = { state: 'unknown', id: '', purpose: 'ACTIVATE', userId: null, fullName: null, email: null, staffNo: null };

/** What a one-time link opens. A link to a disabled account counts as used. */
export async function readActivationLink(db: Db, token: string, now: Instant): Promise<ActivationLink> {
  const row = await db
    .selectFrom('activation as a')
    .leftJoin('user_account as u', 'u.id', 'a.user_id')
    .select(['a.id', 'a.purpose', 'a.user_id', 'a.expires_at', 'a.used_at', 'u.full_name', 'u.email', 'u.staff_no', 'u.disabled_at'])
    .where('a.token_hash', '=', sha256(token))
    .executeTakeFirst();
  if (!row) return unknown;
  const state = row.used_at || row.disabled_at ? 'used' : row.expires_at <= now ? 'expired' : 'open';
  return { state, id: row.id, purpose: row.purpose as ActivationLink['purpose'], userId: row.user_id, fullName: row.full_name, email: row.email, staffNo: row.staff_no };
}

/** Whoever used this link since then; the first administrator is known by her address only. */
export async function justEntered(db: Db, token: string, email: string | null, since: Instant) {
  return db
    .selectFrom('activation as a')
    .innerJoin('user_account as u', (join) => join.on((on) => on.or([on('u.id', '=', on.ref('a.user_id')), on.and([on('a.purpose', '=', 'FIRST_ADMIN'), on('u.email', '=', email)])])))
    .innerJoin('credential as c', 'c.user_id', 'u.id')
    .select(['u.id', 'u.full_name', 'c.password_hash'])
    .where('a.token_hash', '=', sha256(token))
    .where('a.used_at', '>', since)
    .where('u.disabled_at', 'is', null)
    .executeTakeFirst();
}
