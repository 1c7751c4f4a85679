import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day } from '../../platform/clock.ts';
import { isExempt } from './exemptions.server.ts';
import { withinUnits } from './leader-history.server.ts';
import { readPlanning, reminderScope, reminderUnits, type Reading } from './reminder-plan.server.ts';

/** A row is a card of five lines on a phone. */
export const escalatedPerPage = 20;
const unitsShown = 12;

/** Where somebody stands now of whom a leader was told; open when her due day has been put off. */
export type EscalatedState = 'done' | 'late' | 'open' | 'ended';

/** Somebody of whom leaders were told, or would have been if there were one. */
export interface EscalatedRow {
  enrollmentId: string;
  staffNo: string | null;
  fullName: string;
  unitName: string | null;
  above: string | null;
  title: string;
  dueOn: Day;
  step: string;
  day: Day;
  /** The leaders who were told; empty when there was none. */
  leaders: string[];
  state: EscalatedState;
}

export interface EscalationsQuestion {
  unit?: string | undefined;
  course?: string | undefined;
  day?: Day | undefined;
  /** Only those who still have to finish and whose last step found no leader. */
  led?: 'none' | undefined;
  page: number;
}

/** Ended by a renewal is done: the round that follows is another enrolment. */
export const escalatedState = (today: Day) => sql<EscalatedState>`case when exists (select 1 from enrollment as r where r.renews_id = e.id) or (e.cancelled_at is null and p.completed_at is not null) then 'done' when e.cancelled_at is not null or u.disabled_at is not null or ${isExempt('e.user_id', 'e.course_id', today)} then 'ended' when coalesce(e.due_on, '9999') >= ${today} then 'open' else 'late' end`;

/** What a question asks for, as pieces of statements. */
async function escalated(db: Db, actor: Actor, question: Omit<EscalationsQuestion, 'page'>, { today }: Pick<Reading, 'today'>) {
  const units = await reminderScope(db, actor, question.unit, today);
  const state = escalatedState(today);
  const unled = sql<boolean>`not exists (select 1 from escalation_named as n where n.enrollment_id = s.enrollment_id and n.step = s.step)
    and not exists (select 1 from escalation as later where later.enrollment_id = s.enrollment_id and later.day > s.day) and ${state} = 'late'`;
  const from = sql`from escalation as s join enrollment as e on e.id = s.enrollment_id join course as c on c.id = e.course_id join user_account as u on u.id = e.user_id
    left join course_progress as p on p.user_id = e.user_id and p.course_id = e.course_id
    left join membership as m on m.user_id = e.user_id and m.is_primary = 1 and m.valid_to is null
    left join org_unit_version as v on v.unit_id = m.unit_id and v.valid_to is null
    left join org_unit_version as o on o.unit_id = v.parent_id and o.valid_to is null
    where ${withinUnits('e.user_id', units)}`;
  const filter = sql`${question.course === undefined ? sql`` : sql`and c.slug = ${question.course}`} ${question.day === undefined ? sql`` : sql`and s.day = ${question.day}`} ${question.led === 'none' ? sql`and ${unled}` : sql``}`;
  return { from, filter, state, unled };
}
type Escalated = Awaited<ReturnType<typeof escalated>>;

/** The rows of what was asked for, newest first: a stretch of them, or those of some enrolments. */
async function escalatedRows(db: Db, { from, filter, state }: Escalated, courses: ReadonlyMap<string, { title: string }>, which: RawBuilder<unknown>): Promise<EscalatedRow[]> {
  const { rows } = await sql<Omit<EscalatedRow, 'leaders' | 'title'> & { leaders: string | null; courseId: string }>`
    select s.enrollment_id as "enrollmentId", u.staff_no as "staffNo", u.full_name as "fullName", v.name as "unitName", o.short_name as above, e.course_id as "courseId", s.due_on as "dueOn", s.step, s.day, ${state} as state,
      (select json_group_array(l.full_name) from escalation_named as n join escalation_notice as x on x.id = n.notice_id join user_account as l on l.id = x.leader_id where n.enrollment_id = s.enrollment_id and n.step = s.step) as leaders
    ${from} ${filter} ${which}`.execute(db);
  return rows.map(({ leaders, courseId, ...row }): EscalatedRow => ({ ...row, title: courses.get(courseId)?.title ?? '', leaders: JSON.parse(leaders ?? '[]') as string[] }));
}

const newestFirst = sql`order by s.day desc, u.sort_key, s.enrollment_id`;

async function countEscalated(db: Db, { from, filter }: Escalated): Promise<number> {
  return (await sql<{ n: number }>`select count(*) as n ${from} ${filter}`.execute(db)).rows[0]?.n ?? 0;
}

/** Somebody at a step, by which a row is known. */
export interface EscalatedKey {
  enrollmentId: string;
  step: string;
}

/** Everything of the page with the same filter: who is in it now, newest first, and a way to read some of them. Whoever is gone meanwhile is left out. */
export async function allEscalated(db: Db, actor: Actor, question: Omit<EscalationsQuestion, 'page'>, reading: Pick<Reading, 'today'>): Promise<{ keys: EscalatedKey[]; read: (part: readonly EscalatedKey[]) => Promise<EscalatedRow[]> }> {
  const asked = await escalated(db, actor, question, reading);
  const { courses } = await readPlanning(db);
  const { rows: keys } = await sql<EscalatedKey>`select s.enrollment_id as "enrollmentId", s.step ${asked.from} ${asked.filter} ${newestFirst}`.execute(db);
  const keyOf = ({ enrollmentId, step }: EscalatedKey) => `${enrollmentId} ${step}`;
  const read = async (part: readonly EscalatedKey[]) => {
    const rows = await escalatedRows(db, asked, courses, sql`and s.enrollment_id in (${sql.join(part.map(({ enrollmentId }) => enrollmentId))})`);
    const byKey = new Map(rows.map((row) => [keyOf(row), row]));
    return part.flatMap((key) => byKey.get(keyOf(key)) ?? []);
  };
  return { keys, read };
}

/** Of whom leaders were told, newest first, and who has nobody above her: within the reader's units. */
export async function escalationsPage(db: Db, actor: Actor, question: EscalationsQuestion, reading: Reading) {
  const asked = await escalated(db, actor, question, reading);
  const { courses } = await readPlanning(db);
  const count = await countEscalated(db, asked);
  const pages = Math.max(1, Math.ceil(count / escalatedPerPage));
  const page = Math.min(question.page, pages);
  const nobody = (await sql<{ unitId: string | null; name: string | null; above: string | null; n: number }>`
    select m.unit_id as "unitId", v.name, o.short_name as above, count(distinct e.user_id) as n ${asked.from} and ${asked.unled} group by m.unit_id order by n desc, v.name`.execute(db)).rows;
  return {
    rows: await escalatedRows(db, asked, courses, sql`${newestFirst} limit ${escalatedPerPage} offset ${(page - 1) * escalatedPerPage}`),
    count, page, pages, unled: nobody.reduce((sum, { n }) => sum + n, 0), unledUnits: nobody.slice(0, unitsShown), moreUnits: Math.max(0, nobody.length - unitsShown),
    courses: [...courses.values()].map(({ slug, title }) => ({ slug, title })), units: await reminderUnits(db, actor, question.unit, reading.today),
  };
}
export type EscalationsPage = Awaited<ReturnType<typeof escalationsPage>>;
