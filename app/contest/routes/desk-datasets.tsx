import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { editDatasets } from '../commands/write-call-lists.server.ts';
import { DatasetRows, KnownDatasets, StepForm } from '../components/call-fields.tsx';
import { CallStepPage } from '../components/call-parts.tsx';
import { callParams, datasetsForm } from '../forms/calls.ts';
import { rowsTyped } from '../forms/rows.ts';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';
import { canOrganiseContests, canSeeContestDesk } from '../policy.ts';
import { getCall, listOtherDatasets, type Call, type DatasetChoice } from '../queries/call.server.ts';

export const loader = page({ guard: canSeeContestDesk, params: callParams }, async ({ actor, params, context }) => {
  const { today } = momentOf(portsOf(context));
  return { call: await getCall(context.db, params.id, today), canWrite: canOrganiseContests(actor), known: await listOtherDatasets(context.db, params.id) };
});

export const action = submit({ guard: canOrganiseContests, params: callParams, form: datasetsForm }, async ({ actor, params, form, context }) => {
  const outcome = await editDatasets(portsOf(context), actor, params.id, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, rowsTyped(form)), { status: 422 });
  return seeOther(`/contest-desk/${params.id}/criteria?saved`);
});

export const meta = titled((locale) => messages.in(locale)('step.datasets'));

export default function DatasetsStepPage() {
  const { call, canWrite, known } = useLoaderData() as { call: Call; canWrite: boolean; known: DatasetChoice[] };
  return (
    <CallStepPage call={call} step="datasets" canWrite={canWrite}>
      <StepForm revision={call.revision}>
        <DatasetRows datasets={call.datasets} />
        <KnownDatasets known={known} />
      </StepForm>
    </CallStepPage>
  );
}
