import type { Db } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Clock } from '../../platform/clock.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { newId, newToken } from '../../platform/ids.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { spendPasswordTime, verifyPassword } from '../password.server.ts';
import { listGrants } from '../queries/session-actor.server.ts';
import { afterFailure, idleMinutesFor, lockoutPolicy, sessionPolicy } from '../rules/session-rules.ts';

export type SignInResult = { ok: true; token: string } | { ok: false; reason: 'wrong' | 'disabled' | 'expired-password' } | { ok: false; reason: 'locked'; minutes: number };

interface Ports {
  db: Db;
  clock: Clock;
  timeZone: string;
}
interface Device {
  userAgent: string;
  address: string;
}

/** Checks e-mail or staff number and password, counts failures, and opens a session. An unknown name costs the same time as a wrong password. */
export async function signIn({ db, clock, timeZone }: Ports, form: { identifier: string; password: string }, device: Device): Promise<SignInResult> {
  const account = await findAccount(db, form.identifier);
  if (!account) {
    await spendPasswordTime(form.password);
    return { ok: false, reason: 'wrong' };
  }
  const now = clock.now();
  if (account.locked_until && account.locked_until > now.toISOString()) {
    return { ok: false, reason: 'locked', minutes: Math.ceil((Date.parse(account.locked_until) - now.getTime()) / 60_000) };
  }
  const today = dayIn(timeZone, now);
  if (!(await verifyPassword(account.password_hash, form.password))) return countFailure(db, account, now, today);
  if (account.disabled_at) return { ok: false, reason: 'disabled' };
  if (account.expires_at && account.expires_at <= now.toISOString()) return { ok: false, reason: 'expired-password' };
  const token = await openSession(db, account, device, now, today);
  return { ok: true, token };
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

async function countFailure(db: Db, account: Account, now: Date, today: string): Promise<SignInResult> {
  const policy = await readSetting(db, lockoutPolicy, today);
  return db.transaction().execute(async (tx): Promise<SignInResult> => {
    const { failed_count } = await tx.selectFrom('credential').select('failed_count').where('user_id', '=', account.id).executeTakeFirstOrThrow();
    const next = afterFailure(failed_count, now, policy);
    await tx.updateTable('credential').set(next).where('user_id', '=', account.id).execute();
    if (!next.locked_until) return { ok: false, reason: 'wrong' };
    await recordAudit(tx, { at: now.toISOString(), actor: null, action: 'account.lock', objectType: 'user_account', objectId: account.id, details: { until: next.locked_until } });
    return { ok: false, reason: 'locked', minutes: policy.minutes };
  });
}

async function openSession(db: Db, account: Account, device: Device, now: Date, today: string): Promise<string> {
  const [policy, grants] = [await readSetting(db, sessionPolicy, today), await listGrants(db, account.id)];
  const token = newToken();
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('credential').set({ failed_count: 0, locked_until: null }).where('user_id', '=', account.id).execute();
    await tx
      .insertInto('session')
      .values({
        id: newId(),
        token_hash: sha256(token),
        user_id: account.id,
        created_at: now.toISOString(),
        last_seen_at: now.toISOString(),
        expires_at: new Date(now.getTime() + policy.absoluteHours * 3_600_000).toISOString(),
        idle_minutes: idleMinutesFor(grants, policy),
        user_agent: device.userAgent.slice(0, 300),
        address: device.address,
      })
      .execute();
    await recordAudit(tx, { at: now.toISOString(), actor: { id: account.id, fullName: account.full_name }, action: 'session.start', objectType: 'user_account', objectId: account.id });
  });
  return token;
}
