import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { TextInput } from '../../ui/index.ts';
import { recordLeave } from '../commands/record-leave.server.ts';
import { DeedPage } from '../components/deed-page.tsx';
import { useFaults } from '../components/faults.tsx';
import { leaveForm } from '../forms/person.ts';
import { personParams } from '../forms/person-params.ts';
import { adminMessages } from '../messages/admin.ts';
import { canManagePeople } from '../policy.ts';
import { momentOf, portsOf } from '../ports.ts';
import { getManagedPerson } from '../queries/managed-person.server.ts';
import { page, submit } from '../route.server.ts';

export const loader = page({ guard: canManagePeople, params: personParams }, async ({ actor, params, context }) => {
  const moment = momentOf(portsOf(context));
  return { today: moment.today, person: await getManagedPerson(context.db, actor, params.id, moment) };
});

export const action = submit({ guard: canManagePeople, params: personParams, form: leaveForm }, async ({ actor, params, form, context }) => {
  const outcome = await recordLeave(portsOf(context), actor, { id: params.id, revision: form.revision }, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 422 });
  return seeOther(`/admin/people/${params.id}?done=left`);
});

export const meta = titled((locale) => adminMessages.in(locale)('leave.title'));

export default function LeavingPage() {
  const { person, today } = useLoaderData<typeof loader>();
  const t = useText(adminMessages);
  const { say, value } = useFaults();
  return (
    <DeedPage person={person} title={t('leave.title')} lead={t('leave.lead')} danger>
      <TextInput name="on" type="date" label={t('leave.on')} error={say('on')} defaultValue={value('on', today)} max={today} width="middle" required />
    </DeedPage>
  );
}
