import type { Tx } from '../../../db/client.ts';
import { momentOf, nameColumns, openSession, refuse, type Device, type Ports, type Refusal } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { outsideMessages as messages } from '../messages/outside.ts';
import { nameInLog } from '../rules/outside-name.ts';
import { endCodes, spendCode } from './spend-code.server.ts';

export type CodeSignIn = { ok: true; token: string; hasProfile: boolean } | Refusal;

/**
 * Opens a session for whoever has the code of a row. The first right code of an address makes its account;
 * an address that belongs to an official never gets a second one.
 */
export async function signInByCode(ports: Ports & { secret: string }, { id, code }: { id: string; code: string }, device: Device): Promise<CodeSignIn> {
  const { now, at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<CodeSignIn> => {
    const email = await spendCode(tx, ports.secret, { id, code, forUser: null }, at);
    const person = email && (await personOf(tx, email, at));
    if (!email || !person) return refuse('code', messages.both('fault.code'));
    if (person.disabledAt) return refuse('form', messages.both('fault.disabled'));
    await endCodes(tx, email, at);
    await tx.updateTable('external_account').set({ verified_at: at }).where('user_id', '=', person.id).execute();
    const hasProfile = Boolean(await tx.selectFrom('contestant').select('user_id').where('user_id', '=', person.id).executeTakeFirst());
    return { ok: true, token: await openSession(tx, { id: person.id, fullName: nameInLog }, device, now, today), hasProfile };
  });
}

/** The account from outside that an address belongs to, made now if there is none; null for an official's address. */
async function personOf(tx: Tx, email: string, at: Instant): Promise<{ id: string; fullName: string; disabledAt: Instant | null } | null> {
  const known = await tx.selectFrom('user_account').select(['id', 'full_name as fullName', 'account_kind', 'disabled_at as disabledAt']).where('email', '=', email).executeTakeFirst();
  if (known) return known.account_kind === 'SERVICE' ? known : null;
  const [id, fullName] = [newId(), email.split('@')[0] ?? email];
  await tx.insertInto('user_account').values({ id, account_kind: 'SERVICE', email, ...nameColumns(fullName), created_at: at }).execute();
  await tx.insertInto('external_account').values({ user_id: id, registered_at: at }).execute();
  await recordAudit(tx, { at, actor: null, action: 'external-account.create', objectType: 'external_account', objectId: id });
  return { id, fullName, disabledAt: null };
}
