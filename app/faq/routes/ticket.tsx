import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { PageHead } from '../../ui/index.ts';
import { TicketCrumbs } from '../components/ticket-parts.tsx';
import { Replies } from '../components/ticket-reply.tsx';
import { TicketAbout, TicketFacts, TicketSteps, Timeline } from '../components/ticket-shown.tsx';
import { ticketParams } from '../forms/tickets.ts';
import { ticketMessages as messages } from '../messages/tickets.ts';
import { canReceiveTickets } from '../policy.ts';
import { getTicket, type TicketPage } from '../queries/tickets.server.ts';

export const loader = page({ guard: canReceiveTickets, params: ticketParams }, async ({ actor, params, context }) => ({ ticket: await getTicket(context.db, params.id, { actor, secret: context.secret, ...momentOf(portsOf(context)) }) }));

export const meta = titled((locale) => messages.in(locale)('tickets.title'));

export default function TicketRoute() {
  const { ticket } = useLoaderData() as unknown as { ticket: TicketPage };
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={ticket.code} eyebrow={t(`kind.${ticket.kind}`)} breadcrumb={<TicketCrumbs ticket={ticket} />} />
      <TicketAbout ticket={ticket} />
      <Replies ticket={ticket} />
      <TicketSteps ticket={ticket} />
      <TicketFacts ticket={ticket} />
      <Timeline ticket={ticket} />
    </div>
  );
}
