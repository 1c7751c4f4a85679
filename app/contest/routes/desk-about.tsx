import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listUnitsInScope, momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { editAbout } from '../commands/write-call.server.ts';
import { AboutFields, StepForm, type UnitChoice } from '../components/call-fields.tsx';
import { CallStepPage } from '../components/call-parts.tsx';
import { callParams, aboutForm } from '../forms/calls.ts';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';
import { canOrganiseContests, canSeeContestDesk } from '../policy.ts';
import { getCall, type Call } from '../queries/call.server.ts';

export const loader = page({ guard: canSeeContestDesk, params: callParams }, async ({ actor, params, context }) => {
  const { today } = momentOf(portsOf(context));
  return { call: await getCall(context.db, params.id, today), canWrite: canOrganiseContests(actor), units: await listUnitsInScope(context.db, actor.grants, today) };
});

export const action = submit({ guard: canOrganiseContests, params: callParams, form: aboutForm }, async ({ actor, params, form, context }) => {
  const outcome = await editAbout(portsOf(context), actor, params.id, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 422 });
  return seeOther(`/contest-desk/${params.id}/tracks?saved`);
});

export const meta = titled((locale) => messages.in(locale)('step.about'));

export default function AboutStepPage() {
  const { call, canWrite, units } = useLoaderData() as { call: Call; canWrite: boolean; units: UnitChoice[] };
  return (
    <CallStepPage call={call} step="about" canWrite={canWrite}>
      <StepForm revision={call.revision}>
        <AboutFields call={call} units={units} />
      </StepForm>
    </CallStepPage>
  );
}
