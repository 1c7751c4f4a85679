import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { homeView } from '../../app/learning/queries/home.server.ts';
import { recallQueue } from '../../app/learning/queries/recall-queue.server.ts';
import { recallView } from '../../app/learning/queries/recall-view.server.ts';
import { countUnitFigures } from '../../app/learning/commands/count-unit-figures.server.ts';
import { readUnitScope, type UnitScope } from '../../app/learning/queries/unit-progress.server.ts';
import { unitRetention } from '../../app/learning/queries/unit-retention.server.ts';
import { projectionsOf, projectionTables } from '../../app/learning/progress-projection.server.ts';
import { databaseFile, openDatabase, type Db } from '../../db/client.ts';
import { migrate } from '../../db/migrations/index.ts';
import { randomFor } from '../../db/seeds/demo/rules/random.ts';
import { atLocal, plusDays } from '../../db/seeds/demo/rules/working-time.ts';
import { tap, timeZone } from '../world/recall.ts';
import { median } from './load.ts';
import { firstDay, lastMs, liveYear, makeCohort, releaseRealCourses, type CohortPerson } from './retention-cohort.ts';
import { seconds } from './steps.ts';

/**
 * `npm run bench:retention`: 5,000 people do both courses and are asked for twelve months by the program's own rules, on a clock that runs fast; sixty more live the same
 * year through the program's own command and query. Proves that nobody is ever asked more than five times a week, shows what is still known after 30, 90 and 180 days,
 * and measures answering and the home page. Writes docs/performance-retention.md.
 */
/** Fewer on a machine that has little time: `PEOPLE=1000 npm run bench:retention`. */
const cohortSize = Number(process.env['PEOPLE'] ?? 5_000);
const liveSize = 60;
const shown = 400;

const one = async <Row>(db: Db, text: string): Promise<Row> => (await sql.raw<Row>(text).execute(db)).rows[0] as Row;
const week = "date(answered_on, 'weekday 0')";

/** What no row may contradict. */
async function prove(db: Db): Promise<{ most: number; full: number; weeks: number; gap: number }> {
  const weeks = await one<{ most: number; full: number; weeks: number }>(db, `select max(n) as most, sum(n = 5) as full, count(*) as weeks from (select count(*) as n from recall_answer group by user_id, ${week})`);
  const { gap } = await one<{ gap: number }>(db, 'select min(julianday(b.answered_on) - julianday(a.answered_on)) as gap from recall_answer a join recall_answer b on b.user_id = a.user_id and b.question_id = a.question_id and b.number = a.number + 1');
  if (weeks.most > 5) throw new Error(`somebody was asked ${weeks.most} times in a week`);
  if (gap < 7) throw new Error(`a question came back after ${gap} days`);
  return { ...weeks, gap };
}

async function retentionTable(db: Db, people: readonly CohortPerson[]): Promise<string> {
  const sorted = people.toSorted((a, b) => a.diligence - b.diligence);
  const groups = [['everybody', sorted], ['the quarter that comes least often', sorted.slice(0, sorted.length / 4)], ['the quarter that comes most often', sorted.slice((3 * sorted.length) / 4)]] as const;
  await sql`create temporary table member (name text, user_id text, primary key (name, user_id)) without rowid`.execute(db);
  const lines: string[] = [];
  for (const [name, members] of groups) {
    for (const { id } of members) await sql`insert into member values (${name}, ${id})`.execute(db);
    const row = await one<Record<string, number>>(db, `select ${[30, 90, 180].map((mark) => `count(correct_${mark}) as n${mark}, avg(correct_${mark}) as share${mark}`).join(', ')} from recall_card c join member m on m.user_id = c.user_id where m.name = '${name}'`);
    lines.push(`| ${name} | ${[30, 90, 180].map((mark) => `${(100 * (row[`share${mark}`] ?? 0)).toFixed(1)} % of ${(row[`n${mark}`] ?? 0).toLocaleString('en')}`).join(' | ')} |`);
  }
  return lines.join('\n');
}

/** Everybody's cards anew from the answers, compared with those that were reckoned on the way. */
async function rebuildAll(db: Db, people: readonly CohortPerson[]): Promise<number> {
  const table = projectionTables.find(({ name }) => name === 'recall_card');
  let compared = 0;
  for (let at = 0; at < people.length; at += 100) {
    const ids = people.slice(at, at + 100).map(({ id }) => id);
    const { projections } = await projectionsOf(db, ids);
    const made = new Map([...projections].flatMap(([id, projection]) => table?.rowsOf(id, projection) ?? []).map((row) => [`${row['user_id']} ${row['question_id']}`, row]));
    for (const row of await db.selectFrom('recall_card').selectAll().where('user_id', 'in', ids).execute()) {
      const anew = made.get(`${row.user_id} ${row.question_id}`);
      if (Object.entries(row).some(([key, value]) => anew?.[key] !== value)) throw new Error(`a card differs after the rebuild: ${JSON.stringify(row)}`);
      compared += 1;
    }
  }
  return compared;
}

/** Milliseconds of this process's processor that a piece of work takes: other work on the machine lengthens them less than those on the clock. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const used = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(used);
  return (user + system) / 1_000;
}

/** A year of taps through the command; after a full week also what would be asked in the next one, too early. @returns the processor's milliseconds of each that was kept, and how many were refused */
async function liveThroughCommand(db: Db, people: readonly CohortPerson[]): Promise<{ times: number[]; refused: number }> {
  const times: number[] = [];
  let refused = 0;
  for (const { id, diligence } of people) {
    const random = randomFor(`taps:${id}`);
    for (let monday = firstDay; atLocal(monday, 0) < lastMs; monday = plusDays(monday, 7)) {
      if (!random.chance(diligence)) continue;
      const now = new Date(atLocal(plusDays(monday, random.int(0, 6)), 600)).toISOString();
      const { due } = await recallQueue(db, id, { now, timeZone });
      for (const asked of due) times.push(await cpuOf(async () => {
        const { kind } = await tap(db, id, asked, now, random.chance(0.85));
        if (kind !== 'answered') throw new Error(`an answer was ${kind}`);
      }));
      if (due.length < 5) continue;
      const later = await recallQueue(db, id, { now: new Date(Date.parse(now) + 7 * 86_400_000).toISOString(), timeZone });
      for (const asked of later.due) {
        if ((await tap(db, id, asked, now)).kind !== 'gone') throw new Error('a sixth answer was kept');
        refused += 1;
      }
    }
  }
  return { times, refused };
}

/** With a question on the card, and once the week's answers are given; each beside the same page at the same moment without the card. */
interface HomeTimes {
  waiting: { without: number[]; with: number[] };
  rested: { without: number[]; with: number[] };
}

/** The reads of the home page, in turns. The two moments need a baseline each: a moment earlier in the year has more of the week's study behind it. */
async function homeTimes(db: Db, people: readonly CohortPerson[]): Promise<HomeTimes> {
  const times: HomeTimes = { waiting: { without: [], with: [] }, rested: { without: [], with: [] } };
  const last = new Date(lastMs).toISOString();
  const full = await sql<{ user_id: string; now: string }>`select user_id, max(now) as now from (select user_id, max(answered_at) as now from recall_answer group by user_id, ${sql.raw(week)} having count(*) = 5) group by user_id`.execute(db);
  const fullAt = new Map(full.rows.map((row) => [row.user_id, row.now]));
  for (const person of [...people.slice(0, 40), ...people]) {
    const home = (now: string) => homeView(db, { id: person.id, fullName: person.fullName, unitName: '' }, new Date(now), timeZone);
    const both = async (now: string) => [await home(now), await recallView(db, person.id, { now, timeZone })];
    for (const [kind, now] of [['waiting', last], ['rested', fullAt.get(person.id) ?? last]] as const) {
      times[kind].without.push(await cpuOf(() => home(now)));
      times[kind].with.push(await cpuOf(() => both(now)));
    }
  }
  const warm = ({ without, with: withCard }: HomeTimes['waiting']) => ({ without: without.slice(40), with: withCard.slice(40) });
  return { waiting: warm(times.waiting), rested: warm(times.rested) };
}

const share = (times: readonly number[], part: number) => times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? 0;
const ms = (times: readonly number[]) => `${share(times, 0.5).toFixed(2)} ms | ${share(times, 0.95).toFixed(2)} ms`;

async function bench(db: Db, file: string): Promise<string> {
  const courses = await releaseRealCourses(db, 'content');
  const people = await makeCohort(db, courses, cohortSize, 'Đoàn học viên');
  let answers = 0;
  const lived = await seconds(async () => void (answers = await liveYear(db, people)));
  console.log(`${answers} answers of ${people.length} people in ${lived.toFixed(0)} s`);
  const live = await makeCohort(db, courses, liveSize, 'Nhóm dùng thật');
  const through = await liveThroughCommand(db, live);
  console.log(`${through.times.length} answers through the command`);
  const proof = await prove(db);
  let cards = 0;
  const rebuilt = await seconds(async () => void (cards = await rebuildAll(db, [...people, ...live])));
  const home = await homeTimes(db, people.slice(0, shown));
  const unit = await db.selectFrom('membership').select('unit_id').where('user_id', '=', people[0]?.id ?? '').executeTakeFirstOrThrow();
  const leaders: number[] = [];
  await countUnitFigures({ db, clock: { now: () => new Date('2026-11-22T01:00:00Z') }, timeZone });
  const scopes = new Map<string, UnitScope>();
  for (const { courseId } of courses) scopes.set(courseId, await readUnitScope(db, { unitId: unit.unit_id, courseId, today: '2026-11-22' }));
  for (const { courseId } of [...courses, ...courses]) leaders.push(await cpuOf(() => unitRetention(db, scopes.get(courseId)!)));
  const ratio = (times: HomeTimes['waiting']) => (median(times.with) / median(times.without)).toFixed(2);
  return `# Performance and effect of questions that come back

Written by \`npm run bench:retention\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores, Node ${process.versions.node}, ${cohortSize.toLocaleString('en')} invented people who do all modules of the two real courses, one year, one process
(load ${loadavg().map((load) => load.toFixed(1)).join(', ')}; the database has ${(statSync(file).size / 1e6).toFixed(0)} MB). How people forget is invented, too: the table shows that the report is sensible, not what officials will know.

| What | Result |
|---|---:|
| Answers in twelve months | ${answers.toLocaleString('en')} |
| Most answers of one person in one week (allowed: 5) | **${proof.most}** |
| Weeks in which all five were answered | ${((100 * proof.full) / proof.weeks).toFixed(0)} % of ${proof.weeks.toLocaleString('en')} |
| Shortest gap between two answers to one question | ${proof.gap} days |
| Taps beyond the fifth, refused by the command | ${through.refused.toLocaleString('en')} |
| Cards made anew from the answers, equal to those reckoned live | ${cards.toLocaleString('en')} of ${cards.toLocaleString('en')}, in ${rebuilt.toFixed(1)} s |

Right answers near each mark, first answer of each question:

| Who | 30 days | 90 days | 180 days |
|---|---:|---:|---:|
${await retentionTable(db, people)}

| What, by processor time | p50 | p95 | Ratio |
|---|---:|---:|---:|
| One answer: checked against the queue, kept, next day reckoned | ${ms(through.times)} | |
| Reads of the home page without the card | ${ms(home.waiting.without)} | 1 |
| with the card and a question on it | ${ms(home.waiting.with)} | ${ratio(home.waiting)} |
| without the card, at the moment of the week's last answer | ${ms(home.rested.without)} | 1 |
| with the card, the week's answers given | ${ms(home.rested.with)} | ${ratio(home.rested)} |
| The leader's shares, a unit of ${cohortSize.toLocaleString('en')} people in one course | ${ms(leaders)} | |

The home page of ${shown} people who have done all modules of both courses: nobody's card costs more. The leader's shares are read from the sums of the night (\`unit_recall\`).
`;
}

const folder = mkdtempSync(join(tmpdir(), 'hoc06-retention-'));
const db = openDatabase(databaseFile(folder), { synchronous: 'NORMAL' });
try {
  await migrate(db);
  const text = await bench(db, databaseFile(folder));
  writeFileSync('docs/performance-retention.md', text);
  console.log(text);
} finally {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
}
