import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, EmptyState, Notice, PageHead, Tag, TextArea } from '../../ui/index.ts';
import { useSecond } from '../components/call-parts.tsx';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { callParams, savedQuery } from '../forms/calls.ts';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';
import { canOrganiseContests, canSeeContestDesk } from '../policy.ts';
import { getCall, type Call } from '../queries/call.server.ts';
import { listQuestions, type Question } from '../queries/questions.server.ts';

interface Loaded {
  call: Call;
  questions: Question[];
  canWrite: boolean;
  done: 'answered' | 'hidden' | 'shown' | null;
}

export const loader = page({ guard: canSeeContestDesk, params: callParams, query: savedQuery }, async ({ actor, params, query, context }) => {
  const call = await getCall(context.db, params.id, momentOf(portsOf(context)).today);
  return { call, questions: await listQuestions(context.db, call.id, { id: actor.id, isOrganiser: true }), canWrite: canOrganiseContests(actor), done: query.done ?? null };
});

export const meta = titled((locale) => messages.in(locale)('questions'));

export default function DeskQuestionsPage() {
  const { call, questions, canWrite, done } = useLoaderData() as Loaded;
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={t('questions')} lead={t('questions.lead')} breadcrumb={<DeskCrumbs contest={call} here={t('questions')} />} />
      {done ? <Notice tone="ok" focused>{t(`done.${done}`)}</Notice> : null}
      {questions.length === 0 ? <EmptyState icon="message-circle-question" title={t('questions.none')}>{t('questions.none-text')}</EmptyState> : questions.map((one) => <QuestionCard key={one.id} callId={call.id} one={one} canWrite={canWrite} />)}
    </div>
  );
}

function QuestionCard({ callId, one, canWrite }: { callId: string; one: Question; canWrite: boolean }) {
  const t = useText(messages);
  const second = useSecond();
  const path = `/contest-desk/${callId}/questions/${one.id}`;
  return (
    <Card>
      <div className="row">{one.isHidden ? <Tag icon="eye">{t('questions.hidden')}</Tag> : null}{one.answer === null ? <Tag tone="warn">{t('questions.waiting')}</Tag> : null}<span className="muted">{t('questions.at', { at: second(one.askedAt) })}</span></div>
      <p className="pre-line"><strong>{one.question}</strong></p>
      {canWrite ? (
        <>
          <form method="post" action={`${path}/answer`} className="stack">
            <input type="hidden" name="seenAt" value={one.answeredAt ?? ''} />
            <TextArea name="answer" id={`answer-${one.id}`} label={t('questions.answer')} defaultValue={one.answer ?? ''} rows={3} required />
            <div className="row">{one.answer === null ? <Button icon="send">{t('questions.send')}</Button> : <Button variant="ghost" icon="save">{t('questions.change')}</Button>}</div>
          </form>
          <form method="post" action={`${path}/${one.isHidden ? 'showing' : 'hiding'}`} className="form-gap"><Button variant="ghost">{t(one.isHidden ? 'questions.show' : 'questions.hide')}</Button></form>
        </>
      ) : <p className="pre-line">{one.answer}</p>}
    </Card>
  );
}
