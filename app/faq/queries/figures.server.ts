import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { communeOf } from '../../people/index.ts';
import { instantOf } from '../../platform/local-time.ts';
import { fold } from '../../platform/text/fold.ts';
import { wrapCodes, type WrapCode } from '../rules/call.ts';
import { againWithinDays, median, punctualityOf, slotsOf, stepOf, type Period } from '../rules/figures.ts';
import { safeGroups, smallestGroup } from '../rules/gaps.ts';
import { workedBetween } from '../rules/working-time.ts';
import { workCalendar } from './work-calendar.server.ts';

const topQuestions = 10;
interface Span {
  from: Instant;
  to: Instant;
  now: Instant;
  today: Day;
  timeZone: string;
}
export type Figures = Awaited<ReturnType<typeof readFigures>>;

/** What the call centre did in a period. Communes and topics of fewer than ten calls are not shown apart. */
export async function readFigures(db: Db, period: Period, { at, today, timeZone, locale }: { at: Instant; today: Day; timeZone: string; locale: 'vi' | 'en' }) {
  const span: Span = { from: instantOf(`${period.from}T00:00`, timeZone), to: instantOf(`${plusDays(period.to, 1)}T00:00`, timeZone), now: at, today, timeZone };
  const byCode = await codesOf(db, span);
  return {
    period, step: stepOf(period), slots: slotsOf(period, await daysOf(db, span)), codes: byCode, calls: byCode.reduce((sum, { count }) => sum + count, 0) + (await openOf(db, span)),
    firstContact: await firstContactOf(db, span), waits: await waitsOf(db, span), questions: await questionsOf(db, span),
    topics: safeGroups(await topicsOf(db, span, locale)), communes: safeGroups(await communesOf(db, span)), tickets: await ticketsOf(db, span),
  };
}

const callsIn = (db: Db, { from, to }: Span) => db.selectFrom('call_record as c').where('c.started_at', '>=', from).where('c.started_at', '<', to);

/** Calls by day of the province; ten minutes never lie in two days, whatever the zone. */
async function daysOf(db: Db, span: Span): Promise<Map<Day, number>> {
  const rows = await callsIn(db, span).select([sql<string>`substr(c.started_at, 1, 15)`.as('ten'), (row) => row.fn.countAll<number>().as('count')]).groupBy('ten').execute();
  const days = new Map<Day, number>();
  for (const { ten, count } of rows) {
    const day = dayIn(span.timeZone, new Date(`${ten}0:00.000Z`));
    days.set(day, (days.get(day) ?? 0) + Number(count));
  }
  return days;
}

async function codesOf(db: Db, span: Span): Promise<{ code: WrapCode; count: number }[]> {
  const rows = await callsIn(db, span).select(['c.wrap_code', (row) => row.fn.countAll<number>().as('count')]).where('c.wrap_code', 'is not', null).groupBy('c.wrap_code').execute();
  return wrapCodes.map((code) => ({ code, count: Number(rows.find((row) => row.wrap_code === code)?.count ?? 0) }));
}

const openOf = async (db: Db, span: Span): Promise<number> => Number((await callsIn(db, span).select((row) => row.fn.countAll<number>().as('count')).where('c.wrap_code', 'is', null).executeTakeFirstOrThrow()).count);

/** Calls that ended with everything answered and whose caller did not ring again. A call that a colleague took over is the same contact as the first. */
async function firstContactOf(db: Db, { from, to }: Span): Promise<{ resolved: number; of: number }> {
  const { rows } = await sql<{ of: number; resolved: number }>`
    select count(*) as "of", coalesce(sum(wrap_code = 'ANSWERED' and not exists (
      select 1 from call_record n where n.number_hash = c.number_hash and n.started_at > c.started_at and n.started_at <= strftime('%Y-%m-%dT%H:%M:%fZ', c.started_at, ${`+${againWithinDays} days`})
    )), 0) as resolved
    from call_record c where started_at >= ${from} and started_at < ${to} and handover_id is null and wrap_code in ('ANSWERED', 'PARTLY', 'NOT_FOUND', 'TRANSFERRED', 'CALL_BACK')`.execute(db);
  return rows[0] ?? { resolved: 0, of: 0 };
}

/** Median seconds from the ring to the agent, and from the agent to the first answer read out. */
async function waitsOf(db: Db, span: Span): Promise<{ pickUp: number | null; answer: number | null; answered: number }> {
  const picked = await callsIn(db, span).select(sql<number>`unixepoch(c.answered_at) - unixepoch(c.started_at)`.as('seconds')).where('c.telephony_id', 'is not', null).where('c.answered_at', 'is not', null).execute();
  const read = await callsIn(db, span)
    .innerJoin((inner) => inner.selectFrom('call_answer').select(['call_id', (row) => row.fn.min('read_at').as('first')]).groupBy('call_id').as('a'), (join) => join.onRef('a.call_id', '=', 'c.id'))
    .select(sql<number>`unixepoch(a.first) - unixepoch(coalesce(c.answered_at, c.started_at))`.as('seconds')).execute();
  // A browser whose clock was set in between may tell of less than nothing.
  const real = (rows: { seconds: number }[]) => rows.map(({ seconds }) => seconds).filter((seconds) => seconds >= 0);
  return { pickUp: median(real(picked)), answer: median(real(read)), answered: real(read).length };
}

/** The answers read out most. One that few callers asked about is left out: it would show the topic that is not shown for them. */
async function questionsOf(db: Db, span: Span): Promise<{ entryId: string; question: string; count: number }[]> {
  const rows = await callsIn(db, span)
    .innerJoin('call_answer as a', 'a.call_id', 'c.id').innerJoin('faq_version as v', 'v.id', 'a.version_id')
    .select(['v.entry_id as entryId', (row) => row.fn.max('v.question').as('question'), sql<number>`count(distinct c.id)`.as('count')])
    .groupBy('v.entry_id').having(sql<number>`count(distinct c.id)`, '>=', smallestGroup).orderBy('count', 'desc').orderBy('v.entry_id').limit(topQuestions).execute();
  return rows.map((row) => ({ ...row, question: row.question ?? '' }));
}

const topicsOf = (db: Db, span: Span, locale: 'vi' | 'en') =>
  callsIn(db, span)
    .innerJoin('call_answer as a', 'a.call_id', 'c.id').innerJoin('faq_version as v', 'v.id', 'a.version_id').innerJoin('faq_topic as t', 't.key', 'v.topic_key')
    .select([locale === 'vi' ? 't.title as name' : 't.title_en as name', sql<number>`count(distinct c.id)`.as('count')]).groupBy('t.key').execute();

/** Communes by their name of today where an agent's words name one, else as she wrote them; put together by their folded name. */
async function communesOf(db: Db, span: Span): Promise<{ name: string; count: number }[]> {
  const name = sql<string>`coalesce(v.name, c.commune)`;
  const rows = await callsIn(db, span).leftJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'c.unit_id').on('v.valid_from', '<=', span.today).on((on) => on.or([on('v.valid_to', 'is', null), on('v.valid_to', '>', span.today)]))).select([name.as('name'), (row) => row.fn.countAll<number>().as('count')]).where('c.commune', 'is not', null).groupBy(name).orderBy('count', 'desc').execute();
  const groups = new Map<string, { name: string; count: number }>();
  for (const { name, count } of rows) {
    const key = fold(communeOf(name));
    groups.set(key, { name: groups.get(key)?.name ?? communeOf(name), count: (groups.get(key)?.count ?? 0) + Number(count) });
  }
  return [...groups.values()];
}

/** Tickets received in the period: in time, late, still running; median working hours until the answer. */
async function ticketsOf(db: Db, { from, to, now, today, timeZone }: Span) {
  const rows = await db.selectFrom('ticket').select(['received_at', 'due_at', 'assigned_at', 'sent_at', 'waiting_since', 'answered_at', 'told_at', 'closed_at']).where('received_at', '>=', from).where('received_at', '<', to).execute();
  const calendar = await workCalendar(db, today, timeZone);
  const kinds = rows.map((row) => punctualityOf(row, now));
  const minutes = median(rows.flatMap((row) => (row.answered_at ? [workedBetween(row.received_at, row.answered_at, calendar)] : [])));
  return { count: rows.length, inTime: kinds.filter((kind) => kind === 'IN_TIME').length, late: kinds.filter((kind) => kind === 'LATE').length, hours: minutes === null ? null : Math.round(minutes / 6) / 10 };
}
