import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { followsForm } from '../../platform/http/after-form.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, LinkButton, Notice, PageHead } from '../../ui/index.ts';
import { takeStep } from '../commands/take-step.server.ts';
import { MonthlyCrumbs, StateTag } from '../components/report-parts.tsx';
import { ReportShown } from '../components/report-shown.tsx';
import { reportParams, stepForm } from '../forms/monthly.ts';
import { monthlyMessages as messages } from '../messages/monthly.ts';
import { canApproveMonthly } from '../policy.ts';
import { getReport, type ReportHead, type ReportRights } from '../queries/monthly-report.server.ts';
import { readReport, type StoredReport } from '../queries/report-content.server.ts';
import { monthWords } from '../rules/period.ts';

export const loader = page({ guard: canApproveMonthly, params: reportParams }, async ({ actor, params, context, request }) => {
  const { today } = momentOf(portsOf(context));
  const { report, rights } = await getReport(context.db, actor, params.report, today);
  if (!rights.approve || (report.state !== 'PENDING_APPROVAL' && !followsForm(request))) throw seeOther(`/reports/monthly/${report.id}`);
  return { report, rights, stored: await readReport(context.db, report, today) };
});

export const action = submit({ guard: canApproveMonthly, params: reportParams, form: stepForm }, async ({ actor, params, form, context }) => {
  const outcome = await takeStep(portsOf(context), actor, { id: params.report, step: 'SUBMIT', ...form });
  if (!outcome.ok) return refusedForm(outcome.faults, {});
  return seeOther(`/reports/monthly/${params.report}?done=approved`);
});

export const meta = titled((locale) => messages.in(locale)('approve'));
export const handle = { layout: 'wide' };

export default function MonthlyApprovalPage() {
  const { report, rights, stored } = useLoaderData() as unknown as { report: ReportHead; rights: ReportRights; stored: StoredReport };
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={t('approve-title', { month: monthWords(report.month) })} eyebrow={report.unitName} lead={t('approve-lead')} tags={<StateTag state={report.state} />} breadcrumb={<MonthlyCrumbs report={report} here={t('read-approve')} />} />
      <Faults />
      {report.state !== 'PENDING_APPROVAL' ? <div className="row"><LinkButton href={`/reports/monthly/${report.id}`}>{t('back')}</LinkButton></div> : rights.isAuthor ? <Notice tone="info" live={false}>{t('approve-own')}</Notice> : (
        <form method="post" noValidate className="row">
          <input type="hidden" name="revision" value={report.revision} />
          <Button icon="check">{t('approve')}</Button>
          <LinkButton variant="ghost" href={`/reports/monthly/${report.id}/steps/send-back`}>{t('step.SEND_BACK')}</LinkButton>
        </form>
      )}
      <ReportShown id={report.id} content={stored.content} />
    </div>
  );
}
