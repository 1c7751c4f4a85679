import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Disclosure, LinkButton, Notice } from '../../ui/index.ts';
import { assessmentMessages } from '../messages/assessment.ts';
import { renewalMessages } from '../messages/renewal.ts';
import type { AssessmentPage } from '../queries/assessment-page.server.ts';

/** The one thing to do next: start, go on, or what stands in the way. */
export function StartPanel({ view }: { view: AssessmentPage }) {
  const t = useText(assessmentMessages);
  const r = useText(renewalMessages);
  const formats = useFormats();
  const { assessment, open, bar } = view;
  if (open) {
    return (
      <Notice tone="info" live={false} title={t('before.open', { n: open.number, time: formats.duration(Math.ceil(open.secondsLeft / 60)) })} action={<LinkButton href={`/attempts/${open.id}`} iconAfter="arrow-right">{t('before.continue', { n: open.number })}</LinkButton>} />
    );
  }
  if (bar) return <Bar view={view} />;
  return (
    <form method="post" action={`/assessments/${assessment.courseSlug}/${assessment.key}/attempts`} className="stack">
      {assessment.kind === 'PRETEST' ? <p>{r('before.once')}</p> : null}
      <p className="muted">{t('before.clock-note')}</p>
      <div className="row">
        <Button icon="play">{view.attemptsUsed === 0 ? t('before.start') : t('before.start-again', { n: view.attemptsUsed + 1 })}</Button>
      </div>
    </form>
  );
}

/** So many are read as a plan for the week; more would be a wall before the rules of the test. */
const shownSteps = 5;

function Bar({ view }: { view: AssessmentPage }) {
  const t = useText(assessmentMessages);
  const r = useText(renewalMessages);
  const formats = useFormats();
  const { bar, missing, assessment, isPassed } = view;
  const toCourse = <LinkButton href={`/courses/${assessment.courseSlug}`} variant="ghost">{t('before.to-course')}</LinkButton>;
  if (bar?.kind === 'steps-missing') {
    return (
      <Card title={t('bar.steps-missing')} id="missing" lead={t('bar.steps-lead', { n: missing.length })}>
        <Steps steps={missing.slice(0, shownSteps)} course={assessment.courseSlug} />
        {missing.length > shownSteps ? <Disclosure summary={t('bar.steps-rest', { n: missing.length - shownSteps })}><Steps steps={missing.slice(shownSteps)} course={assessment.courseSlug} /></Disclosure> : null}
      </Card>
    );
  }
  if (bar?.kind === 'cooldown') return <Notice tone="warn" live={false}>{t('bar.cooldown', { at: formats.moment(bar.until) })}</Notice>;
  if (bar?.kind === 'not-enrolled') return <Notice tone="info" live={false} action={toCourse}>{t('bar.not-enrolled')}</Notice>;
  if (bar?.kind === 'locked') return <Notice tone="info" live={false} action={toCourse}>{t('bar.locked')}</Notice>;
  if (bar?.kind === 'no-renewal' || bar?.kind === 'nothing-to-prove') return <Notice tone="info" live={false} action={toCourse}>{r(`bar.${bar.kind}`)}</Notice>;
  if (assessment.kind === 'PRETEST') return <Notice tone="info" live={false} action={toCourse}>{r('bar.done')}</Notice>;
  return isPassed ? toCourse : <Notice tone="warn" live={false} action={toCourse}>{t('bar.no-attempts-left')}</Notice>;
}

function Steps({ steps, course }: { steps: AssessmentPage['missing']; course: string }) {
  return (
    <ul className="plain-list">
      {steps.map(({ kind, name, title }) => <li key={`${kind}-${name}`}><a href={`/${kind === 'lesson' ? 'learn' : 'assessments'}/${course}/${name}`}>{title}</a></li>)}
    </ul>
  );
}
