import { recordAudit } from '../../platform/audit.server.ts';
import { newToken } from '../../platform/ids.ts';
import { sha256 } from '../../platform/signing.server.ts';
import type { Actor } from '../actor.ts';
import { accountMessages as messages } from '../messages/account.ts';
import { refuse, type Outcome } from '../outcome.ts';
import { hashPassword, verifyPassword } from '../password.server.ts';
import { momentOf, type Ports } from '../ports.ts';
import { repeatedSince } from '../rules/session-rules.ts';
import { checkNewPassword } from './check-new-password.server.ts';
import { revokeSessions } from './revoke-sessions.server.ts';
import { storePassword } from './store-password.server.ts';

interface PasswordForm {
  current: string;
  password: string;
  again: string;
}
type Changed = Outcome<{ token: string }>;

/**
 * Changes the actor's own password, signs her out everywhere else, and gives this session a fresh token. The same form sent once more by the same session is the
 * same deed: it changes nothing and is given a token, because the browser has dropped the answer to the first.
 */
export async function changePassword(ports: Ports, actor: Actor, form: PasswordForm): Promise<Changed> {
  const outcome = await change(ports, actor, form);
  if (outcome.ok || !(await wasJustDone(ports, actor, form))) return outcome;
  const token = newToken();
  await ports.db.updateTable('session').set({ token_hash: sha256(token) }).where('id', '=', actor.sessionId).execute();
  return { ok: true, token };
}

async function change({ db, clock, timeZone }: Ports, actor: Actor, form: PasswordForm): Promise<Changed> {
  const { at, today } = momentOf({ clock, timeZone });
  const known = await db.selectFrom('credential').select('password_hash').where('user_id', '=', actor.id).executeTakeFirst();
  if (!known || !(await verifyPassword(known.password_hash, form.current))) return refuse('current', messages.both('password.wrong'));
  const refusal = await checkNewPassword(db, actor.id, form, today);
  if (refusal) return refusal;
  const hash = await hashPassword(form.password);
  const token = newToken();
  return db.transaction().execute(async (tx): Promise<Changed> => {
    const { password_hash } = await tx.selectFrom('credential').select('password_hash').where('user_id', '=', actor.id).executeTakeFirstOrThrow();
    if (password_hash !== known.password_hash) return refuse('form', messages.both('password.changed-meanwhile'));
    await storePassword(tx, actor.id, { hash, now: at, mustChange: false, expiresAt: null });
    await revokeSessions(tx, actor.id, at, actor.sessionId);
    const renewed = tx.updateTable('session').set(({ ref }) => ({ token_hash: sha256(token), former_token_hash: ref('token_hash'), token_changed_at: at }));
    await renewed.where('id', '=', actor.sessionId).where('user_id', '=', actor.id).execute();
    await recordAudit(tx, { at, actor, action: 'password.change', objectType: 'user_account', objectId: actor.id });
    return { ok: true, token };
  });
}

/** Whether this session set this very password a moment ago. */
async function wasJustDone({ db, clock }: Ports, actor: Actor, { password, again }: PasswordForm): Promise<boolean> {
  const session = await db.selectFrom('session').select('id').where('id', '=', actor.sessionId).where('revoked_at', 'is', null).where('token_changed_at', '>', repeatedSince(clock.now().toISOString())).executeTakeFirst();
  if (!session || password !== again) return false;
  const { password_hash } = await db.selectFrom('credential').select('password_hash').where('user_id', '=', actor.id).executeTakeFirstOrThrow();
  return verifyPassword(password_hash, password);
}
