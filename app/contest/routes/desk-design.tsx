import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { editDesign } from '../commands/write-call.server.ts';
import { StepForm } from '../components/call-fields.tsx';
import { DesignFields, designTyped } from '../components/design-fields.tsx';
import { CallStepPage } from '../components/call-parts.tsx';
import { callParams, designForm } from '../forms/calls.ts';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';
import { canOrganiseContests, canSeeContestDesk } from '../policy.ts';
import { getCall, type Call } from '../queries/call.server.ts';

export const loader = page({ guard: canSeeContestDesk, params: callParams }, async ({ actor, params, context }) => {
  const { today } = momentOf(portsOf(context));
  return { call: await getCall(context.db, params.id, today), canWrite: canOrganiseContests(actor) };
});

export const action = submit({ guard: canOrganiseContests, params: callParams, form: designForm }, async ({ actor, params, form, context }) => {
  const outcome = await editDesign(portsOf(context), actor, params.id, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, designTyped(form)), { status: 422 });
  return seeOther(`/contest-desk/${params.id}/rules?saved`);
});

export const meta = titled((locale) => messages.in(locale)('step.design'));

export default function DesignStepPage() {
  const { call, canWrite } = useLoaderData() as { call: Call; canWrite: boolean };
  return (
    <CallStepPage call={call} step="design" canWrite={canWrite}>
      <StepForm revision={call.revision}>
        <DesignFields call={call} />
      </StepForm>
    </CallStepPage>
  );
}
