import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Notice, PageHead, TextArea, TextInput } from '../../ui/index.ts';
import { nameTie, replyToScreening } from '../commands/screen-entry.server.ts';
import { EntryCrumbs } from '../components/entry-parts.tsx';
import { Looks } from '../components/screening-parts.tsx';
import { entryParams, replyForm, replyQuery } from '../forms/screening.ts';
import { screeningMessages as messages } from '../messages/screening.ts';
import { getOwnScreening, type OwnScreening } from '../queries/screening.server.ts';
import { canReply, currentLook } from '../rules/screening-state.ts';

export const loader = page({ guard: 'signed-in', params: entryParams, query: replyQuery }, async ({ actor, params, query, context }) => {
  const { id, number, title, looks, named } = await getOwnScreening(context.db, actor.id, params.entry);
  const last = currentLook(looks);
  const { today } = momentOf(portsOf(context));
  return { entry: { id, number, title, looks, named }, done: query.done, today, mayReply: last !== null && canReply(last, today), isChanged: looks.length > 0 && last === null };
});

export const action = submit({ guard: 'signed-in', params: entryParams, form: replyForm }, async ({ actor, params, form, context }) => {
  const ports = portsOf(context);
  const outcome = form.deed === 'reply' ? await replyToScreening(ports, actor, params.entry, form.reply) : await nameTie(ports, actor, params.entry, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 409 });
  return seeOther(`/contests/entries/${params.entry}/screening?done=${form.deed === 'reply' ? 'sent' : 'named'}`);
});

export const meta = titled((locale) => messages.in(locale)('reply.title'));

interface Loaded {
  entry: OwnScreening;
  done?: 'sent' | 'named';
  today: string;
  mayReply: boolean;
  /** It was handed in again since the last look. */
  isChanged: boolean;
}

export default function OwnScreeningPage() {
  const { entry, done, today, mayReply, isChanged } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  return (
    <>
      <PageHead title={t('reply.title')} lead={t('reply.lead', { number: entry.number, title: entry.title })} breadcrumb={<EntryCrumbs entry={entry} here={t('reply.title')} />} />
      <div className="form stack-l">
        {done ? <Notice tone="ok" focused>{t(done === 'sent' ? 'reply.sent' : 'naming.sent')}</Notice> : null}
        <Faults />
        <Card>
          {entry.looks.length === 0 ? <p className="muted">{t('reply.none')}</p> : <Looks looks={entry.looks} today={today} />}
          {isChanged ? <p>{t('reply.changed')}</p> : null}
          {mayReply ? <ReplyForm /> : null}
        </Card>
        <NamingCard entry={entry} />
      </div>
    </>
  );
}

function ReplyForm() {
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <form method="post" noValidate className="stack">
      <TextArea name="reply" label={t('reply.words')} error={say('reply')} defaultValue={value('reply')} rows={6} required />
      <div className="row"><Button name="deed" value="reply">{t('reply.send')}</Button></div>
    </form>
  );
}

function NamingCard({ entry }: { entry: OwnScreening }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <Card title={t('naming.title')} id="naming" lead={t('naming.lead')}>
      {entry.named.length > 0 ? <><p className="field-label">{t('naming.known')}</p><ul>{entry.named.map((tie) => <li key={tie.name}>{tie.name} – {tie.reason}</li>)}</ul></> : null}
      <form method="post" noValidate className="stack">
        <TextInput name="name" label={t('naming.name')} error={say('name')} defaultValue={value('name')} maxLength={200} required />
        <TextArea name="reason" label={t('naming.reason')} error={say('reason')} defaultValue={value('reason')} rows={2} required />
        <div className="row"><Button name="deed" value="name" variant="ghost">{t('naming.send')}</Button></div>
      </form>
    </Card>
  );
}
