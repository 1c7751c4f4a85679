import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Notice, PageHead, StepList } from '../../ui/index.ts';
import { appealMessages } from '../messages/appeals.ts';
import { resultsMessages } from '../messages/results.ts';
import type { Withdrawal } from '../queries/publications.server.ts';
import type { Progress } from '../queries/results-desk.server.ts';
import { DeskCrumbs } from './desk-crumbs.tsx';
import { ReadOnlyNotice } from './read-only-notice.tsx';

export type ResultStep = 'standing' | 'commitment' | 'final' | 'unblinding' | 'decisions' | 'publication';
const steps: readonly ResultStep[] = ['standing', 'commitment', 'final', 'unblinding', 'decisions', 'publication'];

/** The head of a page on the way to the results: where one stands, what comes next. */
export function ResultsHead({ contest, step, title, lead, progress, isReady }: { contest: { id: string; title: string; finalists: number; closedAt: string | null }; step: ResultStep; title: string; lead: string; progress: Progress; isReady: boolean }) {
  const t = useText(resultsMessages);
  const done: Record<ResultStep, boolean> = { standing: isReady, commitment: progress.committed, final: progress.final, unblinding: progress.opened, decisions: progress.decided, publication: progress.published };
  const shown = steps.filter((key) => key !== 'final' || contest.finalists > 0);
  // On the page of a step that this contest does not have, one stands before the next one to do.
  const here = shown.includes(step) ? step : shown.find((key) => !done[key]);
  const stateOf = (key: ResultStep) => (key === here ? ('current' as const) : done[key] ? ('done' as const) : ('todo' as const));
  return (
    <>
      <PageHead title={title} lead={lead} breadcrumb={<DeskCrumbs contest={contest} here={title} />} />
      <ReadOnlyNotice contest={contest} />
      <StepList label={t('steps.label')} stateLabels={{ done: t('step.done'), current: t('step.current'), todo: t('step.todo') }} steps={shown.map((key) => ({ label: t(`step.${key}`), href: `/contest-desk/${contest.id}/${key === 'publication' ? 'results' : key}`, state: stateOf(key) }))} />
    </>
  );
}

/** What everybody reads where results were that have been taken back. */
export function WithdrawnNotice({ withdrawn, isLast }: { withdrawn: Withdrawal; isLast: boolean }) {
  const t = useText(appealMessages);
  const formats = useFormats();
  return <Notice tone="warn" live={false} title={t('withdrawn.title')}><span className="pre-line">{t('withdrawn.line', { published: formats.day(withdrawn.publishedAt), at: formats.day(withdrawn.withdrawnAt), reason: withdrawn.reason })}{isLast ? `\n${t('withdrawn.next')}` : ''}</span></Notice>;
}

/** Points with two decimals, as they are compared. */
export function usePoints(): (value: number) => string {
  return useFormats().hundredths;
}
