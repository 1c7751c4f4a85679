import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { followsForm } from '../../platform/http/after-form.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead } from '../../ui/index.ts';
import { saveLine } from '../commands/write-report.server.ts';
import { LineFieldset } from '../components/line-fields.tsx';
import { MonthlyCrumbs } from '../components/report-parts.tsx';
import { Figures } from '../components/report-shown.tsx';
import { lineForm, lineParams, lineTyped } from '../forms/monthly.ts';
import { modelMessages } from '../messages/models.ts';
import { monthlyMessages as messages } from '../messages/monthly.ts';
import { canWriteMonthly } from '../policy.ts';
import { editingLine } from '../queries/editing-report.server.ts';

export const loader = page({ guard: canWriteMonthly, params: lineParams }, ({ actor, params, context, request }) => editingLine(context.db, actor, params, momentOf(portsOf(context)).today, followsForm(request)));

export const action = submit({ guard: canWriteMonthly, params: lineParams, form: lineForm }, async ({ actor, params, form, context }) => {
  const { revision, ...fields } = form;
  const outcome = await saveLine(portsOf(context), actor, params.report, { model: params.number, revision, fields });
  if (!outcome.ok) return refusedForm(outcome.faults, lineTyped(form));
  return seeOther(`/reports/monthly/${params.report}?done=saved`);
});

export const meta = titled((locale) => messages.in(locale)('part.LINES'));

export default function MonthlyLinePage() {
  const { report, line, revision, figures, files } = useLoaderData() as unknown as Awaited<ReturnType<typeof editingLine>>;
  const t = useText(messages);
  const m = useText(modelMessages);
  const here = m('model-no', { number: line.model });
  return (
    <>
      <PageHead title={line.name} eyebrow={`${here}${line.role ? ` · ${m(`role.${line.role}`)}` : ''} · ${report.unitName}`} breadcrumb={<MonthlyCrumbs report={report} here={here} />} />
      <div className="form">
        <Faults />
        {figures.length > 0 ? <Card><Figures figures={figures} /></Card> : null}
        <Card>
          <form method="post" noValidate className="stack">
            <input type="hidden" name="revision" value={revision} />
            <LineFieldset line={line} />
            <div className="row"><Button icon="save">{t('save')}</Button><LinkButton variant="ghost" href={`/reports/monthly/${report.id}`}>{t('back')}</LinkButton></div>
          </form>
        </Card>
        <div className="row"><LinkButton variant="ghost" icon="upload" href={`/reports/monthly/${report.id}/lines/${line.model}/files`}>{t('line.files-count', { count: files.length })}</LinkButton><span className="muted small">{t('line.files-note')}</span></div>
      </div>
    </>
  );
}
