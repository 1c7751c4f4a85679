import type { Actor } from '../../people/actor.ts';
import { momentOf, nameColumns, revokeSessions, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { ProfileFields } from '../forms/outside.ts';
import { isFromOutside } from '../policy.ts';
import { nameInLog } from '../rules/outside-name.ts';

/** Writes who the actor takes part as. Officials keep the name of their account. */
export async function writeProfile(ports: Ports, actor: Actor, form: ProfileFields): Promise<void> {
  const { at } = momentOf(ports);
  const columns = { kind: form.kind, legal_name: form.legalName, tax_code: form.taxCode, phone: form.phone, place: form.place, changed_at: at };
  await ports.db.transaction().execute(async (tx) => {
    await tx.insertInto('contestant').values({ user_id: actor.id, ...columns, created_at: at }).onConflict((conflict) => conflict.column('user_id').doUpdateSet(columns)).execute();
    if (isFromOutside(actor)) await tx.updateTable('user_account').set(nameColumns(form.fullName)).where('id', '=', actor.id).execute();
    // Neither names nor numbers: the log outlives an erasure.
    await recordAudit(tx, { at, actor: asLogged(actor), action: 'contestant.edit', objectType: 'external_account', objectId: actor.id, details: { contestantKind: form.kind } });
  });
}

/** Ends every session of the actor but this one. */
export async function signOutElsewhere(ports: Ports, actor: Actor): Promise<void> {
  const { at } = momentOf(ports);
  await ports.db.transaction().execute(async (tx) => {
    const count = await revokeSessions(tx, actor.id, at, actor.sessionId);
    if (count > 0) await recordAudit(tx, { at, actor: asLogged(actor), action: 'session.end-others', objectType: 'user_account', objectId: actor.id, details: { count } });
  });
}

/** People from outside stand in the log under a word: their rows cannot be erased from it. */
function actorName(actor: Actor): string {
  return isFromOutside(actor) ? nameInLog : actor.fullName;
}

/** The actor as a row of the log names her. */
export function asLogged(actor: Actor): { id: string; fullName: string } {
  return { id: actor.id, fullName: actorName(actor) };
}
