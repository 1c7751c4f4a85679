import { sql, type SqlBool } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Role } from '../../people/actor.ts';
import type { Day } from '../../platform/clock.ts';
import { hasPosition, type PersonFacts, type RuleWho } from '../rules/assignment-rule.ts';
import { holderUnit } from './holder-unit.server.ts';

/** Whom a rule means: its conditions, and the subtree that it never leaves. */
export interface RuleReach {
  unitId: string | null;
  who: RuleWho;
}

/** A list of texts as one parameter: its length does not change the statement. */
export const listed = (values: readonly string[]) => sql<string>`(select value from json_each(${JSON.stringify(values)}))`;

/**
 * The people whom a rule fits on a day: live accounts of staff with a place of work, each once, as `u` with her primary membership `m`. It says in the database what `judgeWho` says
 * of one person; a test plays both against each other.
 */
export async function fittingPeople(db: Db, rule: RuleReach, today: Day) {
  const { who } = rule;
  const { within, without } = await unitsOf(db, rule, today);
  const titles = who.positions.length > 0 ? await positionTitles(db, who.positions) : null;
  return peopleInService(db, today)
    .$if(within !== null, (query) => query.where('m.unit_id', 'in', listed(within ?? [])))
    .$if(without.length > 0, (query) => query.where('m.unit_id', 'not in', listed(without)))
    .$if(who.categories.length > 0, (query) => query.where('u.staff_category', 'in', who.categories))
    .$if(titles !== null, (query) => query.where('m.position_title', 'in', listed(titles ?? [])))
    .$if(who.roles.length > 0, (query) => query.where((where) => where.exists(where.selectFrom('role_assignment as r').select('r.id').whereRef('r.user_id', '=', 'u.id').where('r.role', 'in', who.roles).where('r.revoked_at', 'is', null))))
    .$if(who.joinedFrom !== null, (query) => query.where('u.joined_on', '>=', who.joinedFrom))
    .$if(who.joinedTo !== null, (query) => query.where('u.joined_on', '<=', who.joinedTo))
    .$if(who.result !== null, (query) => query.where(resultHolds(who)));
}

/** Staff who can be given anything to learn: in use, not left, with a primary unit. */
export function peopleInService(db: Db, today: Day) {
  return db
    .selectFrom('user_account as u')
    .innerJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', sql.lit(1)).on('m.valid_to', 'is', null))
    .where('u.account_kind', 'in', ['OPERATOR', 'ADMIN'])
    .where('u.disabled_at', 'is', null)
    .where((where) => where.or([where('u.left_on', 'is', null), where('u.left_on', '>', today)]));
}

/** Units with everything below them on a day. A unit that was closed stands for itself: whoever has not been transferred yet is still there. */
export async function unitsUnder(db: Db, ids: readonly string[], today: Day): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string }>`with recursive tree(id) as (
    select value from json_each(${JSON.stringify(ids)})
    union select v.unit_id from org_unit_version as v join tree on v.parent_id = tree.id where v.valid_from <= ${today} and (v.valid_to is null or v.valid_to > ${today})
  ) select id from tree`.execute(db);
  return rows.map((row) => row.id);
}

async function unitsOf(db: Db, { unitId, who }: RuleReach, today: Day): Promise<{ within: string[] | null; without: string[] }> {
  const wanted = who.units.length > 0 ? await unitsUnder(db, who.units, today) : null;
  const own = unitId === null ? null : new Set(await unitsUnder(db, [unitId], today));
  const within = own === null ? wanted : wanted === null ? [...own] : wanted.filter((id) => own.has(id));
  return { within, without: await unitsUnder(db, who.notUnits, today) };
}

/** SQLite cannot fold Vietnamese; the titles in use are few. */
async function positionTitles(db: Db, words: readonly string[]): Promise<string[]> {
  const rows = await db.selectFrom('membership').select('position_title as title').distinct().where('is_primary', '=', 1).where('valid_to', 'is', null).execute();
  return rows.map((row) => row.title).filter((title) => hasPosition(title, words));
}

function resultHolds({ result }: RuleWho) {
  const courseId = result?.courseId ?? '';
  if (result?.kind === 'LAPSES') return sql<SqlBool>`(${newestCertificate(courseId)}) < ${result.before}`;
  const completed = sql`exists (select 1 from course_progress as cp where cp.user_id = u.id and cp.course_id = ${courseId} and (cp.completed_at is not null or cp.round > 1))`;
  return result?.kind === 'COMPLETED' ? sql<SqlBool>`${completed}` : sql<SqlBool>`not ${completed}`;
}

const newestCertificate = (courseId: string) => sql`select ce.valid_until from certificate as ce where ce.user_id = u.id and ce.course_id = ${courseId} and ce.revoked_at is null order by ce.issued_at desc, ce.id desc limit 1`;

/** What a rule has to know of one person. */
export async function personFacts(db: Db, userId: string, today: Day): Promise<PersonFacts> {
  const person = await db
    .selectFrom('user_account as u')
    .leftJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .select(['u.staff_category as category', 'u.joined_on as joinedOn', 'm.position_title as position', 'm.unit_id as unitId'])
    .where('u.id', '=', userId)
    .executeTakeFirstOrThrow();
  const roles = await db.selectFrom('role_assignment').select('role').where('user_id', '=', userId).where('revoked_at', 'is', null).execute();
  const progress = await db.selectFrom('course_progress').select(['course_id as courseId', 'completed_at as completedAt', 'round']).where('user_id', '=', userId).execute();
  const certificates = await db.selectFrom('certificate').select(['course_id as courseId', 'valid_until as validUntil']).where('user_id', '=', userId).where('revoked_at', 'is', null).orderBy('issued_at').orderBy('id').execute();
  const lapses = new Map(certificates.map(({ courseId, validUntil }) => [courseId, validUntil]));
  const completed = new Set(progress.filter(({ completedAt, round }) => completedAt !== null || round > 1).map(({ courseId }) => courseId));
  const results = new Map([...new Set([...lapses.keys(), ...completed])].map((id) => [id, { isCompleted: completed.has(id), lapsesOn: lapses.get(id) ?? null }]));
  const unitPath = person.unitId === null ? [] : (await holderUnit(db, userId, today)).ids;
  return { unitPath, category: person.category, position: person.position ?? '', roles: roles.map((row) => row.role as Role), joinedOn: person.joinedOn, results };
}
