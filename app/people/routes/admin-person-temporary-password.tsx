import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuseForm, type FormFaults } from '../../platform/http/forms.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { giveTemporaryPassword, type HandedOver } from '../commands/hand-over-access.server.ts';
import { DeedPage } from '../components/deed-page.tsx';
import { HandedOverPage } from '../components/handed-over.tsx';
import { deedForm } from '../forms/person.ts';
import { personParams } from '../forms/person-params.ts';
import { adminMessages } from '../messages/admin.ts';
import { canManagePeople } from '../policy.ts';
import { momentOf, portsOf } from '../ports.ts';
import { getManagedPerson } from '../queries/managed-person.server.ts';
import { page, submit } from '../route.server.ts';
import { handoverPolicy } from '../rules/password-rules.ts';

export const loader = page({ guard: canManagePeople, params: personParams }, async ({ actor, params, context }) => {
  const moment = momentOf(portsOf(context));
  const { temporaryPasswordHours: hours } = await readSetting(context.db, handoverPolicy, moment.today);
  return { hours, person: await getManagedPerson(context.db, actor, params.id, moment) };
});

/** The one write that answers with a page: a secret that is kept nowhere cannot survive a redirect. A reload meets a newer revision and does nothing. */
export const action = submit({ guard: canManagePeople, params: personParams, form: deedForm }, async ({ actor, params, form, context }) => {
  const outcome = await giveTemporaryPassword(portsOf(context), actor, { id: params.id, revision: form.revision });
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 422 });
  return data({ ok: true as const, secret: outcome.secret, expiresAt: outcome.expiresAt }, { headers: { 'Cache-Control': 'no-store' } });
});

export const meta = titled((locale) => adminMessages.in(locale)('temporary.title'));

export default function TemporaryPasswordPage() {
  const { person, hours } = useLoaderData<typeof loader>();
  const made = useActionData() as FormFaults | ({ ok: true } & HandedOver) | undefined;
  const t = useText(adminMessages);
  if (made?.ok) return <HandedOverPage person={person} title={t('temporary.title')} label={t('temporary.secret')} secret={made.secret} expiresAt={made.expiresAt} />;
  return <DeedPage person={person} title={t('temporary.title')} lead={t('temporary.lead', { hours })} />;
}
