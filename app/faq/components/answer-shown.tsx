import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { spokenSeconds, syllables } from '../../platform/text/spoken.ts';
import { Card, Meta, Prose, type MetaItem } from '../../ui/index.ts';
import { writeMessages } from '../messages/desk.ts';
import { answerHtml } from '../rules/answer-body.ts';
import type { AnswerFields } from '../rules/answer.ts';

/** What a version says, as editors and appraisers read it. */
export function AnswerShown({ answer, topic, transferName }: { answer: AnswerFields; topic: string; transferName: string | null }) {
  const t = useText(writeMessages);
  const formats = useFormats();
  return (
    <div className="stack">
      <Card>
        <p className="aloud">{answer.short}</p>
        <p className="muted small">{t('spoken', { seconds: formats.number(spokenSeconds(answer.short)), syllables: formats.number(syllables(answer.short)) })}</p>
        <Prose html={answerHtml(answer.body)} />
      </Card>
      <Card><AnswerFacts answer={answer} topic={topic} transferName={transferName} /></Card>
    </div>
  );
}

function AnswerFacts({ answer, topic, transferName }: { answer: AnswerFields; topic: string; transferName: string | null }) {
  const t = useText(writeMessages);
  const formats = useFormats();
  const list = (items: readonly string[]) => <ul className="bullets">{items.map((item) => <li key={item}>{item}</li>)}</ul>;
  const inForce = useInForce();
  const items: (MetaItem | false)[] = [
    answer.papers.length > 0 && { term: t('field.papers'), detail: list(answer.papers) },
    answer.fee !== null && { term: t('field.fee'), detail: answer.fee },
    answer.place !== null && { term: t('field.place'), detail: answer.place },
    answer.timeLimit !== null && { term: t('field.timeLimit'), detail: answer.timeLimit },
    answer.legalBasis.length > 0 && { term: t('field.legalBasis'), detail: list(answer.legalBasis.map((basis) => inForce([basis.article, basis.document].filter(Boolean).join(', '), basis))) },
    { term: t('field.asOf'), detail: formats.day(answer.asOf) },
    { term: t('field.reviewDue'), detail: formats.day(answer.reviewDue) },
    { term: t('field.confidence'), detail: t(`confidence.${answer.confidence}`) },
    { term: t('field.volatility'), detail: t(`volatility.${answer.volatility}`) },
    { term: t('field.topic'), detail: topic },
    { term: t('field.audience'), detail: t(`audience.${answer.audience}`) },
    { term: t('field.transferTo'), detail: answer.transferTo === null ? t('transfer.none') : (transferName ?? answer.transferTo) },
    { term: t('field.variants'), detail: list(answer.variants) },
    { term: t('field.sources'), detail: list(answer.sources) },
    answer.related.length > 0 && { term: t('field.related'), detail: list(answer.related) },
  ];
  return <Meta items={items.filter((item): item is MetaItem => item !== false)} />;
}

/** A document with the days between which it holds, as far as they are known. */
export function useInForce(): (name: string, period: { effectiveFrom: string | null; effectiveTo: string | null }) => string {
  const t = useText(writeMessages);
  const formats = useFormats();
  return (name, { effectiveFrom, effectiveTo }) => {
    const [from, to] = [effectiveFrom, effectiveTo].map((day) => (day ? formats.day(day) : ''));
    if (!from && !to) return name;
    return `${name} (${from && to ? t('basis.period', { from, to }) : from ? t('basis.from', { from }) : t('basis.to', { to: to ?? '' })})`;
  };
}
