import { firstFault, momentOf, page, portsOf } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { openReplySlip } from '../commands/reveal-citizen.server.ts';
import { ticketParams } from '../forms/tickets.ts';
import { canWorkTickets } from '../policy.ts';
import { getTicket } from '../queries/tickets.server.ts';
import { renderPaper, replyPaper } from '../slip-pdf.server.ts';

/** The answer on paper, for who is answered by post or in person; every printing is in the audit log. */
export const loader = page({ guard: canWorkTickets, isRecorded: true, params: ticketParams }, async ({ actor, params, context }) => {
  const ports = { ...portsOf(context), secret: context.secret };
  const outcome = await openReplySlip(ports, actor, params.id);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  const moment = momentOf(ports);
  const ticket = await getTicket(context.db, params.id, { actor, secret: context.secret, ...moment });
  const pdf = await renderPaper(replyPaper(ticket, outcome.citizen, actor, { ...ports, today: moment.today }));
  return new Response(new Uint8Array(pdf), { headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': `inline; filename="phieu-tra-loi-${ticket.code}.pdf"`, 'Cache-Control': 'private, no-store' } });
});
