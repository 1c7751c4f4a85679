import type { Day } from '../../platform/clock.ts';
import type { Actor } from '../actor.ts';
import { adminMessages as messages } from '../messages/admin.ts';
import { refuse, type Outcome } from '../outcome.ts';
import type { Ports } from '../ports.ts';
import { changePerson, refuseLastAdmin, type PersonRef } from './change-person.server.ts';
import { voidLinks } from './issue-link.server.ts';
import { revokeSessions } from './revoke-sessions.server.ts';
import { closeMemberships, refuseDay } from './transfer-person.server.ts';

/** Records that a person has left: memberships end, roles are revoked, the work phone is forgotten, the account is disabled and signed out everywhere. */
export function recordLeave(ports: Ports, actor: Actor, ref: PersonRef, form: { on: Day }): Promise<Outcome> {
  return changePerson(ports, actor, ref, {
    action: 'account.leave',
    async work(tx, person, { at, today }) {
      if (person.leftOn) return refuse('form', messages.both('person.has-left'));
      const refusal = refuseDay(person, form.on, today, ports.timeZone) ?? (await refuseLastAdmin(tx, person));
      if (refusal) return refusal;
      await closeMemberships(tx, person.id, form.on, 'all');
      await tx.updateTable('user_account').set({ left_on: form.on, disabled_at: person.disabledAt ?? at, disabled_reason: 'LEFT', phone: null }).where('id', '=', person.id).execute();
      await tx.updateTable('role_assignment').set({ revoked_at: at }).where('user_id', '=', person.id).where('revoked_at', 'is', null).execute();
      await voidLinks(tx, person.id, at);
      await revokeSessions(tx, person.id, at);
      return { ok: true, details: { on: form.on, revokedRoles: person.grants.map((grant) => grant.role) } };
    },
  });
}
