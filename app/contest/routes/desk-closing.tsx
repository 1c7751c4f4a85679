import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, PageHead, TextArea } from '../../ui/index.ts';
import { closeCall } from '../commands/publish-call.server.ts';
import { BackLink } from '../components/call-parts.tsx';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { callParams, closingForm } from '../forms/calls.ts';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';
import { canOrganiseContests } from '../policy.ts';
import { getCall, type Call } from '../queries/call.server.ts';

export const loader = page({ guard: canOrganiseContests, params: callParams }, async ({ params, context }) => ({ call: await getCall(context.db, params.id, momentOf(portsOf(context)).today) }));

export const action = submit({ guard: canOrganiseContests, params: callParams, form: closingForm }, async ({ actor, params, form, context }) => {
  const outcome = await closeCall(portsOf(context), actor, { id: params.id, ...form });
  if (!outcome.ok) return data(refuseForm(outcome.faults, { reason: form.reason }), { status: 422 });
  return seeOther(`/contest-desk/${params.id}?done=closed`);
});

export const meta = titled((locale) => messages.in(locale)('close'));

export default function ClosingPage() {
  const { call } = useLoaderData() as { call: Call };
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <>
      <PageHead title={t('close')} lead={t('close.lead')} breadcrumb={<DeskCrumbs contest={call} here={t('close')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <input type="hidden" name="revision" value={call.revision} />
            <TextArea name="reason" label={t('close.reason')} error={say('reason')} defaultValue={value('reason')} rows={3} required />
            <div className="row"><Button variant="danger">{t('close')}</Button><BackLink href={`/contest-desk/${call.id}`} /></div>
          </form>
        </Card>
      </div>
    </>
  );
}
