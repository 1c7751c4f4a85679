import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { createClass } from '../commands/write-class.server.ts';
import { ClassFormPage, type ClassFormView } from '../components/class-form.tsx';
import { classForm } from '../forms/classes.ts';
import { classDeskMessages } from '../messages/class-desk.ts';
import { canManageClasses } from '../policy.ts';
import { classChoices } from '../queries/managed-class.server.ts';

export const loader = page({ guard: canManageClasses }, async ({ actor, context }): Promise<ClassFormView> => {
  const choices = await classChoices(context.db, actor, momentOf(portsOf(context)).today);
  // Her own unit, when she may hold classes for it: the first of the list is only the first by name.
  const unit = choices.units.find(({ id }) => id === actor.unitId)?.id ?? choices.units[0]?.id ?? '';
  return { known: null, revision: 0, stored: { unit, audience: unit, capacity: '30' }, choices };
});

export const action = submit({ guard: canManageClasses, form: classForm }, async ({ actor, form, context }) => {
  const outcome = await createClass(portsOf(context), actor, form.fields);
  if (!outcome.ok) return refusedForm(outcome.faults, form.typed);
  return seeOther(`/admin/classes/${outcome.id}?done=created`);
});

export const meta = titled((locale) => classDeskMessages.in(locale)('new'));

export default function ClassNew() {
  return <ClassFormPage view={useLoaderData() as unknown as ClassFormView} />;
}
