import type { ReactNode } from 'react';
import { useText } from '../../platform/i18n/react.tsx';
import { Card } from '../../ui/index.ts';
import { recallMessages } from '../messages/recall.ts';
import type { RecallQuestion, RecallView } from '../queries/recall-view.server.ts';

/** The one question that has come back, answered with one tap; or the rest until the next. `isOwnPage` leaves out the way to the page on which it stands. */
export function RecallCard({ recall, isOwnPage = false }: { recall: RecallView; isOwnPage?: boolean }) {
  const t = useText(recallMessages);
  if (!recall) return null;
  const more = isOwnPage ? null : <p className="small"><a href="/recall">{t('card.memory')}</a></p>;
  if (recall.kind === 'question') return <Question recall={recall} more={more} />;
  const isDone = recall.answered > 0;
  return (
    <Card title={t(isDone ? 'card.done' : 'card.rest')} id="recall">
      <p className="muted">{isDone ? t('card.done-text', { n: recall.answered }) : t('card.rest-text')}</p>
      {more}
    </Card>
  );
}

function Question({ recall, more }: { recall: RecallQuestion; more: ReactNode }) {
  const t = useText(recallMessages);
  const { shown } = recall;
  return (
    <Card title={shown.text} id="recall" eyebrow={t('card.eyebrow', { n: recall.place, total: recall.total })}>
      <p className="muted small">{t('card.from', { course: recall.courseTitle, module: recall.moduleTitle })}</p>
      <form method="post" action="/recall/answers" className="options" aria-labelledby="recall">
        <input type="hidden" name="question" value={recall.versionId} />
        <input type="hidden" name="number" value={recall.number} />
        {shown.choices.map(({ value, text }) => (
          <button key={value} type="submit" className="option option-tap" name="answer" value={value}>{shown.type === 'true_false' ? t(value === 'true' ? 'card.true' : 'card.false') : text}</button>
        ))}
      </form>
      <p className="muted small">{t('card.private')}</p>
      {more}
    </Card>
  );
}
