import { setImmediate } from 'node:timers/promises';
import type { Db } from '../../db/client.ts';
import { certificateDay, statusOn } from '../learning/index.server.ts';
import { auditWord } from '../people/index.server.ts';
import { dayIn } from '../platform/i18n/formats.ts';
import type { Cell, Sheet } from '../platform/sheets/sheet.ts';
import { countDeeds } from './queries/pack-deeds.server.ts';
import { learningOf, listCertificates, listReminders, type LearningOf, type PackCertificate } from './queries/pack-learning.server.ts';
import { inPieces, unitNamesOf, type PackPerson, type PackScope } from './queries/pack-scope.server.ts';
import { packColumns, packWords, stepWords } from './rules/pack-tables.ts';
import { countedIn, packStates, roundKey, stateAtEnd, type PackEnrolment, type PackSums } from './rules/pack-learning.ts';

/** People whose facts are read at once: few, because nobody else is heard meanwhile. */
const atOnce = 200;

type Batches = AsyncGenerator<Cell[][]>;

/** What the tables of one pack have in common. */
export interface PackReading {
  db: Db;
  scope: PackScope;
  sums: PackSums;
  /** Hears after each piece how many people are done. */
  onProgress: (people: number) => Promise<void>;
}

/** Every table of a pack by the name of its file, in the order in which they are to be written: the sums are full only behind the first. */
export function packTables(reading: PackReading): [name: string, sheet: Sheet][] {
  const { scope } = reading;
  const sheet = (name: keyof typeof packColumns, batches: Batches): Sheet => ({ name, columns: packColumns[name], batches, timeZone: scope.timeZone, locale: 'vi' });
  return [
    ['hoc-tap.csv', sheet('learning', learningRows(reading))],
    ['don-vi.csv', sheet('units', unitRows(reading))],
    ['chung-nhan.csv', sheet('certificates', certificateRows(reading))],
    ['nhac-viec.csv', sheet('reminders', reminderRows(reading))],
    ['nhat-ky.csv', sheet('deeds', deedRows(reading))],
  ];
}

/** Goes through everybody in pieces; others are served in between. */
async function* piecesOf({ scope: { people } }: PackReading): AsyncGenerator<{ some: PackPerson[]; ids: string[]; byId: ReadonlyMap<string, PackPerson>; done: number }> {
  let done = 0;
  for (const some of inPieces(people, atOnce)) {
    done += some.length;
    yield { some, ids: some.map(({ id }) => id), byId: new Map(some.map((person) => [person.id, person])), done };
    await setImmediate();
  }
}

async function* learningRows(reading: PackReading): Batches {
  const { db, scope } = reading;
  const names = unitNamesOf(scope);
  for await (const { some, ids, done } of piecesOf(reading)) {
    const learning = await learningOf(db, ids, scope);
    const byPerson = Map.groupBy(learning.enrolments, ({ userId }) => userId);
    // Somebody without any course has a row too, so that the rows account for everybody.
    yield some.flatMap((person): Cell[][] => {
      const who = [person.staffNo, names.get(person.unitId) ?? ''];
      const own = byPerson.get(person.id) ?? [];
      return own.length === 0 ? [[...who, packWords.noCourse]] : own.map((enrolment) => [...who, ...enrolmentCells(reading, person, enrolment, learning)]);
    });
    await reading.onProgress(done);
  }
}

function enrolmentCells({ scope, sums }: PackReading, person: PackPerson, enrolment: PackEnrolment, { rounds, scores, certificates }: LearningOf): Cell[] {
  const key = roundKey(enrolment.userId, enrolment.courseId, enrolment.round);
  const facts = rounds.get(key) ?? { startedAt: null, completedAt: null };
  const state = stateAtEnd(enrolment, facts, scope.to);
  const certificate = certificates.get(key);
  const dayOf = (at: string | null): Cell => (at === null ? null : dayIn(scope.timeZone, new Date(at)));
  sums.add(person.unitId, enrolment.courseId, state);
  return [
    scope.courses.get(enrolment.courseId) ?? '', enrolment.round, enrolment.isMandatory ? packWords.yes : packWords.no, dayOf(enrolment.enrolledAt), enrolment.dueOn, dayOf(facts.startedAt), dayOf(facts.completedAt),
    packWords.state[state], scores.get(key) ?? null, certificate?.number ?? null, certificate ? certificateState(certificate, scope) : null,
  ];
}

function certificateState(certificate: PackCertificate, { to }: PackScope): string {
  return packWords.certificate[statusOn({ valid_until: certificate.validUntil, revoked_at: certificate.revokedAt, revoked_reason: certificate.revokedReason }, to)];
}

/** Units in the order of the tree, each with its own people; the sums of all add up to the pack. A unit in which nobody has a course has a row too, so that the rows account for every unit. */
async function* unitRows({ scope, sums }: PackReading): Batches {
  const names = unitNamesOf(scope);
  const heads = Map.groupBy(scope.people, ({ unitId }) => unitId);
  const rows = Map.groupBy(sums.list(), ({ unitId }) => unitId);
  const courseOrder = [...scope.courses.keys()];
  for (const units of inPieces(scope.units, atOnce)) {
    yield units.flatMap(({ id }): Cell[][] => {
      const who: Cell[] = [names.get(id) ?? '', heads.get(id)?.length ?? 0];
      const own = (rows.get(id) ?? []).toSorted((one, other) => courseOrder.indexOf(one.courseId) - courseOrder.indexOf(other.courseId));
      if (own.length === 0) return [[...who, packWords.noCourse, 0, ...packStates.map(() => 0)]];
      return own.map(({ courseId, counts }) => [...who, scope.courses.get(courseId) ?? '', countedIn(counts), ...packStates.map((state) => counts[state])]);
    });
    await setImmediate();
  }
}

/** Certificates that were issued or revoked in the period. */
async function* certificateRows(reading: PackReading): Batches {
  const { db, scope } = reading;
  const names = unitNamesOf(scope);
  const dayOf = (at: string | null): Cell => (at === null ? null : certificateDay(at));
  for await (const { ids, byId } of piecesOf(reading)) {
    const certificates = (await listCertificates(db, ids, scope)).filter(({ issuedAt, revokedAt }) => issuedAt >= scope.startsAt || (revokedAt !== null && revokedAt >= scope.startsAt));
    yield certificates.map((one): Cell[] => {
      const person = byId.get(one.userId);
      return [one.number, person?.staffNo ?? '', names.get(person?.unitId ?? '') ?? '', scope.courses.get(one.courseId) ?? '', dayOf(one.issuedAt), one.validUntil, dayOf(one.revokedAt), packWords.revoked(one.revokedReason), certificateState(one, scope)];
    });
  }
}

async function* reminderRows(reading: PackReading): Batches {
  const { db, scope } = reading;
  const names = unitNamesOf(scope);
  for await (const { ids, byId } of piecesOf(reading)) {
    const reminders = await listReminders(db, ids, scope);
    yield reminders.map(({ day, step, userId, courseId, dueOn }): Cell[] => {
      const person = byId.get(userId);
      return [day, person?.staffNo ?? '', names.get(person?.unitId ?? '') ?? '', scope.courses.get(courseId) ?? '', stepWords(step), dueOn];
    });
  }
}

async function* deedRows({ db, scope }: PackReading): Batches {
  const counts = await countDeeds(db, scope);
  yield [...counts].map(([action, count]): Cell[] => [action, auditWord('vi', 'action', action), count]);
}
