import { fold } from '../../platform/text/fold.ts';
import { cellText, type StoredCell } from './import-cells.ts';

export const importFields = ['staffNo', 'fullName', 'email', 'phone', 'unitCode', 'unitName', 'parentUnit', 'title', 'category', 'joinedOn', 'effectiveOn', 'leftOn', 'status'] as const;
/** A fact about a person that a file can carry. */
export type ImportField = (typeof importFields)[number];
/** Faults of a unit may concern its code and its name together. */
export type FieldOrUnit = ImportField | 'unit';
/** Which column (from 0) holds which fact. */
export type Columns = Partial<Record<ImportField, number>>;

/** Without these a file cannot be checked at all. */
export const requiredFields: readonly ImportField[] = ['staffNo', 'fullName'];

/** Headings as people write them, folded. An exact match wins; else the heading must contain one of the words. */
const synonyms: Record<ImportField, { is: string[]; has: string[] }> = {
  staffNo: { is: ['ma so', 'ma', 'mcb', 'ma cb', 'ma nv', 'mnv', 'staff no', 'staff number', 'employee id', 'employee no', 'so hieu'], has: ['ma so can bo', 'ma can bo', 'ma cb', 'ma nhan vien', 'ma cong chuc', 'ma cbcc', 'so hieu cong chuc', 'so hieu can bo', 'so hieu cbcc', 'ma so cbcc', 'staff number'] },
  fullName: { is: ['ten', 'name', 'ho ten', 'ho va ten', 'full name', 'fullname'], has: ['ho va ten', 'ho ten', 'full name', 'ten can bo', 'ten nhan vien'] },
  email: { is: ['email', 'e mail', 'mail', 'thu dien tu'], has: ['thu dien tu', 'email', 'e mail', 'hop thu'] },
  phone: { is: ['dien thoai', 'dt', 'so dt', 'sdt', 'dtdd', 'so dtdd', 'di dong', 'so di dong', 'phone', 'mobile', 'tel', 'telephone', 'cell phone'], has: ['so dien thoai', 'dien thoai di dong', 'dien thoai cong vu', 'dien thoai co quan', 'dien thoai lien he', 'so di dong', 'sdt', 'phone number', 'mobile phone', 'mobile number', 'telephone number'] },
  unitCode: { is: ['ma dv', 'ma don vi', 'unit code', 'ma co quan'], has: ['ma don vi', 'ma dv', 'ma co quan', 'ma dinh danh don vi', 'ma phong', 'unit code'] },
  parentUnit: { is: ['truc thuoc', 'parent unit', 'thuoc'], has: ['don vi cap tren', 'co quan cap tren', 'don vi truc thuoc', 'co quan chu quan', 'don vi chu quan', 'parent unit', 'don vi cha'] },
  unitName: { is: ['don vi', 'co quan', 'phong ban', 'unit', 'department', 'noi cong tac', 'phong'], has: ['ten don vi', 'don vi cong tac', 'co quan', 'phong ban', 'don vi', 'noi cong tac', 'phong chuyen mon', 'department'] },
  title: { is: ['chuc vu', 'chuc danh', 'position', 'title', 'vi tri'], has: ['chuc vu', 'chuc danh', 'position', 'vi tri viec lam'] },
  category: { is: ['doi tuong', 'loai', 'category', 'dien'], has: ['doi tuong', 'loai can bo', 'loai cbcc', 'loai lao dong', 'phan loai', 'loai hop dong', 'category', 'dien can bo'] },
  effectiveOn: { is: ['tu ngay', 'ngay hieu luc', 'effective date'], has: ['ngay dieu chuyen', 'ngay dieu dong', 'ngay chuyen', 'ngay thuyen chuyen', 'ngay hieu luc', 'transfer date'] },
  leftOn: { is: ['ngay nghi', 'ngay thoi viec', 'leaving date', 'left on', 'end date'], has: ['ngay nghi', 'ngay thoi viec', 'thoi viec', 'ngay ket thuc', 'nghi huu', 'leaving date'] },
  joinedOn: { is: ['ngay vao', 'ngay bat dau', 'start date', 'joined on'], has: ['ngay vao', 'ngay bat dau', 'ngay tuyen dung', 'ngay nhan viec', 'start date', 'joining date'] },
  status: { is: ['trang thai', 'tinh trang', 'status'], has: ['trang thai', 'tinh trang', 'status'] },
};

/** The columns that the headings seem to name: exact matches first, then headings that contain a known wording; a column serves one fact. */
export function guessColumns(headings: readonly string[]): Columns {
  const folded = headings.map(fold);
  const columns: Columns = {};
  const taken = new Set<number>();
  const claim = (field: ImportField, fits: (heading: string) => boolean) => {
    if (columns[field] !== undefined) return;
    const at = folded.findIndex((heading, index) => heading !== '' && !taken.has(index) && fits(heading));
    if (at < 0) return;
    columns[field] = at;
    taken.add(at);
  };
  for (const field of importFields) claim(field, (heading) => synonyms[field].is.includes(heading));
  for (const field of Object.keys(synonyms) as ImportField[]) claim(field, (heading) => synonyms[field].has.some((word) => containsWords(heading, word)));
  return columns;
}

function containsWords(heading: string, words: string): boolean {
  return ` ${heading} `.includes(` ${words} `);
}

const headerDepth = 10;

export interface FoundHeader {
  /** Position of the heading row and of the first row of people, from 0. */
  at: number;
  firstRow: number;
  headings: string[];
}

/**
 * Finds the heading row among the first ten: the one that names most facts we know. Titles merged over the table and a row of column
 * numbers below the headings are passed over.
 * @returns undefined when no row names at least two facts and no row has two texts
 */
export function findHeader(rows: readonly StoredCell[][]): FoundHeader | undefined {
  let best: { at: number; known: number } | undefined;
  let fallback: number | undefined;
  for (let at = 0; at < Math.min(headerDepth, rows.length); at += 1) {
    const headings = (rows[at] ?? []).map(cellText);
    const known = Object.keys(guessColumns(headings)).length;
    if (known >= 2 && known > (best?.known ?? 0)) best = { at, known };
    if (fallback === undefined && headings.filter(isHeadingText).length >= 2) fallback = at;
  }
  const at = best?.at ?? fallback;
  if (at === undefined) return undefined;
  const firstRow = isNumbering(rows[at + 1]) ? at + 2 : at + 1;
  return { at, firstRow, headings: (rows[at] ?? []).map(cellText) };
}

/** A text that can head a column: has letters, is no address and no number. */
function isHeadingText(text: string): boolean {
  return /\p{L}/u.test(text) && !text.includes('@') && !/\d{3}/.test(text);
}

/** The row `(1) (2) (3)` that official forms have below their headings. */
function isNumbering(row: readonly StoredCell[] | undefined): boolean {
  const texts = (row ?? []).map(cellText).filter((text) => text !== '');
  return texts.length >= 3 && texts.every((text, index) => Number(/^\(?(\d{1,2})\)?$/.exec(text)?.[1]) === index + Number(/\d+/.exec(texts[0] ?? '')?.[0] ?? 1));
}
