import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, EmptyState, LinkButton, Notice, PageHead, TextArea } from '../../ui/index.ts';
import { askQuestion } from '../commands/questions.server.ts';
import { useSecond } from '../components/call-parts.tsx';
import { ContestCrumbs } from '../components/public-parts.tsx';
import { publicQuery, questionForm, slugParams } from '../forms/calls.ts';
import { callsMessages as messages } from '../messages/calls.ts';
import { readPublicCall } from '../queries/public-call.server.ts';
import { listQuestions, type Question } from '../queries/questions.server.ts';

interface Loaded {
  call: { slug: string; title: string; isClosed: boolean };
  questions: Question[];
  isSignedIn: boolean;
  isAsked: boolean;
}

export const loader = page({ guard: 'public', params: slugParams, query: publicQuery }, async ({ actor, params, query, context }): Promise<Loaded> => {
  const { id, slug, title, phase } = await readPublicCall(context.db, params.slug, momentOf(portsOf(context)));
  return { call: { slug, title, isClosed: phase === 'CLOSED' }, questions: await listQuestions(context.db, id, { id: actor?.id ?? null, isOrganiser: false }), isSignedIn: actor !== null, isAsked: query.done === 'asked' };
});

export const action = submit({ guard: 'signed-in', params: slugParams, form: questionForm, limit: 50_000 }, async ({ actor, params, form, context }) => {
  const outcome = await askQuestion(portsOf(context), actor, params.slug, form.question);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 422 });
  return seeOther(`/contests/${params.slug}/questions?done=asked`);
});

export const meta = titled((locale) => messages.in(locale)('questions'));

export default function ContestQuestionsPage() {
  const { call, questions, isSignedIn, isAsked } = useLoaderData() as Loaded;
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={t('questions')} lead={t('questions.lead')} breadcrumb={<ContestCrumbs call={call} here={t('questions')} />} />
      {isAsked ? <Notice tone="ok" focused>{t('questions.asked')}</Notice> : null}
      {questions.length === 0 ? <EmptyState icon="message-circle-question" title={t('questions.none')}>{t('questions.none-text')}</EmptyState> : questions.map((one) => <Asked key={one.id} one={one} />)}
      {call.isClosed ? null : isSignedIn ? <AskCard /> : <div className="row"><LinkButton href={`/contests/sign-in?next=${encodeURIComponent(`/contests/${call.slug}/questions`)}`}>{t('questions.sign-in')}</LinkButton></div>}
    </div>
  );
}

function Asked({ one }: { one: Question }) {
  const t = useText(messages);
  const second = useSecond();
  return (
    <Card>
      <p className="pre-line"><strong>{one.question}</strong></p>
      {one.answer === null ? <p className="muted">{t('questions.waiting')}</p> : <><p className="pre-line">{one.answer}</p><p className="muted small">{one.answeredAt ? t('questions.answered-at', { at: second(one.answeredAt) }) : null}</p></>}
    </Card>
  );
}

function AskCard() {
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <Card title={t('questions.ask')} id="ask" lead={t('questions.ask-lead')}>
      <Faults />
      <form method="post" noValidate className="stack">
        <TextArea name="question" label={t('questions.question')} error={say('question')} defaultValue={value('question')} rows={4} required />
        <div className="row"><Button icon="send">{t('questions.send')}</Button></div>
      </form>
    </Card>
  );
}
