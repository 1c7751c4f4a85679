import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Notice, PageHead, TextArea, TextInput } from '../../ui/index.ts';
import { extendCall } from '../commands/publish-call.server.ts';
import { BackLink, useSecond } from '../components/call-parts.tsx';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { callParams, extensionForm } from '../forms/calls.ts';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';
import { canOrganiseContests } from '../policy.ts';
import { getCall, type Call } from '../queries/call.server.ts';
import { shownClose } from '../rules/deadline.ts';

export const loader = page({ guard: canOrganiseContests, params: callParams }, async ({ params, context }) => ({ call: await getCall(context.db, params.id, momentOf(portsOf(context)).today) }));

export const action = submit({ guard: canOrganiseContests, params: callParams, form: extensionForm }, async ({ actor, params, form, context }) => {
  const outcome = await extendCall(portsOf(context), actor, { id: params.id, ...form });
  if (!outcome.ok) return data(refuseForm(outcome.faults, { minutes: String(form.minutes), reason: form.reason }), { status: 422 });
  context.wakeJobs();
  return seeOther(`/contest-desk/${params.id}?done=extended`);
});

export const meta = titled((locale) => messages.in(locale)('extend'));

export default function ExtensionPage() {
  const { call } = useLoaderData() as { call: Call };
  const t = useText(messages);
  const { say, value } = useFaults();
  const second = useSecond();
  return (
    <>
      <PageHead title={t('extend')} lead={t('extend.lead')} breadcrumb={<DeskCrumbs contest={call} here={t('extend')} />} />
      <div className="form">
        <Faults />
        {call.moments.ENTRIES_CLOSE ? <Notice live={false}>{t('extend.now', { at: second(shownClose({ announced: call.moments.ENTRIES_CLOSE, extensions: call.extensions })) })}</Notice> : null}
        <Card>
          <form method="post" noValidate className="stack">
            <input type="hidden" name="revision" value={call.revision} />
            <TextInput name="minutes" label={t('extend.minutes')} error={say('minutes')} defaultValue={value('minutes')} inputMode="numeric" width="short" required />
            <TextArea name="reason" label={t('extend.reason')} error={say('reason')} defaultValue={value('reason')} rows={3} required />
            <div className="row"><Button icon="clock">{t('extend.submit')}</Button><BackLink href={`/contest-desk/${call.id}`} /></div>
          </form>
        </Card>
      </div>
    </>
  );
}
