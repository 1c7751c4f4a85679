import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead, Select, TextArea, TextInput } from '../../ui/index.ts';
import { closeBody } from '../commands/keep-body.server.ts';
import { BodyCrumbs } from '../components/body-crumbs.tsx';
import { BodyTickets } from '../components/body-parts.tsx';
import { bodyParams, closingForm } from '../forms/bodies.ts';
import { bodyMessages as messages } from '../messages/bodies.ts';
import { canKeepBodies, canSuperviseCalls } from '../policy.ts';
import { getBody } from '../queries/bodies.server.ts';
import { listOpenBodies } from '../queries/tickets.server.ts';

export const loader = page({ guard: canKeepBodies, params: bodyParams }, async ({ actor, params, context }) => {
  const ports = portsOf(context);
  const { at, today } = momentOf(ports);
  return { body: await getBody(context.db, params.key, { at, timeZone: ports.timeZone }), others: (await listOpenBodies(context.db, at)).filter(({ key }) => key !== params.key), today, canMove: canSuperviseCalls(actor) };
});

export const action = submit({ guard: canKeepBodies, params: bodyParams, form: closingForm }, async ({ actor, params, form, context }) => {
  const outcome = await closeBody(portsOf(context), actor, params.key, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 'form' in outcome.faults ? 409 : 422 });
  return seeOther(`/tickets/bodies/${params.key}?done=closed`);
});

export const meta = titled((locale) => messages.in(locale)('close'));

export default function BodyClosingPage() {
  const { body, others, today, canMove } = useLoaderData<typeof loader>();
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <div className="stack-l">
      <PageHead title={t('close')} lead={t('close.lead')} breadcrumb={<BodyCrumbs body={body} here={t('close')} />} />
      <Faults />
      <BodyTickets body={body} canMove={canMove} />
      <Card title={body.name} id="closing">
        <form method="post" className="stack" noValidate>
          <input type="hidden" name="revision" value={body.revision} />
          <TextInput name="closedOn" type="date" label={t('close.on')} error={say('closedOn')} defaultValue={value('closedOn', body.closedOn ?? today)} width="middle" required />
          <Select name="successor" label={t('successor')} error={say('successor')} defaultValue={value('successor', body.successor?.key)} emptyLabel={t('successor.none')} options={others.map(({ key, name }) => ({ value: key, label: name }))} />
          <TextArea name="reason" label={t('reason')} error={say('reason')} defaultValue={value('reason')} rows={2} maxLength={500} required />
          <div className="row"><Button variant="danger">{t('close.button')}</Button><LinkButton variant="ghost" href={`/tickets/bodies/${body.key}`}>{t('cancel')}</LinkButton></div>
        </form>
      </Card>
    </div>
  );
}
