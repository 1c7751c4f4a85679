import type { InputHTMLAttributes } from 'react';
import { localAsTyped } from '../platform/typed-time.ts';

type Input = InputHTMLAttributes<HTMLInputElement>;

/**
 * A field for a day or a moment is a line of text, `30/11/2026 08:00`: the browser's own shows the month before the day, AM and PM, to whoever set the browser up in English.
 * What is stored or stands in an address, `2026-11-30T08:00`, is shown as it is typed; what was typed stays as it is. On a phone days are digits only.
 */
export function asDayText({ type, min: _min, max: _max, step, defaultValue, ...input }: Input): Input {
  const isDay = type === 'date';
  const form = isDay ? 'dd/mm/yyyy' : `dd/mm/yyyy hh:mm${step ? ':ss' : ''}`;
  return { placeholder: form, autoComplete: 'off', inputMode: isDay ? 'numeric' : undefined, maxLength: 25, ...input, type: 'text', defaultValue: localAsTyped(String(defaultValue ?? '')) };
}

/** Whether a field takes a day or a moment. */
export const takesDay = (type: string | undefined): boolean => type === 'date' || type === 'datetime-local';
