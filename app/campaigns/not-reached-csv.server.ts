import type { Instant } from '../platform/clock.ts';
import type { Locale } from '../platform/i18n/messages.ts';
import { csvText } from '../platform/sheets/csv.server.ts';
import { broadcastMessages } from './messages/broadcast.ts';
import type { NotReachedRow } from './queries/broadcast.server.ts';

/** The units that a bulletin did not reach, for a spreadsheet. */
export function notReachedCsv(rows: readonly NotReachedRow[], { locale, at }: { locale: Locale; at: Instant }): string {
  const t = broadcastMessages.in(locale);
  const head = [t('not-reached.code'), t('not-reached.unit'), t('not-reached.planned'), t('not-reached.why')];
  const stand = ({ planned, waitsFrom }: NotReachedRow) => t(Number(planned) === 0 ? 'not-reached.no-plan' : waitsFrom === null ? 'slots.cancelled' : waitsFrom > at ? 'slots.planned' : 'slots.overdue');
  return csvText([head, ...rows.map((row) => [row.code ?? '', row.name, row.planned, row.missedReason ?? stand(row)])], locale);
}
