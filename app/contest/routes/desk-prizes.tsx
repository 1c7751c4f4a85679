import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { editPrizes } from '../commands/write-call-lists.server.ts';
import { PrizeRows, StepForm } from '../components/call-fields.tsx';
import { CallStepPage } from '../components/call-parts.tsx';
import { callParams, prizesForm } from '../forms/calls.ts';
import { rowsTyped } from '../forms/rows.ts';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';
import { canOrganiseContests, canSeeContestDesk } from '../policy.ts';
import { getCall, type Call } from '../queries/call.server.ts';

export const loader = page({ guard: canSeeContestDesk, params: callParams }, async ({ actor, params, context }) => {
  const { today } = momentOf(portsOf(context));
  return { call: await getCall(context.db, params.id, today), canWrite: canOrganiseContests(actor) };
});

export const action = submit({ guard: canOrganiseContests, params: callParams, form: prizesForm }, async ({ actor, params, form, context }) => {
  const outcome = await editPrizes(portsOf(context), actor, params.id, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, rowsTyped(form)), { status: 422 });
  return seeOther(`/contest-desk/${params.id}/timetable?saved`);
});

export const meta = titled((locale) => messages.in(locale)('step.prizes'));

export default function PrizesStepPage() {
  const { call, canWrite } = useLoaderData() as { call: Call; canWrite: boolean };
  return (
    <CallStepPage call={call} step="prizes" canWrite={canWrite}>
      <StepForm revision={call.revision}>
        <PrizeRows prizes={call.prizes} />
      </StepForm>
    </CallStepPage>
  );
}
