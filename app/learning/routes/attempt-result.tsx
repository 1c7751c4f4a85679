import { useLoaderData, type MetaFunction } from '@remix-run/react';
import { z } from 'zod';
import { page } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, PageHead } from '../../ui/index.ts';
import { autoSubmit } from '../commands/auto-submit.server.ts';
import { Verdict } from '../components/attempt-list.tsx';
import { PretestPanel } from '../components/pretest-panel.tsx';
import { ResultPanel } from '../components/result-panel.tsx';
import { ReviewCard } from '../components/review-card.tsx';
import { attemptParams } from '../forms/attempt.ts';
import { assessmentMessages } from '../messages/assessment.ts';
import { getAttemptResult, type AttemptResult } from '../queries/attempt-result.server.ts';

const query = z.object({ late: z.string().optional() });

export const loader = page({ guard: 'signed-in', params: attemptParams, query }, async ({ actor, params, query, context }) => {
  const now = context.clock.now().toISOString();
  const own = { attemptId: params.attempt, userId: actor.id, now };
  let result = await getAttemptResult(context.db, own);
  if ('isOverdue' in result && result.isOverdue) {
    await autoSubmit(context.db, { attemptId: result.id, now, secret: context.secret, source: 'web' });
    result = await getAttemptResult(context.db, own);
  }
  if ('isOverdue' in result) throw seeOther(`/attempts/${result.id}`);
  return { result, isLate: query.late === '1' };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.result.title ?? ''} – hoc06` }];
export const handle = { script: true };

export default function AttemptResultPage() {
  const { result, isLate } = useLoaderData<typeof loader>() as { result: AttemptResult; isLate: boolean };
  const t = useText(assessmentMessages);
  const formats = useFormats();
  const crumbs = [
    { label: t('crumbs.courses'), href: '/courses' },
    { label: result.courseTitle, href: `/courses/${result.courseSlug}` },
    { label: result.title, href: `/assessments/${result.courseSlug}/${result.key}` },
    { label: t('list.number-value', { n: result.number }) },
  ];
  return (
    <>
      <PageHead
        breadcrumb={<Breadcrumb label={t('crumbs')} items={crumbs} />}
        eyebrow={`${t('list.number-value', { n: result.number })} · ${t('list.submitted')} ${formats.moment(result.submittedAt)}`}
        title={t('result.title', { title: result.title })}
        tags={result.pretest ? undefined : <Verdict isPassed={result.isPassed} />}
      />
      {result.pretest ? <PretestPanel result={result} pretest={result.pretest} isLate={isLate} /> : <ResultPanel result={result} isLate={isLate} />}
      <h2>{t('result.questions')}</h2>
      {result.questions.map((question) => <ReviewCard key={question.position} question={question} courseSlug={result.courseSlug} />)}
    </>
  );
}
