import { cellText, type StoredCell } from '../../people/index.ts';
import { fold } from '../../platform/text/fold.ts';

/** What a row of certificates from elsewhere may say; the reason is the only thing that may be left out. */
export const recognitionFields = ['staffNo', 'course', 'number', 'issuer', 'issuedOn', 'lastDay', 'reason'] as const;
export type RecognitionField = (typeof recognitionFields)[number];
export const isRequired = (field: RecognitionField): boolean => field !== 'reason';

/** In which column each of them stands; null for nowhere. */
export type RecognitionColumns = Record<RecognitionField, number | null>;

const headings: Record<RecognitionField, readonly string[]> = {
  staffNo: ['ma so can bo', 'ma can bo', 'ma so', 'ma cong chuc', 'so hieu', 'so hieu can bo', 'ma nhan vien', 'staff number', 'staff no', 'staff no.'],
  course: ['khoa hoc', 'ma khoa hoc', 'ten khoa hoc', 'khoa', 'course'],
  number: ['so chung nhan', 'so chung chi', 'so hieu chung chi', 'so vao so', 'so', 'certificate number', 'number'],
  issuer: ['noi cap', 'don vi cap', 'co quan cap', 'co so dao tao', 'issuer'],
  issuedOn: ['ngay cap', 'issued on', 'date of issue'],
  lastDay: ['den het ngay', 'co gia tri den', 'gia tri den', 'ngay het han', 'ngay het hieu luc', 'hieu luc den', 'valid until', 'until'],
  reason: ['can cu', 'ghi chu', 'can cu hoac ghi chu', 'grounds', 'note'],
};

/** How far down a heading is looked for: lists often begin with the name of the office. */
const rowsAbove = 20;

/** The row of headings, the first in which at least two are known, and which column is which. Without one the first row is taken for it and nothing is known. */
export function findColumns(rows: readonly (readonly StoredCell[])[]): { headRow: number; columns: RecognitionColumns } {
  const known = rows.slice(0, rowsAbove).map((cells) => columnsOf(cells.map((cell) => fold(cellText(cell)))));
  const headRow = known.findIndex((columns) => Object.values(columns).filter((column) => column !== null).length >= 2);
  return headRow < 0 ? { headRow: 0, columns: columnsOf([]) } : { headRow, columns: known[headRow] ?? columnsOf([]) };
}

function columnsOf(heads: readonly string[]): RecognitionColumns {
  const at = (field: RecognitionField) => headings[field].map((name) => heads.indexOf(name)).find((column) => column >= 0) ?? null;
  return Object.fromEntries(recognitionFields.map((field) => [field, at(field)])) as RecognitionColumns;
}
