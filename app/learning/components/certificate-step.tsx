import type { ReactNode } from 'react';
import { useLocale, useText } from '../../platform/i18n/react.tsx';
import type { FormFaults } from '../../platform/http/forms.server.ts';
import { Breadcrumb, Button, Card, ErrorSummary, LinkButton, Meta, Notice, PageHead, TextArea, type MetaItem } from '../../ui/index.ts';
import { certificateMessages } from '../messages/certificates.ts';
import { CertificateFactList, type Desk } from './certificate-facts.tsx';

/** What a step's action hands back: faults to correct, or answers to check before they are carried out. */
export type StepState = FormFaults | { ok: true; check: Record<string, string> } | undefined;

export interface StepProps {
  certificate: Desk;
  state: StepState;
  title: string;
  lead: string;
  submit: string;
  /** What will happen, shown again on the check page. */
  answers: (values: Record<string, string>) => MetaItem[];
  /** Fields above the note. */
  children?: (values: Record<string, string>, fault: (field: string) => string | undefined) => ReactNode;
}

/** A step that cannot be undone: first the reason, then a page to check, then the deed. */
export function CertificateStep(props: StepProps) {
  const { certificate, state, title, lead } = props;
  const t = useText(certificateMessages);
  const back = `/admin/certificates/${certificate.id}`;
  const crumbs = [{ label: t('manage.admin'), href: '/admin' }, { label: t('manage.title', { number: certificate.certificate_no }), href: back }, { label: title }];
  return (
    <div className="stack-l">
      <PageHead title={title} lead={lead} breadcrumb={<Breadcrumb label={t('manage.crumbs')} items={crumbs} />} />
      {state?.ok ? <CheckAnswers {...props} values={state.check} /> : <AskReason {...props} />}
      <Card title={t('manage.facts')} id="facts"><CertificateFactList certificate={certificate} /></Card>
    </div>
  );
}

function AskReason({ certificate, state, children }: StepProps) {
  const t = useText(certificateMessages);
  const locale = useLocale();
  const refused = state && !state.ok ? state : undefined;
  const values = refused?.values ?? {};
  const fault = (field: string) => refused?.faults[field]?.[locale];
  const errors = Object.entries(refused?.faults ?? {}).map(([field, message]) => ({ href: `#${field}`, message: message[locale] }));
  return (
    <>
      <ErrorSummary title={t('manage.fault-summary')} errors={errors} />
      <div className="form">
        <Card>
          <form method="post" className="stack" key={certificate.id}>
            {children?.(values, fault)}
            <TextArea name="note" label={t('manage.note-label')} hint={t('manage.note-hint')} error={fault('note')} defaultValue={values.note} rows={3} minLength={5} maxLength={500} required />
            <div className="row">
              <Button>{t('manage.continue')}</Button>
              <LinkButton variant="ghost" href={`/admin/certificates/${certificate.id}`}>{t('manage.back')}</LinkButton>
            </div>
          </form>
        </Card>
      </div>
    </>
  );
}

function CheckAnswers({ certificate, values, answers, submit }: StepProps & { values: Record<string, string> }) {
  const t = useText(certificateMessages);
  return (
    <Card title={t('manage.check')} id="check" raised>
      <Notice tone="warn" live={false}>{certificate.full_name} – {certificate.certificate_no}</Notice>
      <Meta items={[...answers(values), { term: t('manage.note-label'), detail: values.note }]} />
      <form method="post" className="card-foot">
        {Object.entries(values).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
        <Button variant="danger" name="confirmed" value="1">{submit}</Button>
        <Button variant="quiet" name="edit" value="1">{t('manage.change')}</Button>
      </form>
    </Card>
  );
}
