import type { Formats } from '../../platform/i18n/formats.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { auditContest } from '../messages/audit-contest.ts';
import { auditDetails } from '../messages/audit-details.ts';
import { auditMonthly } from '../messages/audit-monthly.ts';
import { auditObjects } from '../messages/audit-objects.ts';
import { auditValues } from '../messages/audit-values.ts';
import { auditWords } from '../messages/audit-words.ts';

export interface AuditLine {
  label: string;
  value: string;
}

interface Speaking {
  locale: Locale;
  formats: Formats;
  /** Names of units that details mention by id. */
  unitNames: ReadonlyMap<string, string>;
}

const most = 5;
const catalogues = [auditWords, auditContest, auditObjects, auditMonthly, auditDetails, auditValues];

/** The words for a code of the log (`action.role.grant`, `object.job`); a code of an older or newer program is shown as it is. */
export function auditWord(locale: Locale, kind: 'action' | 'object' | 'detail' | 'value', code: string): string {
  const key = `${kind}.${code}`;
  const catalogue = catalogues.find((one) => Object.hasOwn(one.catalogue, key));
  return catalogue ? (catalogue.in(locale) as (key: string) => string)(key) : code;
}

/** The details of a row as lines to read; what was recorded as JSON is never shown as JSON. */
export function auditLines(details: string, speaking: Speaking): AuditLine[] {
  return Object.entries(JSON.parse(details) as Record<string, unknown>)
    .filter(([, value]) => !isEmpty(value))
    .map(([name, value]) => ({ label: auditWord(speaking.locale, 'detail', name), value: sayValue(value, speaking) }));
}

/** The ids that details may mention units by. */
export function unitIdsIn(details: string): string[] {
  const { unitId, from, to } = JSON.parse(details) as Record<string, unknown>;
  return [unitId, from, to].filter((value): value is string => typeof value === 'string' && uuid.test(value));
}

const uuid = /^[\da-f]{8}-[\da-f-]{27}$/;
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
/** Twelve digits tell two contents apart for a reader; the whole value stays in the exported file. */
const hash = /^[\da-f]{64}$/;
const day = /^\d{4}-\d{2}-\d{2}$/;
const month = /^(\d{4})-(0[1-9]|1[0-2])$/;

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (typeof value === 'object' && Object.keys(value as object).length === 0);
}

function sayValue(value: unknown, speaking: Speaking): string {
  const { locale, formats, unitNames } = speaking;
  if (typeof value === 'number') return formats.number(value);
  if (Array.isArray(value)) return value.length > most ? auditValues.in(locale)('value.many', { count: formats.number(value.length) }) : value.map((one) => sayValue(one, speaking)).join(', ');
  if (typeof value === 'object' && value !== null) return Object.entries(value).filter(([, one]) => one !== 0 && !isEmpty(one)).map(([name, one]) => `${auditWord(locale, 'value', name)} ${sayValue(one, speaking)}`).join(' · ');
  const text = String(value);
  if (instant.test(text)) return formats.moment(text);
  if (day.test(text)) return formats.day(text);
  if (month.test(text)) return text.replace(month, '$2/$1');
  if (hash.test(text)) return `${text.slice(0, 12)}…`;
  return unitNames.get(text) ?? auditWord(locale, 'value', text);
}
