import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Meta, Notice, PageHead, Prose, RadioGroup, Tag, TextArea, type MetaItem } from '../../ui/index.ts';
import { feedbackReasons } from '../forms/help.ts';
import { helpMessages } from '../messages/help.ts';
import { periodMessages } from '../messages/period.ts';
import { answerHtml } from '../rules/answer-body.ts';
import { periodWords } from '../rules/basis-period.ts';
import type { HelpAnswerShown } from '../rules/help-answer.ts';
import { HelpCrumbs } from './help-parts.tsx';
import { periodTexts } from './period-texts.ts';
import { BodyReach } from './body-reach.tsx';

export interface AnswerBeside {
  topic: { key: string; title: string; titleEn: string };
  body: { name: string; phone: string | null; address: string | null; hours: string | null } | null;
  related: { slug: string; question: string }[];
}

/** An answer as a citizen reads it: what to do in twenty seconds first, then the steps, then what it rests on. Its words are Vietnamese on an English page, too, and say so to whoever listens. */
export function HelpAnswer({ answer, beside, isThanked, unhelpful = null }: { answer: HelpAnswerShown; beside: AnswerBeside; isThanked: boolean; unhelpful?: string | null }) {
  const t = useText(helpMessages);
  return (
    <article className="stack-l reading">
      <PageHead title={<span lang="vi">{answer.question}</span>} breadcrumb={<HelpCrumbs topic={beside.topic} here={answer.question} />} tags={answer.audience === 'INTERNAL' ? <Tag tone="warn">{t('internal')}</Tag> : answer.isSample ? <Tag>{t('sample')}</Tag> : undefined} />
      {isThanked ? <Notice tone="ok" focused>{t('helpful.thanks')}</Notice> : null}
      {unhelpful ? <WhyForm slug={answer.slug} feedback={unhelpful} /> : null}
      <Warnings answer={answer} />
      <Card><p className="aloud" lang="vi">{answer.short}</p></Card>
      <Card title={t('steps')} id="steps"><div lang="vi"><Prose html={answerHtml(answer.body)} /></div></Card>
      <Card><Facts answer={answer} beside={beside} /></Card>
      {beside.related.length > 0 ? <Card title={t('related')} id="related"><ul className="bullets" lang="vi">{beside.related.map(({ slug, question }) => <li key={slug}><a href={`/help/${slug}`}>{question}</a></li>)}</ul></Card> : null}
      <p className="muted small">{answer.isSample ? `${t('sample.text')} ` : ''}{t('reference')}</p>
      {isThanked ? null : <FeedbackForm slug={answer.slug} />}
    </article>
  );
}

function Warnings({ answer }: { answer: HelpAnswerShown }) {
  const t = useText(helpMessages);
  if (answer.lapsed.length > 0) return <Notice tone="danger" live={false}>{t('lapsed', { documents: answer.lapsed.map(({ document }) => document).join(', ') })}</Notice>;
  return answer.isOverdue ? <Notice tone="warn" live={false}>{t('overdue')}</Notice> : null;
}

function Facts({ answer, beside }: { answer: HelpAnswerShown; beside: AnswerBeside }) {
  const t = useText(helpMessages);
  const formats = useFormats();
  const list = (items: readonly string[]) => <ul className="bullets" lang="vi">{items.map((item) => <li key={item}>{item}</li>)}</ul>;
  const items: (MetaItem | false)[] = [
    answer.papers.length > 0 && { term: t('papers'), detail: list(answer.papers) },
    answer.fee !== null && { term: t('fee'), detail: <span lang="vi">{answer.fee}</span> },
    answer.place !== null && { term: t('place'), detail: <span lang="vi">{answer.place}</span> },
    answer.timeLimit !== null && { term: t('time-limit'), detail: <span lang="vi">{answer.timeLimit}</span> },
    answer.legalBasis.length > 0 && { term: t('basis'), detail: <Bases bases={answer.legalBasis} /> },
    { term: t('as-of'), detail: formats.day(answer.asOf) },
    beside.body !== null && { term: t('transfer'), detail: <BodyReach {...beside.body} /> },
  ];
  return <Meta items={items.filter((item): item is MetaItem => item !== false)} />;
}

function Bases({ bases }: { bases: HelpAnswerShown['legalBasis'] }) {
  const texts = periodTexts(useText(periodMessages));
  const period = (basis: (typeof bases)[number]) => periodWords({ from: basis.effectiveFrom, to: basis.effectiveTo }, texts);
  return <ul className="bullets">{bases.map((basis) => <li key={`${basis.article} ${basis.document}`}><span lang="vi">{[basis.article, basis.document].filter(Boolean).join(', ')}</span>{period(basis) ? <span className="muted"> ({period(basis)})</span> : null}</li>)}</ul>;
}

/** One tap says it; why is asked after a no only, and may be left unsaid. */
function FeedbackForm({ slug }: { slug: string }) {
  const t = useText(helpMessages);
  return (
    <Card title={t('helpful')} id="helpful">
      <form method="post" action={`/help/${slug}/feedback`} className="row no-print">
        <Button variant="ghost" name="helpful" value="yes">{t('helpful.yes')}</Button>
        <Button variant="ghost" name="helpful" value="no">{t('helpful.no')}</Button>
      </form>
    </Card>
  );
}

function WhyForm({ slug, feedback }: { slug: string; feedback: string }) {
  const t = useText(helpMessages);
  return (
    <Card title={t('helpful.reason')} id="why">
      <form method="post" action={`/help/${slug}/feedback/${feedback}`} className="stack no-print">
        <RadioGroup name="reason" id="helpful-reason" legend={t('helpful.reason')} hideLegend options={feedbackReasons.map((reason) => ({ value: reason, label: t(`reason.${reason}`) }))} columns />
        <TextArea name="comment" label={t('helpful.comment')} rows={2} maxLength={1_000} />
        <div className="row"><Button variant="ghost">{t('helpful.send')}</Button></div>
      </form>
    </Card>
  );
}
