import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { cancelClass } from '../commands/cancel-class.server.ts';
import { ClassCancelPage } from '../components/class-cancel-page.tsx';
import { cancelForm, classParams } from '../forms/classes.ts';
import { classDeskMessages } from '../messages/class-desk.ts';
import { canManageClasses } from '../policy.ts';
import { demandManaged, type ManagedClass } from '../queries/managed-class.server.ts';

export const loader = page({ guard: canManageClasses, params: classParams }, async ({ actor, params, context }) => ({ managed: await demandManaged(context.db, actor, params.class, momentOf(portsOf(context))) }));

export const action = submit({ guard: canManageClasses, params: classParams, form: cancelForm }, async ({ actor, params, form, context }) => {
  const outcome = await cancelClass(portsOf(context), actor, params.class, form.reason);
  if (!outcome.ok) return refusedForm(outcome.faults, form);
  context.wakeJobs();
  return seeOther(`/admin/classes/${params.class}?done=cancelled`);
});

export const meta = titled((locale) => classDeskMessages.in(locale)('cancel'));

export default function ClassCancellation() {
  return <ClassCancelPage {...(useLoaderData() as unknown as { managed: ManagedClass })} />;
}
