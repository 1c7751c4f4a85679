import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { cellText, readRows, staffNumberReader, type StoredCell } from '../../people/index.server.ts';
import type { Day } from '../../platform/clock.ts';
import { readDay } from '../../platform/days.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { fold } from '../../platform/text/fold.ts';
import { recognitionMessages as messages } from '../messages/recognition.ts';
import { longestExemption } from '../rules/exemption.ts';
import { findColumns, isRequired, recognitionFields, type RecognitionColumns, type RecognitionField } from '../rules/recognition-columns.ts';
import { listAssignableCourses } from './assignment-choices.server.ts';
import { listExemptableByNumber, type Exemptable } from './exemption-pages.server.ts';

export const recognitionLimits = { rows: 2_000, columns: 30, cell: 600, table: 3_500_000 } as const;

/** A list as it was read: its cells, and which of its rows holds the headings. */
export interface RecognitionTable {
  rows: StoredCell[][];
  headRow: number;
}

/** A certificate that would be recognised. */
export interface Recognition {
  row: number;
  person: Exemptable;
  course: { id: string; title: string };
  number: string;
  issuer: string;
  issuedOn: Day;
  lastDay: Day;
  reason: string | null;
}

/** What a list would do, before anything is written. */
export interface RecognitionCheck {
  fresh: Recognition[];
  /** Rows whose certificate is recognised already. */
  same: number;
  faults: { row: number; say: Localised[] }[];
}

/** Reads an uploaded list: its rows and what its headings say. */
export async function readRecognitionFile(file: File | undefined): Promise<{ ok: true; table: RecognitionTable; columns: RecognitionColumns } | { ok: false; say: Localised }> {
  if (!file || file.size === 0) return { ok: false, say: messages.both('fault.missing') };
  const read = await readRows(file.name, Buffer.from(await file.arrayBuffer()));
  if (!read.ok) return read;
  const rows = read.rows.map((cells) => cells.slice(0, recognitionLimits.columns).map(shortened));
  const { headRow, columns } = findColumns(rows);
  const count = rows.slice(headRow + 1).filter(isFilled).length;
  if (count === 0) return { ok: false, say: messages.both('fault.empty') };
  if (count > recognitionLimits.rows) return { ok: false, say: messages.both('fault.many', { count, max: recognitionLimits.rows }) };
  const table = { rows, headRow };
  return JSON.stringify(table).length > recognitionLimits.table ? { ok: false, say: messages.both('fault.large') } : { ok: true, table, columns };
}

/** No field takes as much; what is longer is refused as too long, and the page need not carry it. */
const shortened = (cell: StoredCell): StoredCell => (typeof cell === 'string' ? cell.toWellFormed().slice(0, recognitionLimits.cell).toWellFormed() : cell);
const isFilled = (cells: readonly StoredCell[]) => cells.some((cell) => cellText(cell) !== '');

/** Which of the needed columns nobody has named yet. */
export const missingColumns = (columns: RecognitionColumns): RecognitionField[] => recognitionFields.filter((field) => isRequired(field) && columns[field] === null);

/** Holds every row against people, courses and what is recognised already. Writes nothing. */
export async function checkRecognitions(db: Db, actor: Actor, { rows, headRow }: RecognitionTable, columns: RecognitionColumns, today: Day): Promise<RecognitionCheck> {
  const filled = rows.flatMap((cells, at) => (at > headRow && isFilled(cells) ? [{ row: at + 1, cells }] : []));
  const cell = (cells: readonly StoredCell[], field: RecognitionField) => (columns[field] === null ? undefined : cells[columns[field]]);
  const read = staffNumberReader((await db.selectFrom('user_account').select('staff_no as no').where('staff_no', 'is not', null).execute()).map(({ no }) => no ?? ''));
  const numbers = filled.map(({ cells }) => read(cell(cells, 'staffNo')));
  const people = await listExemptableByNumber(db, actor, numbers.map(({ staffNo }) => staffNo), today);
  const world: World = { people: new Map(people.map((person) => [person.staffNo ?? '', person])), courses: coursesByName(await listAssignableCourses(db)), today };
  const judged = filled.map(({ row, cells }, at) => judgeRow({ row, texts: (field) => cellText(cell(cells, field)), number: numbers[at] ?? { staffNo: '', fault: null } }, world));
  return sortOut(judged, await recognisedAlready(db, people.map(({ id }) => id)));
}

interface World {
  people: ReadonlyMap<string, Exemptable>;
  courses: ReadonlyMap<string, { id: string; title: string }>;
  today: Day;
}

/** By code and by title; of two with one title only the code tells. */
function coursesByName(courses: readonly { id: string; slug: string; title: string }[]): Map<string, { id: string; title: string }> {
  const byTitle = Map.groupBy(courses, ({ title }) => fold(title));
  return new Map([...[...byTitle].flatMap(([title, [one, ...more]]) => (one && more.length === 0 ? [[title, one] as const] : [])), ...courses.map((course) => [course.slug, course] as const)]);
}

interface RawRow {
  row: number;
  texts: (field: RecognitionField) => string;
  number: { staffNo: string; fault: Localised | null };
}
type Judged = { row: number; faults: Localised[]; found: Recognition | null };

function judgeRow({ row, texts, number: { staffNo, fault } }: RawRow, { people, courses, today }: World): Judged {
  const formats = defineFormats('vi', 'UTC');
  const faults: Localised[] = [];
  const person = people.get(staffNo);
  if (texts('staffNo') === '') faults.push(messages.both('fault.no-number'));
  else if (fault) faults.push(fault);
  else if (!person) faults.push(messages.both('fault.person', { staffNo }));
  const typedCourse = texts('course');
  const course = courses.get(typedCourse.toLowerCase()) ?? courses.get(fold(typedCourse));
  if (!course) faults.push(typedCourse === '' ? messages.both('fault.no-course') : messages.both('fault.course', { course: typedCourse.slice(0, 100) }));
  const [certificate, issuer, reason] = [texts('number'), texts('issuer'), texts('reason')];
  if (certificate.length < 1 || certificate.length > 100) faults.push(messages.both('fault.number'));
  if (issuer.length < 1 || issuer.length > 200) faults.push(messages.both('fault.issuer'));
  if (reason !== '' && (reason.length < 3 || reason.length > 500)) faults.push(messages.both('fault.reason'));
  const [issuedOn, lastDay, latest] = [readDay(texts('issuedOn')), readDay(texts('lastDay')), longestExemption(today)];
  if (issuedOn === null) faults.push(texts('issuedOn') === '' ? messages.both('fault.no-issued-on') : messages.both('fault.issued-on', { typed: texts('issuedOn').slice(0, 40) }));
  else if (issuedOn > today) faults.push(messages.both('fault.issued-later', { day: formats.day(issuedOn) }));
  if (lastDay === null) faults.push(texts('lastDay') === '' ? messages.both('fault.no-last-day') : messages.both('fault.last-day', { typed: texts('lastDay').slice(0, 40) }));
  else if (lastDay < today) faults.push(messages.both('fault.over', { day: formats.day(lastDay) }));
  else if (lastDay > latest) faults.push(messages.both('fault.long', { day: formats.day(latest) }));
  const isRight = faults.length === 0 && person && course && issuedOn !== null && lastDay !== null;
  return { row, faults, found: isRight ? { row, person, course: { id: course.id, title: course.title }, number: certificate, issuer, issuedOn, lastDay, reason: reason || null } : null };
}

const keyOf = (userId: string, courseId: string, number: string) => JSON.stringify([userId, courseId, number]);

/** Certificates of these people that count now or will. */
async function recognisedAlready(db: Db, userIds: readonly string[]): Promise<Set<string>> {
  const wanted = new Set(userIds);
  const rows = await db.selectFrom('exemption').select(['user_id as userId', 'course_id as courseId', 'number']).where('kind', '=', 'RECOGNISED').where('ended_at', 'is', null).execute();
  return new Set(rows.filter(({ userId }) => wanted.has(userId)).map(({ userId, courseId, number }) => keyOf(userId, courseId ?? '', number ?? '')));
}

function sortOut(judged: readonly Judged[], already: ReadonlySet<string>): RecognitionCheck {
  const check: RecognitionCheck = { fresh: [], same: 0, faults: [] };
  const seen = new Map<string, number>();
  for (const { row, faults, found } of judged) {
    const key = found ? keyOf(found.person.id, found.course.id, found.number) : '';
    const before = seen.get(key);
    if (!found) check.faults.push({ row, say: faults });
    else if (before !== undefined) check.faults.push({ row, say: [messages.both('fault.twice', { row: before })] });
    else if (already.has(key)) check.same += 1;
    else check.fresh.push(found);
    if (found && before === undefined) seen.set(key, row);
  }
  return check;
}
