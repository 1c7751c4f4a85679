import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { editClass } from '../commands/write-class.server.ts';
import { ClassFormPage, type ClassFormView } from '../components/class-form.tsx';
import { classForm, classParams } from '../forms/classes.ts';
import { classDeskMessages } from '../messages/class-desk.ts';
import { canManageClasses } from '../policy.ts';
import { classChoices, demandManaged } from '../queries/managed-class.server.ts';
import { typedClass } from '../rules/typed-class.ts';

export const loader = page({ guard: canManageClasses, params: classParams }, async ({ actor, params, context }): Promise<ClassFormView> => {
  const moment = momentOf(portsOf(context));
  const managed = await demandManaged(context.db, actor, params.class, moment);
  return { known: { id: managed.id, title: managed.title, isOpen: managed.openedAt !== null }, revision: managed.revision, stored: typedClass(managed, context.env.TZ_DISPLAY), choices: await classChoices(context.db, actor, moment.today, managed.courseSlug) };
});

export const action = submit({ guard: canManageClasses, params: classParams, form: classForm }, async ({ actor, params, form, context }) => {
  const outcome = await editClass(portsOf(context), actor, params.class, form);
  if (!outcome.ok) return refusedForm(outcome.faults, form.typed);
  context.wakeJobs();
  return seeOther(`/admin/classes/${params.class}?done=saved`);
});

export const meta = titled((locale) => classDeskMessages.in(locale)('edit'));

export default function ClassEdit() {
  return <ClassFormPage view={useLoaderData() as unknown as ClassFormView} />;
}
