import { seeOther } from '../../platform/http/route.server.ts';
import { endSessionsOf } from '../commands/unlock-account.server.ts';
import { deedForm } from '../forms/person.ts';
import { personParams } from '../forms/person-params.ts';
import { orConflict } from '../or-conflict.ts';
import { canManagePeople } from '../policy.ts';
import { portsOf } from '../ports.ts';
import { page, submit } from '../route.server.ts';

export const loader = page({ guard: canManagePeople, params: personParams }, ({ params }) => seeOther(`/admin/people/${params.id}`));

export const action = submit({ guard: canManagePeople, params: personParams, form: deedForm }, async ({ actor, params, form, context }) => {
  orConflict(await endSessionsOf(portsOf(context), actor, { id: params.id, revision: form.revision }));
  return seeOther(`/admin/people/${params.id}?done=sessions-ended`);
});
