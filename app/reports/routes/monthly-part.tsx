import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { followsForm } from '../../platform/http/after-form.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, PageHead, TextArea } from '../../ui/index.ts';
import { savePart } from '../commands/write-report.server.ts';
import { MonthlyCrumbs } from '../components/report-parts.tsx';
import { SavingForm } from '../components/saving-form.tsx';
import { StoredNow } from '../components/stored-now.tsx';
import { partParams, textForm } from '../forms/monthly.ts';
import { monthlyMessages as messages } from '../messages/monthly.ts';
import { canWriteMonthly } from '../policy.ts';
import { editingReport } from '../queries/editing-report.server.ts';
import type { ReportHead } from '../queries/monthly-report.server.ts';
import type { TextPart } from '../rules/report-state.ts';
import { savedAnswer } from '../saved-answer.server.ts';

export const loader = page({ guard: canWriteMonthly, params: partParams }, async ({ actor, params, context, request }) => {
  const { report, stored } = await editingReport(context.db, actor, params.report, momentOf(portsOf(context)).today, followsForm(request));
  return { report, part: params.part, text: stored.content.texts[params.part], revision: stored.revisions.parts[params.part] ?? 0 };
});

export const action = submit({ guard: canWriteMonthly, params: partParams, form: textForm }, async ({ actor, params, form, context, request }) => {
  const outcome = await savePart(portsOf(context), actor, params.report, { part: params.part, ...form });
  return savedAnswer(request, params.report, outcome, { text: form.text });
});

export const meta = titled((locale) => messages.in(locale)('title'));

interface Loaded {
  report: ReportHead;
  part: TextPart;
  text: string;
  revision: number;
}

export const handle = { script: true };

export default function MonthlyPartPage() {
  const { report, part, text, revision } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  const { say, value } = useFaults();
  const title = t(`part.${part}`);
  return (
    <>
      <PageHead title={title} eyebrow={report.unitName} breadcrumb={<MonthlyCrumbs report={report} here={title} />} />
      <div className="form">
        <Faults />
        <Card>
          <SavingForm report={report} keep={part} revision={revision}>
            <StoredNow fields={[{ name: 'text', label: title, stored: text }]} />
            <TextArea name="text" label={t('part.text')} hint={t(`hint.${part}`)} error={say('text')} defaultValue={value('text', text)} rows={14} maxLength={10_000} />
          </SavingForm>
        </Card>
      </div>
    </>
  );
}
