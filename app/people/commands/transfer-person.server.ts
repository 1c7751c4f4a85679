import type { Tx } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import type { Actor } from '../actor.ts';
import { adminMessages as messages } from '../messages/admin.ts';
import { refuse, type Outcome, type Refusal } from '../outcome.ts';
import type { Ports } from '../ports.ts';
import type { ManagedPerson } from '../queries/managed-person.server.ts';
import { changePerson, type PersonRef } from './change-person.server.ts';
import { refuseDayBeforeUnit, refuseUnit } from './refuse-unit.server.ts';

/** Ends the present primary membership on a day and begins one in another unit of the actor's scope; history stays. */
export function transferPerson(ports: Ports, actor: Actor, ref: PersonRef, form: { unitId: string; position: string; on: Day }): Promise<Outcome> {
  return changePerson(ports, actor, ref, {
    action: 'membership.transfer',
    async work(tx, person, { today }) {
      if (person.leftOn) return refuse('form', messages.both('person.has-left'));
      if (person.unitId === form.unitId && person.position === form.position) return refuse('unitId', messages.both('person.same-place'));
      const refusal = refuseDay(person, form.on, today, ports.timeZone) ?? (await refuseUnit(tx, actor, form.unitId, today)) ?? (await refuseDayBeforeUnit(tx, form.unitId, form.on, ports.timeZone));
      if (refusal) return refusal;
      await closeMemberships(tx, person.id, form.on, 'primary');
      await openMembership(tx, person.id, form);
      return { ok: true, details: { from: person.unitId, to: form.unitId, on: form.on } };
    },
  });
}

/** Refuses a day to come, and one before the present membership began. */
export function refuseDay(person: Pick<ManagedPerson, 'unitFrom'>, on: Day, today: Day, timeZone: string): Refusal | null {
  if (on > today) return refuse('on', messages.both('person.day-future'));
  if (!person.unitFrom || on >= person.unitFrom) return null;
  return refuse('on', messages.both('person.day-before', { day: defineFormats('vi', timeZone).day(person.unitFrom) }));
}

/** Ends the open memberships of a person; one that began later than the day ends where it began. */
export async function closeMemberships(tx: Tx, userId: string, on: Day, which: 'primary' | 'all'): Promise<void> {
  const open = await tx
    .selectFrom('membership')
    .select(['id', 'valid_from'])
    .where('user_id', '=', userId)
    .where('valid_to', 'is', null)
    .$if(which === 'primary', (query) => query.where('is_primary', '=', 1))
    .execute();
  for (const { id, valid_from } of open) await tx.updateTable('membership').set({ valid_to: on < valid_from ? valid_from : on }).where('id', '=', id).execute();
}

export async function openMembership(tx: Tx, userId: string, form: { unitId: string; position: string; on: Day }): Promise<void> {
  await tx.insertInto('membership').values({ id: newId(), user_id: userId, unit_id: form.unitId, position_title: form.position, is_primary: 1, valid_from: form.on, valid_to: null }).execute();
}
