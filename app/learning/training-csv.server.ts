import { stringify } from 'csv-stringify/sync';
import type { Locale } from '../platform/i18n/messages.ts';
import { looksLikeFormula } from '../platform/sheets/sheet.ts';
import { trainingMessages } from './messages/training.ts';
import type { TrainedPerson } from './queries/unit-training.server.ts';

/** The table of a unit's training periods for a spreadsheet: marked as UTF-8, numbers with a decimal comma, nothing that it would calculate. */
export function trainingCsv(people: readonly TrainedPerson[], year: number, locale: Locale): string {
  const t = trainingMessages.in(locale);
  const number = (value: number) => String(value).replace('.', locale === 'vi' ? ',' : '.');
  const head = [t('col.staff-no'), t('col.name'), t('col.position'), t('col.unit'), t('year'), t('col.courses'), t('col.classes'), t('col.periods')];
  // Written as a formula of a text, so that a spreadsheet keeps the zeros at the beginning.
  const text = (value: string) => (/^0\d+$/.test(value) ? `="${value}"` : neutral(value));
  const rows = people.map((one) => [text(one.staffNo), neutral(one.fullName), neutral(one.positionTitle), neutral(one.unitName), String(year), String(one.courses), String(one.classes), number(one.periods)]);
  return stringify([head, ...rows], { bom: true, delimiter: locale === 'vi' ? ';' : ',', record_delimiter: 'windows' });
}

const neutral = (value: string): string => (looksLikeFormula(value) ? `'${value}` : value);
