import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Disclosure, Icon, Meta, Tag } from '../../ui/index.ts';
import { assessmentMessages } from '../messages/assessment.ts';
import { questionMessages } from '../messages/questions.ts';
import type { ResultQuestion } from '../queries/attempt-result.server.ts';
import type { Outcome, ReviewLine } from '../rules/review-question.ts';

const tones = { right: 'ok', partly: 'warn', wrong: 'danger', empty: 'neutral' } as const satisfies Record<Outcome, string>;
const icons = { right: 'circle-check', partly: 'circle-dot', wrong: 'circle-x', empty: 'circle' } as const satisfies Record<Outcome, string>;

/** One question after submission: own answer, right answer, why, and where to read it again. */
export function ReviewCard({ question, courseSlug }: { question: ResultQuestion; courseSlug: string }) {
  const t = useText(assessmentMessages);
  const formats = useFormats();
  const waived = useText(questionMessages);
  const { review, outcome, isWaived } = question;
  return (
    <Card
      level={3}
      id={`q-${question.position}`}
      eyebrow={t('item.label', { n: question.position })}
      title={review.text}
      action={<span className="row"><Tag tone={tones[outcome]} icon={icons[outcome]}>{isWaived ? waived('result.waived') : t(`outcome.${outcome}`)}</Tag><span className="muted small">{t('review.points', { points: formats.number(Math.round(question.points * 100) / 100) })}</span></span>}
    >
      {isWaived ? <p>{waived('result.waived-text')}</p> : null}
      {outcome === 'right' ? <Disclosure summary={t('review.why-right')}><ReviewedAnswer question={question} courseSlug={courseSlug} /></Disclosure> : <ReviewedAnswer question={question} courseSlug={courseSlug} />}
    </Card>
  );
}

/** A question with the answer that was given, as `reviewQuestion` explains it, and where to read it again. */
export type Reviewed = Pick<ResultQuestion, 'type' | 'review' | 'lesson' | 'source'>;

/** What was chosen, what is right and why. In a result a right answer keeps it folded, so that what is left to learn stands out. */
export function ReviewedAnswer({ question, courseSlug }: { question: Reviewed; courseSlug: string }) {
  const t = useText(assessmentMessages);
  const { review, lesson } = question;
  return (
    <>
      {question.type === 'short_answer' ? <Meta items={[{ term: t('review.own'), detail: review.typed ?? t('review.nothing') }]} /> : null}
      <ul className="stack">
        {review.lines.map((line, at) => <li key={at}>{line.wanted === null ? <ChoiceLine line={line} question={question} /> : <RowLine line={line} question={question} />}</li>)}
      </ul>
      <p className="row small">
        <span className="with-icon">
          <Icon name="book-open" />
          {lesson.isReadable ? <a href={`/learn/${courseSlug}/${lesson.slug}#${lesson.anchor}`}>{t('review.lesson', { title: lesson.title })}</a> : <span>{t('review.lesson-gone', { title: lesson.title })}</span>}
        </span>
        <span className="muted">{t('review.source', { source: question.source })}</span>
      </p>
    </>
  );
}

type LineProps = { line: ReviewLine; question: Reviewed };

function ChoiceLine({ line, question }: LineProps) {
  const t = useText(assessmentMessages);
  const words = question.type === 'short_answer' ? t('review.right-answer') : line.isChosen ? t(line.isRight ? 'review.chosen-right' : 'review.chosen-wrong') : line.isRight ? t('review.missed') : t('review.not-chosen');
  const tone = line.isRight ? 'ok' : line.isChosen ? 'danger' : 'neutral';
  const text = question.type === 'true_false' ? t(line.text === 'true' ? 'answer.true' : 'answer.false') : line.text;
  return (
    <div className="stack-s">
      <p className="row"><b>{text}</b> <Tag tone={tone} icon={line.isRight ? 'check' : line.isChosen ? 'x' : 'none'}>{words}</Tag></p>
      <p className="muted">{line.why}</p>
    </div>
  );
}

function RowLine({ line, question }: LineProps) {
  const t = useText(assessmentMessages);
  const isPlace = question.type === 'ordering';
  const given = line.given ?? t('review.nothing');
  return (
    <div className="stack-s">
      {/* What was left empty is no mistake: that nothing was given is said in the line below. */}
      <p className="row"><b>{line.text}</b> {line.given === null ? null : <Tag tone={line.isRight ? 'ok' : 'danger'} icon={line.isRight ? 'check' : 'x'}>{t(line.isRight ? 'outcome.right' : 'outcome.wrong')}</Tag>}</p>
      <p>{t(isPlace ? 'review.own-place' : 'review.own')}: {given}{line.isRight ? null : <>. {t(isPlace ? 'review.right-place' : 'review.right-answer')}: <b>{line.wanted}</b></>}</p>
      <p className="muted">{line.why}</p>
    </div>
  );
}
