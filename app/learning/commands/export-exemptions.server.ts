import { momentOf, recordExport, type Ports } from '../../people/index.server.ts';
import type { Actor } from '../../people/actor.ts';
import { canSeeReminders } from '../../people/policy.ts';
import { AppError } from '../../platform/errors.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { platformMessages } from '../../platform/messages.ts';
import { batchesOf, type Cell, type Sheet, type SheetColumn, type SheetFormat } from '../../platform/sheets/sheet.ts';
import { exemptionMessages } from '../messages/exemptions.ts';
import { listSeenExemptions, type ExemptionFilter } from '../queries/exemption-pages.server.ts';
import { lastDayOf } from '../rules/exemption.ts';

/**
 * The exemptions of people in the reader's units, filtered as on the page, as a table for a file; who took it is recorded before its first row. The grounds stay on the page: they may
 * speak of somebody's health.
 * @throws AppError forbidden without the right
 */
export async function exportExemptions(ports: Ports, actor: Actor, filter: ExemptionFilter, { locale, format }: { locale: Locale; format: SheetFormat }): Promise<Sheet> {
  if (!canSeeReminders(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const rows = await listSeenExemptions(ports.db, actor, filter, momentOf(ports).today);
  await recordExport(ports, actor, 'exemptions', { rows: rows.length, format, state: filter.state });
  const t = exemptionMessages.in(locale);
  const cells = (row: (typeof rows)[number]): Cell[] => [row.fullName, row.unitName, row.courseId === null ? t('all-courses') : row.courseTitle, t(`kind.${row.kind}`), row.validFrom, lastDayOf(row), t(`state.${row.state}`), row.number, row.issuer];
  return { name: t('title'), columns: columnsIn(locale), batches: batchesOf(rows, 500, async (part) => part.map(cells)), timeZone: ports.timeZone, locale };
}

function columnsIn(locale: Locale): SheetColumn[] {
  const t = exemptionMessages.in(locale);
  return [
    { head: t('column.person'), kind: 'text', width: 30 },
    { head: t('column.unit'), kind: 'text', width: 44 },
    { head: t('column.course'), kind: 'text', width: 40 },
    { head: t('column.kind'), kind: 'text', width: 30 },
    { head: t('file.from'), kind: 'day' },
    { head: t('file.until'), kind: 'day' },
    { head: t('column.state'), kind: 'text', width: 16 },
    { head: t('file.number'), kind: 'text', width: 20 },
    { head: t('file.issuer'), kind: 'text', width: 36 },
  ];
}
