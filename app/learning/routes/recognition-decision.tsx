import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { decideRequest } from '../commands/decide-request.server.ts';
import { DecisionPage } from '../components/recognition-desk-pages.tsx';
import { decisionForm, requestParams } from '../forms/recognition-requests.ts';
import { recognitionRequestMessages as messages } from '../messages/recognition-requests.ts';
import { canAssign } from '../policy.ts';
import { decisionPage, type DecisionView } from '../queries/recognition-desk.server.ts';

export const loader = page({ guard: canAssign, params: requestParams }, ({ actor, params, context }) => decisionPage(context.db, actor, params.request, momentOf(portsOf(context)).today));

export const action = submit({ guard: canAssign, params: requestParams, form: decisionForm }, async ({ actor, params, form, context }) => {
  const outcome = await decideRequest(portsOf(context), actor, params.request, form);
  if (!outcome.ok) return refusedForm(outcome.faults, { ...form, lastDay: form.lastDay ?? '' });
  return seeOther(`/admin/exemptions/requests?done=${form.decision === 'ACCEPTED' ? 'accepted' : 'refused'}`);
});

export const meta = titled((locale) => messages.in(locale)('decide.form'));
export const handle = { layout: 'wide' };

export default function RecognitionDecision() {
  return <DecisionPage {...(useLoaderData() as unknown as DecisionView)} />;
}
