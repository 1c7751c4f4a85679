import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { newId } from '../../platform/ids.ts';
import { classMessages as messages } from '../messages/classes.ts';
import { getOwnClass } from '../queries/classes.server.ts';
import { isAhead, takesPeople } from '../rules/course-run.ts';
import { placeWaiting } from './place-waiting.server.ts';

/** Takes a place in a class, or a turn in its waiting list when it is full. Pressing twice takes one. */
export async function takePlace(ports: Ports, actor: Pick<Actor, 'id'>, id: string): Promise<Outcome<{ isPlaced: boolean }>> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ isPlaced: boolean }>> => {
    const known = await getOwnClass(tx, actor, id, { at, today });
    if (known.standing.kind !== 'NONE') return { ok: true, isPlaced: known.standing.kind === 'PLACED' };
    if (!takesPeople(known.state)) return refuse('form', messages.both('fault.closed'));
    // Nobody passes those who wait, even in the moment in which a place is free.
    const isPlaced = known.state === 'OPEN' && known.waiting === 0;
    await tx.insertInto('run_seat').values({ id: newId(), run_id: id, user_id: actor.id, asked_at: at, placed_at: isPlaced ? at : null }).execute();
    if (isPlaced || known.state !== 'OPEN') return { ok: true, isPlaced };
    // A place is free although somebody waits: those before her may have left the service meanwhile.
    await placeWaiting(tx, id, at);
    const { placed_at: placedAt } = await tx.selectFrom('run_seat').select('placed_at').where('run_id', '=', id).where('user_id', '=', actor.id).where('left_at', 'is', null).executeTakeFirstOrThrow();
    return { ok: true, isPlaced: placedAt !== null };
  });
}

/** Gives one's own place or turn back before the class begins; whoever has waited longest moves up. */
export async function leavePlace(ports: Ports, actor: Pick<Actor, 'id'>, id: string): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const known = await getOwnClass(tx, actor, id, { at, today });
    if (known.standing.kind === 'NONE') return { ok: true };
    if (!isAhead(known.state)) return refuse('form', messages.both(known.state === 'CANCELLED' ? 'check-in.cancelled' : 'fault.begun'));
    await tx.updateTable('run_seat').set({ left_at: at }).where('run_id', '=', id).where('user_id', '=', actor.id).where('left_at', 'is', null).execute();
    await placeWaiting(tx, id, at);
    return { ok: true };
  });
}
