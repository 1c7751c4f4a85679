import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import type { Actor } from '../actor.ts';
import { adminMessages as messages } from '../messages/admin.ts';
import { refuse, type Outcome, type Refusal } from '../outcome.ts';
import { momentOf, type Ports } from '../ports.ts';
import { getManagedPerson, type ManagedPerson } from '../queries/managed-person.server.ts';
import { countSystemAdmins } from '../queries/system-admins.server.ts';

/** Whose account, and which state of it the administrator was looking at. */
export interface PersonRef {
  id: string;
  revision: number;
}
export interface Moment {
  now: Date;
  at: Instant;
  today: Day;
}
interface Deed<Result> {
  action: string;
  work(tx: Tx, person: ManagedPerson, moment: Moment): Promise<Outcome<Result & { details?: Record<string, unknown> }>>;
}

/** One change of somebody's account: asks again who may, refuses when somebody else was faster, counts the revision and writes the audit row. */
export async function changePerson<Result>(ports: Ports, actor: Actor, ref: PersonRef, deed: Deed<Result>): Promise<Outcome<Result>> {
  const moment = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<Result>> => {
    const person = await getManagedPerson(tx, actor, ref.id, moment);
    if (person.revision !== ref.revision) return refuse('form', messages.both('person.conflict'));
    const outcome = await deed.work(tx, person, moment);
    if (!outcome.ok) return outcome;
    await tx.updateTable('user_account').set({ revision: person.revision + 1 }).where('id', '=', person.id).execute();
    await recordAudit(tx, { at: moment.at, actor, action: deed.action, objectType: 'user_account', objectId: person.id, details: outcome.details ?? {} });
    return outcome;
  });
}

/** Refuses what would leave the system without anybody who can administer it. */
export async function refuseLastAdmin(tx: Tx, person: Pick<ManagedPerson, 'id' | 'grants'>): Promise<Refusal | null> {
  if (!person.grants.some((grant) => grant.role === 'SYSTEM_ADMIN')) return null;
  return (await countSystemAdmins(tx, person.id)) > 0 ? null : refuse('form', messages.both('person.last-admin'));
}
