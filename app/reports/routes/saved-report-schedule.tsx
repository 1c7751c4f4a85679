import { useActionData, useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { refusedForm, type FormFaults } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { scheduleReport } from '../commands/schedule-report.server.ts';
import { SchedulePage, type ScheduleShown } from '../components/schedule-page.tsx';
import { reportParams, scheduleForm, typedSchedule } from '../forms/saved-report.ts';
import { savedMessages } from '../messages/saved.ts';
import { canMakeLists } from '../policy.ts';
import { schedulePage } from '../queries/schedule-page.server.ts';

export const loader = page({ guard: canMakeLists, params: reportParams }, ({ actor, params, context }) => schedulePage(context.db, actor, params.report, momentOf(portsOf(context)).today));

export const action = submit({ guard: canMakeLists, params: reportParams, form: scheduleForm }, async ({ actor, params, form, context }) => {
  const outcome = await scheduleReport(portsOf(context), actor, params.report, form);
  if (!outcome.ok) return refusedForm(outcome.faults, typedSchedule(form));
  context.wakeJobs();
  return seeOther(`/reports/saved/${params.report}?done=scheduled`);
});

export const meta = titled((locale) => savedMessages.in(locale)('schedule.set'));

export default function Schedule() {
  const refused = useActionData() as FormFaults | undefined;
  return <SchedulePage {...(useLoaderData() as unknown as ScheduleShown)} refused={refused} />;
}
