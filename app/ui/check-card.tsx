import type { ReactNode } from 'react';
import { cx } from './classes.ts';
import { Icon } from './icon.tsx';

export interface CheckOption { value: string; text: ReactNode; why: ReactNode; correct?: boolean }
export interface CheckCardProps { id: string; eyebrow?: ReactNode; question: ReactNode; options: CheckOption[]; right: string; wrong: string; chosen?: string; name?: string; form?: string }

function Option({ option, card }: { option: CheckOption; card: CheckCardProps }) {
  const id = `${card.id}-${option.value}`;
  return (
    <div className={cx('check-option', option.correct ? 'right' : 'wrong')}>
      <input className="tick" type="radio" id={id} name={card.name ?? card.id} form={card.form} value={option.value} defaultChecked={card.chosen === option.value} />
      <label htmlFor={id}>{option.text}</label>
      <div className="check-feedback" aria-live="polite">
        <p className="check-why"><Icon name={option.correct ? 'circle-check' : 'circle-x'} /><span><b>{option.correct ? card.right : card.wrong}</b> {option.why}</span></p>
      </div>
    </div>
  );
}

/** A short question inside a text; choosing an option shows why it is right or wrong, without a script. */
export function CheckCard(card: CheckCardProps) {
  return (
    <fieldset className="check" id={card.id} data-check={card.id}>
      <legend>
        {card.eyebrow && <span className="eyebrow">{card.eyebrow}</span>}
        <span className="check-question">{card.question}</span>
      </legend>
      {card.options.map((option) => <Option key={option.value} option={option} card={card} />)}
    </fieldset>
  );
}
