import type { InputHTMLAttributes, ReactNode } from 'react';
import { cx } from './classes.ts';
import { FieldError, fieldAria } from './field.tsx';
import type { FieldText } from './field.tsx';
import { Noted } from './named-fields.tsx';

export interface ChoiceOption { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean }
export type CheckboxProps = FieldText & Omit<InputHTMLAttributes<HTMLInputElement>, 'required' | 'type'> & { name: string };
export interface RadioGroupProps {
  name: string; legend: ReactNode; options: ChoiceOption[]; value?: string | string[]; hint?: ReactNode; error?: ReactNode; required?: boolean;
  multiple?: boolean; hideLegend?: boolean; columns?: boolean; scale?: boolean; id?: string; disabled?: boolean;
}

/** One yes or no. */
export function Checkbox({ label, hint, error, required, id, className, ...input }: CheckboxProps) {
  const own = id ?? input.name;
  return (
    <Noted id={own} name={input.name} isRefused={Boolean(error)}>
      <div className={cx('field', 'field-check', Boolean(error) && 'field-bad', className)}>
        {error && <FieldError id={own}>{error}</FieldError>}
        <div className="check-row">
          <input {...input} {...fieldAria(own, { hint, error, required })} type="checkbox" id={own} className="tick" />
          <label htmlFor={own}>
            {label}
            {required && <span className="field-mark" aria-hidden="true"> *</span>}
          </label>
        </div>
        {hint && <p className="field-hint" id={`${own}-hint`}>{hint}</p>}
      </div>
    </Noted>
  );
}

function OptionCard({ option, name, id, type, checked }: { option: ChoiceOption; name: string; id: string; type: string; checked: boolean }) {
  return (
    <label className="option">
      <input className="tick" type={type} id={id} name={name} value={option.value} defaultChecked={checked} disabled={option.disabled} />
      <span className="option-text">
        <span>{option.label}</span>
        {option.hint && <span className="option-hint">{option.hint}</span>}
      </span>
    </label>
  );
}

/** One of a few (or several, with `multiple`) as cards, the steps of a `scale` close together; the first control's id is the group's id, so an error summary can link to it. */
export function RadioGroup({ name, legend, options, value, hint, error, required, multiple, hideLegend, columns, scale, id = name, disabled }: RadioGroupProps) {
  const chosen = [value ?? []].flat();
  const { 'aria-required': mustAnswer, ...aria } = fieldAria(id, { hint, error, required });
  const role = multiple ? { role: 'group' } : { role: 'radiogroup', 'aria-required': mustAnswer };
  return (
    <Noted id={id} name={name} label={legend} isRefused={Boolean(error)}>
      <fieldset className={cx('field', Boolean(error) && 'field-bad')} disabled={disabled} {...role} {...(multiple ? { 'aria-describedby': aria['aria-describedby'] } : aria)}>
        <legend className={hideLegend ? 'sr-only' : 'field-label'}>
          {legend}
          {required && <span className="field-mark" aria-hidden="true"> *</span>}
        </legend>
        {hint && <p className="field-hint" id={`${id}-hint`}>{hint}</p>}
        {error && <FieldError id={id}>{error}</FieldError>}
        <div className={cx('options', columns && 'options-columns', scale && 'options-scale')}>
          {options.map((option, at) => (
            <OptionCard key={option.value} option={option} name={name} id={at === 0 ? id : `${id}-${at + 1}`} type={multiple ? 'checkbox' : 'radio'} checked={chosen.includes(option.value)} />
          ))}
        </div>
      </fieldset>
    </Noted>
  );
}
