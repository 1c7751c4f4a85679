import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { LinkButton, Notice, Stat, StatList } from '../../ui/index.ts';
import { assessmentMessages } from '../messages/assessment.ts';
import { questionMessages } from '../messages/questions.ts';
import { talkMessages } from '../messages/talk.ts';
import type { AttemptResult } from '../queries/attempt-result.server.ts';

/** Score, verdict, and what it means for the way on. */
export function ResultPanel({ result, isLate }: { result: AttemptResult; isLate: boolean }) {
  const t = useText(assessmentMessages);
  const formats = useFormats();
  const right = result.questions.filter((question) => question.outcome === 'right').length;
  const minutes = Math.max(1, Math.round((Date.parse(result.submittedAt) - Date.parse(result.startedAt)) / 60_000));
  return (
    <>
      {result.isAuto ? <Notice tone="warn" live={false}>{t('result.auto')}{isLate ? ` ${t('result.late')}` : ''}</Notice> : null}
      {result.remarks.map((remark) => <Remarked key={remark.at} remark={remark} />)}
      <StatList>
        <Stat label={t('result.score')} value={formats.score(result.score)} of={10} note={t('result.pass-mark', { score: formats.score(result.passScore) })} />
        <Stat label={t('result.right')} value={right} of={result.questions.length} />
        <Stat label={t('result.time')} value={formats.duration(minutes)} />
      </StatList>
      {result.isPassed ? <AfterPass result={result} /> : <AfterFail result={result} />}
    </>
  );
}

/** A result that rose later says so, with what it was before. */
function Remarked({ remark: { at, before, after, passes } }: { remark: AttemptResult['remarks'][number] }) {
  const t = useText(questionMessages);
  const formats = useFormats();
  return <Notice live={false} title={t('result.remarked', { at: formats.moment(at) })}>{t(passes ? 'result.remarked-passes' : 'result.remarked-rises', { before: formats.score(before), after: formats.score(after) })}</Notice>;
}

function AfterPass({ result }: { result: AttemptResult }) {
  const t = useText(assessmentMessages);
  const talk = useText(talkMessages);
  const course = `/courses/${result.courseSlug}`;
  const { pathNext } = result;
  const action = result.hasCertificate
    ? <LinkButton href="/certificates" icon="award">{t('result.next-certificate')}</LinkButton>
    : <LinkButton href={pathNext?.href ?? course} iconAfter="arrow-right">{t(pathNext ? 'result.next-path' : 'result.next-course')}</LinkButton>;
  return (
    <Notice tone="ok" live={false} title={t('result.passed')} action={action}>
      {t('result.next-passed')} {result.isCourseCompleted ? <>{t('result.next-completed', { course: result.courseTitle })} <a href={`${course}/feedback`}>{talk('feedback.link')}</a></> : null}{' '}
      {pathNext ? <>{t('result.path', { path: pathNext.pathTitle })} <a href={pathNext.href}>{pathNext.title}</a></> : null}
    </Notice>
  );
}

function AfterFail({ result }: { result: AttemptResult }) {
  const t = useText(assessmentMessages);
  const formats = useFormats();
  const { retake } = result;
  const left = retake?.attemptsLeft ?? 0;
  const action = retake && retake.bar === null ? <LinkButton href={`/assessments/${result.courseSlug}/${result.key}`} icon="rotate-ccw">{t('result.retake')}</LinkButton> : undefined;
  const rule = left === 0 ? t('result.retake-none') : retake?.bar?.kind === 'cooldown' ? t('result.retake-later', { left, at: formats.moment(retake.bar.until) }) : retake?.bar === null ? t('result.retake-now', { left }) : '';
  return (
    <Notice tone="danger" live={false} title={t('result.failed')} action={action}>
      {t('result.next-failed')} {retake ? rule : null}
    </Notice>
  );
}
