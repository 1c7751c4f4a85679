import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { publishAll, releaseCourseVersion } from '../../app/learning/index.server.ts';
import type { CourseSettings } from '../../app/learning/rules/lesson-body.ts';
import { openDatabase, type Db } from '../../db/client.ts';
import { migrate } from '../../db/migrations/index.ts';
import { doublesQuery, listDoubles } from '../world/escalations.ts';
import { assumed, atMinute, days, dueOn, firstDay, liveThroughYear, standstills, type YearHistory } from '../world/year.ts';
import { differences, expectedOf, listFaults, writtenIn, type Expected } from '../world/year-oracle.ts';

/** Thirteen months of the whole demo province with the real security course: what was written against what people's histories ask for. Writes docs/performance-reminders.md. */
const people = Number(process.env['PEOPLE'] ?? 5_000);
const slug = 'an-toan-thong-tin';
const root = join(import.meta.dirname, '../..');

/** The course as it stands in `content/`. */
async function releaseCourse(db: Db): Promise<{ courseId: string; settings: CourseSettings }> {
  const now = atMinute(firstDay, 300);
  for (const outcome of await publishAll(db, join(root, 'content'), { clock: { now: () => new Date(now) }, timeZone: 'Asia/Ho_Chi_Minh' })) {
    if (outcome.slug === slug && outcome.state !== 'refused') await releaseCourseVersion(db, null, outcome.versionId, now);
  }
  const { courseId, settings } = await db.selectFrom('course_version').select(['course_id as courseId', 'settings']).where('released_at', 'is not', null).executeTakeFirstOrThrow();
  return { courseId, settings: JSON.parse(settings) as CourseSettings };
}

const number = (value: number) => Math.round(value).toLocaleString('en');
const percent = (share: number) => `${Math.round(share * 100)} %`;

function timesOf({ times }: YearHistory): string {
  const part = (list: readonly number[], share: number) => number(list.toSorted((one, other) => one - other)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0);
  const names = { night: 'Night: the rule and renewals', morning: 'Reminders and leaders’ notices, with fan-out', digests: 'Digests, with fan-out (most days: nothing to do)', sending: 'Sending' };
  return (Object.keys(names) as (keyof typeof names)[]).map((key) => `| ${names[key]} | ${part(times[key], 0.5)} | ${part(times[key], 0.95)} | ${part(times[key], 1)} |`).join('\n');
}

interface Outcome {
  history: YearHistory;
  expected: Expected;
  written: Expected;
  doubles: number;
  faults: Awaited<ReturnType<typeof listFaults>>;
  messages: number;
  deliveries: number;
}

const renewals = ({ rounds }: Expected) => rounds.filter((line) => Number(line.split(' ')[1]) > 1).length;
const lateComers = ({ lives }: YearHistory, { assigned }: Expected) => {
  const late = new Set(lives.filter(({ joinedAt }) => joinedAt !== null).map(({ id }) => id));
  return assigned.filter((line) => late.has(line.slice(0, line.indexOf(' ')))).length;
};

function tableOf({ history, expected, written, doubles, faults, messages, deliveries }: Outcome): string {
  const left = differences(expected, written);
  const unled = ({ escalations, told }: Expected) => escalations.length - new Set(told.map((line) => line.slice(0, line.lastIndexOf(' ')))).size;
  const rows: [string, number | string, number | string][] = [
    ['Given by the rule (a person once)', expected.assigned.length, written.assigned.length],
    ['– of them in the night after they came', lateComers(history, expected), lateComers(history, written)],
    ['Let go of by the rule, in the night after they left', expected.released.length, written.released.length],
    ['Rounds (enrolments, renewals included)', expected.rounds.length, written.rounds.length],
    ['– of them renewals', renewals(expected), renewals(written)],
    ['Reminders', expected.reminders.length, written.reminders.length],
    ['Escalations (a person at a step)', expected.escalations.length, written.escalations.length],
    ['– of them with nobody above', unled(expected), unled(written)],
    ['Leaders told of a person', expected.told.length, written.told.length],
    ['Weeks of leaders’ digests', expected.digests.length, written.digests.length],
    ['– of them with something to read', expected.digests.filter((line) => line.endsWith(' 1')).length, written.digests.filter((line) => line.endsWith(' 1')).length],
  ];
  const zeros: [string, number][] = [
    ['Lines that stand on one side only', left.length],
    ['Doubles (the query below)', doubles],
    ['Mails that went out more than once', [...history.mails.values()].filter((count) => count > 1).length],
    ['Written by further runs on the same day, two at once', history.extra],
    ['Reminders written or mailed after the course was completed', faults.late.length],
    ['Messages whose states do not add up to recipients × channels', faults.unsummed.length],
  ];
  return `| What | must be | was written |\n|---|---:|---:|\n${rows.map(([what, must, does]) => `| ${what} | ${number(Number(must))} | ${number(Number(does))} |`).join('\n')}\n\n| Must be nought | |\n|---|---:|\n${zeros.map(([what, count]) => `| ${what} | ${count} |`).join('\n')}\n
${number(messages)} messages, ${number(deliveries)} deliveries, ${number(history.mails.size)} mails to a local receiver.`;
}

function report(outcome: Outcome, seconds: number): string {
  const { history } = outcome;
  const ended = history.leadings.filter(({ to }) => to !== null).length;
  return `# Thirteen months of reminders: a simulation

Written by \`node --import tsx tests/bench/thirteen-months.ts\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores, Node ${process.versions.node}, the demo's province with ${number(history.lives.filter(({ joinedAt }) => joinedAt === null).length)} people in service at the beginning,
the real security course, one run in memory of ${days} days in ${number(seconds)} s. Load of the machine: ${loadavg().map((load) => load.toFixed(1)).join(', ')}.

A training administrator's rule gives the course to everybody on ${firstDay}, due on ${dueOn}; it finds newcomers and lets go of whoever leaves. The product's own jobs run every day (\`learning.assign\`, \`learning.assign-rule\`, \`learning.renew\`, \`learning.remind\`, \`learning.escalate\`, \`learning.digest\`, \`messaging.fan-out\`), and mails go to a local receiver. **Assumed, not measured:** ${percent(assumed.early)} finish before
the due day, ${percent(assumed.late)} up to two months after it, the others never; ${percent(assumed.inTheMorning)} of those who finish do so at 08:01, between writing and sending; ${percent(assumed.moves)} move to another unit, ${percent(assumed.leaves)} leave, ${percent(assumed.joins)} as many come new; ${percent(assumed.leadersChange)} of the leaders give up
(${history.leadings.length} times somebody led a unit, ${ended} times it ended); the province has no leader before June. Nothing runs on ${standstills.join(', ')}. Every tenth day everything runs again, twice at once.
Finishing is one fact and the taking back of what has not gone out, as settling a course does it; reading and tests are measured in performance-renewal.md.

What must be there is worked out by \`tests/world/year-oracle.ts\` from what people did (kept apart from the database) and from the rule as administrators read it, with nothing of the program. The same runs with 150 people as a test: \`jobs/learning/thirteen-months.test.ts\`.

${tableOf(outcome)}

| Time of a day's work (ms) | p50 | p95 | longest |
|---|---:|---:|---:|
${timesOf(history)}

## The query of doubles

It runs on any database of the program and must answer with no row.

\`\`\`sql${doublesQuery};
\`\`\`
`;
}

const db = openDatabase(':memory:');
try {
  await migrate(db);
  const begin = performance.now();
  const { courseId, settings } = await releaseCourse(db);
  if (!settings.renewal) throw new Error('the course has no renewal');
  const history = await liveThroughYear(db, { people, courseId, say: (line) => console.log(line) });
  const seconds = (performance.now() - begin) / 1_000;
  const countOf = async (table: 'message' | 'delivery') => Number((await db.selectFrom(table).select((row) => row.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count);
  const expected = await expectedOf(db, history, { months: settings.renewal.everyMonths, lead: settings.renewal.leadDays });
  const written = await writtenIn(db, history);
  const text = report({ history, expected, written, doubles: (await listDoubles(db)).length, faults: await listFaults(db), messages: await countOf('message'), deliveries: await countOf('delivery') }, seconds);
  console.log(differences(expected, written).slice(0, 20).join('\n'));
  if (people >= 5_000) writeFileSync(join(root, 'docs/performance-reminders.md'), text);
  console.log(text);
} finally {
  await db.destroy();
}
