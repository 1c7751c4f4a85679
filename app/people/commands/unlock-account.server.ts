import type { Actor } from '../actor.ts';
import type { Outcome } from '../outcome.ts';
import type { Ports } from '../ports.ts';
import { changePerson, type PersonRef } from './change-person.server.ts';
import { revokeSessions } from './revoke-sessions.server.ts';

/** Forgets wrong passwords, so that a locked person can try again at once. */
export function unlockAccount(ports: Ports, actor: Actor, ref: PersonRef): Promise<Outcome> {
  return changePerson(ports, actor, ref, {
    action: 'account.unlock',
    async work(tx, person) {
      await tx.updateTable('credential').set({ failed_count: 0, locked_until: null }).where('user_id', '=', person.id).execute();
      return { ok: true };
    },
  });
}

/** Signs a person out everywhere. */
export function endSessionsOf(ports: Ports, actor: Actor, ref: PersonRef): Promise<Outcome> {
  return changePerson(ports, actor, ref, {
    action: 'session.end-all',
    async work(tx, person, { at }) {
      return { ok: true, details: { count: await revokeSessions(tx, person.id, at) } };
    },
  });
}
