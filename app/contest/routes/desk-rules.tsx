import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, TextArea } from '../../ui/index.ts';
import { writeRules } from '../commands/publish-call.server.ts';
import { StepForm } from '../components/call-fields.tsx';
import { CallStepPage, useSecond } from '../components/call-parts.tsx';
import { callParams, rulesForm } from '../forms/calls.ts';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';
import { canOrganiseContests, canSeeContestDesk } from '../policy.ts';
import { getCall, type Call } from '../queries/call.server.ts';
import { findRules } from '../queries/rules.server.ts';

export const loader = page({ guard: canSeeContestDesk, params: callParams }, async ({ actor, params, context }) => {
  const call = await getCall(context.db, params.id, momentOf(portsOf(context)).today);
  return { call, body: (await findRules(context.db, call.id, { isPublic: false }))?.body ?? '', canWrite: canOrganiseContests(actor) };
});

export const action = submit({ guard: canOrganiseContests, params: callParams, form: rulesForm }, async ({ actor, params, form, context }) => {
  const outcome = await writeRules(portsOf(context), actor, { id: params.id, ...form });
  if (!outcome.ok) return data(refuseForm(outcome.faults, { body: form.body }), { status: 422 });
  return seeOther(`/contest-desk/${params.id}/rules?saved`);
});

export const meta = titled((locale) => messages.in(locale)('step.rules'));

export default function RulesStepPage() {
  const { call, body, canWrite } = useLoaderData() as { call: Call; body: string; canWrite: boolean };
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <CallStepPage call={call} step="rules" canWrite={canWrite}>
      <div className="stack-l">
        <StepForm revision={call.revision} last><TextArea name="body" label={t('rules.body')} error={say('body')} defaultValue={value('body', body)} rows={20} required /></StepForm>
        <Versions call={call} />
      </div>
    </CallStepPage>
  );
}

function Versions({ call }: { call: Call }) {
  const t = useText(messages);
  const second = useSecond();
  const [newest] = call.rules;
  return (
    <Card title={t('rules.versions')} id="versions">
      {call.rules.length === 0 ? <p className="muted">{t('rules.none')}</p> : <ul className="bullets">{call.rules.map((one) => <li key={one.id}><a href={`/contest-desk/${call.id}/rules/${one.version}`}>{t('rules.version', { version: one.version })}</a> · {one.publishedAt ? t('rules.published', { at: second(one.publishedAt) }) : t('rules.draft')}</li>)}</ul>}
      {call.publishedAt && newest?.publishedAt === null ? (
        <form method="post" action={`/contest-desk/${call.id}/rules-publication`} className="stack form-gap">
          <input type="hidden" name="revision" value={call.revision} />
          <p>{t('rules.publish-lead')}</p>
          <div className="row"><Button icon="send">{t('rules.publish', { version: newest.version })}</Button></div>
        </form>
      ) : null}
    </Card>
  );
}
