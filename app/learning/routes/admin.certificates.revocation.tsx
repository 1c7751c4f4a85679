import { useActionData, useLoaderData } from '@remix-run/react';
import { page, submit } from '../../people/route.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { RadioGroup } from '../../ui/index.ts';
import type { Desk } from '../components/certificate-facts.tsx';
import { CertificateStep, type StepState } from '../components/certificate-step.tsx';
import { revokeCertificate } from '../commands/revoke-certificate.server.ts';
import { certificateParams, revocationForm } from '../forms/certificate.ts';
import { certificateMessages } from '../messages/certificates.ts';
import { canManageCertificates } from '../policy.ts';
import { certificateDesk } from '../queries/managed-certificate.server.ts';
import { endReasonOf, withdrawalReasons } from '../rules/certificate.ts';

export const loader = page({ guard: canManageCertificates, params: certificateParams }, ({ actor, params, context }) =>
  certificateDesk(context.db, actor, params.id, { now: context.clock.now().toISOString(), secret: context.secret }),
);

export const action = submit({ guard: canManageCertificates, params: certificateParams, form: revocationForm }, async ({ actor, params, form, context }) => {
  const { confirmed, edit, ...answers } = form;
  if (edit) return refuseForm({}, answers);
  if (!confirmed) return { ok: true, check: answers };
  await revokeCertificate(context.db, actor, { ...answers, id: params.id, now: context.clock.now().toISOString(), secret: context.secret });
  return seeOther(`/admin/certificates/${params.id}`);
});

export const meta = titled((locale) => certificateMessages.in(locale)('revoke.title'));

export default function RevocationPage() {
  const certificate = useLoaderData() as Desk;
  const state = useActionData() as StepState;
  const t = useText(certificateMessages);
  const options = withdrawalReasons.map((value) => ({ value, label: t(`reason.${value}`) }));
  return (
    <CertificateStep certificate={certificate} state={state} title={t('revoke.title')} lead={t('revoke.lead')} submit={t('revoke.submit')}
      answers={(values) => [{ term: t('fact.reason'), detail: t(`reason.${endReasonOf(values.reason ?? null) ?? 'OTHER'}`) }]}>
      {(values, fault) => <RadioGroup name="reason" legend={t('revoke.reason')} options={options} value={values.reason} error={fault('reason')} required />}
    </CertificateStep>
  );
}
