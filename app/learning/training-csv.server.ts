import type { Locale } from '../platform/i18n/messages.ts';
import { csvText } from '../platform/sheets/csv.server.ts';
import { trainingMessages } from './messages/training.ts';
import type { TrainedPerson } from './queries/unit-training.server.ts';

/** The table of a unit's training periods for a spreadsheet. */
export function trainingCsv(people: readonly TrainedPerson[], year: number, locale: Locale): string {
  const t = trainingMessages.in(locale);
  const head = [t('col.staff-no'), t('col.name'), t('col.position'), t('col.unit'), t('year'), t('col.courses'), t('col.classes'), t('col.periods')];
  const rows = people.map((one) => [one.staffNo, one.fullName, one.positionTitle, one.unitName, year, one.courses, one.classes, one.periods]);
  return csvText([head, ...rows], locale, { keepsZeros: true });
}
