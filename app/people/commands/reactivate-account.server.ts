import type { Day } from '../../platform/clock.ts';
import type { Actor } from '../actor.ts';
import { adminMessages as messages } from '../messages/admin.ts';
import { refuse, type Outcome } from '../outcome.ts';
import type { Ports } from '../ports.ts';
import { platformMessages } from '../../platform/messages.ts';
import { changePerson, type PersonRef } from './change-person.server.ts';
import { refuseDayBeforeUnit, refuseUnit } from './refuse-unit.server.ts';
import { openMembership } from './transfer-person.server.ts';

/** Where somebody who had left comes back to. */
export interface Return {
  unitId?: string | undefined;
  position?: string | undefined;
  on?: Day | undefined;
}

/** Puts an account into use again; somebody who had left also gets a new membership. Sessions and roles do not come back. */
export function reactivateAccount(ports: Ports, actor: Actor, ref: PersonRef, form: Return): Promise<Outcome> {
  return changePerson(ports, actor, ref, {
    action: 'account.reactivate',
    async work(tx, person, { today }) {
      if (!person.disabledAt && !person.leftOn) return refuse('form', messages.both('person.not-disabled'));
      if (person.leftOn) {
        const { unitId, position, on } = form;
        const required = platformMessages.both('form.required');
        if (!unitId) return refuse('unitId', required);
        if (!position) return refuse('position', required);
        if (!on) return refuse('on', required);
        if (on > today) return refuse('on', messages.both('person.day-future'));
        if (on < person.leftOn) return refuse('on', messages.both('person.day-wrong'));
        const refusal = (await refuseUnit(tx, actor, unitId, today)) ?? (await refuseDayBeforeUnit(tx, unitId, on, ports.timeZone));
        if (refusal) return refusal;
        await openMembership(tx, person.id, { unitId, position, on });
      }
      await tx.updateTable('user_account').set({ disabled_at: null, disabled_reason: null, left_on: null }).where('id', '=', person.id).execute();
      return { ok: true, details: person.leftOn ? { unitId: form.unitId, on: form.on } : {} };
    },
  });
}
