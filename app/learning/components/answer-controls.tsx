import { useText } from '../../platform/i18n/react.tsx';
import { RadioGroup, Select, TextInput } from '../../ui/index.ts';
import { assessmentMessages } from '../messages/assessment.ts';
import type { AttemptQuestion } from '../queries/attempt-page.server.ts';
import { longestAnswer } from '../rules/question-response.ts';
import type { ShownQuestion } from '../rules/shown-question.ts';

type Controls = Pick<AttemptQuestion, 'position' | 'shown' | 'fields'>;

/** What a learner answers with: options, selects, or a line of text. Works as a plain form. */
export function AnswerControls({ position, shown, fields }: Controls) {
  const t = useText(assessmentMessages);
  const id = `q${position}`;
  const hint = t(`hint.${shown.type}`);
  if (shown.rows.length > 0) return <AnswerRows {...{ position, shown, fields }} />;
  if (shown.type === 'short_answer') {
    return <TextInput name="answer" id={id} label={t('answer.label')} hint={hint} defaultValue={String(fields['answer'] ?? '')} maxLength={longestAnswer} autoComplete="off" width="middle" />;
  }
  const multiple = shown.type === 'multiple';
  return (
    <RadioGroup
      name={multiple ? 'answer[]' : 'answer'}
      id={id}
      legend={shown.text}
      hideLegend
      hint={hint}
      multiple={multiple}
      options={shown.choices.map(({ value, text }) => ({ value, label: shown.type === 'true_false' ? t(value === 'true' ? 'answer.true' : 'answer.false') : text }))}
      value={fields['answer']}
    />
  );
}

/** One select a row: places for items, rights for lefts. The rights stand above as well, lettered: a closed select on a phone shows only how a long one begins. */
function AnswerRows({ position, shown, fields }: Controls) {
  const t = useText(assessmentMessages);
  return (
    <fieldset className="stack" aria-describedby={`q${position}-hint`} data-places={shown.type === 'ordering' || undefined}>
      <legend className="sr-only">{shown.text}</legend>
      <p className="field-hint" id={`q${position}-hint`}>{t(`hint.${shown.type}`)}</p>
      {shown.type === 'matching' && <ol className="bullets letters">{shown.choices.map(({ value, text }) => <li key={value}>{text}</li>)}</ol>}
      {shown.rows.map((row, at) => (
        <Select key={row.name} name={row.name} id={at === 0 ? `q${position}` : `q${position}-${row.name}`} label={row.text} emptyLabel={t('answer.choose')} options={optionsOf(shown, t)} defaultValue={String(fields[row.name] ?? '')} />
      ))}
    </fieldset>
  );
}

function optionsOf(shown: ShownQuestion, t: ReturnType<typeof useText<typeof assessmentMessages.catalogue>>) {
  return shown.choices.map(({ value, text }, at) => ({ value, label: shown.type === 'ordering' ? t('answer.place', { n: value }) : `${letterOf(at)}. ${text}` }));
}

const letterOf = (at: number): string => String.fromCharCode('A'.charCodeAt(0) + at);
