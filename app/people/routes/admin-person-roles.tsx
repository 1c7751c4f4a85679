import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Notice, PageHead } from '../../ui/index.ts';
import { grantRole } from '../commands/change-roles.server.ts';
import { PersonCrumbs } from '../components/admin-crumbs.tsx';
import { Faults } from '../components/faults.tsx';
import { GrantForm, RoleTable } from '../components/role-parts.tsx';
import { personParams } from '../forms/person-params.ts';
import { roleForm } from '../forms/roles.ts';
import { adminMessages } from '../messages/admin.ts';
import { canManageRoles } from '../policy.ts';
import { momentOf, portsOf } from '../ports.ts';
import { getManagedPerson } from '../queries/managed-person.server.ts';
import { listRoles } from '../queries/person-page.server.ts';
import { listUnitsInScope } from '../queries/unit-scope.server.ts';
import { page, submit } from '../route.server.ts';

const query = z.object({ done: z.enum(['granted', 'revoked']).optional().catch(undefined) });

export const loader = page({ guard: canManageRoles, params: personParams, query }, async ({ actor, params, query, context }) => {
  const moment = momentOf(portsOf(context));
  const person = await getManagedPerson(context.db, actor, params.id, moment);
  return { done: query.done, person, roles: await listRoles(context.db, person.id, moment.today), units: await listUnitsInScope(context.db, actor.grants, moment.today) };
});

export const action = submit({ guard: canManageRoles, params: personParams, form: roleForm }, async ({ actor, params, form, context }) => {
  const outcome = await grantRole(portsOf(context), actor, params.id, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 422 });
  return seeOther(`/admin/people/${params.id}/roles?done=granted`);
});

export const meta = titled((locale) => adminMessages.in(locale)('roles.title'));

export default function RolesPage() {
  const { person, roles, units, done } = useLoaderData<typeof loader>();
  const t = useText(adminMessages);
  return (
    <>
      <PageHead title={`${t('roles.title')}: ${person.fullName}`} breadcrumb={<PersonCrumbs person={person} here={t('roles.title')} />} />
      <div className="stack">
        {done ? <Notice tone="ok">{t(done === 'granted' ? 'roles.granted-done' : 'roles.revoked-done')}</Notice> : null}
        <Faults />
        {roles.length === 0 ? <p className="muted">{t('roles.none')}</p> : <RoleTable personId={person.id} roles={roles} />}
        <GrantForm units={units} />
      </div>
    </>
  );
}
