import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Notice, PageHead, RadioGroup } from '../../ui/index.ts';
import { routeCrimeReport } from '../commands/receive-ticket.server.ts';
import { TicketCrumbs } from '../components/ticket-parts.tsx';
import { newQuery, routingForm } from '../forms/tickets.ts';
import { ticketPageMessages as messages } from '../messages/ticket-pages.ts';
import { ticketMessages } from '../messages/tickets.ts';
import { canReceiveTickets } from '../policy.ts';
import { crimeWays } from '../rules/ticket.ts';

export const loader = page({ guard: canReceiveTickets, query: newQuery }, ({ query }) => ({ call: query.call, isRouted: query.routed === '1' }));

/** There is no field for what the report says, so none can be kept. */
export const action = submit({ guard: canReceiveTickets, form: routingForm }, async ({ actor, form, context }) => {
  const outcome = await routeCrimeReport(portsOf(context), actor, form);
  if (!outcome.ok) return refusedForm(outcome.faults, form);
  return seeOther('/tickets/crime-report?routed=1');
});

export const meta = titled((locale) => messages.in(locale)('crime.title'));

export default function CrimeReportPage() {
  const { call, isRouted } = useLoaderData() as { call: string | undefined; isRouted: boolean };
  const t = useText(messages);
  const w = useText(ticketMessages);
  const { say } = useFaults();
  return (
    <div className="stack-l">
      <PageHead title={t('crime.title')} lead={t('crime.lead')} breadcrumb={<TicketCrumbs here={t('crime.title')} />} />
      <Faults />
      {isRouted ? <Notice tone="ok" focused>{t('crime.done')}</Notice> : null}
      <Notice tone="danger" live={false} title={t('crime.now')}>{t('crime.now-text')}</Notice>
      <Card title={t('crime.record')} id="record" lead={t('crime.record-lead')}>
        <form method="post" className="stack" noValidate>
          <input type="hidden" name="callId" value={call ?? ''} />
          <RadioGroup name="way" legend={t('crime.way')} error={say('way')} options={crimeWays.map((way) => ({ value: way, label: w(`way.${way}`) }))} required />
          <div className="row"><Button icon="check">{t('crime.record')}</Button></div>
        </form>
      </Card>
    </div>
  );
}
