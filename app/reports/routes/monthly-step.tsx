import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { followsForm } from '../../platform/http/after-form.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead, TextArea } from '../../ui/index.ts';
import { takeStep } from '../commands/take-step.server.ts';
import { MonthlyCrumbs, StateTag } from '../components/report-parts.tsx';
import { stepForm, stepNames, stepParams, type Done } from '../forms/monthly.ts';
import { monthlyMessages as messages } from '../messages/monthly.ts';
import { canStepMonthly } from '../policy.ts';
import { getReport, type ReportHead } from '../queries/monthly-report.server.ts';
import { monthWords } from '../rules/period.ts';
import { handOf, needsReason, stepsFrom, type ReportStep } from '../rules/report-state.ts';

type PageStep = 'TAKE_BACK' | 'SEND_BACK' | 'RECEIVE' | 'RETURN' | 'ACCEPT' | 'REOPEN';
const doneAs: Record<PageStep, Done> = { TAKE_BACK: 'taken-back', SEND_BACK: 'sent-back', RECEIVE: 'received', RETURN: 'returned', ACCEPT: 'accepted', REOPEN: 'reopened' };
const stepOf = (name: string) => (stepNames[name] ?? 'RECEIVE') as PageStep;

export const loader = page({ guard: canStepMonthly, params: stepParams }, async ({ actor, params, context, request }) => {
  const { report, rights } = await getReport(context.db, actor, params.report, momentOf(portsOf(context)).today);
  const step = stepOf(params.step);
  const may = { WRITER: rights.write, APPROVER: rights.approve, RECEIVER: rights.receive }[handOf[step]];
  if (!may || (!(stepsFrom[report.state] as readonly ReportStep[]).includes(step) && !followsForm(request))) throw seeOther(`/reports/monthly/${report.id}`);
  return { report, step };
});

export const action = submit({ guard: canStepMonthly, params: stepParams, form: stepForm }, async ({ actor, params, form, context }) => {
  const step = stepOf(params.step);
  const outcome = await takeStep(portsOf(context), actor, { id: params.report, step, ...form });
  if (!outcome.ok) return refusedForm(outcome.faults, { reason: form.reason });
  return seeOther(`/reports/monthly/${params.report}?done=${doneAs[step]}`);
});

export const meta = titled((locale) => messages.in(locale)('title'));

export default function MonthlyStepPage() {
  const { report, step } = useLoaderData() as unknown as { report: ReportHead; step: PageStep };
  const t = useText(messages);
  const { say, value } = useFaults();
  const title = t(`step.${step}`);
  return (
    <>
      <PageHead title={title} eyebrow={`${t('report-title', { month: monthWords(report.month) })} – ${report.unitName}`} tags={<StateTag state={report.state} />} breadcrumb={<MonthlyCrumbs report={report} here={title} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <input type="hidden" name="revision" value={report.revision} />
            <p>{t(`step-text.${step}`)}</p>
            {needsReason(step) ? <TextArea name="reason" label={t('step.reason')} error={say('reason')} defaultValue={value('reason')} rows={4} maxLength={2_000} required /> : null}
            <div className="row"><Button>{title}</Button><LinkButton variant="ghost" href={`/reports/monthly/${report.id}`}>{t('cancel')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
