import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { releaseOf, type Release } from '../rules/assignment-release.ts';
import { assignmentPolicy } from '../rules/assignment-policy.ts';
import { mustBeSure, sumCourses, sumUnitsWhereTheyPart, warningsOf, type StandingCount } from '../rules/assignment-preview.ts';
import { dueFor, type RuleWhat } from '../rules/assignment-rule.ts';
import { listAssignableCourses, pathTitles, ruleNames, unitNames } from './assignment-choices.server.ts';
import { listConflicts } from './assignment-conflicts.server.ts';
import { countWithoutFirst } from './assignment-first-courses.server.ts';
import { fittingPeople, peopleInService, type RuleReach } from './assignment-match.server.ts';
import type { Rule } from './assignment-rules.server.ts';
import { standingOn, standingsOf } from './assignment-standings.server.ts';
import { nextToRelease, type WorkRule } from './assignment-work.server.ts';
import { isExempt } from './exemptions.server.ts';

const sampled = 20;

/**
 * What a draft would do if it were confirmed now, before anything is done: who is added, who stays, who has the course already and by what, who is released, counts by unit, a sample, rules
 * that disagree, and what is odd about it. It is worked out for a day that somebody asks for, and not before the draft's first one, by what is known of people and units now.
 */
export async function rulePreview(db: Db, actor: Actor, rule: Rule, now: Day, asked: Day | null = null) {
  const work = draftWork(rule);
  const today = previewDay(rule, now, asked);
  const rows = await countStandings(db, work, today);
  const units = await unitsOn(db, today);
  const byUnit = sumUnitsWhereTheyPart(rows, { units, top: rule.unitId, courses: work.what.courses.length });
  const warnings = await oddities(db, work, rows, today);
  return {
    on: today,
    courses: sumCourses(rows, work.what.courses),
    matched: sumCourses(rows, work.what.courses)[0]?.total ?? 0,
    byUnit,
    unitNames: await unitNames(db, byUnit.flatMap(({ unitId }) => unitId ?? [])),
    names: await ruleNames(db, [rule.draft ?? { who: work.who }].map(({ who }) => ({ unitId: rule.unitId, who })), work.what.courses),
    paths: await pathTitles(db, work.what.paths ?? []),
    sample: await sampleOf(db, work, today),
    released: await countReleases(db, work, today),
    conflicts: await listConflicts(db, work, { today, newDue: dueFor(work.what.due, today, (await readSetting(db, assignmentPolicy, today)).shortestNotice) }),
    renewals: (await listAssignableCourses(db)).filter(({ id }) => work.what.courses.includes(id)).map(({ id, slug, renewal }) => ({ id, slug, renewal })),
    warnings,
    mustBeSure: mustBeSure(warnings),
  };
}
export type RulePreview = Awaited<ReturnType<typeof rulePreview>>;

/** The day for which a draft is worked out: the one that was asked for, but neither a past one nor one before the draft begins. */
export function previewDay({ draft }: Rule, today: Day, asked: Day | null): Day {
  return [today, draft?.validFrom ?? today, asked ?? today].reduce((latest, day) => (day > latest ? day : latest));
}

/** @throws AppError conflict for a rule that has no draft, or one that does not say yet what it assigns */
export function draftWork({ id, unitId, draft }: Rule): WorkRule & { what: RuleWhat } {
  if (!draft?.what) throw new AppError('conflict', platformMessages.both('error.conflict'));
  return { id, versionId: draft.id, name: draft.name, unitId, who: draft.who, what: draft.what };
}

async function countStandings(db: Db, rule: WorkRule, today: Day): Promise<StandingCount[]> {
  return (await standingsOf(db, rule, today))
    .leftJoin('course_progress as p', (join) => join.onRef('p.user_id', '=', 'u.id').onRef('p.course_id', '=', 'c.value'))
    .select(['c.value as courseId', 'm.unit_id as unitId', standingOn(today).as('standing'), sql<number>`count(*)`.as('people'), sql<number>`count(p.completed_at)`.as('done')])
    .groupBy(['c.value', 'm.unit_id', sql`3`])
    .execute();
}

/** Some of those who would be added, as a check by eye: the same ones each time. */
async function sampleOf(db: Db, rule: WorkRule, today: Day) {
  const people = (await fittingPeople(db, rule, today))
    .where((where) => where.exists(sql`(select 1 from json_each(${JSON.stringify(rule.what?.courses ?? [])}) as c where not exists (select 1 from enrollment as e where e.user_id = u.id and e.course_id = c.value and e.cancelled_at is null) and not ${isExempt('u.id', 'c.value', today)})`))
    .select(['u.id', 'u.full_name', 'm.unit_id', 'm.position_title'])
    .orderBy(sql`substr(u.id, -6)`)
    .limit(sampled);
  return db
    .selectFrom(people.as('s'))
    .select((select) => ['s.id', 's.full_name as fullName', 's.position_title as position', select.selectFrom('org_unit_version as v').select('v.name').whereRef('v.unit_id', '=', 's.unit_id').orderBy('v.valid_from', 'desc').limit(1).as('unitName')])
    .execute();
}

/** What would become of those whom the rule holds today and would hold no more. */
async function countReleases(db: Db, rule: WorkRule, today: Day): Promise<Partial<Record<Release, number>>> {
  const counts: Partial<Record<Release, number>> = {};
  for (const pair of await nextToRelease(db, rule, today, { cursor: '', limit: -1 })) {
    const release = releaseOf(pair);
    counts[release] = (counts[release] ?? 0) + 1;
  }
  return counts;
}

async function unitsOn(db: Db, today: Day) {
  return db.selectFrom('org_unit_version').select(['unit_id as id', 'parent_id as parentId']).where('valid_from', '<=', today).where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', today)])).execute();
}

async function oddities(db: Db, rule: WorkRule & { what: RuleWhat }, rows: readonly StandingCount[], today: Day) {
  const matched = sumCourses(rows, rule.what.courses)[0]?.total ?? 0;
  const closed = await closedUnits(db, [...rule.who.units, ...rule.who.notUnits], today);
  const inForce = new Set((await unitsOn(db, today)).map(({ id }) => id));
  const inClosed = rows.filter(({ unitId, courseId }) => courseId === rule.what.courses[0] && !inForce.has(unitId)).reduce((sum, { people }) => sum + people, 0);
  const known = new Set((await listAssignableCourses(db)).map(({ id }) => id));
  return warningsOf({ matched, everybody: await countService(db, rule, today), noUnit: rule.unitId === null ? await countWithoutUnit(db, today) : 0, closedUnits: closed, inClosed, lostCourses: rule.what.courses.filter((id) => !known.has(id)).length, withoutFirst: await countWithoutFirst(db, rule, today) });
}

/** Everybody within the reach of the rule's administrator, whatever the rule says of people. */
async function countService(db: Db, { unitId }: RuleReach, today: Day): Promise<number> {
  const everybody = unitId === null ? peopleInService(db, today) : await fittingPeople(db, { unitId, who: { units: [], notUnits: [], categories: [], positions: [], roles: [], joinedFrom: null, joinedTo: null, result: null } }, today);
  const { n } = await everybody.select((select) => select.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  return Number(n);
}

async function countWithoutUnit(db: Db, today: Day): Promise<number> {
  const { n } = await db
    .selectFrom('user_account as u')
    .select((select) => select.fn.countAll<number>().as('n'))
    .where('u.account_kind', 'in', ['OPERATOR', 'ADMIN'])
    .where('u.disabled_at', 'is', null)
    .where((where) => where.or([where('u.left_on', 'is', null), where('u.left_on', '>', today)]))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('membership as m').select('m.id').whereRef('m.user_id', '=', 'u.id').where('m.is_primary', '=', sql.lit(1)).where('m.valid_to', 'is', null))))
    .executeTakeFirstOrThrow();
  return Number(n);
}

async function closedUnits(db: Db, ids: readonly string[], today: Day): Promise<string[]> {
  const rows = await db.selectFrom('org_unit').select('id').where('id', 'in', sql<string>`(select value from json_each(${JSON.stringify(ids)}))`).where('valid_to', 'is not', null).where('valid_to', '<=', today).execute();
  return Object.values(await unitNames(db, rows.map(({ id }) => id)));
}
