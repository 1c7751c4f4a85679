import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Notice } from '../../ui/index.ts';
import { editCriteria } from '../commands/write-call-lists.server.ts';
import { CriterionRows, StepForm } from '../components/call-fields.tsx';
import { CallStepPage } from '../components/call-parts.tsx';
import { callParams, criteriaForm } from '../forms/calls.ts';
import { rowsTyped } from '../forms/rows.ts';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';
import { canOrganiseContests, canSeeContestDesk } from '../policy.ts';
import { getCall, type Call } from '../queries/call.server.ts';
import { missingToWhole, percentText, whole } from '../rules/weights.ts';

export const loader = page({ guard: canSeeContestDesk, params: callParams }, async ({ actor, params, context }) => {
  const { today } = momentOf(portsOf(context));
  return { call: await getCall(context.db, params.id, today), canWrite: canOrganiseContests(actor) };
});

export const action = submit({ guard: canOrganiseContests, params: callParams, form: criteriaForm }, async ({ actor, params, form, context }) => {
  const outcome = await editCriteria(portsOf(context), actor, params.id, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, rowsTyped(form)), { status: 422 });
  return seeOther(`/contest-desk/${params.id}/prizes?saved`);
});

export const meta = titled((locale) => messages.in(locale)('step.criteria'));

export default function CriteriaStepPage() {
  const { call, canWrite } = useLoaderData() as { call: Call; canWrite: boolean };
  const t = useText(messages);
  const missing = missingToWhole(call.criteria.map(({ weight }) => weight));
  return (
    <CallStepPage call={call} step="criteria" canWrite={canWrite}>
      {call.criteria.length > 0 && missing !== 0 ? <Notice tone="warn" live={false}>{t(missing > 0 ? 'weights.less' : 'weights.more', { sum: percentText(whole - missing), share: percentText(Math.abs(missing)) })}</Notice> : null}
      <StepForm revision={call.revision}>
        <CriterionRows criteria={call.criteria} />
      </StepForm>
    </CallStepPage>
  );
}
