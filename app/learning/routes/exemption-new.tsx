import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { newId } from '../../platform/ids.ts';
import { grantExemption } from '../commands/grant-exemption.server.ts';
import { ExemptionFindPage, ExemptionFormPage } from '../components/exemption-form-page.tsx';
import { exemptionForm, newExemptionQuery } from '../forms/exemptions.ts';
import { exemptionMessages } from '../messages/exemptions.ts';
import { canAssign } from '../policy.ts';
import { newExemptionPage, type NewExemptionPage } from '../queries/exemption-pages.server.ts';

export const loader = page({ guard: canAssign, query: newExemptionQuery }, async ({ actor, query, context }) => {
  return { id: newId(), q: query.q, shown: await newExemptionPage(context.db, actor, query, momentOf(portsOf(context)).today) };
});

export const action = submit({ guard: canAssign, query: newExemptionQuery, form: exemptionForm }, async ({ actor, form, context }) => {
  const outcome = await grantExemption(portsOf(context), actor, form);
  if (!outcome.ok) return refusedForm(outcome.faults, { ...form, courseId: form.courseId ?? '' });
  return seeOther('/admin/exemptions?done=granted');
});

export const meta = titled((locale) => exemptionMessages.in(locale)('add'));

export default function NewExemption() {
  const { id, q, shown } = useLoaderData() as unknown as { id: string; q: string; shown: NewExemptionPage };
  if (!shown.person) return <ExemptionFindPage q={q} found={shown.found} />;
  return <ExemptionFormPage id={id} person={shown.person} courses={shown.courses} today={shown.today} />;
}
