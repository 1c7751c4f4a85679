import type { Locale, Localised } from '../../platform/i18n/messages.ts';
import { importFaultMessages } from '../messages/import-faults.ts';
import { importMessages } from '../messages/imports.ts';
import type { FieldOrUnit } from './import-fields.ts';

export type FaultKey = keyof typeof importFaultMessages.catalogue;

/** Something that a person should know about a row; an error keeps the row from being imported, a warning does not. */
export interface Fault {
  key: FaultKey;
  level: 'error' | 'warning';
  field?: FieldOrUnit;
  params?: Record<string, string | number>;
}

/** An error of one field. */
export function errorIn(field: FieldOrUnit | undefined, key: FaultKey, params?: Fault['params']): Fault {
  return { key, level: 'error', ...(field ? { field } : {}), ...(params ? { params } : {}) };
}

/** Something to look at that does not stop the row. */
export function warningIn(field: FieldOrUnit | undefined, key: FaultKey, params?: Fault['params']): Fault {
  return { ...errorIn(field, key, params), level: 'warning' };
}

/** True when one of the faults stops the row. */
export function hasError(faults: readonly Fault[]): boolean {
  return faults.some((fault) => fault.level === 'error');
}

type LooseSay = (key: string, params?: Record<string, string | number>) => string;

/** The sentence of a fault without its column. */
export function sayFault(fault: Pick<Fault, 'key' | 'params'>, locale: Locale): string {
  return (importFaultMessages.in(locale) as LooseSay)(fault.key, fault.params);
}

/** The sentence in both languages. */
export function faultInBoth(fault: Pick<Fault, 'key' | 'params'>): Localised {
  return { vi: sayFault(fault, 'vi'), en: sayFault(fault, 'en') };
}

/** The name of the column in the words of the file when it is known, else in ours. */
export function columnOf(fault: Fault, locale: Locale, headings: Partial<Record<FieldOrUnit, string>> = {}): string | null {
  if (!fault.field) return null;
  return headings[fault.field] || importMessages.in(locale)(`field.${fault.field}`);
}
