import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db, Tx } from '../../../db/client.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { instantOf } from '../../platform/local-time.ts';
import { countMonths, type MonthCount } from '../queries/month-standings.server.ts';
import { countRecalls, countTopics, type RecallCount, type TopicCount } from '../queries/topic-standings.server.ts';
import { readUnitHistory } from '../queries/unit-history.server.ts';
import { monthsBefore } from '../rules/month-history.ts';

const monthsShown = 12;
/** So few that other people are served in between. */
const peopleAtOnce = 500;

interface Sums {
  months: Map<string, MonthCount>;
  topics: Map<string, TopicCount>;
  recalls: Map<string, RecallCount>;
}

/**
 * Counts anew, unit by unit, what leaders compare but nobody has to know to the minute: how many were done at the end of each of the last twelve months, how topics were answered,
 * and what is still known. It may run any number of times.
 */
export async function countUnitFigures({ db, clock, timeZone }: Pick<Ports, 'db' | 'clock' | 'timeZone'>): Promise<void> {
  const { at, today } = momentOf({ clock, timeZone });
  const months = monthsBefore(today, monthsShown).map((one) => ({ ...one, end: instantOf(`${plusDays(one.lastDay, 1)}T00:00`, timeZone) }));
  const history = await readUnitHistory(db, today);
  for (const { id: courseId } of await db.selectFrom('course').select('id').where('retired_at', 'is', null).execute()) {
    const sums: Sums = { months: new Map(), topics: new Map(), recalls: new Map() };
    const userIds = await peopleOf(db, courseId);
    for (let from = 0; from < userIds.length; from += peopleAtOnce) {
      const part = userIds.slice(from, from + peopleAtOnce);
      add(sums.months, await countMonths(db, { courseId, userIds: part, months, history }), ({ month }) => month);
      add(sums.topics, await countTopics(db, { courseId, userIds: part }), ({ moduleKey }) => moduleKey);
      add(sums.recalls, await countRecalls(db, { courseId, userIds: part }), ({ mark }) => String(mark));
      await setImmediate();
    }
    await db.transaction().execute((tx) => store(tx, courseId, sums, at));
  }
}

async function peopleOf(db: Db, courseId: string): Promise<string[]> {
  const rows = await db.selectFrom('enrollment').select('user_id').distinct().where('course_id', '=', courseId).orderBy('user_id').execute();
  return rows.map((row) => row.user_id);
}

/** Everybody is in one part only, so that counts of people add up. */
function add<Count extends { unitId: string }>(sums: Map<string, Count>, counts: readonly Count[], keyOf: (count: Count) => string): void {
  for (const count of counts) {
    const key = `${count.unitId} ${keyOf(count)}`;
    const known = sums.get(key);
    const sum = known ? Object.fromEntries(Object.entries(count).map(([name, value]) => [name, typeof value === 'number' && name !== 'mark' ? value + Number(known[name as keyof Count]) : value])) : count;
    sums.set(key, sum as Count);
  }
}

async function store(tx: Tx, courseId: string, { months, topics, recalls }: Sums, countedAt: Instant): Promise<void> {
  for (const table of ['unit_month', 'unit_topic', 'unit_recall'] as const) await tx.deleteFrom(table).where('course_id', '=', courseId).execute();
  const fields = (rows: Iterable<object>) => JSON.stringify([...rows]);
  const of = (name: string) => sql`j.value ->> ${sql.lit(`$.${name}`)}`;
  await sql`insert into unit_month (course_id, unit_id, month, enrolled, done, counted_at) select ${courseId}, ${of('unitId')}, ${of('month')}, ${of('enrolled')}, ${of('done')}, ${countedAt} from json_each(${fields(months.values())}) as j`.execute(tx);
  await sql`insert into unit_topic (course_id, unit_id, module_key, people, answers, correct, counted_at) select ${courseId}, ${of('unitId')}, ${of('moduleKey')}, ${of('people')}, ${of('answers')}, ${of('correct')}, ${countedAt} from json_each(${fields(topics.values())}) as j`.execute(tx);
  await sql`insert into unit_recall (course_id, unit_id, mark, people, answers, correct, counted_at) select ${courseId}, ${of('unitId')}, ${of('mark')}, ${of('people')}, ${of('answers')}, ${of('correct')}, ${countedAt} from json_each(${fields(recalls.values())}) as j`.execute(tx);
}
