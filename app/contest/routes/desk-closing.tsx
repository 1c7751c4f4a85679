import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useLocale, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Notice, PageHead, TextArea } from '../../ui/index.ts';
import { closeCall } from '../commands/close-call.server.ts';
import { closingWords } from '../closing-words.ts';
import { BackLink } from '../components/call-parts.tsx';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { callParams, closingForm } from '../forms/calls.ts';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';
import { closingMessages } from '../messages/closing.ts';
import { canOrganiseContests } from '../policy.ts';
import { getCall, type Call } from '../queries/call.server.ts';
import { readClosing, type Closing } from '../queries/closing.server.ts';

export const loader = page({ guard: canOrganiseContests, params: callParams }, async ({ params, context }) => {
  const now = momentOf(portsOf(context));
  return { call: await getCall(context.db, params.id, now.today), closing: await readClosing(context.db, params.id, now) };
});

export const action = submit({ guard: canOrganiseContests, params: callParams, form: closingForm }, async ({ actor, params, form, context }) => {
  const outcome = await closeCall(portsOf(context), actor, { id: params.id, ...form });
  if (!outcome.ok) return data(refuseForm(outcome.faults, { reason: form.reason }), { status: 'form' in outcome.faults ? 409 : 422 });
  context.wakeJobs();
  return seeOther(`/contest-desk/${params.id}?done=closed`);
});

export const meta = titled((locale) => messages.in(locale)('close'));

export default function ClosingPage() {
  const { call, closing } = useLoaderData() as unknown as { call: Call; closing: Closing };
  const [t, c] = [useText(messages), useText(closingMessages)];
  const open = closingWords(closing.open)?.[useLocale()];
  return (
    <>
      <PageHead title={t('close')} lead={t('close.lead')} breadcrumb={<DeskCrumbs contest={call} here={t('close')} />} />
      <div className="form">
        <Faults />
        {open ? <Notice tone="warn" live={false}>{open}</Notice> : null}
        {open || call.closedAt ? <div className="row"><BackLink href={`/contest-desk/${call.id}`} /></div> : <ClosingForm call={call} lead={c(closing.hasResults ? 'what.results' : 'what.called-off')} />}
      </div>
    </>
  );
}

function ClosingForm({ call, lead }: { call: Call; lead: string }) {
  const [t, c] = [useText(messages), useText(closingMessages)];
  const { say, value } = useFaults();
  return (
    <Card lead={lead}>
      <form method="post" noValidate className="stack">
        <input type="hidden" name="revision" value={call.revision} />
        <TextArea name="reason" label={t('close.reason')} hint={c('what.public')} error={say('reason')} defaultValue={value('reason')} rows={3} required />
        <div className="row"><Button variant="danger">{t('close')}</Button><BackLink href={`/contest-desk/${call.id}`} /></div>
      </form>
    </Card>
  );
}
