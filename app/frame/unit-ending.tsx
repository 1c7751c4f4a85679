import { useLoaderData } from '@remix-run/react';
import { decideUnit, endUnitForm, portsOf, unitFormData, unitParams, type UnitFormData } from '../people/index.server.ts';
import { UnitEndingPage, unitMessages } from '../people/index.ts';
import { canManageUnits } from '../people/policy.ts';
import { page, submit } from '../people/route.server.ts';
import { refusedForm } from '../platform/http/forms.server.ts';
import { seeOther } from '../platform/http/route.server.ts';
import { titled } from '../platform/i18n/titled.ts';
import { countUnitWork } from '../reports/index.server.ts';

export const loader = page({ guard: canManageUnits, params: unitParams }, ({ actor, params, context }) => unitFormData(context, actor, params.id));

/** Stands here because only the frame knows every feature that may still have work with a unit. */
export const action = submit({ guard: canManageUnits, params: unitParams, form: endUnitForm }, async ({ actor, params, form, context }) => {
  const { intoId } = form;
  const outcome = await decideUnit(portsOf(context), actor, { ...form, unitId: params.id, deed: intoId ? { kind: 'MERGE', intoId } : { kind: 'END' } }, countUnitWork);
  return outcome.ok ? seeOther(`/admin/units/${params.id}?done=${outcome.isPlanned ? 'planned' : 'now'}`) : refusedForm(outcome.faults, { ...form, intoId: intoId ?? '' });
});

export const meta = titled((locale) => unitMessages.in(locale)('do.end'));

export default function UnitEnding() {
  return <UnitEndingPage {...(useLoaderData() as unknown as UnitFormData)} />;
}
