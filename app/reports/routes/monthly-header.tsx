import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { followsForm } from '../../platform/http/after-form.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, PageHead, TextInput } from '../../ui/index.ts';
import { savePart } from '../commands/write-report.server.ts';
import { MonthlyCrumbs } from '../components/report-parts.tsx';
import { SavingForm } from '../components/saving-form.tsx';
import { StoredNow } from '../components/stored-now.tsx';
import { headerForm, reportParams } from '../forms/monthly.ts';
import { monthlyMessages as messages } from '../messages/monthly.ts';
import { canWriteMonthly } from '../policy.ts';
import { editingReport } from '../queries/editing-report.server.ts';
import type { ReportHead } from '../queries/monthly-report.server.ts';
import type { Header } from '../rules/report-content.ts';
import { savedAnswer } from '../saved-answer.server.ts';

export const loader = page({ guard: canWriteMonthly, params: reportParams }, async ({ actor, params, context, request }) => {
  const { report, stored } = await editingReport(context.db, actor, params.report, momentOf(portsOf(context)).today, followsForm(request));
  return { report, header: stored.content.header, revision: stored.revisions.parts.HEADER ?? 0 };
});

export const action = submit({ guard: canWriteMonthly, params: reportParams, form: headerForm }, async ({ actor, params, form, context, request }) => {
  const { revision, ...header } = form;
  const outcome = await savePart(portsOf(context), actor, params.report, { part: 'HEADER', revision, header });
  return savedAnswer(request, params.report, outcome, header);
});

export const meta = titled((locale) => messages.in(locale)('title'));

interface Loaded {
  report: ReportHead;
  header: Header;
  revision: number;
}

export const handle = { script: true };

export default function MonthlyHeaderPage() {
  const { report, header, revision } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  const title = t('part.HEADER');
  return (
    <>
      <PageHead title={title} eyebrow={report.unitName} breadcrumb={<MonthlyCrumbs report={report} here={title} />} />
      <div className="form">
        <Faults />
        <Card>
          <SavingForm report={report} keep="HEADER" revision={revision}>
            <HeaderFields header={header} />
          </SavingForm>
        </Card>
      </div>
    </>
  );
}

function HeaderFields({ header }: { header: Header }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  const fields = [['sign', t('header.sign'), t('header.sign-hint')], ['place', t('header.place'), undefined], ['onBehalf', t('header.on-behalf'), t('header.on-behalf-hint')], ['signerTitle', t('header.signer'), undefined], ['signerName', t('header.signer-name'), t('header.signer-name-hint')]] as const;
  return (
    <>
      <StoredNow fields={fields.map(([name, label]) => ({ name, label, stored: header[name] }))} />
      {fields.map(([name, label, hint]) => <TextInput key={name} name={name} label={label} hint={hint} error={say(name)} defaultValue={value(name, header[name])} maxLength={150} required={name === 'signerTitle'} />)}
    </>
  );
}
