import type { ReactNode } from 'react';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Timer } from '../../ui/index.ts';
import type { ExamTexts } from '../islands/exam-texts.ts';
import { assessmentMessages } from '../messages/assessment.ts';
import type { AttemptPage } from '../queries/attempt-page.server.ts';

/** The part of a page that islands/exam.ts brings to life: what it must know stands in data attributes. */
export function ExamIsland({ attempt, children }: { attempt: AttemptPage; children: ReactNode }) {
  const t = useText(assessmentMessages);
  const texts: ExamTexts = {
    item: t('item.label', { n: '{n}' }),
    empty: t('state.empty'),
    partial: t('state.partial'),
    answered: t('state.answered'),
    flagged: t('state.flagged'),
    progress: t('exam.progress', { n: '{n}', total: '{total}' }),
    open: t('check.empty', { n: '{n}' }),
    marked: t('check.flagged', { n: '{n}' }),
    up: t('timer.up'),
    announce: t('timer.announce', { n: '{n}' }),
    saving: t('island.saving'),
    saved: t('island.saved'),
    waiting: t('island.waiting'),
    signedOut: t('island.signed-out'),
    signIn: t('island.sign-in'),
    refused: t('island.refused'),
    elsewhere: t('island.elsewhere'),
    over: t('island.over'),
  };
  return (
    <div data-island="exam" data-attempt={attempt.id} data-seconds-left={attempt.secondsLeft} data-saved-at={attempt.savedAt ?? ''} data-texts={JSON.stringify(texts)}>
      {children}
    </div>
  );
}

/** Time left as the server counted it when it made the page. */
export function ExamTimer({ attempt }: { attempt: AttemptPage }) {
  const t = useText(assessmentMessages);
  const formats = useFormats();
  const minutes = Math.ceil(attempt.secondsLeft / 60);
  const now = new Date(Date.parse(attempt.dueAt) - attempt.secondsLeft * 1_000).toISOString();
  return (
    <div className="row">
      <span className="muted small">{t('timer.ends', { at: formats.timeSeen(attempt.dueAt, now) })}</span>
      <Timer label={t('timer.label')} text={formats.duration(minutes)} low={minutes <= 2} />
    </div>
  );
}
