import { useActionData, useLoaderData } from '@remix-run/react';
import { page, submit } from '../../people/route.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import type { Desk } from '../components/certificate-facts.tsx';
import { CertificateStep, type StepState } from '../components/certificate-step.tsx';
import { reissueCertificate } from '../commands/reissue-certificate.server.ts';
import { certificateParams, reissueForm } from '../forms/certificate.ts';
import { certificateMessages } from '../messages/certificates.ts';
import { canManageCertificates } from '../policy.ts';
import { certificateDesk } from '../queries/managed-certificate.server.ts';

export const loader = page({ guard: canManageCertificates, params: certificateParams }, ({ actor, params, context }) =>
  certificateDesk(context.db, actor, params.id, { now: context.clock.now().toISOString(), secret: context.secret }),
);

export const action = submit({ guard: canManageCertificates, params: certificateParams, form: reissueForm }, async ({ actor, params, form, context }) => {
  const { confirmed, edit, ...answers } = form;
  if (edit) return refuseForm({}, answers);
  if (!confirmed) return { ok: true, check: answers };
  const newId = await reissueCertificate(context.db, actor, { ...answers, id: params.id, now: context.clock.now().toISOString(), secret: context.secret });
  return seeOther(`/admin/certificates/${newId}`);
});

export const meta = titled((locale) => certificateMessages.in(locale)('reissue.title'));

export default function ReissuePage() {
  const certificate = useLoaderData() as Desk;
  const state = useActionData() as StepState;
  const t = useText(certificateMessages);
  return (
    <CertificateStep certificate={certificate} state={state} title={t('reissue.title')} lead={t('reissue.lead')} submit={t('reissue.submit')}
      answers={() => [{ term: t('reissue.name-now'), detail: certificate.nameNow }]} />
  );
}
