import { recordAudit } from '../../platform/audit.server.ts';
import { newId } from '../../platform/ids.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { forbidden } from '../entry-rows.server.ts';
import type { MovingForm } from '../forms/bodies.ts';
import { bodyMessages as messages } from '../messages/bodies.ts';
import { canSuperviseCalls } from '../policy.ts';
import { refuseBody } from '../ticket-rows.server.ts';

/** Moves open tickets from one body to another, all or none, with the reason in the timeline of each. What was sent to the old one is to be sent anew. */
export async function moveTickets(ports: Ports, actor: Actor, from: string, { to, reason, tickets }: MovingForm): Promise<Outcome> {
  if (!canSuperviseCalls(actor)) throw forbidden();
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const bodies = new Map((await tx.selectFrom('competent_body').select(['key', 'name']).where('key', 'in', [from, to]).execute()).map(({ key, name }) => [key, name]));
    if (to === from || !bodies.has(to) || (await refuseBody(tx, to, at))) return refuse('to', messages.both('fault.to'));
    const open = await tx.selectFrom('ticket').select(['id', 'code', 'revision']).where('id', 'in', tickets).where('body_key', '=', from).where('closed_at', 'is', null).execute();
    // Somebody else may have closed or moved one since the page was opened.
    if (open.length < new Set(tickets).size) return refuse('form', messages.both('fault.tickets-changed'));
    const names = { from: bodies.get(from) ?? from, to: bodies.get(to) ?? to };
    for (const { id, code, revision } of open) {
      await tx.updateTable('ticket').set({ body_key: to, sent_at: null, revision: revision + 1 }).where('id', '=', id).execute();
      await tx.insertInto('ticket_event').values({ id: newId(), ticket_id: id, at, deed: 'MOVE', by_id: actor.id, note: `${names.from} → ${names.to}\n${reason}` }).execute();
      await recordAudit(tx, { at, actor, action: 'ticket.move', objectType: 'ticket', objectId: id, details: { code, ...names, reason } });
    }
    return { ok: true };
  });
}
