import { useLoaderData, type MetaFunction } from '@remix-run/react';
import { page } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, Notice, PageHead, Tag, TaskList, type TaskItem } from '../../ui/index.ts';
import { ExamIsland, ExamTimer } from '../components/exam-island.tsx';
import { attemptParams } from '../forms/attempt.ts';
import { assessmentMessages } from '../messages/assessment.ts';
import { getAttemptPage, type AttemptPage, type AttemptQuestion } from '../queries/attempt-page.server.ts';

export const loader = page({ guard: 'signed-in', params: attemptParams }, async ({ actor, params, context }) => {
  const attempt = await getAttemptPage(context.db, { attemptId: params.attempt, userId: actor.id, now: context.clock.now().toISOString() });
  if (attempt.isSubmitted || attempt.isTimeUp) throw seeOther(`/attempts/${attempt.id}/result`);
  return attempt;
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? 'Bài kiểm tra'} – hoc06` }];
export const handle = { script: true, rail: false };

const statuses = { empty: 'todo', partial: 'doing', answered: 'done' } as const;

export default function AttemptCheck() {
  const attempt = useLoaderData<typeof loader>() as AttemptPage;
  const t = useText(assessmentMessages);
  const here = `/attempts/${attempt.id}`;
  const item = (question: AttemptQuestion): TaskItem => ({
    id: String(question.position),
    title: `${t('item.label', { n: question.position })}. ${question.shown.text}`,
    href: `${here}?q=${question.position}`,
    status: statuses[question.state],
    detail: question.isFlagged ? <Tag tone="warn" icon="flag">{t('state.flagged')}</Tag> : undefined,
  });
  return (
    <ExamIsland attempt={attempt}>
      <div className="stack">
        <PageHead eyebrow={t('exam.title', { title: attempt.title, n: attempt.number })} title={t('check.title')} lead={t('check.lead')} actions={<ExamTimer attempt={attempt} />} />
        <Unfinished attempt={attempt} />
        <p className="muted small" aria-live="polite" data-save-state />
        <form method="post" action={`${here}/submission`} className="row" data-submission>
          <Button icon="send">{t('check.submit')}</Button>
          <LinkButton href={here} variant="ghost" icon="chevron-left">{t('check.back')}</LinkButton>
        </form>
        <Card title={t('check.list')} id="questions">
          <TaskList items={attempt.questions.map(item)} statusLabels={{ todo: t('state.empty'), doing: t('state.partial'), done: t('state.answered'), locked: '' }} label={t('check.list')} />
        </Card>
      </div>
    </ExamIsland>
  );
}

/** Unanswered questions are named before anything else. */
function Unfinished({ attempt }: { attempt: AttemptPage }) {
  const t = useText(assessmentMessages);
  const open = attempt.questions.filter((question) => question.state !== 'answered');
  const flagged = attempt.questions.filter((question) => question.isFlagged);
  return (
    <>
      {open.length > 0
        ? <Notice tone="warn" live={false} title={t('check.empty', { n: open.length })}><QuestionLinks attemptId={attempt.id} questions={open} /></Notice>
        : <Notice tone="ok" live={false}>{t('check.complete', { n: attempt.questions.length })}</Notice>}
      {flagged.length > 0 ? <Notice tone="info" live={false} title={t('check.flagged', { n: flagged.length })}><QuestionLinks attemptId={attempt.id} questions={flagged} /></Notice> : null}
    </>
  );
}

function QuestionLinks({ attemptId, questions }: { attemptId: string; questions: readonly AttemptQuestion[] }) {
  const t = useText(assessmentMessages);
  return (
    <ul className="row">
      {questions.map(({ position }) => <li key={position}><a href={`/attempts/${attemptId}?q=${position}`}>{t('item.label', { n: position })}</a></li>)}
    </ul>
  );
}
