import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Table, Tag, type Column } from '../../ui/index.ts';
import { assessmentMessages } from '../messages/assessment.ts';
import type { OwnAttempt } from '../queries/own-attempts.server.ts';

/** Finished attempts with links to their results; `isJudged`: they have a score, and pass or fail. */
export function AttemptList({ attempts, isJudged = true }: { attempts: readonly OwnAttempt[]; isJudged?: boolean }) {
  const t = useText(assessmentMessages);
  const formats = useFormats();
  const judgement: Column<OwnAttempt>[] = [
    { key: 'score', head: t('list.score'), numeric: true, cell: (attempt) => formats.score(attempt.score ?? 0) },
    { key: 'verdict', head: t('list.verdict'), cell: (attempt) => <Verdict isPassed={attempt.isPassed === true} /> },
  ];
  return (
    <Table
      caption={t('list.title')}
      rows={attempts}
      rowKey={(attempt) => attempt.id}
      columns={[
        { key: 'number', head: t('list.number'), rowHeader: true, cell: (attempt) => <a href={`/attempts/${attempt.id}/result`}>{t('list.number-value', { n: attempt.number })}</a> },
        { key: 'submitted', head: t('list.submitted'), cell: (attempt) => <>{formats.moment(attempt.submittedAt ?? attempt.dueAt)}{attempt.isAuto ? <span className="muted small"> ({t('list.auto')})</span> : null}</> },
        ...(isJudged ? judgement : []),
      ]}
    />
  );
}

/** Passed or not, in words. */
export function Verdict({ isPassed }: { isPassed: boolean }) {
  const t = useText(assessmentMessages);
  return isPassed ? <Tag tone="ok">{t('verdict.passed')}</Tag> : <Tag tone="danger" icon="circle-x">{t('verdict.failed')}</Tag>;
}
