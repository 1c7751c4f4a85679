import { useActionData, useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { refusedForm, type FormFaults } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { saveReport } from '../commands/save-report.server.ts';
import { SavedReportsPage } from '../components/saved-reports-page.tsx';
import { saveForm } from '../forms/saved-report.ts';
import { savedMessages } from '../messages/saved.ts';
import { canMakeLists } from '../policy.ts';
import { listSavedReports } from '../queries/saved-reports.server.ts';

export const loader = page({ guard: canMakeLists }, ({ actor, context }) => listSavedReports(context.db, actor, momentOf(portsOf(context)).today));

export const action = submit({ guard: canMakeLists, form: saveForm }, async ({ actor, form, context }) => {
  const outcome = await saveReport(portsOf(context), actor, form);
  return outcome.ok ? seeOther(`/reports/saved/${outcome.id}?done=saved`) : refusedForm(outcome.faults, form);
});

export const meta = titled((locale) => savedMessages.in(locale)('title'));

export default function SavedReports() {
  const refused = useActionData() as FormFaults | undefined;
  return <SavedReportsPage {...useLoaderData<typeof loader>()} refused={refused} />;
}
