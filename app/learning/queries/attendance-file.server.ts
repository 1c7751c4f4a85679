import type { Db } from '../../../db/client.ts';
import { cellText, readRows, staffNumberReader, type StoredCell } from '../../people/index.server.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { fold } from '../../platform/text/fold.ts';
import { classDeskMessages as messages } from '../messages/class-desk.ts';
import { peopleInService, listed, unitsUnder } from './assignment-match.server.ts';
import type { Attendee, SessionDesk } from './session-desk.server.ts';

/** What a list of those present would do, before anything is written. */
export interface AttendanceFile {
  present: { id: string; staffNo: string; fullName: string }[];
  /** Those of them who are not in the class yet; only for one that was recorded after it was held. */
  joins: string[];
  /** People without a mark whom the list does not name. */
  absent: number;
  /** People who checked in by code and whom the list does not name: they stay present. */
  kept: number;
  /** People recorded as absent whom the list names: a correction, which wants a reason. */
  changed: number;
  faults: { row: number; say: Localised }[];
  /** The staff numbers that count, for the confirmation. */
  list: string;
}
const headings = ['ma so can bo', 'ma can bo', 'ma so', 'ma cb', 'ma cong chuc', 'so hieu', 'ma nhan vien', 'ma', 'staff number', 'staff no', 'staff no.'];

/** Reads an uploaded list of those who were there. */
export async function readAttendanceFile(db: Db, desk: SessionDesk, file: { name: string; bytes: Buffer }): Promise<{ ok: true; read: AttendanceFile } | { ok: false; say: Localised }> {
  const table = await readRows(file.name, file.bytes);
  if (!table.ok) return table;
  const { column, firstRow } = headingIn(table.rows);
  const rows = table.rows.flatMap((cells, at) => (at >= firstRow && cells.some((cell) => cellText(cell).trim() !== '') ? [{ row: at + 1, cell: cells[column] }] : []));
  if (rows.length === 0) return { ok: false, say: messages.both('file.empty') };
  return { ok: true, read: await judge(db, desk, { rows, mayBeHeading: firstRow === 0 }) };
}

/** The same for staff numbers that have been read already: what the confirmation sends. */
export function readAttendanceList(db: Db, desk: SessionDesk, list: string): Promise<AttendanceFile> {
  return judge(db, desk, { rows: list.split('\n').filter(Boolean).map((cell, at) => ({ row: at + 1, cell })), mayBeHeading: false });
}

/** What a list says of everybody: those in it are present, others without a record are absent, nobody loses a present mark. */
export function marksOfFile(desk: SessionDesk, read: AttendanceFile): { present: string[]; absent: string[]; joins: string[] } {
  const listed = new Set(read.present.map(({ id }) => id));
  return { present: [...listed], joins: read.joins, absent: desk.people.filter(({ id, isPresent }) => isPresent === null && !listed.has(id)).map(({ id }) => id) };
}

/** Where the staff numbers stand: below a heading that is known, else in the first column. */
function headingIn(rows: readonly StoredCell[][]): { column: number; firstRow: number } {
  for (const [at, cells] of rows.slice(0, 20).entries()) {
    const column = cells.findIndex((cell) => headings.includes(fold(cellText(cell))));
    if (column >= 0) return { column, firstRow: at + 1 };
  }
  return { column: 0, firstRow: 0 };
}

interface Listed {
  rows: readonly { row: number; cell: StoredCell | undefined }[];
  mayBeHeading: boolean;
}

async function judge(db: Db, desk: SessionDesk, { rows, mayBeHeading }: Listed): Promise<AttendanceFile> {
  const staffNumbers = (await db.selectFrom('user_account').select('staff_no as no').where('staff_no', 'is not', null).execute()).map((row) => row.no ?? '');
  const read = staffNumberReader(staffNumbers);
  const byNumber = new Map<string, Listable>([...(await listJoinable(db, desk)), ...desk.people].map((person) => [person.staffNo.toUpperCase(), person]));
  const found = new Map<string, Listable>();
  const faults: AttendanceFile['faults'] = [];
  for (const { row, cell } of rows) {
    const { staffNo, fault } = read(cell);
    const person = byNumber.get(staffNo);
    if (!person && mayBeHeading && row === rows[0]?.row && !/\d/.test(cellText(cell))) continue;
    if (fault) faults.push({ row, say: fault });
    else if (!person) faults.push({ row, say: messages.both('file.not-in-class', { staffNo }) });
    else if (found.has(person.id)) faults.push({ row, say: messages.both('file.twice', { staffNo }) });
    else found.set(person.id, person);
  }
  const others = desk.people.filter(({ id }) => !found.has(id));
  const seated = new Set(desk.people.map(({ id }) => id));
  return {
    joins: [...found.keys()].filter((id) => !seated.has(id)),
    present: [...found.values()].map(({ id, staffNo, fullName }) => ({ id, staffNo, fullName })),
    absent: others.filter(({ isPresent }) => isPresent === null).length,
    kept: others.filter(({ isPresent }) => isPresent).length,
    changed: [...found.values()].filter(({ isPresent }) => isPresent === false).length,
    faults,
    list: [...found.values()].map(({ staffNo }) => staffNo).join('\n'),
  };
}

type Listable = Pick<Attendee, 'id' | 'staffNo' | 'fullName' | 'isPresent'>;

/** Whom a list may bring into the class: nobody, unless it was recorded after it was held; then everybody for whom it was. */
async function listJoinable(db: Db, desk: SessionDesk): Promise<Listable[]> {
  if (!desk.isRecordedAfterwards) return [];
  const units = await unitsUnder(db, [desk.audienceId], desk.today);
  const rows = await peopleInService(db, desk.today).select(['u.id', 'u.staff_no as staffNo', 'u.full_name as fullName']).where('m.unit_id', 'in', listed(units)).where('u.staff_no', 'is not', null).execute();
  return rows.map((row) => ({ ...row, staffNo: row.staffNo ?? '', isPresent: null }));
}
