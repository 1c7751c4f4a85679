import { useLoaderData } from '@remix-run/react';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { decideUnit } from '../commands/decide-unit.server.ts';
import { UnitField } from '../components/person-fields.tsx';
import { DecisionForm } from '../components/unit-forms.tsx';
import { moveForm, unitParams } from '../forms/units.ts';
import { unitMessages } from '../messages/units.ts';
import { canManageUnits } from '../policy.ts';
import { portsOf } from '../ports.ts';
import { unitFormData, type UnitFormData } from '../queries/unit-form.server.ts';
import { page, submit } from '../route.server.ts';

export const loader = page({ guard: canManageUnits, params: unitParams }, ({ actor, params, context }) => unitFormData(context, actor, params.id));

export const action = submit({ guard: canManageUnits, params: unitParams, form: moveForm }, async ({ actor, params, form, context }) => {
  const outcome = await decideUnit(portsOf(context), actor, { ...form, unitId: params.id, deed: { kind: 'MOVE', parentId: form.parentId } });
  return outcome.ok ? seeOther(`/admin/units/${params.id}?done=${outcome.isPlanned ? 'planned' : 'now'}`) : refusedForm(outcome.faults, form);
});

export const meta = titled((locale) => unitMessages.in(locale)('do.move'));

export default function UnitParentPage() {
  const { units, ...data } = useLoaderData() as unknown as UnitFormData;
  const t = useText(unitMessages);
  return (
    <DecisionForm {...data} title={t('do.move')} lead={t('lead.move')}>
      <UnitField name="parentId" units={units} label={t('field.parent')} stored={data.unit.parentId} />
    </DecisionForm>
  );
}
