import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { disableAccount } from '../commands/disable-account.server.ts';
import { DeedPage } from '../components/deed-page.tsx';
import { deedForm } from '../forms/person.ts';
import { personParams } from '../forms/person-params.ts';
import { adminMessages } from '../messages/admin.ts';
import { canManagePeople } from '../policy.ts';
import { momentOf, portsOf } from '../ports.ts';
import { getManagedPerson } from '../queries/managed-person.server.ts';
import { page, submit } from '../route.server.ts';

export const loader = page({ guard: canManagePeople, params: personParams }, async ({ actor, params, context }) => ({
  person: await getManagedPerson(context.db, actor, params.id, momentOf(portsOf(context))),
}));

export const action = submit({ guard: canManagePeople, params: personParams, form: deedForm }, async ({ actor, params, form, context }) => {
  const outcome = await disableAccount(portsOf(context), actor, { id: params.id, revision: form.revision });
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 422 });
  return seeOther(`/admin/people/${params.id}?done=disabled`);
});

export const meta = titled((locale) => adminMessages.in(locale)('disable.title'));

export default function DisablingPage() {
  const { person } = useLoaderData<typeof loader>();
  const t = useText(adminMessages);
  return <DeedPage person={person} title={t('disable.title')} lead={t('disable.lead')} danger />;
}
