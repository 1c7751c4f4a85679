import type { Locale } from '../../platform/i18n/messages.ts';
import type { Cell } from '../../platform/sheets/sheet.ts';
import { listMessages } from '../messages/lists.ts';

/** Columns that hold codes. */
const coded = new Set(['state', 'source', 'mandatory', 'category']);

/** A cell as a reader wants it: codes in words, everything else as it is. */
export function cellOf(key: string, value: Cell, locale: Locale): Cell {
  if (value === null) return null;
  if (key === 'step') return sayStep(String(value), locale);
  if (!coded.has(key)) return value;
  const name = `value.${value}`;
  return Object.hasOwn(listMessages.catalogue, name) ? listMessages.in(locale)(name as 'value.done') : String(value);
}

/** `before-7`, `due`, `after-3`, `manual-2026-11-23`; steps of other kinds of reminders are told as such. */
function sayStep(step: string, locale: Locale): string {
  const t = listMessages.in(locale);
  const [, side, days] = /^(before|after)-(\d{1,3})$/.exec(step) ?? [];
  if (side) return t(side === 'before' ? 'step.before' : 'step.after', { n: Number(days) });
  if (step === 'due') return t('step.due');
  return t(step.startsWith('manual-') ? 'step.manual' : 'step.other');
}
