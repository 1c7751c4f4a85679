import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../actor.ts';
import type { Outcome } from '../outcome.ts';
import type { Ports } from '../ports.ts';
import type { ManagedPerson } from '../queries/managed-person.server.ts';
import { canChangeRolesOf } from '../policy.ts';
import type { StaffAccountKind } from '../rules/account-kinds.ts';
import { nameColumns } from '../rules/sort-key.ts';
import { refuseIdentifiers, type Profile } from './add-person.server.ts';
import { changePerson, type PersonRef } from './change-person.server.ts';

/** What the form of an existing person holds; the kind of account is left as it is when the form did not ask. */
export type EditedProfile = Profile & { kind?: StaffAccountKind | undefined };

/**
 * Corrects a person's name, e-mail, work phone, staff number or category; with the right to give roles also the kind of her account.
 * @throws AppError forbidden for another kind without that right
 */
export function editPerson(ports: Ports, actor: Actor, ref: PersonRef, form: EditedProfile): Promise<Outcome> {
  return changePerson(ports, actor, ref, {
    action: 'account.edit',
    async work(tx, person) {
      if (form.kind !== undefined && form.kind !== person.kind && !canChangeRolesOf(actor, person.id)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
      const refusal = await refuseIdentifiers(tx, form, person.id);
      if (refusal) return refusal;
      await tx
        .updateTable('user_account')
        .set({ email: form.email, ...(form.phone === undefined ? {} : { phone: form.phone }), ...(form.kind === undefined ? {} : { account_kind: form.kind }), staff_no: form.staffNo, staff_category: form.category, ...nameColumns(form.fullName) })
        .where('id', '=', person.id)
        .execute();
      return { ok: true, details: { fields: changedFields(person, form) } };
    },
  });
}

/** Which fields changed, not their values: the audit log is no second register of personal data. */
function changedFields(person: ManagedPerson, form: EditedProfile): string[] {
  return (['fullName', 'email', 'phone', 'staffNo', 'category', 'kind'] as const).filter((field) => form[field] !== undefined && person[field] !== form[field]);
}
