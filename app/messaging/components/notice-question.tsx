import type { MessageContent } from '../forms/content.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Notice, RadioGroup } from '../../ui/index.ts';
import { inboxMessages } from '../messages/inbox.ts';
import { shuffledBy } from '../rules/shuffled-by.ts';

/** The one question of a notice; once answered it says what is right. Options stand in an order of the reader's own. */
export function NoticeQuestion({ question, answer, seed }: { question: NonNullable<MessageContent['question']>; answer: string | null; seed: string }) {
  const t = useText(inboxMessages);
  const right = question.options[question.right] ?? '';
  return (
    <Card title={t('question')} id="question">
      {answer === null ? (
        <form method="post" className="stack">
          <RadioGroup name="answer" legend={question.text} required options={shuffledBy(question.options.map((option, at) => ({ value: String(at), label: option })), seed)} />
          <div className="row"><Button>{t('answer')}</Button></div>
        </form>
      ) : (
        <div className="stack">
          <p>{question.text}</p>
          {answer === String(question.right) ? <Notice tone="ok" live={false}>{t('right')} {right}</Notice> : <Notice tone="warn" live={false}>{t('wrong', { answer: right })}</Notice>}
        </div>
      )}
    </Card>
  );
}
