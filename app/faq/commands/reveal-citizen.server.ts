import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome } from '../../people/index.server.ts';
import { ticketReplyMessages } from '../messages/ticket-replies.ts';
import { ticketMessages as messages } from '../messages/tickets.ts';
import { canSuperviseCalls, canWorkTickets } from '../policy.ts';
import { citizenOf, ticketIn, type TicketPorts, type TicketRow } from '../ticket-rows.server.ts';

export interface Citizen {
  name: string | null;
  contact: string | null;
}

/** Shows the name and contact behind a ticket to its officer or a supervisor; the reason stays in the audit log. */
export async function revealCitizen(ports: TicketPorts, actor: Actor, { id, reason }: { id: string; reason: string }): Promise<Outcome<{ citizen: Citizen }>> {
  return open(ports, actor, id, { action: 'ticket.reveal', reason });
}

/** The slip of a ticket that has been sent, with the citizen in clear: the body cannot answer somebody without a name. Every printing is recorded. */
export async function openSlip(ports: TicketPorts, actor: Actor, id: string): Promise<Outcome<{ citizen: Citizen; ticket: TicketRow }>> {
  const ticket = await ticketIn(ports.db, id);
  if (!ticket.sent_at) return refuse('form', messages.both('fault.not-sent'));
  return open(ports, actor, id, { action: 'ticket.slip' });
}

/** The answer on paper, for who is answered by post or in person. Every printing is recorded. */
export async function openReplySlip(ports: TicketPorts, actor: Actor, id: string): Promise<Outcome<{ citizen: Citizen; ticket: TicketRow }>> {
  const ticket = await ticketIn(ports.db, id);
  if (!ticket.answered_at) return refuse('form', ticketReplyMessages.both('fault.no-answer'));
  return open(ports, actor, id, { action: 'ticket.reply-slip' });
}

async function open(ports: TicketPorts, actor: Actor, id: string, { action, reason }: { action: string; reason?: string }): Promise<Outcome<{ citizen: Citizen; ticket: TicketRow }>> {
  if (!canWorkTickets(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ citizen: Citizen; ticket: TicketRow }>> => {
    const ticket = await ticketIn(tx, id);
    if (ticket.assigned_to !== actor.id && !canSuperviseCalls(actor)) return refuse('form', messages.both('fault.not-yours'));
    if (ticket.erased_at) return refuse('form', messages.both('fault.erased'));
    await recordAudit(tx, { at, actor, action, objectType: 'ticket', objectId: id, details: { code: ticket.code, ...(reason ? { reason } : {}) } });
    return { ok: true, citizen: citizenOf(ports.secret, ticket), ticket };
  });
}
