import { momentOf, type Ports } from '../../people/index.server.ts';
import { pilotsOf } from '../queries/adoption-evidence.server.ts';
import { pilotOwes } from '../rules/pilot.ts';
import { tellOwners } from './tell-owners.server.ts';

/**
 * Asks the owners of adoptions what has become of them, 3, 6 and 12 months after they were given to them. Each prompt is written once, however often this runs;
 * what was given up is not asked about. Of several that were missed only the last is written.
 * A question stays open until the owner answers it.
 * @returns how many were written
 */
export async function promptAdoptions(ports: Ports): Promise<number> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('adoption_step as s')
      .innerJoin('adoption as a', 'a.id', 's.adoption_id')
      .innerJoin('entry as e', 'e.id', 'a.entry_id')
      .select(['s.id', 's.due_on', 'a.id as adoptionId', 'a.unit_id as unitId', 'a.state', 'e.number'])
      .where('s.kind', '=', 'PROMPT')
      .where('s.done_on', 'is', null)
      .where('s.asked_on', 'is', null)
      .where('s.due_on', '<=', today)
      .orderBy('s.due_on')
      .execute();
    const pilots = await pilotsOf(tx, due.map(({ adoptionId }) => adoptionId));
    let written = 0;
    for (const [adoptionId, prompts] of Map.groupBy(due, (prompt) => prompt.adoptionId)) {
      const last = prompts.at(-1);
      const isGivenUp = last?.state === 'NOT_APPLIED';
      for (const { id } of prompts) await tx.updateTable('adoption_step').set({ asked_on: today, done_on: isGivenUp || id !== last?.id ? today : null }).where('id', '=', id).execute();
      if (!last || isGivenUp) continue;
      if (await tellOwners(tx, { id: adoptionId, unitId: last.unitId, number: last.number }, { subject: 'told.prompt', source: `adoption:${last.id}`, at, today, owes: pilotOwes(last.state, pilots.get(adoptionId) ?? null, today) })) written += 1;
    }
    return written;
  });
}
