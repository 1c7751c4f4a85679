import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { ExamLayout } from '../../ui/index.ts';
import { AttemptNavigator } from '../components/attempt-navigator.tsx';
import { CheckLeaf } from '../components/check-leaf.tsx';
import { ExamIsland, ExamTimer } from '../components/exam-island.tsx';
import { QuestionForm } from '../components/question-form.tsx';
import { attemptParams, attemptQuery } from '../forms/attempt.ts';
import { assessmentMessages } from '../messages/assessment.ts';
import { getAttemptPage, type AttemptPage } from '../queries/attempt-page.server.ts';

export const loader = page({ guard: 'signed-in', params: attemptParams, query: attemptQuery }, async ({ actor, params, query, context }) => {
  const attempt = await getAttemptPage(context.db, { attemptId: params.attempt, userId: actor.id, now: context.clock.now().toISOString() });
  if (attempt.isSubmitted || attempt.isTimeUp) throw seeOther(`/attempts/${attempt.id}/result`);
  const { q, fault, ...typed } = query;
  if (q > attempt.questions.length) throw seeOther(`/attempts/${attempt.id}/check`);
  // A refused answer comes back as it was chosen, so that nothing has to be done twice.
  const questions = attempt.questions.map((question) => (fault && question.position === q ? { ...question, fields: { ...question.fields, ...(typed as Record<string, string>) } } : question));
  return { attempt: { ...attempt, questions }, current: q, fault };
});

export const meta = titled<typeof loader>((locale, data) => assessmentMessages.in(locale)('exam.title', { title: data?.attempt.title ?? '', n: data?.attempt.number ?? '' }));
export const handle = { script: true, rail: false };

export default function AttemptUnderWay() {
  const { attempt, current, fault } = useLoaderData<typeof loader>() as { attempt: AttemptPage; current: number; fault?: 'unknown' | 'duplicate' | 'too-long' | 'shape' };
  const t = useText(assessmentMessages);
  return (
    <ExamIsland attempt={attempt}>
      <div data-leaf="questions">
        <ExamLayout
          title={t('exam.title', { title: attempt.title, n: attempt.number })}
          timer={<ExamTimer attempt={attempt} />}
          navigatorTitle={t('exam.navigator')}
          navigator={<AttemptNavigator attempt={attempt} current={current} />}
        >
          {attempt.questions.map((question) => (
            <QuestionForm key={question.position} attemptId={attempt.id} question={question} total={attempt.questions.length} isCurrent={question.position === current} fault={question.position === current ? fault : undefined} />
          ))}
          <p className="muted small" aria-live="polite" data-save-state />
        </ExamLayout>
      </div>
      <div data-leaf="check" hidden>
        <CheckLeaf attempt={attempt} />
      </div>
    </ExamIsland>
  );
}
