import { useLoaderData, type MetaFunction } from '@remix-run/react';
import { page } from '../../people/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Card, Meta, Notice, PageHead, type MetaItem } from '../../ui/index.ts';
import { autoSubmit } from '../commands/auto-submit.server.ts';
import { AttemptList } from '../components/attempt-list.tsx';
import { StartPanel } from '../components/start-panel.tsx';
import { assessmentParams } from '../forms/attempt.ts';
import { assessmentMessages } from '../messages/assessment.ts';
import { renewalMessages } from '../messages/renewal.ts';
import { getAssessmentPage, type AssessmentPage } from '../queries/assessment-page.server.ts';

export const loader = page({ guard: 'signed-in', params: assessmentParams }, async ({ actor, params, context }) => {
  const now = context.clock.now().toISOString();
  const read = () => getAssessmentPage(context.db, { userId: actor.id, courseSlug: params.course, key: params.key, now });
  const view = await read();
  if (!view.overdueId) return view;
  await autoSubmit(context.db, { attemptId: view.overdueId, now, secret: context.secret, source: 'web' });
  return read();
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.assessment.title ?? ''} – hoc06` }];
export const handle = { script: true };

export default function AssessmentBefore() {
  const view = useLoaderData<typeof loader>() as AssessmentPage;
  const t = useText(assessmentMessages);
  const { assessment } = view;
  // What is open or stands in the way comes before the facts.
  const isHeld = view.open !== null || view.bar !== null;
  const course = { label: assessment.courseTitle, href: `/courses/${assessment.courseSlug}` };
  return (
    <>
      <PageHead breadcrumb={<Breadcrumb label={t('crumbs')} items={[{ label: t('crumbs.courses'), href: '/courses' }, course, { label: assessment.title }]} />} title={assessment.title} />
      <PassedNotice view={view} />
      {isHeld ? <StartPanel view={view} /> : null}
      <div className="split">
        <Card title={t('before.facts')} id="facts">
          <Meta items={useFacts(view)} />
          {isHeld ? null : <StartPanel view={view} />}
        </Card>
        {assessment.kind === 'PRETEST' ? <PretestRules /> : <Rules />}
      </div>
      {view.earlier.length > 0 ? <AttemptList attempts={view.earlier} isJudged={assessment.kind !== 'PRETEST'} /> : null}
    </>
  );
}

function PassedNotice({ view }: { view: AssessmentPage }) {
  const t = useText(assessmentMessages);
  const formats = useFormats();
  if (view.assessment.kind === 'PRETEST' || !view.isPassed || view.bestScore === null) return null;
  return <Notice tone="ok" live={false}>{t(view.attemptsLeft > 0 ? 'before.passed' : 'before.passed-done', { score: formats.score(view.bestScore) })}</Notice>;
}

function useFacts(view: AssessmentPage): MetaItem[] {
  const t = useText(assessmentMessages);
  const formats = useFormats();
  const { assessment } = view;
  const isPretest = assessment.kind === 'PRETEST';
  // Outside a renewal there is no attempt to count.
  const isClosed = view.bar?.kind === 'no-renewal';
  const cooldown = assessment.cooldownMinutes > 0 ? t('before.cooldown-value', { time: formats.duration(assessment.cooldownMinutes) }) : t('before.cooldown-none');
  return [
    { icon: 'list-checks', term: t('before.questions'), detail: t('before.questions-value', { n: assessment.questionCount }) },
    { icon: 'clock', term: t('before.minutes'), detail: formats.duration(assessment.minutes) },
    ...(isPretest ? [] : [{ icon: 'award', term: t('before.pass-mark'), detail: t('before.pass-mark-value', { score: formats.score(assessment.passScore) }) } as const]),
    ...(isClosed ? [] : [{ icon: 'history', term: t('before.attempts'), detail: t('before.attempts-value', { used: view.attemptsUsed, left: view.attemptsLeft, max: view.attemptsUsed + view.attemptsLeft }) } as const]),
    ...(isPretest ? [] : [{ icon: 'rotate-ccw', term: t('before.cooldown'), detail: cooldown } as const]),
    ...(isPretest || view.bestScore === null ? [] : [{ icon: 'star', term: t('before.best'), detail: formats.score(view.bestScore) } as const]),
  ];
}

function PretestRules() {
  const t = useText(renewalMessages);
  return (
    <Card title={t('rule.title')} id="rules">
      <ul className="stack">
        {(['rule.whole', 'rule.proven', 'rule.gap'] as const).map((key) => <li key={key}>{t(key)}</li>)}
      </ul>
    </Card>
  );
}

function Rules() {
  const t = useText(assessmentMessages);
  return (
    <Card title={t('rule.title')} id="rules">
      <ul className="stack">
        {(['rule.each', 'rule.single', 'rule.multiple', 'rule.ordering', 'rule.matching'] as const).map((key) => <li key={key}>{t(key)}</li>)}
      </ul>
    </Card>
  );
}
