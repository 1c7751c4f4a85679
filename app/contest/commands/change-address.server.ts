import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, revokeSessions, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { enqueue } from '../../platform/jobs/jobs.server.ts';
import { tellOldAddressJob } from '../jobs.ts';
import { outsideMessages } from '../messages/outside.ts';
import { addressMessages as messages } from '../messages/outside-address.ts';
import { isFromOutside } from '../policy.ts';
import { isFreeAddress, requestCode } from './request-code.server.ts';
import { endCodes, spendCode } from './spend-code.server.ts';
import { asLogged } from './write-profile.server.ts';

type CodePorts = Ports & { secret: string };

/** Sends a code to the address to which somebody from outside wants to move. Whether another account has it is told to that address alone. */
export async function requestNewAddress(ports: CodePorts, actor: Actor, asked: { email: string; locale: Locale; address: string }): Promise<Outcome<{ id: string }>> {
  if (!isFromOutside(actor)) return refuse('form', messages.both('fault.official'));
  const { email } = await ports.db.selectFrom('user_account').select('email').where('id', '=', actor.id).executeTakeFirstOrThrow();
  if (email === asked.email) return refuse('email', messages.both('fault.same'));
  return { ok: true, ...(await requestCode(ports, { ...asked, forUser: actor.id })) };
}

/** Moves the account to the address that the code proves. Every other session ends, and the address before it is told. */
export async function changeAddress(ports: CodePorts, actor: Actor, { id, code, locale }: { id: string; code: string; locale: Locale }): Promise<Outcome> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const email = await spendCode(tx, ports.secret, { id, code, forUser: actor.id }, at);
    // Another account may have come to have the address since the code was sent.
    if (!email || !(await isFreeAddress(tx, email))) return refuse('code', outsideMessages.both('fault.code'));
    const { email: before } = await tx.selectFrom('user_account').select('email').where('id', '=', actor.id).executeTakeFirstOrThrow();
    await tx.updateTable('user_account').set({ email }).where('id', '=', actor.id).execute();
    await tx.updateTable('external_account').set({ verified_at: at }).where('user_id', '=', actor.id).execute();
    await moveMemberships(tx, actor.id, email, at);
    for (const address of [email, before ?? '']) await endCodes(tx, address, at);
    await tx.updateTable('sign_in_code').set({ used_at: at }).where('for_user', '=', actor.id).where('used_at', 'is', null).execute();
    await tx.updateTable('sign_in_code').set({ old_email: before }).where('id', '=', id).execute();
    await revokeSessions(tx, actor.id, at, actor.sessionId);
    await recordAudit(tx, { at, actor: asLogged(actor), action: 'external-account.change-address', objectType: 'external_account', objectId: actor.id });
    await enqueue(tx, tellOldAddressJob, { codeId: id, locale }, { now: at });
    return { ok: true };
  });
}

/** In her teams she is found under the new address. Where that one is invited already, the invitation is to herself and goes. */
async function moveMemberships(tx: Tx, userId: string, email: string, at: Instant): Promise<void> {
  const own = tx.selectFrom('entry_member').select('entry_id').where('user_id', '=', userId).where('removed_at', 'is', null);
  await tx.updateTable('entry_member').set({ removed_at: at, token_hash: null }).where('email', '=', email).where('user_id', 'is', null).where('removed_at', 'is', null).where('entry_id', 'in', own).execute();
  await tx.updateTable('entry_member').set({ email }).where('user_id', '=', userId).where('removed_at', 'is', null).execute();
}
