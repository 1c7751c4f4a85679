import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { adoptionMessages as messages } from '../messages/adoption.ts';
import { resultsMessages } from '../messages/results.ts';
import { adoptableEntries } from '../queries/adoptions.server.ts';
import { teamOf } from '../queries/own-entry.server.ts';
import { demandOrganiser } from './change-call.server.ts';

/** Says, for everybody to read, why a prize has no unit that applies it. Said again, it says the newer words. */
export async function explainGap(ports: Ports, actor: Actor, what: { contest: string; entry: string; reason: string }): Promise<Outcome> {
  demandOrganiser(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const entry = (await adoptableEntries(tx, what.contest)).find(({ id }) => id === what.entry);
    if (!entry) return refuse('form', messages.both('fault.not-adoptable'));
    if ((await teamOf(tx, entry.id)).includes(actor.id)) return refuse('form', resultsMessages.both('fault.own-entry'));
    const gap = { reason: what.reason, given_by: actor.id, given_at: at };
    await tx.insertInto('adoption_gap').values({ entry_id: entry.id, ...gap }).onConflict((conflict) => conflict.column('entry_id').doUpdateSet(gap)).execute();
    await recordAudit(tx, { at, actor, action: 'adoption.explain', objectType: 'entry', objectId: entry.id, details: { reason: what.reason } });
    return { ok: true };
  });
}
