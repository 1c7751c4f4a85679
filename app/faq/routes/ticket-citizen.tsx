import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, Meta, PageHead, TextInput } from '../../ui/index.ts';
import { revealCitizen, type Citizen } from '../commands/reveal-citizen.server.ts';
import { TicketCrumbs } from '../components/ticket-parts.tsx';
import { revealForm, ticketParams } from '../forms/tickets.ts';
import { ticketPageMessages as messages } from '../messages/ticket-pages.ts';
import { canWorkTickets } from '../policy.ts';
import { getTicket, type TicketPage } from '../queries/tickets.server.ts';

export const loader = page({ guard: canWorkTickets, params: ticketParams }, async ({ actor, params, context }) => ({ ticket: await getTicket(context.db, params.id, { actor, secret: context.secret, ...momentOf(portsOf(context)) }) }));

/** Shows name and contact in the answer to a form and nowhere else: no address leads to them. */
export const action = submit({ guard: canWorkTickets, params: ticketParams, form: revealForm }, async ({ actor, params, form, context }) => {
  const outcome = await revealCitizen({ ...portsOf(context), secret: context.secret }, actor, { id: params.id, reason: form.reason });
  if (!outcome.ok) return refusedForm(outcome.faults, form);
  return data({ ok: true as const, citizen: outcome.citizen }, { headers: { 'Cache-Control': 'private, no-store' } });
});

export const meta = titled((locale) => messages.in(locale)('citizen.title'));

export default function TicketCitizenPage() {
  const { ticket } = useLoaderData() as unknown as { ticket: TicketPage };
  const shown = useActionData() as { ok: boolean; citizen?: Citizen } | undefined;
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <>
      <PageHead title={t('citizen.title')} lead={t('citizen.lead')} breadcrumb={<TicketCrumbs ticket={ticket} here={t('citizen.title')} />} />
      <div className="form">
        <Faults />
        <Card>
          {shown?.citizen ? (
            <div className="stack">
              <Meta items={[{ term: t('citizen.name'), detail: shown.citizen.name ?? t('unknown') }, { term: t('citizen.contact'), detail: shown.citizen.contact ?? t('unknown') }]} />
              <div className="row"><LinkButton href={`/tickets/${ticket.id}`}>{t('cancel')}</LinkButton></div>
            </div>
          ) : (
            <form method="post" className="stack" noValidate>
              <TextInput name="reason" label={t('citizen.reason')} error={say('reason')} defaultValue={value('reason')} maxLength={500} required />
              <div className="row"><Button icon="eye">{t('citizen.button')}</Button><LinkButton variant="ghost" href={`/tickets/${ticket.id}`}>{t('cancel')}</LinkButton></div>
            </form>
          )}
        </Card>
      </div>
    </>
  );
}
