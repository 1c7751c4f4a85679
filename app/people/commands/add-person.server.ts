import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../actor.ts';
import { adminMessages as messages } from '../messages/admin.ts';
import { refuse, type Outcome, type Refusal } from '../outcome.ts';
import { canManagePeople } from '../policy.ts';
import { momentOf, type Ports } from '../ports.ts';
import type { Category } from '../rules/categories.ts';
import { nameColumns } from '../rules/sort-key.ts';
import { firstDayOf, refuseUnit } from './refuse-unit.server.ts';

export interface Profile {
  fullName: string;
  email: string | null;
  /** A mobile number in E.164, null for none; left as it is when the form did not ask. */
  phone?: string | null | undefined;
  staffNo: string | null;
  category: Category | null;
}

/** Adds a person to a unit of the actor's scope. She cannot sign in until she gets a link or a temporary password. Whoever joined before the unit existed is its member from its first day. */
export async function addPerson(ports: Ports, actor: Actor, form: Profile & { unitId: string; position: string; joinedOn: string }): Promise<Outcome<{ id: string }>> {
  const { at, today } = momentOf(ports);
  if (!canManagePeople(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  if (form.joinedOn > today) return refuse('joinedOn', messages.both('person.day-future'));
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ id: string }>> => {
    const refusal = (await refuseUnit(tx, actor, form.unitId, today)) ?? (await refuseIdentifiers(tx, form, null));
    if (refusal) return refusal;
    const id = newId();
    const first = await firstDayOf(tx, form.unitId);
    const identity = { email: form.email, phone: form.phone ?? null, staff_no: form.staffNo, staff_category: form.category, ...nameColumns(form.fullName) };
    await tx.insertInto('user_account').values({ id, account_kind: 'OPERATOR', ...identity, joined_on: form.joinedOn, created_at: at }).execute();
    await tx.insertInto('membership').values({ id: newId(), user_id: id, unit_id: form.unitId, position_title: form.position, is_primary: 1, valid_from: form.joinedOn < first ? first : form.joinedOn, valid_to: null }).execute();
    await recordAudit(tx, { at, actor, action: 'account.create', objectType: 'user_account', objectId: id, details: { unitId: form.unitId, joinedOn: form.joinedOn } });
    return { ok: true, id };
  });
}

/** Refuses a profile that nobody could sign in with, or whose staff number or e-mail is taken. */
export async function refuseIdentifiers(tx: Tx, { email, staffNo }: Pick<Profile, 'email' | 'staffNo'>, ownId: string | null): Promise<Refusal | null> {
  if (!email && !staffNo) return refuse('staffNo', messages.both('person.identifier-needed'));
  const taken = async (column: 'email' | 'staff_no', value: string | null) =>
    value !== null && (await tx.selectFrom('user_account').select('id').where(column, '=', value).where('id', '!=', ownId ?? '').executeTakeFirst()) !== undefined;
  if (await taken('staff_no', staffNo)) return refuse('staffNo', messages.both('person.staff-no-used'));
  if (await taken('email', email)) return refuse('email', messages.both('person.email-used'));
  return null;
}
