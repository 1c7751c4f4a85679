import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { PageHead } from '../../ui/index.ts';
import { remindLateReports } from '../commands/remind-late-reports.server.ts';
import { LateUnits } from '../components/late-units.tsx';
import { MonthlyCrumbs, useDue } from '../components/report-parts.tsx';
import { monthQuery, remindersForm } from '../forms/monthly.ts';
import { lateMessages as messages } from '../messages/monthly-late.ts';
import { canReceiveMonthly } from '../policy.ts';
import { lateReminderPage } from '../queries/late-reports.server.ts';
import { monthWords } from '../rules/period.ts';

export const loader = page({ guard: canReceiveMonthly, query: monthQuery }, ({ actor, query, context }) => {
  const ports = portsOf(context);
  return lateReminderPage(context.db, actor, query.month, { ...momentOf(ports), timeZone: ports.timeZone });
});

export const action = submit({ guard: canReceiveMonthly, form: remindersForm }, async ({ actor, form, context }) => {
  const outcome = await remindLateReports(portsOf(context), actor, form);
  return outcome.ok ? seeOther(`/reports/monthly?month=${form.month}&reminded=${outcome.count}`) : refusedForm(outcome.faults, { units: form.units });
});

export const meta = titled((locale) => messages.in(locale)('crumb'));

export default function MonthlyRemindersPage() {
  const { late, words } = useLoaderData() as unknown as Awaited<ReturnType<typeof lateReminderPage>>;
  const t = useText(messages);
  const formats = useFormats();
  const due = useDue()(late.due);
  return (
    <div className="stack-l">
      <PageHead title={t('title', { month: monthWords(late.period.month) })} lead={late.isOver ? t('lead', { count: formats.number(late.units.length), due }) : t('lead-open', { due })} breadcrumb={<MonthlyCrumbs here={t('crumb')} />} />
      <LateUnits late={late} words={words} />
    </div>
  );
}
