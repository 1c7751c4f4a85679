import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { deliveryStates, type Channel, type DeliveryState } from '../../messaging/index.ts';
import type { Actor } from '../../people/actor.ts';
import type { UnitScope } from '../../people/policy.ts';
import type { Day } from '../../platform/clock.ts';
import { batchesPerPage, type HistoryChannel } from './reminder-history.server.ts';
import { readPlanning, reminderScope, reminderUnits, type Reading } from './reminder-plan.server.ts';

/** What leaders were told of one course on one day, with how their messages stand. */
export interface ToldDay {
  day: Day;
  slug: string;
  title: string;
  people: number;
  notices: number;
  unled: number;
  channels: HistoryChannel[];
}

/** The digests of one week that were written on one day. */
export interface DigestDay {
  week: Day;
  day: Day;
  /** Leaders who got one, and those for whom there was nothing to say. */
  digests: number;
  silent: number;
  channels: HistoryChannel[];
}

interface HistoryQuestion {
  unit?: string | undefined;
  course?: string | undefined;
  page: number;
}

/** A condition on a column of user ids: people of the reader's units. */
export function withinUnits(column: string, units: UnitScope): RawBuilder<boolean> {
  if (units === 'ALL') return sql<boolean>`1`;
  return sql<boolean>`${sql.ref(column)} in (select w.user_id from membership as w where w.is_primary = 1 and w.valid_to is null and w.unit_id in (select value from json_each(${JSON.stringify([...units])})))`;
}

/** What leaders were told, newest first; only people of the reader's units are counted. */
export async function escalationHistory(db: Db, actor: Actor, question: HistoryQuestion, reading: Reading) {
  const units = await reminderScope(db, actor, question.unit, reading.today);
  const { courses } = await readPlanning(db);
  const groups = sql`
    from escalation as s join enrollment as e on e.id = s.enrollment_id join course as c on c.id = e.course_id
    left join escalation_named as n on n.enrollment_id = s.enrollment_id and n.step = s.step
    where ${withinUnits('e.user_id', units)} ${question.course === undefined ? sql`` : sql`and c.slug = ${question.course}`}
    group by s.day, e.course_id`;
  const count = (await sql<{ n: number }>`select count(*) as n from (select 1 ${groups})`.execute(db)).rows[0]?.n ?? 0;
  const pages = Math.max(1, Math.ceil(count / batchesPerPage));
  const page = Math.min(question.page, pages);
  const { rows } = await sql<{ day: Day; courseId: string; slug: string; people: number; notices: number; unled: number }>`
    select s.day, e.course_id as "courseId", c.slug, count(distinct s.enrollment_id) as people, count(distinct n.notice_id) as notices, count(distinct case when n.notice_id is null then s.enrollment_id end) as unled
    ${groups} order by s.day desc, c.slug limit ${batchesPerPage} offset ${(page - 1) * batchesPerPage}`.execute(db);
  const days: ToldDay[] = [];
  for (const { courseId, ...row } of rows) {
    const sources = sql`select x.id from escalation_notice as x where x.day = ${row.day} and x.course_id = ${courseId}
      and exists (select 1 from escalation_named as n join enrollment as e on e.id = n.enrollment_id where n.notice_id = x.id and ${withinUnits('e.user_id', units)})`;
    days.push({ ...row, title: courses.get(courseId)?.title ?? row.slug, channels: await channelsOf(db, sources) });
  }
  return { days, count, page, pages, courses: [...courses.values()].map(({ slug, title }) => ({ slug, title })), units: await reminderUnits(db, actor, question.unit, reading.today) };
}
export type EscalationHistory = Awaited<ReturnType<typeof escalationHistory>>;

/** The digests that were written, newest first; only leaders who work in the reader's units are counted. */
export async function digestHistory(db: Db, actor: Actor, question: HistoryQuestion, reading: Reading) {
  const units = await reminderScope(db, actor, question.unit, reading.today);
  const groups = sql`from leader_digest as g where ${withinUnits('g.leader_id', units)} group by g.week, g.day`;
  const count = (await sql<{ n: number }>`select count(*) as n from (select 1 ${groups})`.execute(db)).rows[0]?.n ?? 0;
  const pages = Math.max(1, Math.ceil(count / batchesPerPage));
  const page = Math.min(question.page, pages);
  const { rows } = await sql<Omit<DigestDay, 'channels'>>`
    select g.week, g.day, sum(g.courses > 0) as digests, sum(g.courses = 0) as silent ${groups} order by g.week desc, g.day desc limit ${batchesPerPage} offset ${(page - 1) * batchesPerPage}`.execute(db);
  const days: DigestDay[] = [];
  for (const row of rows) days.push({ ...row, channels: await channelsOf(db, sql`select g.id from leader_digest as g where g.week = ${row.week} and g.day = ${row.day} and ${withinUnits('g.leader_id', units)}`) });
  return { days, count, page, pages, units: await reminderUnits(db, actor, question.unit, reading.today) };
}
export type DigestHistory = Awaited<ReturnType<typeof digestHistory>>;

/** How the messages of some sources stand on each channel; what waits and the states add up to all of them. */
async function channelsOf(db: Db, sources: RawBuilder<unknown>): Promise<HistoryChannel[]> {
  const { rows } = await sql<{ channel: Channel; state: DeliveryState | null; n: number }>`
    select mc.channel, d.state, count(*) as n
    from message as m join message_recipient as t on t.message_id = m.id join message_channel as mc on mc.message_id = m.id
    left join delivery as d on d.message_id = m.id and d.recipient_id = t.user_id and d.channel = mc.channel
    where m.source_type = 'NOTICE' and m.source_id in (${sources})
    group by mc.channel, d.state order by mc.channel = 'IN_APP' desc, mc.channel`.execute(db);
  return [...Map.groupBy(rows, (row) => row.channel)].map(([channel, own]) => {
    const of = (state: DeliveryState | null) => Number(own.find((row) => row.state === state)?.n ?? 0);
    return { channel, states: Object.fromEntries(deliveryStates.map((state) => [state, of(state)])) as Record<DeliveryState, number>, waiting: of(null) };
  });
}
