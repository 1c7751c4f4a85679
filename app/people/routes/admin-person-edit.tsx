import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { editPerson } from '../commands/edit-person.server.ts';
import { DeedPage } from '../components/deed-page.tsx';
import { AccountKindField, PersonFields } from '../components/person-fields.tsx';
import { profileForm } from '../forms/person.ts';
import { personParams } from '../forms/person-params.ts';
import { adminMessages } from '../messages/admin.ts';
import { canChangeRolesOf, canManagePeople } from '../policy.ts';
import { momentOf, portsOf } from '../ports.ts';
import { getManagedPerson } from '../queries/managed-person.server.ts';
import { page, submit } from '../route.server.ts';

export const loader = page({ guard: canManagePeople, params: personParams }, async ({ actor, params, context }) => ({
  person: await getManagedPerson(context.db, actor, params.id, momentOf(portsOf(context))),
  mayChangeKind: canChangeRolesOf(actor, params.id),
}));

export const action = submit({ guard: canManagePeople, params: personParams, form: profileForm }, async ({ actor, params, form, context }) => {
  const outcome = await editPerson(portsOf(context), actor, { id: params.id, revision: form.revision }, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 422 });
  return seeOther(`/admin/people/${params.id}?done=saved`);
});

export const meta = titled((locale) => adminMessages.in(locale)('person.edit-title'));

export default function EditPersonPage() {
  const { person, mayChangeKind } = useLoaderData<typeof loader>();
  const t = useText(adminMessages);
  return (
    <DeedPage person={person} title={t('person.edit-title')} submit={t('person.save')}>
      <PersonFields stored={person} />
      {mayChangeKind ? <AccountKindField stored={person.kind} /> : null}
    </DeedPage>
  );
}
