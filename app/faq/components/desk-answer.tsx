import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Notice, Tag } from '../../ui/index.ts';
import { callMessages as messages } from '../messages/call.ts';
import { periodMessages } from '../messages/period.ts';
import { basisWithPeriods } from '../rules/basis-period.ts';
import { blocksOf } from '../rules/desk-blocks.ts';
import type { DeskAnswer } from '../rules/desk-index.ts';
import { periodTexts } from './period-texts.ts';

/** An answer as it is read out: the short form large, then what is asked next. */
export function DeskAnswerCard({ answer, hasCall }: { answer: DeskAnswer; hasCall: boolean }) {
  const t = useText(messages);
  const formats = useFormats();
  const period = periodTexts(useText(periodMessages));
  const facts: [string, string][] = [['desk.papers', answer.papers.join('; ')], ['desk.fee', answer.fee ?? ''], ['desk.place', answer.place ?? ''], ['desk.time', answer.timeLimit ?? ''], ['desk.basis', basisWithPeriods(answer, period)]];
  return (
    <article className="stack" data-version={answer.versionId} aria-labelledby="desk-answer-title">
      <p className="row"><Tag tone="brand">{t('desk.version', { number: answer.number })}</Tag>{answer.audience === 'INTERNAL' ? <Tag tone="warn">{t('desk.internal')}</Tag> : <Tag tone="ok">{t('desk.public')}</Tag>}{answer.isSample ? <Tag>{t('desk.sample')}</Tag> : null}</p>
      <h3 id="desk-answer-title" tabIndex={-1}>{answer.question}</h3>
      {answer.lapsed.length > 0 ? <Notice tone="warn" live={false}>{t('desk.lapsed', { documents: answer.lapsed.join('; ') })}</Notice> : null}
      {answer.isOverdue ? <Notice tone="warn" live={false}>{t('desk.overdue')}</Notice> : null}
      <p className="desk-say">{answer.short}</p>
      <p>{hasCall ? <Button form="desk-call" name="deed" value="read" data-key="F4" aria-keyshortcuts="F4 Alt+4">{t('desk.read')} <kbd>F4</kbd></Button> : null}{hasCall ? <input type="hidden" form="desk-call" name="version" value={answer.versionId} /> : null}</p>
      <div className="desk-body"><Blocks body={answer.body} /></div>
      <dl className="desk-facts">{facts.filter(([, value]) => value).map(([key, value]) => <div key={key}><dt>{t(key as 'desk.fee')}</dt><dd>{value}</dd></div>)}</dl>
      <p className="muted">{t('desk.as-of', { day: formats.day(answer.asOf) })}</p>
    </article>
  );
}

function Blocks({ body }: { body: string }) {
  return <>{blocksOf(body).map((block, index) => (block.kind === 'text' ? <p key={index}>{block.text}</p> : <ol key={index}>{block.items.map((item, at) => <li key={at}>{item}</li>)}</ol>))}</>;
}
