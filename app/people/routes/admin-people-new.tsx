import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead } from '../../ui/index.ts';
import { addPerson } from '../commands/add-person.server.ts';
import { AdminCrumbs } from '../components/admin-crumbs.tsx';
import { Faults } from '../components/faults.tsx';
import { PersonFields, PlaceFields, UnitField } from '../components/person-fields.tsx';
import { newPersonForm } from '../forms/person.ts';
import { adminMessages } from '../messages/admin.ts';
import { canManagePeople, grantsOf } from '../policy.ts';
import { momentOf, portsOf } from '../ports.ts';
import { listUnitsInScope } from '../queries/unit-scope.server.ts';
import { page, submit } from '../route.server.ts';

export const loader = page({ guard: canManagePeople }, async ({ actor, context }) => {
  const { today } = momentOf(portsOf(context));
  return { today, units: await listUnitsInScope(context.db, grantsOf(actor, 'SYSTEM_ADMIN', 'TRAINING_ADMIN'), today) };
});

export const action = submit({ guard: canManagePeople, form: newPersonForm }, async ({ actor, form, context }) => {
  const outcome = await addPerson(portsOf(context), actor, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 422 });
  return seeOther(`/admin/people/${outcome.id}?done=added`);
});

export const meta = titled((locale) => adminMessages.in(locale)('person.new-title'));

export default function NewPersonPage() {
  const { units, today } = useLoaderData<typeof loader>();
  const t = useText(adminMessages);
  return (
    <>
      <PageHead title={t('person.new-title')} lead={t('person.new-lead')} breadcrumb={<AdminCrumbs trail={[{ label: t('people.title'), href: '/admin/people' }]} here={t('person.new-title')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" className="stack">
            <PersonFields />
            <UnitField units={units} label={t('people.unit')} />
            <PlaceFields day={today} dayName="joinedOn" dayLabel={t('person.joined-on')} />
            <div className="row">
              <Button>{t('person.save')}</Button>
              <LinkButton variant="ghost" href="/admin/people">{t('cancel')}</LinkButton>
            </div>
          </form>
        </Card>
      </div>
    </>
  );
}
