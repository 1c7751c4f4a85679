import { useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Card, Icon, Notice, PageHead } from '../../ui/index.ts';
import { assessmentMessages } from '../messages/assessment.ts';
import { readingMessages } from '../messages/reading.ts';
import { recallMessages } from '../messages/recall.ts';
import type { getRecallAnswer } from '../queries/recall-answer.server.ts';
import type { RecallView } from '../queries/recall-view.server.ts';
import { RecallCard } from './recall-card.tsx';
import { ReviewedAnswer } from './review-card.tsx';

/** Right or not, why, where it stands in the lesson; and the next question below. */
export function RecallAnswerPage({ answer, recall, isKnown }: { answer: Awaited<ReturnType<typeof getRecallAnswer>>; recall: RecallView; isKnown: boolean }) {
  const t = useText(recallMessages);
  const crumbs = [{ label: useText(readingMessages)('home.title'), href: '/' }, { label: t('memory.title'), href: '/recall' }, { label: t('answer.eyebrow') }];
  const { isCorrect } = answer;
  const verdict = t(isCorrect ? 'answer.right' : 'answer.wrong');
  return (
    <div className="stack">
      <PageHead
        breadcrumb={<Breadcrumb label={useText(assessmentMessages)('crumbs')} items={crumbs} />}
        title={<span className="row"><Icon name={isCorrect ? 'circle-check' : 'circle-x'} /><span>{verdict}</span></span>}
        lead={t(isCorrect ? 'answer.again-later' : 'answer.again-sooner')}
      />
      {isKnown ? <Notice tone="info" live={false}>{t('answer.known')}</Notice> : null}
      <div className="columns">
        <Card title={answer.question.review.text} id="answered"><ReviewedAnswer question={answer.question} courseSlug={answer.courseSlug} /></Card>
        <RecallCard recall={recall} />
      </div>
    </div>
  );
}
