import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor, Grant, Role } from '../actor.ts';
import { adminMessages as messages } from '../messages/admin.ts';
import { refuse, type Outcome } from '../outcome.ts';
import { canChangeRolesOf } from '../policy.ts';
import { momentOf, type Ports } from '../ports.ts';
import { countSystemAdmins } from '../queries/system-admins.server.ts';
import { listGrants } from '../queries/session-actor.server.ts';
import { scopesOf } from '../rules/role-scopes.ts';
import { refuseUnit } from './refuse-unit.server.ts';

/** Gives a person a role for a scope. Nobody does this for herself. */
export async function grantRole(ports: Ports, actor: Actor, personId: string, grant: Grant): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    await demandRight(tx, actor, personId);
    const account = await tx.selectFrom('user_account').select(['id', 'disabled_at']).where('id', '=', personId).executeTakeFirst();
    if (!account) throw new AppError('not-found', platformMessages.both('error.not-found'));
    if (account.disabled_at) return refuse('form', messages.both('person.is-disabled'));
    if (!scopesOf[grant.role].includes(grant.scope)) return refuse('scope', messages.both('roles.scope-wrong'));
    if (grant.scope === 'SUBTREE' && !grant.unitId) return refuse('unitId', messages.both('roles.unit-needed'));
    const unitId = grant.scope === 'SUBTREE' ? grant.unitId : null;
    const refusal = unitId ? await refuseUnit(tx, actor, unitId, today) : null;
    if (refusal) return refusal;
    const held = await listGrants(tx, personId);
    if (held.some((own) => own.role === grant.role && own.scope === grant.scope && own.unitId === unitId)) return refuse('role', messages.both('roles.twice'));
    await tx.insertInto('role_assignment').values({ id: newId(), user_id: personId, role: grant.role, scope: grant.scope, unit_id: unitId, granted_by: actor.id, granted_at: at }).execute();
    await recordAudit(tx, { at, actor, action: 'role.grant', objectType: 'user_account', objectId: personId, details: { role: grant.role, scope: grant.scope, unitId } });
    return { ok: true };
  });
}

/** Takes a role away; the last system administrator keeps hers. */
export async function revokeRole(ports: Ports, actor: Actor, personId: string, assignmentId: string): Promise<Outcome> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    await demandRight(tx, actor, personId);
    const held = await tx.selectFrom('role_assignment').selectAll().where('id', '=', assignmentId).where('user_id', '=', personId).where('revoked_at', 'is', null).executeTakeFirst();
    if (!held) throw new AppError('not-found', platformMessages.both('error.not-found'));
    if (held.role === 'SYSTEM_ADMIN' && (await countSystemAdmins(tx, personId)) === 0) return refuse('form', messages.both('person.last-admin'));
    await tx.updateTable('role_assignment').set({ revoked_at: at }).where('id', '=', assignmentId).execute();
    await recordAudit(tx, { at, actor, action: 'role.revoke', objectType: 'user_account', objectId: personId, details: { role: held.role as Role, scope: held.scope, unitId: held.unit_id } });
    return { ok: true };
  });
}

/** The right is asked for in the database too: it may have been taken away since the page was opened. */
async function demandRight(tx: Tx, actor: Actor, personId: string): Promise<void> {
  const stillAdmin = (await listGrants(tx, actor.id)).some((grant) => grant.role === 'SYSTEM_ADMIN');
  if (!stillAdmin || !canChangeRolesOf(actor, personId)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
}
