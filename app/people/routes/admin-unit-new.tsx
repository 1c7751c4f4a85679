import { useLoaderData } from '@remix-run/react';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { newId } from '../../platform/ids.ts';
import { decideUnit } from '../commands/decide-unit.server.ts';
import { useFaults } from '../components/faults.tsx';
import { UnitField } from '../components/person-fields.tsx';
import { DecisionForm, NameFields, WordsField } from '../components/unit-forms.tsx';
import { newUnitForm, newUnitQuery } from '../forms/units.ts';
import { unitMessages } from '../messages/units.ts';
import { canManageUnits } from '../policy.ts';
import { momentOf, portsOf } from '../ports.ts';
import { listUnitsInScope } from '../queries/unit-scope.server.ts';
import { page, submit } from '../route.server.ts';
import { unitKinds, unitLevels } from '../rules/unit-deeds.ts';

export const loader = page({ guard: canManageUnits, query: newUnitQuery }, async ({ actor, query, context }) => {
  const { today } = momentOf(portsOf(context));
  return { today, under: query.under, decisionId: newId(), unitId: newId(), units: await listUnitsInScope(context.db, actor.grants, today) };
});

export const action = submit({ guard: canManageUnits, form: newUnitForm }, async ({ actor, form, context }) => {
  const { unitId, unitKind, level, name, shortName, parentId } = form;
  const outcome = await decideUnit(portsOf(context), actor, { ...form, mark: null, deed: { kind: 'CREATE', unitKind, level, name, shortName, parentId } });
  // A unit that is yet to be has no page: its parent's says what is planned.
  return outcome.ok ? seeOther(outcome.isPlanned ? `/admin/units/${parentId}?done=planned` : `/admin/units/${unitId}?done=now`) : refusedForm(outcome.faults, form);
});

export const meta = titled((locale) => unitMessages.in(locale)('new'));

export default function NewUnitPage() {
  const { units, under, unitId, ...data } = useLoaderData<typeof loader>();
  const t = useText(unitMessages);
  const { value } = useFaults();
  return (
    <DecisionForm {...data} mark="" unit={null} title={t('new')} lead={t('lead.new')}>
      <input type="hidden" name="unitId" value={value('unitId', unitId)} />
      <NameFields />
      <WordsField name="unitKind" label={t('field.kind')} values={unitKinds} words={(kind) => t(`kind.${kind}`)} />
      <WordsField name="level" label={t('field.level')} values={unitLevels} words={(level) => t(`level.${level}`)} />
      <UnitField name="parentId" units={units} label={t('field.parent')} stored={under ?? null} />
    </DecisionForm>
  );
}
