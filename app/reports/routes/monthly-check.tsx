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
import { MonthlyCrumbs } from '../components/report-parts.tsx';
import { ReportShown } from '../components/report-shown.tsx';
import { reportParams, stepForm } from '../forms/monthly.ts';
import { monthlyMessages as messages } from '../messages/monthly.ts';
import { canWriteMonthly } from '../policy.ts';
import { editingReport } from '../queries/editing-report.server.ts';
import { isEditable, lacksOf, type Lack } from '../rules/report-state.ts';

export const loader = page({ guard: canWriteMonthly, params: reportParams }, ({ actor, params, context, request }) => editingReport(context.db, actor, params.report, momentOf(portsOf(context)).today, followsForm(request)));

export const action = submit({ guard: canWriteMonthly, params: reportParams, form: stepForm }, async ({ actor, params, form, context }) => {
  const outcome = await takeStep(portsOf(context), actor, { id: params.report, step: 'HAND_IN', ...form });
  if (!outcome.ok) return refusedForm(outcome.faults, {});
  return seeOther(`/reports/monthly/${params.report}?done=handed-in`);
});

export const meta = titled((locale) => messages.in(locale)('check'));
export const handle = { layout: 'wide' };

export default function MonthlyCheckPage() {
  const { report, stored } = useLoaderData() as unknown as Awaited<ReturnType<typeof editingReport>>;
  const t = useText(messages);
  const lacks = lacksOf(stored.content);
  return (
    <div className="stack-l">
      <PageHead title={t('check')} eyebrow={report.unitName} lead={t('check-lead')} breadcrumb={<MonthlyCrumbs report={report} here={t('check')} />} />
      <Faults />
      {isEditable(report.state) ? null : <div className="row"><LinkButton href={`/reports/monthly/${report.id}`}>{t('back')}</LinkButton></div>}
      {!isEditable(report.state) ? null : lacks.length > 0 ? <Lacks id={report.id} lacks={lacks} /> : (
        <form method="post" noValidate className="row">
          <input type="hidden" name="revision" value={report.revision} />
          <Button icon="send">{t('hand-in')}</Button>
          <LinkButton variant="ghost" href={`/reports/monthly/${report.id}`}>{t('back')}</LinkButton>
        </form>
      )}
      <ReportShown id={report.id} content={stored.content} />
    </div>
  );
}

const places: Record<Lack, string> = { signer: '/parts/header', direction: '/parts/direction', lines: '#lines', next: '/parts/next' };

function Lacks({ id, lacks }: { id: string; lacks: readonly Lack[] }) {
  const t = useText(messages);
  return <Notice tone="warn" live={false} title={t('lacks')}><ul className="ways">{lacks.map((lack) => <li key={lack}><a href={`/reports/monthly/${id}${places[lack]}`}>{t(`lack.${lack}`)}</a></li>)}</ul></Notice>;
}
