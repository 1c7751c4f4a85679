import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { listProgressDifferences, openRenewals, publishAll, releaseCourseVersion, startAttempt, submitAttempt } from '../../app/learning/index.server.ts';
import { recordProgress } from '../../app/learning/commands/record-progress.server.ts';
import { settleCourse } from '../../app/learning/commands/settle-course.server.ts';
import { courseOutline } from '../../app/learning/queries/course-outline.server.ts';
import { stepsOf, type OutlineStep } from '../../app/learning/rules/course-outline.ts';
import type { ProgressFact } from '../../app/learning/rules/progress.ts';
import type { QuestionBody } from '../../app/learning/rules/question.ts';
import { newId } from '../../app/platform/ids.ts';
import { openDatabase, type Db, type Tx } from '../../db/client.ts';
import { migrate } from '../../db/migrations/index.ts';
import { rightAnswer } from '../../db/seeds/demo/rules/answers.ts';
import { randomFor } from '../../db/seeds/demo/rules/random.ts';
import { makePerson, makeUnit } from '../world/people.ts';

/** `npm run bench:renewal`: the real security course, its people, and fifteen months of nights on a fast clock. Writes docs/performance-renewal.md. */
const people = Number(process.env['PEOPLE'] ?? 5_000);
/** Share of the people who are played on after their round has opened; the others only wait. */
const played = Number(process.env['PLAYED'] ?? 1);
const slug = 'an-toan-thong-tin';
const timeZone = 'Asia/Ho_Chi_Minh';
const secret = 'a secret of at least thirty-two characters';
const start = Date.parse('2025-12-01T01:00:00.000Z');
const dayMs = 86_400_000;
/** Assumed, not measured: who sits the pre-test, what people still know of a single question, who never finishes. */
const assumed = { sits: 0.7, knows: [0.6, 0.8, 0.95], shares: [0.25, 0.5, 0.25], never: 0.05, minutesOfTest: 30, standstillEvery: 30, standstill: 3, twiceEvery: 10 };

interface Learner {
  id: string;
  courseId: string;
  doneOn: number;
  sitsAfter: number | null;
  finishesAfter: number | null;
  knows: number;
}
const random = randomFor('bench:renewal');
const at = (day: number, hours = 0) => new Date(start + day * dayMs + hours * 3_600_000).toISOString();
const clockAt = (day: number) => ({ now: () => new Date(start + day * dayMs - 6 * 3_600_000) });

async function populate(db: Db, courseId: string): Promise<Learner[]> {
  const units: string[] = [];
  for (let one = 0; one < 100; one += 1) units.push(await makeUnit(db, { name: `Đơn vị ${one}` }));
  const learners: Learner[] = [];
  for (let one = 0; one < people; one += 1) {
    const { id } = await makePerson(db, { unitId: units[one % units.length] as string });
    const doneOn = random.int(0, 59);
    const isPlayed = random.chance(played);
    const finishesAfter = !isPlayed || random.chance(assumed.never) ? null : random.int(20, 60);
    const learner = { id, courseId, doneOn, sitsAfter: isPlayed && random.chance(assumed.sits) ? random.int(1, 19) : null, finishesAfter, knows: random.weighted(assumed.knows, (share) => assumed.shares[assumed.knows.indexOf(share)] ?? 0) };
    await db.insertInto('enrollment').values({ id: newId(), user_id: id, course_id: courseId, source: 'PLAN', is_mandatory: 1, reason: '', due_on: null, enrolled_by: null, enrolled_at: at(0), cancelled_at: null }).execute();
    await db.transaction().execute((tx) => happen(tx, learner, { verb: 'course.completed', objectType: 'course', objectId: courseId, result: { score: 9 } }, at(doneOn)));
    learners.push(learner);
  }
  return learners;
}

const happen = (tx: Tx, { id, courseId }: Pick<Learner, 'id' | 'courseId'>, fact: ProgressFact, now: string) =>
  recordProgress(tx, { ...fact, userId: id, courseId, occurredAt: now }, { idempotencyKey: `bench:${newId()}`, source: 'bench', now });

/** Draws which modules she still knows: each of three questions by itself, so that guessing and forgetting are in the same number. */
async function sit(db: Db, learner: Learner, day: number, modules: readonly string[]): Promise<void> {
  const now = at(day);
  const started = await startAttempt(db, { userId: learner.id, courseSlug: slug, key: 'kiem-tra-dau-vao', now, today: now.slice(0, 10), secret, source: 'bench' });
  if (!started.ok) throw new Error(started.bar.kind);
  const known = modules.filter(() => random.next() < learner.knows ** 3);
  await answerAll(db, started.attemptId, known, now);
  await submitAttempt(db, { attemptId: started.attemptId, userId: learner.id, now: at(day, assumed.minutesOfTest / 60), secret, source: 'bench' });
}

/** All right answers at once: how they are saved one by one is measured elsewhere. */
async function answerAll(db: Db, attemptId: string, modules: readonly string[], now: string): Promise<void> {
  const rows = await db.selectFrom('attempt_question as q').innerJoin('question_version as v', 'v.id', 'q.question_version_id').select(['q.position', 'v.body']).where('q.attempt_id', '=', attemptId).where('v.module_key', 'in', [...modules, '']).execute();
  if (rows.length === 0) return;
  await db.insertInto('attempt_answer').values(rows.map(({ position, body }) => ({ attempt_id: attemptId, position, response: JSON.stringify(rightAnswer(JSON.parse(body) as QuestionBody)), saved_at: now, writer: 'bench', writer_seq: 1 }))).execute();
}

function doneAs(step: OutlineStep): ProgressFact {
  if (step.kind === 'lesson') return { verb: 'lesson.completed', objectType: 'lesson', objectId: step.id, result: {} };
  return { verb: 'attempt.submitted', objectType: 'assessment', objectId: step.id, result: { attemptId: newId(), score: 9, passed: true, auto: false } };
}

/** Everything that is left, as facts, and the settling. */
async function finish(db: Db, learner: Learner, versionId: string, day: number): Promise<void> {
  const outline = await courseOutline(db, { courseId: learner.courseId, versionId, userId: learner.id, now: at(day) });
  await db.transaction().execute(async (tx) => {
    for (const step of stepsOf(outline).filter(({ status }) => status !== 'done')) await happen(tx, learner, doneAs(step), at(day));
    await settleCourse(tx, { userId: learner.id, courseId: learner.courseId, now: at(day), secret, source: 'bench' });
  });
}

interface Nights { opened: number; times: number[] }

async function live(db: Db, learners: readonly Learner[], versionId: string): Promise<Nights> {
  const modules = (await db.selectFrom('course_module').select('key').where('course_version_id', '=', versionId).orderBy('position').execute()).map(({ key }) => key);
  const nights: Nights = { opened: 0, times: [] };
  const openedOn = new Map<string, number>();
  for (let day = 280; day <= 460; day += 1) {
    if (day % assumed.standstillEvery < assumed.standstill) continue;
    const begin = performance.now();
    const runs = await Promise.all(Array.from({ length: day % assumed.twiceEvery === 0 ? 2 : 1 }, () => openRenewals({ db, clock: clockAt(day), timeZone })));
    nights.times.push(performance.now() - begin);
    nights.opened += runs.reduce((sum, count) => sum + count, 0);
    const { rows } = await sql<{ id: string }>`select user_id as id from enrollment where round = 2`.execute(db);
    for (const { id } of rows) if (!openedOn.has(id)) openedOn.set(id, day);
    for (const learner of learners) {
      const since = day - (openedOn.get(learner.id) ?? Infinity);
      // Days of a standstill are made up for on the next one.
      if (learner.sitsAfter !== null && since >= learner.sitsAfter) {
        await sit(db, learner, day, modules);
        learner.sitsAfter = null;
      }
      if (learner.finishesAfter !== null && since >= learner.finishesAfter) {
        await finish(db, learner, versionId, day);
        learner.finishesAfter = null;
      }
    }
  }
  return nights;
}

const numberOf = async (db: Db, text: string) => Number(Object.values((await sql.raw<Record<string, unknown>>(text).execute(db)).rows[0] ?? {})[0]);

async function measure(db: Db, nights: Nights): Promise<string> {
  const returned = (await sql<{ minutes: number }>`select p.minutes_returned as minutes from course_progress p where exists (select 1 from attempt t where t.user_id = p.user_id and t.submitted_at is not null) order by 1`.execute(db)).rows.map(({ minutes }) => minutes);
  // Each of them sat one pre-test: the table of doubles says so.
  const saved = returned.map((minutes) => minutes - assumed.minutesOfTest);
  const whole = await numberOf(db, 'select sum(minutes) from lesson_version');
  const { differences, events } = await listProgressDifferences(db);
  const doubles = {
    'two active enrolments of one person': await numberOf(db, 'select count(*) from (select 1 from enrollment where cancelled_at is null group by user_id having count(*) > 1)'),
    'a round opened twice': await numberOf(db, 'select count(*) from (select 1 from enrollment group by user_id, round having count(*) > 1)'),
    'a pre-test sat twice in a round': await numberOf(db, 'select count(*) from (select 1 from attempt group by user_id, round having count(*) > 1)'),
    'two certificates of one round': await numberOf(db, 'select count(*) from (select 1 from certificate group by user_id, round having count(*) > 1)'),
    'rows that differ from the ledger': differences.length,
  };
  const times = nights.times.toSorted((a, b) => a - b);
  const part = (list: readonly number[], share: number) => list[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0;
  const sumOf = (list: readonly number[]) => list.reduce((total, minutes) => total + minutes, 0);
  const perHead = sumOf(saved) / Math.max(1, saved.length);
  const number = (value: number) => Math.round(value).toLocaleString('en');
  return `# Renewal with a pre-test: a simulation

Written by \`npm run bench:renewal\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores, Node ${process.versions.node}, ${number(people)} people, the real security course (${whole} minutes of lessons),
one run in memory on a fast clock from the first completion on, over fifteen months. Load of the machine: ${loadavg().map((load) => load.toFixed(1)).join(', ')}.

**Assumed, not measured:** ${assumed.sits * 100} % sit the pre-test; a person answers a question of last year rightly with ${assumed.knows.join(' / ')} (shares ${assumed.shares.join(' / ')}), each by itself, so she proves a module of three questions
with the cube of that; ${assumed.never * 100} % never finish; the pre-test of 39 questions takes ${assumed.minutesOfTest} minutes.
Every ${assumed.standstillEvery} days the nightly job does not run for ${assumed.standstill}; every tenth night it runs twice at once.
${played < 1 ? `Rounds opened for everybody; ${Math.round(played * 100)} % of the people, drawn by lot, were played on from there.\n` : ''}
| What | |
|---|---:|
| Rounds opened (people who had completed) | ${number(nights.opened)} (${number(people)}) |
| Pre-tests handed in | ${number(returned.length)} |
| Minutes of lessons that need not be read again, in all | ${number(sumOf(returned))} |
| Less the minutes of the pre-tests: what was saved, in all | ${number(sumOf(saved))} |
| Saved by each who sat it: mean, median, p10, p90 | ${number(perHead)}, ${number(part(saved, 0.5))}, ${number(part(saved, 0.1))}, ${number(part(saved, 0.9))} |
| as a share of the lessons' minutes | ${Math.round((perHead / whole) * 100)} % |
| Who saved nothing, because the test took as long as what it spared | ${number(saved.filter((minutes) => minutes <= 0).length)} |
| New certificates | ${number(await numberOf(db, 'select count(*) from certificate'))} |
| Night: p50, p95, longest | ${number(part(times, 0.5))} ms, ${number(part(times, 0.95))} ms, ${number(times.at(-1) ?? 0)} ms |
| Facts in the ledger | ${number(events)} |

| Doubles | |
|---|---:|
${Object.entries(doubles).map(([what, count]) => `| ${what} | ${count} |`).join('\n')}

The module tests that fall away are not in the sum.
`;
}

const db = openDatabase(':memory:');
try {
  await migrate(db);
  const root = join(import.meta.dirname, '../..');
  for (const outcome of await publishAll(db, join(root, 'content'), { clock: clockAt(0), timeZone })) {
    if (outcome.slug === slug && outcome.state !== 'refused') await releaseCourseVersion(db, null, outcome.versionId, at(0));
  }
  const { courseId, versionId } = await db.selectFrom('course_version').select(['course_id as courseId', 'id as versionId']).where('released_at', 'is not', null).executeTakeFirstOrThrow();
  await db.deleteFrom('lesson_version').where('course_version_id', '!=', versionId).execute();
  const nights = await live(db, await populate(db, courseId), versionId);
  const text = await measure(db, nights);
  writeFileSync(join(root, 'docs/performance-renewal.md'), text);
  console.log(text);
} finally {
  await db.destroy();
}
