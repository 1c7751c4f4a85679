import { firstFault, momentOf, page, portsOf } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { openSlip } from '../commands/reveal-citizen.server.ts';
import { ticketParams } from '../forms/tickets.ts';
import { canWorkTickets } from '../policy.ts';
import { getTicket } from '../queries/tickets.server.ts';
import { renderPaper, slipPaper } from '../slip-pdf.server.ts';

/** The slip of a ticket that has been sent, for the printer; every printing is in the audit log. */
export const loader = page({ guard: canWorkTickets, isRecorded: true, params: ticketParams }, async ({ actor, params, context }) => {
  const ports = { ...portsOf(context), secret: context.secret };
  const outcome = await openSlip(ports, actor, params.id);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  const ticket = await getTicket(context.db, params.id, { actor, secret: context.secret, ...momentOf(ports) });
  const pdf = await renderPaper(slipPaper(ticket, outcome.citizen, actor, ports));
  return new Response(new Uint8Array(pdf), { headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': `inline; filename="phieu-chuyen-${ticket.code}.pdf"`, 'Cache-Control': 'private, no-store' } });
});
