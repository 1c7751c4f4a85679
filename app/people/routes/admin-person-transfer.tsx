import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Notice } from '../../ui/index.ts';
import { transferPerson } from '../commands/transfer-person.server.ts';
import { DeedPage } from '../components/deed-page.tsx';
import { PlaceFields, UnitField } from '../components/person-fields.tsx';
import { useRoleWords } from '../components/role-words.ts';
import { transferForm } from '../forms/person.ts';
import { personParams } from '../forms/person-params.ts';
import { adminMessages } from '../messages/admin.ts';
import { canManagePeople, grantsOf } from '../policy.ts';
import { momentOf, portsOf } from '../ports.ts';
import { getManagedPerson } from '../queries/managed-person.server.ts';
import { listRoles } from '../queries/person-page.server.ts';
import { listUnitsInScope } from '../queries/unit-scope.server.ts';
import { page, submit } from '../route.server.ts';

export const loader = page({ guard: canManagePeople, params: personParams }, async ({ actor, params, context }) => {
  const moment = momentOf(portsOf(context));
  const units = await listUnitsInScope(context.db, grantsOf(actor, 'SYSTEM_ADMIN', 'TRAINING_ADMIN'), moment.today);
  return { today: moment.today, units, person: await getManagedPerson(context.db, actor, params.id, moment), roles: await listRoles(context.db, params.id, moment.today) };
});

export const action = submit({ guard: canManagePeople, params: personParams, form: transferForm }, async ({ actor, params, form, context }) => {
  const outcome = await transferPerson(portsOf(context), actor, { id: params.id, revision: form.revision }, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 422 });
  return seeOther(`/admin/people/${params.id}?done=transferred`);
});

export const meta = titled((locale) => adminMessages.in(locale)('transfer.title'));

export default function TransferPage() {
  const { person, units, today, roles } = useLoaderData<typeof loader>();
  const t = useText(adminMessages);
  const words = useRoleWords();
  const review = roles.length > 0 ? <Notice tone="warn" live={false}>{t('transfer.roles', { roles: roles.map(words.both).join('; ') })}</Notice> : null;
  return (
    <DeedPage person={person} title={t('transfer.title')} lead={t('transfer.lead')} facts={review}>
      <UnitField units={units} label={t('transfer.to')} />
      <PlaceFields position={person.position} day={today} dayName="on" dayLabel={t('transfer.on')} />
    </DeedPage>
  );
}
