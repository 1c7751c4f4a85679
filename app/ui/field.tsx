import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { cx } from './classes.ts';
import { DayPick } from './day-pick.tsx';
import { asDayText, takesDay } from './day-text.ts';
import { Icon } from './icon.tsx';
import { Noted } from './named-fields.tsx';

export interface FieldText { label: ReactNode; hint?: ReactNode; error?: ReactNode; required?: boolean; id?: string; optionalText?: string }
export interface FieldProps extends FieldText { id: string; name?: string | undefined; className?: string; needsScript?: boolean; children: ReactNode }
export interface SelectOption { value: string; label: string; disabled?: boolean }
export type TextInputProps = FieldText & Omit<InputHTMLAttributes<HTMLInputElement>, 'required'> & { name: string; size?: never; width?: 'short' | 'middle' | 'full'; after?: ReactNode };
export type TextAreaProps = FieldText & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'required'> & { name: string };
export type SelectProps = FieldText & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'required'> & { name: string; options: SelectOption[]; emptyLabel?: string };

/** What ties a control to its hint and its error. */
export const fieldAria = (id: string, { hint, error, required }: Pick<FieldText, 'hint' | 'error' | 'required'>) => ({
  'aria-describedby': cx(Boolean(hint) && `${id}-hint`, Boolean(error) && `${id}-error`) || undefined,
  'aria-invalid': error ? (true as const) : undefined,
  'aria-required': required || undefined,
});

/** The error below a label, with an icon; linked by its id. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return <p className="field-error" id={`${id}-error`}><Icon name="circle-alert" /><span>{children}</span></p>;
}

/** Label, hint and error around one control whose id is `id`. */
export function Field({ id, name, label, hint, error, required, optionalText, className, needsScript, children }: FieldProps) {
  return (
    <Noted {...{ id, name, label, needsScript }} isRefused={Boolean(error)}>
      <div className={cx('field', Boolean(error) && 'field-bad', className)}>
        <label className="field-label" htmlFor={id}>
          {label}
          {required && <span className="field-mark" aria-hidden="true"> *</span>}
          {!required && optionalText && <span className="field-optional"> ({optionalText})</span>}
        </label>
        {hint && <div className="field-hint" id={`${id}-hint`}>{hint}</div>}
        {error && <FieldError id={id}>{error}</FieldError>}
        {children}
      </div>
    </Noted>
  );
}

/** One line of text, with the types `date` and `datetime-local` a day or a moment as it is written here. */
export function TextInput({ label, hint, error, required, optionalText, id, width = 'full', after, className, ...input }: TextInputProps) {
  const own = id ?? input.name;
  const isDay = takesDay(input.type);
  const size = `input-${width}`;
  const line = <input type="text" {...(isDay ? asDayText(input) : input)} {...fieldAria(own, { hint, error, required })} id={own} className={cx('input', size)} />;
  const control = isDay ? <DayPick {...input} {...{ id: own, label, size }}>{line}</DayPick> : line;
  return (
    <Field {...{ id: own, name: input.name, label, hint, error, required, optionalText, className, needsScript: isDay }}>
      {after ? <div className="input-row">{control}{after}</div> : control}
    </Field>
  );
}

/** Several lines of text. */
export function TextArea({ label, hint, error, required, optionalText, id, className, ...area }: TextAreaProps) {
  const own = id ?? area.name;
  return (
    <Field {...{ id: own, name: area.name, label, hint, error, required, optionalText, className }}>
      <textarea rows={5} {...area} {...fieldAria(own, { hint, error, required })} id={own} className="input" />
    </Field>
  );
}

/** One of many from a closed list. */
export function Select({ label, hint, error, required, optionalText, id, options, emptyLabel, className, ...select }: SelectProps) {
  const own = id ?? select.name;
  return (
    <Field {...{ id: own, name: select.name, label, hint, error, required, optionalText, className }}>
      <span className="select">
        <select {...select} {...fieldAria(own, { hint, error, required })} id={own} className="input">
          {emptyLabel !== undefined && <option value="">{emptyLabel}</option>}
          {options.map((option) => <option key={option.value} value={option.value} disabled={option.disabled}>{option.label}</option>)}
        </select>
        <Icon name="chevron-down" />
      </span>
    </Field>
  );
}
