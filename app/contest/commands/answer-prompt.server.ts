import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { adoptionMessages as messages } from '../messages/adoption.ts';
import { changeAdoption } from './write-adoption.server.ts';

/** Says what has become of an adoption: the answer to everything that was asked and is still open. */
export function answerPrompts(ports: Ports, actor: Actor, what: { id: string; revision: number; answer: string }): Promise<Outcome> {
  const { today } = momentOf(ports);
  return changeAdoption(ports, actor, what, async (tx, adoption) => {
    const open = await tx.selectFrom('adoption_step').select('id').where('adoption_id', '=', adoption.id).where('kind', '=', 'PROMPT').where('asked_on', 'is not', null).where('done_on', 'is', null).orderBy('due_on').execute();
    const last = open.at(-1);
    if (!last) return refuse('form', messages.both('fault.nothing-asked'));
    await tx.updateTable('adoption_step').set({ done_on: today, written_by: actor.id }).where('id', 'in', open.map(({ id }) => id)).execute();
    await tx.updateTable('adoption_step').set({ answer: what.answer }).where('id', '=', last.id).execute();
    return { action: 'adoption.answer', details: { count: open.length } };
  });
}
