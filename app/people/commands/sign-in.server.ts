import type { Db } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { readSetting } from '../../platform/settings.server.ts';
import type { Ports } from '../ports.ts';
import { spendPasswordTime, verifyPassword } from '../password.server.ts';
import { afterFailure, lockoutPolicy } from '../rules/session-rules.ts';
import { openSession, type Device } from './open-session.server.ts';

export type SignInResult = { ok: true; token: string } | { ok: false; reason: 'wrong' | 'disabled' | 'expired-password' } | { ok: false; reason: 'locked'; minutes: number };


/** Checks e-mail or staff number and password, counts failures, and opens a session. An unknown name costs the same time as a wrong password. */
export async function signIn({ db, clock, timeZone }: Ports, form: { identifier: string; password: string }, device: Device): Promise<SignInResult> {
  const account = await findAccount(db, form.identifier);
  if (!account) {
    await spendPasswordTime(form.password);
    return { ok: false, reason: 'wrong' };
  }
  const now = clock.now();
  const lock = lockOf(account, now);
  if (lock) return lock;
  const today = dayIn(timeZone, now);
  if (!(await verifyPassword(account.password_hash, form.password))) return countFailure(db, account, now, today);
  if (account.disabled_at) return { ok: false, reason: 'disabled' };
  if (account.expires_at && account.expires_at <= now.toISOString()) return { ok: false, reason: 'expired-password' };
  return db.transaction().execute(async (tx): Promise<SignInResult> => {
    const present = await tx.selectFrom('credential').select(['password_hash', 'locked_until']).where('user_id', '=', account.id).executeTakeFirstOrThrow();
    const lock = lockOf(present, now);
    if (lock) return lock;
    if (present.password_hash !== account.password_hash) return { ok: false, reason: 'wrong' };
    await tx.updateTable('credential').set({ failed_count: 0, locked_until: null }).where('user_id', '=', account.id).execute();
    return { ok: true, token: await openSession(tx, { id: account.id, fullName: account.full_name }, device, now, today) };
  });
}

async function findAccount(db: Db, identifier: string) {
  const name = identifier.trim();
  return db
    .selectFrom('user_account as u')
    .innerJoin('credential as c', 'c.user_id', 'u.id')
    .select(['u.id', 'u.full_name', 'u.disabled_at', 'c.password_hash', 'c.failed_count', 'c.locked_until', 'c.expires_at'])
    .where((where) => where.or([where('u.email', '=', name.toLowerCase()), where('u.staff_no', '=', name.toUpperCase())]))
    .where('u.account_kind', '!=', 'SERVICE')
    .executeTakeFirst();
}
type Account = NonNullable<Awaited<ReturnType<typeof findAccount>>>;

/** The refusal while an account is locked, else null. */
function lockOf({ locked_until }: { locked_until: string | null }, now: Date): SignInResult | null {
  if (!locked_until || locked_until <= now.toISOString()) return null;
  return { ok: false, reason: 'locked', minutes: Math.ceil((Date.parse(locked_until) - now.getTime()) / 60_000) };
}

/** Asks again whether the account is locked: of many tries that arrive together, the one after the last allowed must not open it again. */
async function countFailure(db: Db, account: Account, now: Date, today: string): Promise<SignInResult> {
  const policy = await readSetting(db, lockoutPolicy, today);
  return db.transaction().execute(async (tx): Promise<SignInResult> => {
    const present = await tx.selectFrom('credential').select(['failed_count', 'locked_until']).where('user_id', '=', account.id).executeTakeFirstOrThrow();
    const lock = lockOf(present, now);
    if (lock) return lock;
    const next = afterFailure(present.failed_count, now, policy);
    await tx.updateTable('credential').set(next).where('user_id', '=', account.id).execute();
    if (!next.locked_until) return { ok: false, reason: 'wrong' };
    await recordAudit(tx, { at: now.toISOString(), actor: null, action: 'account.lock', objectType: 'user_account', objectId: account.id, details: { until: next.locked_until } });
    return { ok: false, reason: 'locked', minutes: policy.minutes };
  });
}
