import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { covers, grantsOf, unitScopeOf } from '../../people/index.server.ts';
import type { Day } from '../../platform/clock.ts';
import { waitingIf, type WaitingWork } from '../../platform/waiting-work.ts';
import { canLeadAdoptions } from '../policy.ts';

export type AdoptionWork = 'adoption.answer';

/** What was asked about prizes that the units of a leader apply, and is not answered. */
export async function listAdoptionWork(db: Db, actor: Actor, today: Day): Promise<WaitingWork<AdoptionWork>[]> {
  if (!canLeadAdoptions(actor)) return [];
  const asked = await db
    .selectFrom('adoption_step as s')
    .innerJoin('adoption as a', 'a.id', 's.adoption_id')
    .innerJoin('entry as e', 'e.id', 'a.entry_id')
    .select((row) => ['a.id', 'a.unit_id', 'e.title', row.fn.countAll<number>().as('count')])
    .where('s.kind', '=', 'PROMPT')
    .where('s.asked_on', 'is not', null)
    .where('s.done_on', 'is', null)
    .groupBy(['a.id', 'a.unit_id', 'e.title'])
    .orderBy('a.id')
    .execute();
  if (asked.length === 0) return [];
  const scope = await unitScopeOf(db, grantsOf(actor, 'UNIT_LEADER'), today);
  return asked.filter((one) => covers(scope, one.unit_id)).flatMap(({ id, title, count }) => waitingIf('adoption.answer', Number(count), `/contest-desk/adoptions/${id}/answer`, { subject: title }));
}
