import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { reactivateAccount } from '../commands/reactivate-account.server.ts';
import { DeedPage } from '../components/deed-page.tsx';
import { PlaceFields, UnitField } from '../components/person-fields.tsx';
import { returnForm } from '../forms/person.ts';
import { personParams } from '../forms/person-params.ts';
import { adminMessages } from '../messages/admin.ts';
import { canManagePeople, grantsOf } from '../policy.ts';
import { momentOf, portsOf } from '../ports.ts';
import { getManagedPerson } from '../queries/managed-person.server.ts';
import { listUnitsInScope } from '../queries/unit-scope.server.ts';
import { page, submit } from '../route.server.ts';

export const loader = page({ guard: canManagePeople, params: personParams }, async ({ actor, params, context }) => {
  const moment = momentOf(portsOf(context));
  const units = await listUnitsInScope(context.db, grantsOf(actor, 'SYSTEM_ADMIN', 'TRAINING_ADMIN'), moment.today);
  return { today: moment.today, units, person: await getManagedPerson(context.db, actor, params.id, moment) };
});

export const action = submit({ guard: canManagePeople, params: personParams, form: returnForm }, async ({ actor, params, form, context }) => {
  const outcome = await reactivateAccount(portsOf(context), actor, { id: params.id, revision: form.revision }, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 422 });
  return seeOther(`/admin/people/${params.id}?done=returned`);
});

export const meta = titled((locale) => adminMessages.in(locale)('return.title'));

export default function ReactivationPage() {
  const { person, units, today } = useLoaderData<typeof loader>();
  const t = useText(adminMessages);
  if (!person.leftOn) return <DeedPage person={person} title={t('return.title')} lead={t('return.lead')} />;
  return (
    <DeedPage person={person} title={t('return.title')} lead={t('return.lead-left')}>
      <UnitField units={units} label={t('people.unit')} stored={person.unitId} />
      <PlaceFields position={person.position} day={today} dayName="on" dayLabel={t('return.on')} />
    </DeedPage>
  );
}
