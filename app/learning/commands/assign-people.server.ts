import { sql } from 'kysely';
import type { Tx } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { madeByRule, type PairToAssign, type WorkRule } from '../queries/assignment-work.server.ts';
import { dueAfterChange, dueFor, type RuleWhat } from '../rules/assignment-rule.ts';
import { enrolMany } from './enrol-many.server.ts';

export interface AssignWork {
  rule: WorkRule & { what: RuleWhat };
  pairs: readonly PairToAssign[];
  /** In words that the learner can read. */
  reason: string;
  by: string | null;
  today: Day;
  now: Instant;
  shortestNotice: number;
}

/** What was done: people newly enrolled, people who had the course already, people who come under the new version. */
export interface AssignCounts {
  added: number;
  found: number;
  changed: number;
}

/** Puts people under a version of a rule: enrols who is not, remembers rule, version and day, and lets the earlier day and the stricter duty win where rules meet. */
export async function assignPeople(tx: Tx, work: AssignWork): Promise<AssignCounts> {
  const { rule, pairs, today, now } = work;
  const fresh = pairs.filter(({ linkId }) => linkId === null);
  const without = fresh.filter(({ enrollmentId }) => enrollmentId === null);
  const dueOn = dueFor(rule.what.due, today, work.shortestNotice);
  const made = await enrolMany(tx, { people: without, isMandatory: rule.what.isMandatory, reason: work.reason, dueOn, enrolledBy: work.by, now });
  const ids = new Map(made.map(({ id, userId, courseId }) => [`${userId} ${courseId}`, id]));
  const links = fresh.flatMap(({ userId, courseId, enrollmentId }) => {
    const own = ids.get(`${userId} ${courseId}`);
    const enrolment = own ?? enrollmentId;
    return enrolment ? [{ id: newId(), userId, courseId, enrollmentId: enrolment, made: own ? 1 : 0 }] : [];
  });
  await insertLinks(tx, work, links, dueOn);
  const older = pairs.filter(({ linkId }) => linkId !== null);
  for (const [fittedOn, group] of Map.groupBy(older, (pair) => pair.fittedOn ?? today)) await moveLinks(tx, work, group, fittedOn);
  await settleEnrolments(tx, [...fresh, ...older].flatMap(({ enrollmentId }) => enrollmentId ?? []));
  return { added: made.length, found: links.length - made.length, changed: older.length };
}

async function insertLinks(tx: Tx, { rule, today, now }: AssignWork, links: readonly object[], dueOn: Day | null): Promise<void> {
  await sql`
    insert into assignment (id, rule_id, version_id, user_id, course_id, enrollment_id, made, fitted_on, due_on, is_mandatory, assigned_at)
    select value ->> 'id', ${rule.id}, ${rule.versionId}, value ->> 'userId', value ->> 'courseId', value ->> 'enrollmentId', value ->> 'made', ${today}, ${dueOn}, ${rule.what.isMandatory ? 1 : 0}, ${now}
    from json_each(${JSON.stringify(links)}) where true
    on conflict (rule_id, user_id, course_id) where released_at is null do nothing`.execute(tx);
}

async function moveLinks(tx: Tx, { rule, today, shortestNotice }: AssignWork, pairs: readonly PairToAssign[], fittedOn: Day): Promise<void> {
  const due_on = dueAfterChange(rule.what.due, { fittedOn, today }, shortestNotice);
  const ids = JSON.stringify(pairs.map(({ linkId }) => linkId));
  await tx
    .updateTable('assignment')
    .set({ version_id: rule.versionId, due_on, is_mandatory: rule.what.isMandatory ? 1 : 0 })
    .where('id', 'in', sql<string>`(select value from json_each(${ids}))`)
    .execute();
}

/** Enrolments that rules made follow all rules that ask for them: the earliest day, and mandatory when one of them is. Nothing that is completed is touched. */
export async function settleEnrolments(tx: Tx, enrollmentIds: readonly string[]): Promise<void> {
  if (enrollmentIds.length === 0) return;
  const asked = sql`from assignment as a where a.user_id = enrollment.user_id and a.course_id = enrollment.course_id and a.released_at is null`;
  await sql`
    update enrollment set due_on = (select min(a.due_on) ${asked}), is_mandatory = (select coalesce(max(a.is_mandatory), 0) ${asked})
    where id in (select value from json_each(${JSON.stringify(enrollmentIds)})) and cancelled_at is null and ${madeByRule('enrollment.id')}
      and not exists (select 1 from course_progress as p where p.user_id = enrollment.user_id and p.course_id = enrollment.course_id and p.completed_at is not null)`.execute(tx);
}
