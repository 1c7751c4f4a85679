import type { InputHTMLAttributes } from 'react';
import { Icon } from './icon.tsx';
import { Field, fieldAria } from './field.tsx';
import type { FieldText } from './field.tsx';

export type PasswordInputProps = FieldText & Omit<InputHTMLAttributes<HTMLInputElement>, 'required' | 'type' | 'size'> & {
  name: string; showLabel?: string; autoComplete: 'current-password' | 'new-password';
};

/** A secret; the button that shows it stays hidden until a script takes the `[data-reveal]` box over. */
export function PasswordInput({ label, hint, error, required, optionalText, id, showLabel, className, ...input }: PasswordInputProps) {
  const own = id ?? input.name;
  return (
    <Field {...{ id: own, name: input.name, label, hint, error, required, optionalText, className }}>
      <div className="input-row" data-reveal={showLabel ? own : undefined}>
        <input spellCheck={false} autoCapitalize="none" {...input} {...fieldAria(own, { hint, error, required })} type="password" id={own} className="input" />
        {showLabel && (
          <button type="button" className="btn btn-ghost" aria-pressed={false} aria-controls={own} hidden>
            <Icon name="eye" />{showLabel}
          </button>
        )}
      </div>
    </Field>
  );
}
