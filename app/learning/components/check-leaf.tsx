import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, Notice, PageHead, Tag, TaskList, type TaskItem } from '../../ui/index.ts';
import { assessmentMessages } from '../messages/assessment.ts';
import type { AttemptPage, AttemptQuestion } from '../queries/attempt-page.server.ts';
import { ExamTimer } from './exam-island.tsx';

const statuses = { empty: 'todo', partial: 'doing', answered: 'done' } as const;

/**
 * What is answered and what is not, and the button that hands in. Whatever an answer can change is there from the start, shown or
 * hidden, so that islands/exam-check.ts brings it up to date without a request.
 */
export function CheckLeaf({ attempt }: { attempt: AttemptPage }) {
  const t = useText(assessmentMessages);
  const here = `/attempts/${attempt.id}`;
  const item = (question: AttemptQuestion): TaskItem => ({
    id: String(question.position),
    title: `${t('item.label', { n: question.position })}. ${question.shown.text}`,
    href: `${here}?q=${question.position}`,
    status: statuses[question.state],
    detail: <span data-flagged hidden={!question.isFlagged}><Tag tone="warn" icon="flag">{t('state.flagged')}</Tag></span>,
  });
  return (
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
  );
}

/** Unanswered questions are named before anything else. */
function Unfinished({ attempt }: { attempt: AttemptPage }) {
  const t = useText(assessmentMessages);
  const { questions } = attempt;
  const isOpen = (question: AttemptQuestion) => question.state !== 'answered';
  const isFlagged = (question: AttemptQuestion) => question.isFlagged;
  return (
    <>
      <div data-check="open" hidden={!questions.some(isOpen)}>
        <Notice tone="warn" live={false} title={<span data-count>{t('check.empty', { n: questions.filter(isOpen).length })}</span>}><QuestionLinks attempt={attempt} isListed={isOpen} /></Notice>
      </div>
      <div data-check="complete" hidden={questions.some(isOpen)}>
        <Notice tone="ok" live={false}>{t('check.complete', { n: questions.length })}</Notice>
      </div>
      <div data-check="flagged" hidden={!questions.some(isFlagged)}>
        <Notice tone="info" live={false} title={<span data-count>{t('check.flagged', { n: questions.filter(isFlagged).length })}</span>}><QuestionLinks attempt={attempt} isListed={isFlagged} /></Notice>
      </div>
    </>
  );
}

function QuestionLinks({ attempt, isListed }: { attempt: AttemptPage; isListed: (question: AttemptQuestion) => boolean }) {
  const t = useText(assessmentMessages);
  return (
    <ul className="row">
      {attempt.questions.map((question) => <li key={question.position} hidden={!isListed(question)}><a href={`/attempts/${attempt.id}?q=${question.position}`}>{t('item.label', { n: question.position })}</a></li>)}
    </ul>
  );
}
