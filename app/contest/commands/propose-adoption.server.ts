import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { findUnit, momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { adoptionMessages as messages } from '../messages/adoption.ts';
import { resultsMessages } from '../messages/results.ts';
import { adoptableEntries } from '../queries/adoptions.server.ts';
import { teamOf } from '../queries/own-entry.server.ts';
import { monthsAfter, promptMonths } from '../rules/adoption.ts';
import { tellOwners } from './tell-owners.server.ts';
import { demandOrganiser } from './change-call.server.ts';

/** Gives an awarded entry to the unit that is to apply it, with the days on which it will be asked, and tells its leaders. */
export async function proposeAdoption(ports: Ports, actor: Actor, what: { contest: string; entry: string; unit: string }): Promise<Outcome<{ id: string }>> {
  demandOrganiser(actor);
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ id: string }>> => {
    const entry = (await adoptableEntries(tx, what.contest)).find(({ id }) => id === what.entry);
    if (!entry) return refuse('entry', messages.both('fault.not-adoptable'));
    if ((await teamOf(tx, entry.id)).includes(actor.id)) return refuse('entry', resultsMessages.both('fault.own-entry'));
    if (!(await findUnit(tx, what.unit, today))) return refuse('unit', messages.both('fault.no-unit'));
    const id = newId();
    await tx.insertInto('adoption').values({ id, entry_id: entry.id, unit_id: what.unit, state: 'PROPOSED', started_at: at, changed_at: at }).execute();
    await planPrompts(tx, id, { at, today });
    await recordAudit(tx, { at, actor, action: 'adoption.propose', objectType: 'adoption', objectId: id, details: { unitId: what.unit } });
    await tellOwners(tx, { id, unitId: what.unit, number: entry.number }, { subject: 'told.propose', source: `adoption:${id}:propose`, at, today });
    return { ok: true, id };
  });
}

async function planPrompts(tx: Tx, adoptionId: string, { at, today }: { at: Instant; today: Day }): Promise<void> {
  const rows = promptMonths.map((months) => ({ id: newId(), adoption_id: adoptionId, kind: 'PROMPT', title: String(months), due_on: monthsAfter(today, months), written_at: at }));
  await tx.insertInto('adoption_step').values(rows).execute();
}
