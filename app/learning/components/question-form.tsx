import { useText } from '../../platform/i18n/react.tsx';
import { Button, Notice, QuestionCard } from '../../ui/index.ts';
import { assessmentMessages } from '../messages/assessment.ts';
import type { AttemptQuestion } from '../queries/attempt-page.server.ts';
import type { ResponseFault } from '../rules/question-response.ts';
import { AnswerControls } from './answer-controls.tsx';

export interface QuestionFormProps {
  attemptId: string;
  question: AttemptQuestion;
  total: number;
  /** All questions are on the page, so that a script can turn the leaves; without one each leaf is a page. */
  isCurrent: boolean;
  fault?: ResponseFault | undefined;
}

/** One question as a form: answer and mark for review are saved together, whichever button is pressed. */
export function QuestionForm({ attemptId, question, total, isCurrent, fault }: QuestionFormProps) {
  const t = useText(assessmentMessages);
  const { position, shown, fields, isFlagged } = question;
  return (
    // A browser must not put back by itself what it showed before: another page may have answered since.
    <form method="post" action={`/attempts/${attemptId}/answers`} data-question={position} hidden={!isCurrent} autoComplete="off" noValidate>
      <input type="hidden" name="q" value={position} />
      <QuestionCard id={`question-${position}`} eyebrow={t('exam.position', { n: position, total })} question={shown.text} flag={<FlagBox position={position} isFlagged={isFlagged} />} footer={<Leaves position={position} total={total} />}>
        {fault ? <Notice tone="warn">{t(`fault.${fault}`)}</Notice> : null}
        <AnswerControls position={position} shown={shown} fields={fields} />
      </QuestionCard>
    </form>
  );
}

function FlagBox({ position, isFlagged }: { position: number; isFlagged: boolean }) {
  const t = useText(assessmentMessages);
  return (
    <div className="check-row">
      <input type="checkbox" className="tick" id={`flag-${position}`} name="flag" value="on" defaultChecked={isFlagged} />
      <label htmlFor={`flag-${position}`}>{t('exam.flag')}</label>
    </div>
  );
}

/** The first button is the one that Enter presses. */
function Leaves({ position, total }: { position: number; total: number }) {
  const t = useText(assessmentMessages);
  return (
    <>
      <div className="row">
        <Button name="go" value="next" iconAfter="arrow-right">{position < total ? t('exam.next') : t('exam.last')}</Button>
        <Button name="go" value="stay" variant="ghost">{t('exam.save')}</Button>
      </div>
      {position > 1 ? <Button name="go" value="previous" variant="quiet" icon="chevron-left">{t('exam.previous')}</Button> : null}
    </>
  );
}
