import { escalateDue, followRules, openRenewals, remindDue, withdrawReminders, writeDigests } from '../../app/learning/index.server.ts';
import { recordProgress } from '../../app/learning/commands/record-progress.server.ts';
import { createDispatcher } from '../../app/messaging/index.server.ts';
import type { Actor } from '../../app/people/actor.ts';
import { grantRole, revokeRole } from '../../app/people/commands/change-roles.server.ts';
import { recordLeave } from '../../app/people/commands/record-leave.server.ts';
import { transferPerson } from '../../app/people/commands/transfer-person.server.ts';
import type { Day, Instant } from '../../app/platform/clock.ts';
import { plusDays } from '../../app/platform/days.ts';
import { newId } from '../../app/platform/ids.ts';
import { createRunner } from '../../app/platform/jobs/runner.server.ts';
import type { Db } from '../../db/client.ts';
import { populate, type DemoPerson } from '../../db/seeds/demo/population.ts';
import { randomFor, type Random } from '../../db/seeds/demo/rules/random.ts';
import { storePeople } from '../../db/seeds/demo/store-people.ts';
import { unitId } from '../../db/seeds/ids.ts';
import { loadOrganisation } from '../../db/seeds/organisation/load.ts';
import { storeOrganisation } from '../../db/seeds/organisation/store.ts';
import { jobHandlers } from '../../jobs/registry.ts';
import { scheduleDue } from '../../jobs/schedules.ts';
import { testClock, type TestClock } from '../support/clock.ts';
import { silentLog } from '../support/log.ts';
import { testPorts } from './calls.ts';
import { sinkFor } from './messages.ts';
import { addNewcomer, ruleForEverybody } from './year-assignment.ts';

/*
 * Thirteen months of the demo's province on a fast clock. The product's own jobs run night by night; people finish, move and leave by chance, and what they did is written down here,
 * apart from the database, so that `year-oracle.ts` can say what the jobs must have written.
 */

export const firstDay: Day = '2026-11-23';
export const days = 404;
export const dueOn: Day = '2026-12-31';
const timeZone = 'Asia/Ho_Chi_Minh';
const secret = 'a secret of at least thirty-two characters';
/** Assumed, not measured: who finishes when, who moves, leaves or joins, whose leader changes. */
export const assumed = { early: 0.62, late: 0.26, inTheMorning: 0.06, moves: 0.05, leaves: 0.04, joins: 0.05, leadersChange: 0.3, divisionsLed: 0.4 };
/** Days on which nothing runs and nobody gets in: when much is due, and in the middle of the year. */
export const standstills: readonly Day[] = ['2027-01-11', '2027-01-12', '2027-01-13', '2027-06-14', '2027-06-15', '2027-06-16'];

/** What became of one person; nothing of it is read from the database. */
export interface Life {
  id: string;
  stays: { from: Instant; unitId: string }[];
  /** Null for whoever was there when the rule came into force. */
  joinedAt: Instant | null;
  leftAt: Instant | null;
  completions: Instant[];
}
/** Who led which unit from when to when. */
export interface Leading {
  userId: string;
  unitId: string;
  from: Instant;
  to: Instant | null;
}
export interface YearHistory {
  courseId: string;
  /** The rule that assigns the course, and when it was confirmed and carried out. */
  ruleId: string;
  enrolledAt: Instant;
  lives: Life[];
  leadings: Leading[];
  /** What runs beside the jobs wrote: it must be nothing. */
  extra: number;
  /** How long the work of each day took, in milliseconds: renewals in the night; reminders and leaders' notices with their fan-out; digests; sending. */
  times: Record<'night' | 'morning' | 'digests' | 'sending', number[]>;
  /** By delivery: how often a mail went out. */
  mails: Map<string, number>;
}

interface Year extends YearHistory {
  db: Db;
  clock: TestClock;
  random: Random;
  admin: Actor;
  trainer: Actor;
  runner: ReturnType<typeof createRunner>;
  dispatcher: ReturnType<typeof createDispatcher>;
  /** What people will do on a day, by minute. */
  agenda: Map<Day, { minute: number; act: () => Promise<void> }[]>;
}

/** The instant of a minute of a day in Vietnam. */
export const atMinute = (day: Day, minute: number): Instant => new Date(Date.parse(`${day}T00:00:00+07:00`) + minute * 60_000).toISOString();
const isDown = (day: Day) => standstills.includes(day);

/** Fills a database with the province, lets a rule assign the course to everybody, and lives through thirteen months. */
export async function liveThroughYear(db: Db, { people, courseId, say = () => {} }: { people: number; courseId: string; say?: (line: string) => void }): Promise<YearHistory> {
  const year = await begin(db, people, courseId);
  for (let at = 0; at < days; at += 1) {
    const day = plusDays(firstDay, at);
    if (isDown(day)) postpone(year, day);
    else await liveDay(year, day, at);
    if (day.endsWith('-01')) say(`  ${day}`);
  }
  const { ruleId, enrolledAt, lives, leadings, extra, mails, times } = year;
  return { courseId, ruleId, enrolledAt, lives, leadings, extra, mails, times };
}

async function begin(db: Db, people: number, courseId: string): Promise<Year> {
  const organisation = loadOrganisation();
  await storeOrganisation(db, organisation);
  const everybody = populate(organisation, people);
  await storePeople(db, everybody);
  const clock = testClock(atMinute(firstDay, 300));
  const mails = new Map<string, number>();
  const sink = sinkFor((letter) => {
    mails.set(letter.deliveryId, (mails.get(letter.deliveryId) ?? 0) + 1);
    sink.got.length = 0;
    return { kind: 'accepted', providerId: null };
  });
  const enrolledAt = clock.now().toISOString();
  const lives = everybody.filter(({ leftOn }) => !leftOn).map((person): Life => ({ id: person.id, stays: [{ from: '2020-01-01T00:00:00.000Z', unitId: unitId(person.stays.at(-1)?.unitKey ?? '') }], joinedAt: null, leftAt: null, completions: [] }));
  const year: Year = {
    db, clock, courseId, ruleId: '', enrolledAt, lives, mails, random: randomFor('thirteen months'), admin: castMember(everybody, 'SYSTEM_ADMIN'), trainer: castMember(everybody, 'TRAINING_ADMIN'), leadings: [], extra: 0, times: { night: [], morning: [], digests: [], sending: [] }, agenda: new Map(),
    runner: createRunner({ db, clock, log: silentLog, secret, timeZone }, jobHandlers),
    dispatcher: createDispatcher({ db, clock, log: silentLog, timeZone, senders: [sink] }),
  };
  await appointLeaders(year);
  year.ruleId = await ruleForEverybody(year, year.trainer, dueOn);
  await year.runner.runDue();
  await planOpened(year, firstDay);
  plan(year);
  return year;
}

function castMember(people: readonly DemoPerson[], role: 'SYSTEM_ADMIN' | 'TRAINING_ADMIN'): Actor {
  const found = people.find(({ cast }) => cast?.role === role);
  if (!found) throw new Error(`nobody among the people has the role ${role}`);
  return { id: found.id, fullName: found.fullName, accountKind: found.cast?.accountKind ?? 'OPERATOR', unitId: null, unitName: null, grants: [{ role, scope: 'ALL', unitId: null }], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' };
}

/** The heads of the demo lead their agencies and somebody leads many a division; the province has no leader before June, so that some people have nobody above them. */
async function appointLeaders(year: Year): Promise<void> {
  const given = await year.db.selectFrom('role_assignment').select(['user_id', 'unit_id', 'granted_at']).where('role', '=', 'UNIT_LEADER').where('unit_id', 'is not', null).execute();
  year.leadings.push(...given.map((row) => ({ userId: row.user_id, unitId: row.unit_id ?? '', from: row.granted_at, to: null })));
  const led = new Set(year.leadings.map((leading) => leading.unitId));
  const byUnit = Map.groupBy(year.lives, ({ stays }) => stays[0]?.unitId ?? '');
  const top = await year.db.selectFrom('org_unit_version').select('unit_id').where('parent_id', 'is', null).where('valid_to', 'is', null).executeTakeFirstOrThrow();
  const governor = year.lives.at(-1);
  if (governor && !led.has(top.unit_id)) later(year, '2027-06-01', 700, () => appoint(year, governor.id, top.unit_id));
  for (const [unit, own] of byUnit) if (!led.has(unit) && own.length > 2 && year.random.chance(assumed.divisionsLed)) await appoint(year, (own[0] as Life).id, unit);
}

async function appoint(year: Year, userId: string, unit: string): Promise<void> {
  const outcome = await grantRole(testPorts(year.db, year.clock), year.admin, userId, { role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: unit });
  if (outcome.ok) year.leadings.push({ userId, unitId: unit, from: year.clock.now().toISOString(), to: null });
}

/** Who will do what: moves, leaves, newcomers, changes of leaders. */
function plan(year: Year): void {
  const { random, lives } = year;
  const anyDay = () => plusDays(firstDay, random.int(5, days - 20));
  for (const life of lives) {
    if (life.id === year.admin.id || life.id === year.trainer.id) continue;
    if (random.chance(assumed.moves)) later(year, anyDay(), 720, () => move(year, life, random.pick(lives).stays[0]?.unitId ?? ''));
    if (random.chance(assumed.leaves)) later(year, anyDay(), 780, () => leave(year, life));
  }
  for (let number = 1; number <= lives.length * assumed.joins; number += 1) later(year, anyDay(), 600, () => join(year, random.pick(lives).stays[0]?.unitId ?? '', number));
  for (const leading of year.leadings) if (random.chance(assumed.leadersChange)) later(year, anyDay(), 740, () => replace(year, leading));
}

function later({ agenda }: Year, day: Day, minute: number, act: () => Promise<void>): void {
  agenda.set(day, [...(agenda.get(day) ?? []), { minute, act }]);
}

/** Nobody gets in on a day of standstill: it is done on the next. */
function postpone(year: Year, day: Day): void {
  for (const { minute, act } of year.agenda.get(day) ?? []) later(year, plusDays(day, 1), minute, act);
}

/** Draws whether and when somebody finishes a round; some do at the very minute at which mails go out. */
function planFinish(year: Year, life: Life, from: Day, due: Day): void {
  const { random } = year;
  const lot = random.next();
  const span = Math.max(2, Math.round((Date.parse(due) - Date.parse(from)) / 86_400_000));
  if (lot > assumed.early + assumed.late) return;
  const day = lot < assumed.early ? plusDays(from, random.int(1, span - 1)) : plusDays(due, random.int(0, 60));
  later(year, day, random.chance(assumed.inTheMorning) ? 481 : random.int(540, 1_020), () => finish(year, life));
}

async function finish({ db, clock, courseId }: Year, life: Life): Promise<void> {
  if (life.leftAt !== null) return;
  const now = clock.now().toISOString();
  life.completions.push(now);
  // What settling a course does once the last lesson and test are in; certificates are measured elsewhere.
  await db.transaction().execute(async (tx) => {
    await recordProgress(tx, { verb: 'course.completed', objectType: 'course', objectId: courseId, result: { score: 9 }, userId: life.id, courseId, occurredAt: now }, { idempotencyKey: newId(), source: 'test', now });
    await withdrawReminders(tx, { userId: life.id, courseId, now, why: 'COMPLETED' });
  });
}

async function refOf({ db }: Year, id: string) {
  return db.selectFrom('user_account').select(['id', 'revision']).where('id', '=', id).executeTakeFirstOrThrow();
}

async function move(year: Year, life: Life, unit: string): Promise<void> {
  if (life.leftAt !== null || unit === life.stays.at(-1)?.unitId) return;
  const at = year.clock.now().toISOString();
  const outcome = await transferPerson(testPorts(year.db, year.clock), year.admin, await refOf(year, life.id), { unitId: unit, position: 'Chuyên viên', on: at.slice(0, 10) });
  if (outcome.ok) life.stays.push({ from: at, unitId: unit });
}

async function join(year: Year, unit: string, number: number): Promise<void> {
  const at = year.clock.now().toISOString();
  year.lives.push({ id: await addNewcomer(year, year.trainer, unit, number), stays: [{ from: at, unitId: unit }], joinedAt: at, leftAt: null, completions: [] });
}

async function leave(year: Year, life: Life): Promise<void> {
  const at = year.clock.now().toISOString();
  const outcome = await recordLeave(testPorts(year.db, year.clock), year.admin, await refOf(year, life.id), { on: at.slice(0, 10) });
  if (!outcome.ok) return;
  life.leftAt = at;
  for (const leading of year.leadings) if (leading.userId === life.id && leading.to === null) leading.to = at;
}

/** A leader gives up; mostly somebody of the same unit follows. */
async function replace(year: Year, leading: Leading): Promise<void> {
  if (leading.to !== null) return;
  const { db, clock, random, lives } = year;
  const row = await db.selectFrom('role_assignment').select('id').where('user_id', '=', leading.userId).where('unit_id', '=', leading.unitId).where('role', '=', 'UNIT_LEADER').where('revoked_at', 'is', null).executeTakeFirstOrThrow();
  await revokeRole(testPorts(db, clock), year.admin, leading.userId, row.id);
  leading.to = clock.now().toISOString();
  const heirs = lives.filter((life) => life.leftAt === null && life.id !== leading.userId && life.id !== year.admin.id && life.id !== year.trainer.id && life.stays.at(-1)?.unitId === leading.unitId);
  if (heirs.length > 0 && random.chance(0.7)) await appoint(year, random.pick(heirs).id, leading.unitId);
}

async function liveDay(year: Year, day: Day, at: number): Promise<void> {
  const { db, clock, runner, dispatcher } = year;
  const go = (minute: number) => clock.set(atMinute(day, minute));
  const acts = (year.agenda.get(day) ?? []).toSorted((one, other) => one.minute - other.minute);
  const actUntil = async (end: number) => {
    for (let next = acts[0]; next && next.minute < end; next = acts[0]) {
      acts.shift();
      go(next.minute);
      await next.act();
    }
  };
  go(315);
  await scheduleDue(db, clock, timeZone);
  // The nightly work of other rooms has nothing to do here, nor has what counts or sweeps files.
  await db.deleteFrom('job').where('name', 'not like', 'learning.%').where('name', 'not like', 'messaging.%').execute();
  await db.deleteFrom('job').where('name', 'in', ['learning.count-answers', 'learning.count-units', 'learning.sweep-copies']).execute();
  await timed(year, 'night', () => runner.runDue());
  await planOpened(year, day);
  go(480);
  await timed(year, 'morning', () => runner.runDue());
  await actUntil(485);
  go(485);
  await timed(year, 'sending', () => dispatcher.runDue());
  go(510);
  await timed(year, 'digests', () => runner.runDue());
  await dispatcher.runDue();
  if (at % 10 === 0) await runAgain(year, day);
  await actUntil(Infinity);
}

async function timed({ times }: Year, what: keyof YearHistory['times'], work: () => Promise<unknown>): Promise<void> {
  const begin = performance.now();
  await work();
  times[what].push(performance.now() - begin);
}

/** Whoever's round has opened this morning, by the rule or by a renewal, will finish it, or not. */
async function planOpened(year: Year, day: Day): Promise<void> {
  const opened = await year.db.selectFrom('enrollment').select(['user_id', 'due_on']).where('enrolled_at', '>=', year.clock.now().toISOString()).where('course_id', '=', year.courseId).orderBy('user_id').execute();
  if (opened.length === 0) return;
  const lives = new Map(year.lives.map((life) => [life.id, life]));
  for (const { user_id, due_on } of opened) {
    const life = lives.get(user_id);
    if (life) planFinish(year, life, day, due_on ?? day);
  }
}

/** The same work once more, and twice at once: it must find nothing to do. */
async function runAgain(year: Year, day: Day): Promise<void> {
  year.clock.set(atMinute(day, 520));
  const ports = testPorts(year.db, year.clock);
  const reports = await Promise.all([followRules(ports), followRules(ports), openRenewals(ports), openRenewals(ports), remindDue(ports), remindDue(ports), escalateDue(ports), escalateDue(ports), writeDigests(ports), writeDigests(ports)]);
  year.extra += reports.reduce<number>((sum, report) => sum + (typeof report === 'number' ? report : 'people' in report ? report.people : report.digests), 0);
}
