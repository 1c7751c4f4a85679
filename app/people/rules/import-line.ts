import type { Day } from '../../platform/clock.ts';
import { fold } from '../../platform/text/fold.ts';
import { mobileNumber } from '../../platform/text/phone.ts';
import { cellText, type StoredCell } from './import-cells.ts';
import { readDay } from './import-days.ts';
import { errorIn, warningIn, type Fault } from './import-faults.ts';
import type { Columns, ImportField } from './import-fields.ts';
import { readStaffNumber, type StaffNumberPattern } from './import-staff-number.ts';

export const staffCategories = ['CADRE', 'CIVIL_SERVANT', 'PUBLIC_EMPLOYEE', 'CONTRACT_WORKER'] as const;
export type StaffCategory = (typeof staffCategories)[number];

/** One row of a file as facts about a person. Empty cells are null and mean "leave it as it is". */
export interface PersonLine {
  blank: boolean;
  staffNo: string;
  fullName: string;
  email: string | null;
  /** A mobile number in E.164. */
  phone: string | null;
  unitCode: string | null;
  unitName: string | null;
  parentUnit: string | null;
  title: string | null;
  category: StaffCategory | null;
  joinedOn: Day | null;
  effectiveOn: Day | null;
  leftOn: Day | null;
  leaves: boolean;
}

export interface LineRules {
  columns: Columns;
  pattern: StaffNumberPattern;
  today: Day;
}

const categoryWords: Record<string, StaffCategory> = {
  'can bo': 'CADRE', 'cb': 'CADRE', 'cadre': 'CADRE',
  'cong chuc': 'CIVIL_SERVANT', 'cc': 'CIVIL_SERVANT', 'civil servant': 'CIVIL_SERVANT',
  'vien chuc': 'PUBLIC_EMPLOYEE', 'vc': 'PUBLIC_EMPLOYEE', 'public employee': 'PUBLIC_EMPLOYEE',
  'nguoi lao dong': 'CONTRACT_WORKER', 'nld': 'CONTRACT_WORKER', 'hop dong': 'CONTRACT_WORKER', 'hop dong lao dong': 'CONTRACT_WORKER', 'hdld': 'CONTRACT_WORKER',
  'lao dong hop dong': 'CONTRACT_WORKER', 'nguoi lao dong hop dong': 'CONTRACT_WORKER', 'lao dong': 'CONTRACT_WORKER', 'contract employee': 'CONTRACT_WORKER', 'contract worker': 'CONTRACT_WORKER',
};
const staying = ['dang cong tac', 'dang lam viec', 'dang lam', 'hoat dong', 'dang hoat dong', 'cong tac', 'con lam', 'active', 'working', '1'];
const leaving = ['nghi', 'da nghi', 'nghi viec', 'da nghi viec', 'thoi viec', 'da thoi viec', 'nghi huu', 'da nghi huu', 'nghi che do', 'cham dut hop dong', 'ngung su dung', 'inactive', 'left', 'retired', '0'];

const longest = { name: 120, text: 200 } as const;
/** Marks that only appear inside words typed in TCVN3 or VNI fonts. */
const oldFont = /\p{L}[\u00A1-\u00A9\u00AB-\u00B4\u00B6-\u00B9\u00BB-\u00BF]|[\u00A8\u00AE\u00B5-\u00B9]\p{L}/u;
/** The addresses that the form of a person takes, too: what a list brings in must not stand in the way of a later correction. */
const mailAddress = /^(?!\.)(?!.*\.\.)[a-z0-9_'+.-]{0,63}[a-z0-9_+-]@([a-z0-9][a-z0-9-]*\.)+[a-z]{2,}$/;

/** Reads one row by the chosen columns. */
export function readLine(cells: readonly StoredCell[], rules: LineRules): { line: PersonLine; faults: Fault[] } {
  const faults: Fault[] = [];
  const cell = (field: ImportField) => (rules.columns[field] === undefined ? undefined : cells[rules.columns[field]]);
  const text = (field: ImportField) => readText(cellText(cell(field)), field, faults);
  const day = (field: ImportField) => readDayOf(cell(field), field, rules.today, faults);
  const blank = Object.values(rules.columns).every((column) => cellText(cells[column]) === '');
  const number = readStaffNumber(cell('staffNo'), rules.pattern);
  faults.push(...number.faults);
  const line: PersonLine = {
    blank,
    staffNo: number.staffNo,
    fullName: readName(cellText(cell('fullName')), faults),
    email: readEmail(cellText(cell('email')), faults),
    phone: readPhone(cellText(cell('phone')), faults),
    unitCode: text('unitCode'),
    unitName: text('unitName'),
    parentUnit: text('parentUnit'),
    title: text('title'),
    category: readCategory(cellText(cell('category')), faults),
    joinedOn: day('joinedOn'),
    effectiveOn: day('effectiveOn'),
    leftOn: day('leftOn'),
    leaves: readLeaving(cellText(cell('status')), faults),
  };
  return { line: { ...line, leaves: line.leaves || line.leftOn !== null }, faults: blank ? [] : faults };
}

function readName(name: string, faults: Fault[]): string {
  if (name === '') faults.push(errorIn('fullName', 'name.missing'));
  else if (/^[=@+]/.test(name)) faults.push(errorIn('fullName', 'cell.formula', { value: name.slice(0, 40) }));
  else if (name.length > longest.name) faults.push(errorIn('fullName', 'name.too-long', { max: longest.name }));
  else if (!/\p{L}/u.test(name)) faults.push(errorIn('fullName', 'name.no-letters'));
  else if (oldFont.test(name)) faults.push(errorIn('fullName', 'name.old-font'));
  else if (isCapitals(name)) faults.push(warningIn('fullName', 'name.capitals'));
  else if (/[^\p{L}\p{M}\s'’.-]/u.test(name)) faults.push(warningIn('fullName', 'name.odd'));
  return name.slice(0, longest.name);
}

/** True for a name of several letters without a single small one. */
export function isCapitals(name: string): boolean {
  return /\p{Lu}\P{L}*\p{Lu}/u.test(name) && !/\p{Ll}/u.test(name);
}

function readEmail(text: string, faults: Fault[]): string | null {
  const email = text.replace(/^mailto:/i, '').toLowerCase();
  if (email === '') return null;
  if (email.length <= longest.text && mailAddress.test(email)) return email;
  faults.push(errorIn('email', 'email.invalid', { value: text.slice(0, 60) }));
  return null;
}

/** A column of numbers loses the nought in front of each. What was written is not repeated in the fault: it may be anybody's number. */
function readPhone(text: string, faults: Fault[]): string | null {
  if (text === '') return null;
  const number = mobileNumber(text) ?? (text.replace(/\D/g, '').length === 9 ? mobileNumber(`0${text}`) : null);
  if (!number) faults.push(errorIn('phone', 'phone.invalid'));
  return number;
}

function readText(text: string, field: ImportField, faults: Fault[]): string | null {
  if (text.startsWith('=')) faults.push(errorIn(field, 'cell.formula', { value: text.slice(0, 40) }));
  else if (text.length > longest.text) faults.push(errorIn(field, 'cell.too-long', { max: longest.text }));
  return text === '' ? null : text.slice(0, longest.text);
}

function readCategory(text: string, faults: Fault[]): StaffCategory | null {
  if (text === '') return null;
  const word = fold(text);
  // Every object knows the word "constructor".
  const known = Object.hasOwn(categoryWords, word) ? categoryWords[word] : staffCategories.find((category) => category === text.toUpperCase());
  if (!known) faults.push(errorIn('category', 'category.unknown', { value: text.slice(0, 60) }));
  return known ?? null;
}

function readLeaving(text: string, faults: Fault[]): boolean {
  const word = fold(text);
  if (word === '' || staying.includes(word)) return false;
  if (!leaving.includes(word)) faults.push(errorIn('status', 'status.unknown', { value: text.slice(0, 60) }));
  return leaving.includes(word);
}

function readDayOf(cell: StoredCell | undefined, field: ImportField, today: Day, faults: Fault[]): Day | null {
  const read = readDay(cell, today);
  if (read.ok) return read.day;
  faults.push(errorIn(field, read.key, read.params));
  return null;
}
