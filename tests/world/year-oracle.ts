import { sql } from 'kysely';
import type { Day, Instant } from '../../app/platform/clock.ts';
import type { Db } from '../../db/client.ts';
import { atMinute, days, dueOn as firstDue, firstDay, standstills, type Life, type YearHistory } from './year.ts';

/*
 * What must have been written, worked out from what people did and from the rule as it is written down for administrators, with nothing of the program: each step goes out on the first
 * morning of a working day on which the machine runs, from its day on, within a week, unless a later step has come by then or there is nobody left to remind.
 */

const rule = { reminders: [-7, -1, 0, 3, 10, 17, 24, 31], leaders: [7, 21, 35], hour: 480, digestMinute: 510, catchUp: 7, soon: 14, shortestNotice: 14 };
const dayMs = 86_400_000;
const add = (day: Day, count: number): Day => new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10);
const between = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / dayMs;
const localDay = (at: Instant): Day => new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 10);
const lastDay = add(firstDay, days - 1);

/** How a course is renewed. */
export interface Yearly {
  months: number;
  lead: number;
}
interface Round {
  life: Life;
  number: number;
  from: Instant;
  due: Day;
  done: Instant | null;
  /** When the next round began. */
  over: Instant | null;
}
/** Everything that must be there, as lines to compare. */
export interface Expected {
  /** What the rule did: whom it gave the course, on which day and by when, and of whom it let go with which outcome. */
  assigned: string[];
  released: string[];
  rounds: string[];
  reminders: string[];
  escalations: string[];
  told: string[];
  digests: string[];
}

interface Books {
  history: YearHistory;
  holidays: ReadonlySet<Day>;
  parents: ReadonlyMap<string, string | null>;
  /** Every unit with what stands above it, from below. */
  chains: Map<string, string[]>;
}

/** Works out what must have been written. Holidays and the tree are given; they are the same for everybody. */
export async function expectedOf(db: Db, history: YearHistory, yearly: Yearly): Promise<Expected> {
  const holidays = new Set((await db.selectFrom('holiday').select('day').execute()).map((row) => row.day));
  const parents = new Map((await db.selectFrom('org_unit_version').select(['unit_id', 'parent_id']).where('valid_from', '<=', firstDay).where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', lastDay)])).execute()).map((row) => [row.unit_id, row.parent_id]));
  const books: Books = { history, holidays, parents, chains: new Map() };
  const rounds = history.lives.flatMap((life) => roundsOf(life, history.enrolledAt, yearly));
  const lines: Expected = { ...ruleOf(rounds), rounds: rounds.map((round) => `${idOf(round)} ${localDay(round.from)} ${round.due}`), reminders: [], escalations: [], told: [], digests: digestsOf(books, rounds) };
  for (const round of rounds) {
    for (const { offset, day } of takenSteps(books, round, rule.reminders)) lines.reminders.push(`${idOf(round)} ${nameOf(offset)} ${day}`);
    for (const { offset, day } of takenSteps(books, round, rule.leaders)) {
      lines.escalations.push(`${idOf(round)} after-${offset} ${day}`);
      for (const leader of leadersFor(books, round.life, atMinute(day, rule.hour), offset > (rule.leaders[0] ?? 0))) lines.told.push(`${idOf(round)} after-${offset} ${leader}`);
    }
  }
  for (const list of Object.values(lines) as string[][]) list.sort();
  return lines;
}

const idOf = ({ life, number }: Round) => `${life.id} ${number}`;
const nameOf = (offset: number) => (offset === 0 ? 'due' : offset < 0 ? `before-${-offset}` : `after-${offset}`);

/** The rule gives each person her first round, and lets go of whoever has left in the night after: her enrolment ends if she never began it, and stays when she has completed it or renews it. */
function ruleOf(rounds: readonly Round[]): Pick<Expected, 'assigned' | 'released'> {
  const firsts = rounds.filter(({ number }) => number === 1);
  const isRenewed = new Set(rounds.filter(({ number }) => number > 1).map(({ life }) => life.id));
  const left = firsts.filter(({ life }) => life.leftAt !== null && firstNight(localDay(life.leftAt), life.leftAt) !== null);
  return {
    assigned: firsts.map(({ life, from, due }) => `${life.id} ${localDay(from)} ${due}`),
    released: left.map(({ life, done }) => `${life.id} ${isRenewed.has(life.id) ? 'FOUND' : done ? 'DONE' : 'NOT_BEGUN'}`),
  };
}

/** When the rule first fits somebody: as soon as it is confirmed, or in the night after she came; null when she left before that. */
function fittedAt({ joinedAt, leftAt }: Life, confirmedAt: Instant): Instant | null {
  if (joinedAt === null) return confirmedAt;
  const night = firstNight(localDay(joinedAt), joinedAt);
  return night === null || (leftAt !== null && leftAt < atMinute(night, 315)) ? null : atMinute(night, 315);
}

/** A round follows each completion: on the first night on which the machine runs and she is there, from so many days before a year is over. */
function roundsOf(life: Life, confirmedAt: Instant, { months, lead }: Yearly): Round[] {
  const from = fittedAt(life, confirmedAt);
  if (from === null) return [];
  const due = firstDue < localDay(from) ? add(localDay(from), rule.shortestNotice) : firstDue;
  const rounds: Round[] = [{ life, number: 1, from, due, done: null, over: null }];
  for (const done of life.completions) {
    const round = rounds.at(-1) as Round;
    round.done = done;
    const lapses = monthsLater(localDay(done), months);
    const opens = firstNight(add(lapses, -lead), done);
    if (opens === null || (life.leftAt !== null && life.leftAt < atMinute(opens, 315))) break;
    round.over = atMinute(opens, 315);
    const soonest = add(opens, 14);
    rounds.push({ life, number: round.number + 1, from: round.over, due: lapses > soonest ? lapses : soonest, done: null, over: null });
  }
  return rounds;
}

function monthsLater(day: Day, months: number): Day {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

function firstNight(from: Day, after: Instant): Day | null {
  for (let day = from; day <= lastDay; day = add(day, 1)) if (!standstills.includes(day) && atMinute(day, 315) > after) return day;
  return null;
}

const isWorking = (day: Day, holidays: ReadonlySet<Day>) => ![0, 6].includes(new Date(day).getUTCDay()) && !holidays.has(day);

function shifted(day: Day, direction: 1 | -1, holidays: ReadonlySet<Day>): Day {
  return isWorking(day, holidays) ? day : shifted(add(day, direction), direction, holidays);
}

/** The first working day from a day on, on which the machine runs; null after the last day. */
function firstRun(from: Day, holidays: ReadonlySet<Day>): Day | null {
  for (let day = from < firstDay ? firstDay : from; day <= lastDay; day = add(day, 1)) if (isWorking(day, holidays) && !standstills.includes(day)) return day;
  return null;
}

/** Which of some steps went out, and when. */
function takenSteps({ holidays }: Books, round: Round, offsets: readonly number[]): { offset: number; day: Day }[] {
  const planned = offsets.map((offset) => ({ offset, on: shifted(add(round.due, offset), offset <= 0 ? -1 : 1, holidays) })).filter(({ on }) => on > localDay(round.from));
  return planned.flatMap(({ offset, on }) => {
    const day = firstRun(on, holidays);
    if (day === null || between(on, day) > rule.catchUp || planned.some((other) => other.offset > offset && other.on <= day)) return [];
    return isOpen(round, atMinute(day, rule.hour)) ? [{ offset, day }] : [];
  });
}

function isOpen({ life, from, done, over }: Round, at: Instant): boolean {
  return from <= at && (done === null || done > at) && (over === null || over > at) && (life.leftAt === null || life.leftAt > at);
}

const placeAt = (life: Life, at: Instant) => life.stays.findLast(({ from }) => from <= at)?.unitId ?? null;

function upwards(books: Books, unit: string | null): string[] {
  if (unit === null || !books.parents.has(unit)) return [];
  const chain = books.chains.get(unit) ?? [unit, ...upwards(books, books.parents.get(unit) ?? null)];
  books.chains.set(unit, chain);
  return chain;
}

/** Her nearest leader who is not herself, nor beside her; or the one above that. */
function leadersFor(books: Books, life: Life, at: Instant, isAbove: boolean): string[] {
  const ledOn = (unit: string) => books.history.leadings.filter((leading) => leading.unitId === unit && leading.from <= at && (leading.to === null || leading.to > at)).map(({ userId }) => userId);
  const levels = upwards(books, placeAt(life, at)).map(ledOn).filter((leaders) => leaders.length > 0 && !leaders.includes(life.id));
  return (isAbove ? (levels[1] ?? levels[0]) : levels[0]) ?? [];
}

interface Standing {
  done: number;
  late: number;
  soon: number;
  doneBefore: number;
  lateBefore: number;
}

/** One line for each leader and week, and whether there was anything to say. */
function digestsOf(books: Books, rounds: readonly Round[]): string[] {
  const lines: string[] = [];
  const weeks = Array.from({ length: Math.ceil(days / 7) }, (_, at) => add(firstDay, at * 7)).map((week) => ({ week, on: shifted(week, 1, books.holidays) }));
  for (const { week, on } of weeks) {
    const day = firstRun(on, books.holidays);
    if (day === null || between(on, day) > rule.catchUp || weeks.some((other) => other.week > week && other.on <= day)) continue;
    const at = atMinute(day, rule.digestMinute);
    const standings = standingsOn(rounds, day, at);
    const leaders = Map.groupBy(books.history.leadings.filter((leading) => leading.from <= at && (leading.to === null || leading.to > at)), ({ userId }) => userId);
    for (const [leader, own] of leaders) {
      if (own.every(({ from }) => from >= atMinute(on, rule.digestMinute))) continue;
      lines.push(`${leader} ${week} ${day} ${hasNews(own.map(({ unitId }) => unitId), books, standings) ? 1 : 0}`);
    }
  }
  return lines;
}

/** Every person's round by her unit. */
function standingsOn(rounds: readonly Round[], day: Day, at: Instant): Map<string, Standing[]> {
  const before = new Date(Date.parse(at) - 7 * dayMs).toISOString();
  const found = new Map<string, Standing[]>();
  for (const { life, number, from, due, done, over } of rounds) {
    if (from > at || (over !== null && over <= at) || (life.leftAt !== null && life.leftAt <= at)) continue;
    const isDone = done !== null && done <= at;
    const wasDone = done !== null && done <= before;
    const standing = {
      done: Number(isDone), late: Number(!isDone && due < day), soon: Number(!isDone && due >= day && due <= add(day, rule.soon)),
      doneBefore: Number(wasDone || (number > 1 && from > before)), lateBefore: Number(!wasDone && from <= before && due < add(day, -7)),
    };
    const unit = placeAt(life, at) ?? '';
    const own = found.get(unit) ?? [];
    own.push(standing);
    found.set(unit, own);
  }
  return found;
}

function hasNews(tops: readonly string[], books: Books, standings: ReadonlyMap<string, Standing[]>): boolean {
  const own = [...standings].filter(([unit]) => upwards(books, unit).some((one) => tops.includes(one))).flatMap(([, list]) => list);
  const sum = (key: keyof Standing) => own.reduce((total, standing) => total + standing[key], 0);
  return sum('late') > 0 || sum('soon') > 0 || sum('done') !== sum('doneBefore') || sum('late') !== sum('lateBefore');
}

/** What was written, in the same lines. */
export async function writtenIn(db: Db, { courseId, ruleId }: YearHistory): Promise<Expected> {
  const lines = async (query: ReturnType<typeof sql<{ line: string }>>) => (await query.execute(db)).rows.map(({ line }) => line).toSorted();
  return {
    assigned: await lines(sql`select user_id || ' ' || fitted_on || ' ' || due_on as line from assignment where rule_id = ${ruleId} and course_id = ${courseId} and made = 1`),
    released: await lines(sql`select user_id || ' ' || release as line from assignment where rule_id = ${ruleId} and released_at is not null`),
    rounds: (await db.selectFrom('enrollment').select(['user_id', 'round', 'enrolled_at', 'due_on']).where('course_id', '=', courseId).execute()).map((row) => `${row.user_id} ${row.round} ${localDay(row.enrolled_at)} ${row.due_on}`).toSorted(),
    reminders: await lines(sql`select e.user_id || ' ' || e.round || ' ' || r.step || ' ' || r.day as line from reminder r join enrollment e on e.id = r.enrollment_id where e.course_id = ${courseId}`),
    escalations: await lines(sql`select e.user_id || ' ' || e.round || ' ' || s.step || ' ' || s.day as line from escalation s join enrollment e on e.id = s.enrollment_id where e.course_id = ${courseId}`),
    told: await lines(sql`select e.user_id || ' ' || e.round || ' ' || n.step || ' ' || x.leader_id as line from escalation_named n join escalation_notice x on x.id = n.notice_id join enrollment e on e.id = n.enrollment_id where e.course_id = ${courseId}`),
    digests: await lines(sql`select leader_id || ' ' || week || ' ' || day || ' ' || min(courses, 1) as line from leader_digest`),
  };
}

/** What stands on one side only; empty when everything is accounted for. */
export function differences(expected: Expected, written: Expected): string[] {
  return (Object.keys(expected) as (keyof Expected)[]).flatMap((kind) => {
    const [must, does] = [new Set(expected[kind]), new Set(written[kind])];
    const doubled = written[kind].length > does.size ? [`${kind}: ${written[kind].length - does.size} lines twice`] : [];
    return [...doubled, ...[...must].filter((line) => !does.has(line)).map((line) => `${kind} missing: ${line}`), ...[...does].filter((line) => !must.has(line)).map((line) => `${kind} unasked: ${line}`)];
  });
}

/** Reminders, and mails of them, that came after the round was completed; and messages whose states do not add up to recipients by channels. Each must be empty. */
export async function listFaults(db: Db): Promise<{ late: unknown[]; unsummed: unknown[] }> {
  const late = sql`
    select r.enrollment_id, r.step, b.written_at, p.occurred_at from reminder r join reminder_batch b on b.id = r.batch_id join enrollment e on e.id = r.enrollment_id
    join progress_event p on p.user_id = e.user_id and p.course_id = e.course_id and p.verb = 'course.completed' and p.occurred_at >= e.enrolled_at and p.occurred_at <= b.written_at
    union all
    select e.id, r.step, d.accepted_at, p.occurred_at from delivery d join message m on m.id = d.message_id and m.source_type = 'REMINDER' join reminder r on r.batch_id = m.source_id
    join enrollment e on e.id = r.enrollment_id and e.user_id = d.recipient_id
    join progress_event p on p.user_id = e.user_id and p.course_id = e.course_id and p.verb = 'course.completed' and p.occurred_at >= e.enrolled_at and p.occurred_at < d.accepted_at`;
  const unsummed = sql`
    select m.id, m.source_type, (select count(*) from message_recipient t where t.message_id = m.id) as recipients, (select count(*) from message_channel c where c.message_id = m.id) as channels,
      (select count(*) from delivery d where d.message_id = m.id and d.state in ('ACCEPTED', 'DELIVERED', 'SUPPRESSED', 'CANCELLED', 'EXPIRED')) as settled
    from message m where recipients * channels <> settled`;
  return { late: (await late.execute(db)).rows, unsummed: (await unsummed.execute(db)).rows };
}
