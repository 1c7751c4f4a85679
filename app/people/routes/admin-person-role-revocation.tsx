import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { AppError } from '../../platform/errors.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { platformMessages } from '../../platform/messages.ts';
import { revokeRole } from '../commands/change-roles.server.ts';
import { DeedPage } from '../components/deed-page.tsx';
import { useRoleWords } from '../components/role-words.ts';
import { assignmentParams } from '../forms/roles.ts';
import { adminMessages } from '../messages/admin.ts';
import { canManageRoles } from '../policy.ts';
import { momentOf, portsOf } from '../ports.ts';
import { getManagedPerson } from '../queries/managed-person.server.ts';
import { listRoles } from '../queries/person-page.server.ts';
import { page, submit } from '../route.server.ts';

export const loader = page({ guard: canManageRoles, params: assignmentParams }, async ({ actor, params, context }) => {
  const moment = momentOf(portsOf(context));
  const person = await getManagedPerson(context.db, actor, params.id, moment);
  const role = (await listRoles(context.db, person.id, moment.today)).find((row) => row.id === params.assignmentId);
  if (!role) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { person, role };
});

export const action = submit({ guard: canManageRoles, params: assignmentParams, form: z.object({}) }, async ({ actor, params, context }) => {
  const outcome = await revokeRole(portsOf(context), actor, params.id, params.assignmentId);
  if (!outcome.ok) return data(refuseForm(outcome.faults, {}), { status: 422 });
  return seeOther(`/admin/people/${params.id}/roles?done=revoked`);
});

export const meta = titled((locale) => adminMessages.in(locale)('roles.revoke-title'));

export default function RevocationPage() {
  const { person, role } = useLoaderData<typeof loader>();
  const t = useText(adminMessages);
  const words = useRoleWords();
  return <DeedPage person={person} between={{ label: t('roles.title'), href: `/admin/people/${person.id}/roles` }} title={t('roles.revoke-title')} lead={t('roles.revoke-lead')} submit={t('roles.revoke')} danger><p>{words.both(role)}</p></DeedPage>;
}
