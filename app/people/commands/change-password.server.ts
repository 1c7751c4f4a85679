import { recordAudit } from '../../platform/audit.server.ts';
import { newToken } from '../../platform/ids.ts';
import { sha256 } from '../../platform/signing.server.ts';
import type { Actor } from '../actor.ts';
import { accountMessages as messages } from '../messages/account.ts';
import { refuse, type Outcome } from '../outcome.ts';
import { momentOf, type Ports } from '../ports.ts';
import { hashPassword, verifyPassword } from '../password.server.ts';
import { checkNewPassword } from './check-new-password.server.ts';
import { revokeSessions } from './revoke-sessions.server.ts';
import { storePassword } from './store-password.server.ts';

/** Changes the actor's own password, signs her out everywhere else, and gives this session a fresh token. */
export async function changePassword({ db, clock, timeZone }: Ports, actor: Actor, form: { current: string; password: string; again: string }): Promise<Outcome<{ token: string }>> {
  const { at, today } = momentOf({ clock, timeZone });
  const known = await db.selectFrom('credential').select('password_hash').where('user_id', '=', actor.id).executeTakeFirst();
  if (!known || !(await verifyPassword(known.password_hash, form.current))) return refuse('current', messages.both('password.wrong'));
  const refusal = await checkNewPassword(db, actor.id, form, today);
  if (refusal) return refusal;
  const hash = await hashPassword(form.password);
  const token = newToken();
  return db.transaction().execute(async (tx): Promise<Outcome<{ token: string }>> => {
    const { password_hash } = await tx.selectFrom('credential').select('password_hash').where('user_id', '=', actor.id).executeTakeFirstOrThrow();
    if (password_hash !== known.password_hash) return refuse('form', messages.both('password.changed-meanwhile'));
    await storePassword(tx, actor.id, { hash, now: at, mustChange: false, expiresAt: null });
    await revokeSessions(tx, actor.id, at, actor.sessionId);
    await tx.updateTable('session').set({ token_hash: sha256(token) }).where('id', '=', actor.sessionId).where('user_id', '=', actor.id).execute();
    await recordAudit(tx, { at, actor, action: 'password.change', objectType: 'user_account', objectId: actor.id });
    return { ok: true, token };
  });
}
