import { stringify } from 'csv-stringify/sync';
import type { Locale } from '../platform/i18n/messages.ts';
import { broadcastMessages } from './messages/broadcast.ts';
import type { NotReachedRow } from './queries/broadcast.server.ts';

/** Excel takes the byte-order mark as a sign of UTF-8; cells that a spreadsheet would calculate get an apostrophe. */
export function notReachedCsv(rows: readonly NotReachedRow[], locale: Locale): string {
  const t = broadcastMessages.in(locale);
  const head = [t('not-reached.code'), t('not-reached.unit'), t('not-reached.planned'), t('not-reached.why')];
  return stringify([head, ...rows.map((row) => [row.code ?? '', row.name, row.planned, row.missedReason ?? t(Number(row.planned) === 0 ? 'not-reached.no-plan' : 'slots.overdue')])], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}
