import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, EmptyState, LinkButton, PageHead, RadioGroup, Select, TextArea } from '../../ui/index.ts';
import { moveTickets } from '../commands/move-tickets.server.ts';
import { BodyCrumbs } from '../components/body-crumbs.tsx';
import { bodyParams, movingForm } from '../forms/bodies.ts';
import { bodyMessages as messages } from '../messages/bodies.ts';
import { canSuperviseCalls } from '../policy.ts';
import { getBody, ticketsAtBody } from '../queries/bodies.server.ts';
import { listOpenBodies } from '../queries/tickets.server.ts';

export const loader = page({ guard: canSuperviseCalls, params: bodyParams }, async ({ params, context }) => {
  const ports = portsOf(context);
  const { at } = momentOf(ports);
  return { body: await getBody(context.db, params.key, { at, timeZone: ports.timeZone }), tickets: await ticketsAtBody(context.db, params.key), others: (await listOpenBodies(context.db, at)).filter(({ key }) => key !== params.key) };
});

export const action = submit({ guard: canSuperviseCalls, params: bodyParams, form: movingForm }, async ({ actor, params, form, context }) => {
  const outcome = await moveTickets(portsOf(context), actor, params.key, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 'form' in outcome.faults ? 409 : 422 });
  return seeOther(`/tickets/bodies/${params.key}?done=moved`);
});

export const meta = titled((locale) => messages.in(locale)('move'));

export default function BodyTicketsPage() {
  const { body, tickets, others } = useLoaderData<typeof loader>();
  const t = useText(messages);
  const formats = useFormats();
  const { say, value } = useFaults();
  return (
    <div className="stack-l">
      <PageHead title={t('move')} lead={t('move.lead')} breadcrumb={<BodyCrumbs body={body} here={t('move')} />} />
      <Faults />
      {tickets.length === 0 ? <EmptyState icon="inbox" title={t('open-tickets.text', { count: '0' })} /> : (
        <Card title={body.name} id="moving">
          <form method="post" className="stack" noValidate>
            <RadioGroup multiple name="tickets[]" id="tickets" legend={t('move.which')} error={say('tickets')} value={value('tickets', tickets.map(({ id }) => id).join('\n')).split('\n')} options={tickets.map(({ id, code, dueAt }) => ({ value: id, label: code, hint: t('move.due', { at: formats.moment(dueAt) }) }))} columns required />
            <Select name="to" label={t('move.to')} error={say('to')} defaultValue={value('to', body.successor?.key)} emptyLabel={t('move.choose')} options={others.map(({ key, name }) => ({ value: key, label: name }))} required />
            <TextArea name="reason" label={t('reason')} error={say('reason')} defaultValue={value('reason')} rows={2} maxLength={500} required />
            <div className="row"><Button>{t('move.button')}</Button><LinkButton variant="ghost" href={`/tickets/bodies/${body.key}`}>{t('cancel')}</LinkButton></div>
          </form>
        </Card>
      )}
    </div>
  );
}
