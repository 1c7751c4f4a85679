import type { Actor } from '../actor.ts';
import type { Outcome } from '../outcome.ts';
import type { Ports } from '../ports.ts';
import type { ManagedPerson } from '../queries/managed-person.server.ts';
import { nameColumns } from '../rules/sort-key.ts';
import { refuseIdentifiers, type Profile } from './add-person.server.ts';
import { changePerson, type PersonRef } from './change-person.server.ts';

/** Corrects a person's name, e-mail, work phone, staff number or category. */
export function editPerson(ports: Ports, actor: Actor, ref: PersonRef, form: Profile): Promise<Outcome> {
  return changePerson(ports, actor, ref, {
    action: 'account.edit',
    async work(tx, person) {
      const refusal = await refuseIdentifiers(tx, form, person.id);
      if (refusal) return refusal;
      await tx
        .updateTable('user_account')
        .set({ email: form.email, ...(form.phone === undefined ? {} : { phone: form.phone }), staff_no: form.staffNo, staff_category: form.category, ...nameColumns(form.fullName) })
        .where('id', '=', person.id)
        .execute();
      return { ok: true, details: { fields: changedFields(person, form) } };
    },
  });
}

/** Which fields changed, not their values: the audit log is no second register of personal data. */
function changedFields(person: ManagedPerson, form: Profile): string[] {
  return (['fullName', 'email', 'phone', 'staffNo', 'category'] as const).filter((field) => form[field] !== undefined && person[field] !== form[field]);
}
