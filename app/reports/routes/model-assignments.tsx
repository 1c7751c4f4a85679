import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead, Select, TextInput } from '../../ui/index.ts';
import { assignModel } from '../commands/assign-model.server.ts';
import { ModelCrumbs } from '../components/model-parts.tsx';
import { assignForm, modelParams } from '../forms/models.ts';
import { modelMessages as messages } from '../messages/models.ts';
import { canReceiveMonthly } from '../policy.ts';
import { assignableUnits, getModel, type PilotModel } from '../queries/models.server.ts';
import { modelRoles } from '../rules/models.ts';

export const loader = page({ guard: canReceiveMonthly, params: modelParams }, async ({ params, context }) => {
  const { today } = momentOf(portsOf(context));
  return { model: await getModel(context.db, params.number, today), units: await assignableUnits(context.db, today), today };
});

export const action = submit({ guard: canReceiveMonthly, params: modelParams, form: assignForm }, async ({ actor, params, form, context }) => {
  const outcome = await assignModel(portsOf(context), actor, { model: params.number, ...form });
  if (!outcome.ok) return refusedForm(outcome.faults, { ...form });
  return seeOther(`/reports/models/${params.number}?done=assigned`);
});

export const meta = titled((locale) => messages.in(locale)('assign'));

export default function ModelAssignmentsPage() {
  const { model, units, today } = useLoaderData() as unknown as { model: PilotModel; units: { id: string; name: string; depth: number }[]; today: string };
  const t = useText(messages);
  const { say, value } = useFaults();
  const title = t('assign-title', { number: model.number });
  return (
    <>
      <PageHead title={title} eyebrow={model.name} breadcrumb={<ModelCrumbs model={model} here={t('assign')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <Select name="unit" label={t('form.unit')} error={say('unit')} defaultValue={value('unit')} emptyLabel={t('form.unit-empty')} options={units.map(({ id, name, depth }) => ({ value: id, label: `${'\u2003'.repeat(depth)}${name}` }))} required />
            <Select name="role" label={t('form.role')} error={say('role')} defaultValue={value('role', 'IMPLEMENTER')} options={modelRoles.map((role) => ({ value: role, label: t(`role.${role}`) }))} required />
            <TextInput name="from" type="date" label={t('form.from')} hint={t('form.from-hint')} error={say('from')} defaultValue={value('from', today)} width="short" required />
            <TextInput name="note" label={t('form.note')} error={say('note')} defaultValue={value('note')} maxLength={300} />
            <div className="row"><Button>{t('form.save')}</Button><LinkButton variant="ghost" href={`/reports/models/${model.number}`}>{t('form.cancel')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
