import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { AppError } from '../../platform/errors.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { platformMessages } from '../../platform/messages.ts';
import { Button, Card, LinkButton, PageHead, TextInput } from '../../ui/index.ts';
import { endAssignment } from '../commands/assign-model.server.ts';
import { ModelCrumbs } from '../components/model-parts.tsx';
import { assignmentParams, endForm } from '../forms/models.ts';
import { modelMessages as messages } from '../messages/models.ts';
import { canReceiveMonthly } from '../policy.ts';
import { getModel, listCarriers, type Carrier, type PilotModel } from '../queries/models.server.ts';

export const loader = page({ guard: canReceiveMonthly, params: assignmentParams }, async ({ params, context }) => {
  const { today } = momentOf(portsOf(context));
  const carrier = (await listCarriers(context.db, today, { model: params.number, isComing: true })).find(({ id }) => id === params.assignment);
  if (!carrier) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { model: await getModel(context.db, params.number, today), carrier, today };
});

export const action = submit({ guard: canReceiveMonthly, params: assignmentParams, form: endForm }, async ({ actor, params, form, context }) => {
  const outcome = await endAssignment(portsOf(context), actor, { model: params.number, id: params.assignment, on: form.on });
  if (!outcome.ok) return refusedForm(outcome.faults, { ...form });
  return seeOther(`/reports/models/${params.number}?done=ended`);
});

export const meta = titled((locale) => messages.in(locale)('end'));

export default function ModelAssignmentPage() {
  const { model, carrier, today } = useLoaderData() as unknown as { model: PilotModel; carrier: Carrier; today: string };
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <>
      <PageHead title={t('end-title', { number: model.number })} eyebrow={carrier.unitName} breadcrumb={<ModelCrumbs model={model} between={{ label: t('assign'), href: `/reports/models/${model.number}/assignments` }} here={t('end')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <p>{t('end-text', { unit: carrier.unitName })}</p>
            <TextInput name="on" type="date" label={t('form.end-on')} error={say('on')} defaultValue={value('on', carrier.to ?? (carrier.from > today ? carrier.from : today))} width="short" required />
            <div className="row"><Button variant="danger">{t('end')}</Button><LinkButton variant="ghost" href={`/reports/models/${model.number}`}>{t('form.cancel')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
