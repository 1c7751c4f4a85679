import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, LinkButton, Notice } from '../../ui/index.ts';
import { renewalMessages } from '../messages/renewal.ts';
import type { CourseView } from './course-page.tsx';

/** Whether a pre-test comes before everything else: it may save most of the reading. */
export function isPretestOffered({ pretest }: CourseView['outline']): boolean {
  return pretest !== null && pretest.state !== 'done' && pretest.state !== 'closed';
}

/** The course is hers once more: until when, what the certificate of before is worth, and how she can save time. */
export function RenewalCard({ view }: { view: CourseView }) {
  const t = useText(renewalMessages);
  const formats = useFormats();
  const { outline, standing, today } = view;
  const dueOn = standing.enrollment?.dueOn;
  const due = !dueOn ? '' : t(dueOn < today ? 'card.late' : 'card.due', { day: formats.day(dueOn) });
  return (
    <Card title={t('card.title')} id="renewal" lead={due}>
      <div className="stack">
        <p>{t(`card.certificate-${standing.earlier?.status ?? 'NONE'}`, { day: standing.earlier?.validUntil ? formats.day(standing.earlier.validUntil) : t('card.no-end') })}</p>
        <Pretest view={view} />
        {outline.minutesReturned > 0 ? <Notice tone="ok" live={false} title={t('card.returned', { minutes: outline.minutesReturned })}>{t('card.returned-why', { n: outline.lessonsCredited })}</Notice> : null}
      </div>
    </Card>
  );
}

function Pretest({ view }: { view: CourseView }) {
  const t = useText(renewalMessages);
  const { pretest, minutesReturned } = view.outline;
  if (!pretest) return <p>{t('pretest.absent')}</p>;
  if (pretest.state === 'done') return minutesReturned > 0 ? null : <p>{t('pretest.nothing-proven')}</p>;
  if (pretest.state === 'closed') return <p>{t('pretest.closed')}</p>;
  const href = pretest.openAttempt ? `/attempts/${pretest.openAttempt.id}` : `/assessments/${view.course.slug}/${pretest.key}`;
  return (
    <>
      <p>{t('pretest.offer', { questions: pretest.questions, minutes: pretest.minutes })}</p>
      <div className="actions">
        <LinkButton href={href} icon="list-checks">{t(pretest.state === 'doing' ? 'pretest.continue' : 'pretest.take')}</LinkButton>
      </div>
    </>
  );
}
