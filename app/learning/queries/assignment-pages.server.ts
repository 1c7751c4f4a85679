import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { matchesPerson } from '../../people/index.server.ts';
import type { Day } from '../../platform/clock.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { assigningGrants } from '../policy.ts';
import { assignmentPolicy } from '../rules/assignment-policy.ts';
import { ruleStates, type RuleState } from '../rules/assignment-rule.ts';
import { listAssignableCourses, listPathChoices, listRuleUnits, pathTitles, ruleNames, unitNames } from './assignment-choices.server.ts';
import { listed } from './assignment-match.server.ts';
import { getOwnRule, getRule, listRules, readingScope, type Rule } from './assignment-rules.server.ts';
import { getRun, listRuns } from './assignment-run.server.ts';
import { isExempt } from './exemptions.server.ts';

export const rulePeoplePerPage = 50;

/** The version that a list or a page speaks of: the one that holds, else the newest that was confirmed, else the draft. */
export function shownVersion(rule: Rule) {
  return rule.held ?? rule.versions.find(({ isConfirmed }) => isConfirmed) ?? rule.draft;
}

/** Rules that concern the reader, with how many people are under each. */
export async function rulesPage(db: Db, actor: Actor, state: RuleState | undefined, today: Day) {
  const rules = await listRules(db, actor, today);
  const people = await countPeople(db, rules.map(({ id }) => id));
  const rows = rules.map((rule) => ({ id: rule.id, unitId: rule.unitId, state: rule.state, hasDraft: rule.draft !== undefined && rule.state !== 'DRAFT', isOwn: rule.isOwn, version: shownVersion(rule), people: people.get(rule.id) ?? 0 }));
  return {
    counts: Object.fromEntries(ruleStates.map((one) => [one, rows.filter((row) => row.state === one).length])) as Record<RuleState, number>,
    rows: rows.filter((row) => state === undefined || row.state === state),
    total: rows.length,
    names: await ruleNames(db, rows.flatMap(({ unitId, version }) => (version ? [{ unitId, who: version.who }] : [])), rows.flatMap(({ version }) => version?.what?.courses ?? [])),
  };
}
export type RulesPage = Awaited<ReturnType<typeof rulesPage>>;

/** What the steps of a draft offer to choose from. Only whoever may change the rule gets there. */
export async function draftPage(db: Db, actor: Actor, id: string, today: Day) {
  const rule = await getOwnRule(db, actor, id, today);
  const who = rule.draft?.who;
  return { rule, choices: await ruleChoices(db, actor, rule.unitId, today), names: who ? await unitNames(db, [...who.units, ...who.notUnits]) : {}, policy: await readSetting(db, assignmentPolicy, today), today };
}
export type DraftPage = Awaited<ReturnType<typeof draftPage>>;

/** Units and courses for a form. */
export async function ruleChoices(db: Db, actor: Actor, unitId: string | null, today: Day) {
  const courses = await listAssignableCourses(db);
  return { units: await listRuleUnits(db, actor, unitId, today), courses, paths: await listPathChoices(db, courses) };
}
export type RuleChoices = Awaited<ReturnType<typeof ruleChoices>>;

/** A rule with the people under it that the reader may see, its versions and its runs. */
export async function rulePage(db: Db, actor: Actor, id: string, filter: { q: string; page: number }, today: Day) {
  const rule = await getRule(db, actor, id, today);
  const version = shownVersion(rule);
  const { scope, people } = await heldPeople(db, actor, id, { q: filter.q, today });
  const { n } = await people.select((select) => select.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  const pages = Math.max(1, Math.ceil(Number(n) / rulePeoplePerPage));
  const page = Math.min(filter.page, pages);
  const rows = await people
    .select((select) => ['a.id', 'u.full_name as fullName', 'a.course_id as courseId', 'a.fitted_on as fittedOn', 'e.due_on as dueOn', 'a.made', isExempt('a.user_id', 'a.course_id', today).as('exempt'), select.selectFrom('org_unit_version as v').select('v.name').whereRef('v.unit_id', '=', 'm.unit_id').orderBy('v.valid_from', 'desc').limit(1).as('unitName')])
    .orderBy('u.sort_key')
    .orderBy('a.id')
    .limit(rulePeoplePerPage)
    .offset((page - 1) * rulePeoplePerPage)
    .execute();
  const courses = [...(version?.what?.courses ?? []), ...rows.map(({ courseId }) => courseId)];
  const names = await ruleNames(db, version ? [{ unitId: rule.unitId, who: version.who }] : [], courses);
  const renewals = (await listAssignableCourses(db)).filter((course) => version?.what?.courses.includes(course.id) && course.renewal);
  return { rule, version, people: { total: Number(n), page, pages, rows, isNarrowed: scope !== 'ALL' }, names, renewals, paths: await pathTitles(db, version?.what?.paths ?? []), runs: await listRuns(db, id) };
}
export type RulePage = Awaited<ReturnType<typeof rulePage>>;

/** People under a rule whom the reader may see, found by name or staff number: `a` the assignment, `u` the person, `e` her present enrolment, `m` her place. */
export async function heldPeople(db: Db, actor: Actor, ruleId: string, { q, today }: { q: string; today: Day }) {
  const scope = await readingScope(db, actor, today);
  const people = rulePeople(db, ruleId)
    .$if(scope !== 'ALL', (query) => query.where('m.unit_id', 'in', listed(scope === 'ALL' ? [] : [...scope])))
    .$if(q.trim() !== '', (query) => query.where(matchesPerson(q)));
  return { scope, people };
}

/** Everybody of them by name, with what a file says of each. */
export async function heldPairs(db: Db, actor: Actor, ruleId: string, asked: { q: string; today: Day }) {
  const { people } = await heldPeople(db, actor, ruleId, asked);
  return people.select(['a.user_id as userId', 'a.course_id as courseId', 'a.fitted_on as fittedOn', 'e.due_on as dueOn', 'a.made', isExempt('a.user_id', 'a.course_id', asked.today).as('exempt')]).orderBy('u.sort_key').orderBy('a.id').execute();
}

function rulePeople(db: Db, ruleId: string) {
  return db
    .selectFrom('assignment as a')
    .innerJoin('user_account as u', 'u.id', 'a.user_id')
    // The present enrolment: a renewal puts another one in the place of the one that the rule made.
    .leftJoin('enrollment as e', (join) => join.onRef('e.user_id', '=', 'a.user_id').onRef('e.course_id', '=', 'a.course_id').on('e.cancelled_at', 'is', null))
    .leftJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', sql.lit(1)).on('m.valid_to', 'is', null))
    .where('a.rule_id', '=', ruleId)
    .where('a.released_at', 'is', null);
}

/** How many assignments each rule holds. */
async function countPeople(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.selectFrom('assignment').select((select) => ['rule_id as id', select.fn.count<number>('user_id').distinct().as('n')]).where('rule_id', 'in', listed(ids)).where('released_at', 'is', null).groupBy('rule_id').execute();
  return new Map(rows.map(({ id, n }) => [id, Number(n)]));
}

/** What the form of a new rule offers: where the actor makes rules, and units and courses. */
export async function newRulePage(db: Db, actor: Actor, today: Day) {
  const grants = assigningGrants(actor);
  const isWholeProvince = grants.some(({ scope }) => scope === 'ALL');
  const tops = isWholeProvince ? [] : grants.flatMap(({ unitId }) => unitId ?? []);
  const names = await unitNames(db, tops);
  return { isWholeProvince, reaches: tops.map((id) => ({ id, name: names[id] ?? id })), choices: await ruleChoices(db, actor, null, today) };
}
export type NewRulePage = Awaited<ReturnType<typeof newRulePage>>;

/** A rule that is to be ended, with how much it has assigned. */
export async function endingPage(db: Db, actor: Actor, id: string, today: Day) {
  const rule = await getOwnRule(db, actor, id, today);
  return { rule, name: shownVersion(rule)?.name ?? '', people: (await countPeople(db, [id])).get(id) ?? 0 };
}

/** A run with the rule that it belongs to. @throws AppError not-found for a rule that does not concern the reader */
export async function runPage(db: Db, actor: Actor, id: string, today: Day) {
  const run = await getRun(db, id);
  const rule = await getRule(db, actor, run.ruleId, today);
  return { run, rule: { id: rule.id, name: shownVersion(rule)?.name ?? '', isOwn: rule.isOwn } };
}
