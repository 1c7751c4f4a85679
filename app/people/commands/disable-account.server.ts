import type { Actor } from '../actor.ts';
import { adminMessages as messages } from '../messages/admin.ts';
import { refuse, type Outcome } from '../outcome.ts';
import type { Ports } from '../ports.ts';
import { changePerson, refuseLastAdmin, type PersonRef } from './change-person.server.ts';
import { voidLinks } from './issue-link.server.ts';
import { revokeSessions } from './revoke-sessions.server.ts';

/** Takes an account out of use at once; learning results stay. */
export function disableAccount(ports: Ports, actor: Actor, ref: PersonRef): Promise<Outcome> {
  return changePerson(ports, actor, ref, {
    action: 'account.disable',
    async work(tx, person, { at }) {
      if (person.disabledAt) return refuse('form', messages.both('person.is-disabled'));
      const refusal = await refuseLastAdmin(tx, person);
      if (refusal) return refusal;
      await tx.updateTable('user_account').set({ disabled_at: at, disabled_reason: 'ADMIN' }).where('id', '=', person.id).execute();
      await voidLinks(tx, person.id, at);
      await revokeSessions(tx, person.id, at);
      return { ok: true };
    },
  });
}
