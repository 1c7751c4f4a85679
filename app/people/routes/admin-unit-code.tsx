import { useLoaderData } from '@remix-run/react';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { TextInput } from '../../ui/index.ts';
import { decideUnit } from '../commands/decide-unit.server.ts';
import { useFaults } from '../components/faults.tsx';
import { DecisionForm, WordsField } from '../components/unit-forms.tsx';
import { codeForm, unitParams } from '../forms/units.ts';
import { unitMessages } from '../messages/units.ts';
import { canManageUnits } from '../policy.ts';
import { portsOf } from '../ports.ts';
import { unitFormData, type UnitFormData } from '../queries/unit-form.server.ts';
import { codeSchemes } from '../rules/unit-deeds.ts';
import { page, submit } from '../route.server.ts';

export const loader = page({ guard: canManageUnits, params: unitParams }, ({ actor, params, context }) => unitFormData(context, actor, params.id));

export const action = submit({ guard: canManageUnits, params: unitParams, form: codeForm }, async ({ actor, params, form, context }) => {
  const outcome = await decideUnit(portsOf(context), actor, { ...form, unitId: params.id, deed: { kind: 'CODE', scheme: form.scheme, code: form.code } });
  return outcome.ok ? seeOther(`/admin/units/${params.id}?done=${outcome.isPlanned ? 'planned' : 'now'}`) : refusedForm(outcome.faults, form);
});

export const meta = titled((locale) => unitMessages.in(locale)('do.code'));

export default function UnitCodePage() {
  const data = useLoaderData() as unknown as UnitFormData;
  const t = useText(unitMessages);
  const { say, value } = useFaults();
  return (
    <DecisionForm {...data} title={t('do.code')} lead={t('lead.code')}>
      <WordsField name="scheme" label={t('field.scheme')} values={codeSchemes} words={(scheme) => t(`scheme.${scheme}`)} />
      <TextInput name="code" label={t('field.code')} hint={t('field.code-hint')} error={say('code')} defaultValue={value('code')} maxLength={20} width="middle" autoComplete="off" required />
    </DecisionForm>
  );
}
