import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { smallFirst } from '../../platform/i18n/first-letter.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { newId } from '../../platform/ids.ts';
import { PageHead } from '../../ui/index.ts';
import { receiveTicket } from '../commands/receive-ticket.server.ts';
import { MatterChoice, TicketForm, type NewTicket } from '../components/ticket-form.tsx';
import { TicketCrumbs } from '../components/ticket-parts.tsx';
import { newQuery, ticketForm } from '../forms/tickets.ts';
import { ticketPageMessages as messages } from '../messages/ticket-pages.ts';
import { ticketMessages } from '../messages/tickets.ts';
import { canReceiveTickets } from '../policy.ts';
import { communeOfCall } from '../queries/call-desk.server.ts';
import { newTicketChoices } from '../queries/tickets.server.ts';
import type { TicketKind } from '../rules/ticket.ts';

export const loader = page({ guard: canReceiveTickets, query: newQuery }, async ({ actor, query, context }) => {
  if (query.kind === 'CRIME_REPORT') return seeOther(`/tickets/crime-report${query.call ? `?call=${query.call}` : ''}`);
  const moment = momentOf(portsOf(context));
  return { kind: query.kind === 'INFORMATION' ? undefined : query.kind, call: query.call, once: newId(), commune: await communeOfCall(context.db, query.call, actor.id, moment.today), choices: await newTicketChoices(context.db, moment) };
});

export const action = submit({ guard: canReceiveTickets, form: ticketForm }, async ({ actor, form, context }) => {
  const outcome = await receiveTicket({ ...portsOf(context), secret: context.secret }, actor, form);
  if (!outcome.ok) return refusedForm(outcome.faults, form);
  context.wakeJobs();
  return seeOther(`/tickets/${outcome.id}`);
});

export const meta = titled((locale) => messages.in(locale)('new.title'));

export default function TicketNewPage() {
  const { kind, ...rest } = useLoaderData() as Omit<NewTicket, 'kind'> & { kind: TicketKind | undefined };
  const t = useText(messages);
  const w = useText(ticketMessages);
  return (
    <div className="stack-l">
      <PageHead title={kind ? `${t('new.title')}: ${smallFirst(w(`kind.${kind}`))}` : t('new.title')} lead={kind ? w(`about.${kind}`) : undefined} breadcrumb={<TicketCrumbs here={t('new.title')} />} />
      <Faults />
      {kind ? <TicketForm kind={kind} {...rest} /> : <MatterChoice call={rest.call} />}
    </div>
  );
}
