import { dayWords } from '../../platform/days.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { csvText } from '../../platform/sheets/csv.server.ts';
import { importMessages } from '../messages/imports.ts';
import type { ImportRow } from '../queries/import-rows.server.ts';
import { cellText, columnLetter } from '../rules/import-cells.ts';
import { columnOf, sayFault } from '../rules/import-faults.ts';
import type { FieldOrUnit, ImportField } from '../rules/import-fields.ts';
import { importFields } from '../rules/import-fields.ts';
import type { BatchMapping } from '../rules/import-summary.ts';

/** The headings of the file by the fact that they hold. */
export function headingsByField({ headings, columns }: Pick<BatchMapping, 'headings' | 'columns'>): Partial<Record<FieldOrUnit, string>> {
  const named = importFields.flatMap((field) => (columns[field] === undefined ? [] : [[field, headings[columns[field]] ?? '']]));
  return Object.fromEntries(named) as Partial<Record<ImportField, string>>;
}

/** The rows with errors, as they were in the file, with what is wrong in front: to be mended and imported again. */
export function errorsCsv(mapping: BatchMapping, rows: readonly ImportRow[], locale: Locale): string {
  const t = importMessages.in(locale);
  const named = headingsByField(mapping);
  const width = Math.max(mapping.headings.length, ...rows.map((row) => row.cells.length));
  const headings = Array.from({ length: width }, (_, at) => mapping.headings[at] || t('mapping.unnamed', { letter: columnLetter(at) }));
  const records = rows.map((row) => {
    const faults = (row.verdict?.faults ?? []).filter((fault) => fault.level === 'error');
    const sentences = faults.map((fault) => [columnOf(fault, locale, named), sayFault(fault, locale)].filter(Boolean).join(': '));
    const cells = Array.from({ length: width }, (_, at) => shown(row.cells[at] ?? ''));
    return [row.rowNo, sentences.join(' | '), ...cells];
  });
  return csvText([[t('csv.row'), t('csv.fault'), ...headings], ...records], locale);
}

function shown(cell: ImportRow['cells'][number]): string {
  return typeof cell === 'object' && 'd' in cell ? dayWords(cell.d) : cellText(cell);
}

/** A file that shows how a list may look: three invented people. */
export function sampleCsv(locale: Locale): string {
  const t = importMessages.in(locale);
  const headings = (['staffNo', 'fullName', 'email', 'phone', 'unitCode', 'unitName', 'title', 'category', 'joinedOn', 'effectiveOn', 'leftOn'] as const).map((field) => t(`field.${field}`));
  return csvText(
    [
      headings,
      ['CB-VIDU-01', 'Nguyễn Thị Thuỳ Dương', 'thuy.duong@vi-du.invalid', '0300 000 001', '', 'UBND phường Hoa Lư', 'Chuyên viên', t('category.CIVIL_SERVANT'), '01/7/2025', '', ''],
      ['CB-VIDU-02', 'Trần Văn Ưng', '', '', '', 'Sở Tư pháp', 'Chuyên viên chính', t('category.CIVIL_SERVANT'), '15/3/2019', '01/10/2026', ''],
      ['CB-VIDU-03', 'Lê Ngọc Ánh', '', '', '', '', '', t('category.CONTRACT_WORKER'), '', '', '31/10/2026'],
    ],
    locale,
  );
}
