import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { followsForm } from '../../platform/http/after-form.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, LinkButton, PageHead } from '../../ui/index.ts';
import { saveLine } from '../commands/write-report.server.ts';
import { LineFieldset } from '../components/line-fields.tsx';
import { MonthlyCrumbs } from '../components/report-parts.tsx';
import { Figures } from '../components/report-shown.tsx';
import { SavingForm } from '../components/saving-form.tsx';
import { lineForm, lineParams, lineTyped } from '../forms/monthly.ts';
import { modelMessages } from '../messages/models.ts';
import { monthlyMessages as messages } from '../messages/monthly.ts';
import { canWriteMonthly } from '../policy.ts';
import { editingLine } from '../queries/editing-report.server.ts';
import { savedAnswer } from '../saved-answer.server.ts';

export const loader = page({ guard: canWriteMonthly, params: lineParams }, ({ actor, params, context, request }) => editingLine(context.db, actor, params, momentOf(portsOf(context)).today, followsForm(request)));

export const action = submit({ guard: canWriteMonthly, params: lineParams, form: lineForm }, async ({ actor, params, form, context, request }) => {
  const { revision, ...fields } = form;
  const outcome = await saveLine(portsOf(context), actor, params.report, { model: params.number, revision, fields });
  return savedAnswer(request, params.report, outcome, lineTyped(form));
});

export const meta = titled((locale) => messages.in(locale)('part.LINES'));

export const handle = { script: true };

export default function MonthlyLinePage() {
  const { report, line, suggested, revision, figures, files } = useLoaderData() as unknown as Awaited<ReturnType<typeof editingLine>>;
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
          <SavingForm report={report} keep={String(line.model)} revision={revision}>
            <LineFieldset line={line} suggested={suggested} />
          </SavingForm>
        </Card>
        <div className="row"><LinkButton variant="ghost" icon="upload" href={`/reports/monthly/${report.id}/lines/${line.model}/files`}>{t('line.files-count', { count: files.length })}</LinkButton><span className="muted small">{t('line.files-note')}</span></div>
      </div>
    </>
  );
}
