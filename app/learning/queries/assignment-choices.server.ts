import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { listUnitsInScope } from '../../people/index.server.ts';
import type { Day } from '../../platform/clock.ts';
import { compareTexts } from '../../platform/text/fold.ts';
import { assigningGrants } from '../policy.ts';
import type { RuleWho } from '../rules/assignment-rule.ts';
import type { RuleNames } from '../rules/assignment-words.ts';
import type { CourseSettings } from '../rules/lesson-body.ts';
import type { RenewalSettings } from '../rules/renewal.ts';
import { unitsUnder } from './assignment-match.server.ts';
import { listPaths } from './paths.server.ts';

export interface CourseChoice {
  id: string;
  slug: string;
  title: string;
  renewal: RenewalSettings | null;
  validMonths: number | null;
}

/** Courses that can be assigned: those that learners see now. */
export async function listAssignableCourses(db: Db): Promise<CourseChoice[]> {
  const rows = await db
    .selectFrom('course as c')
    .innerJoin('course_version as v', 'v.course_id', 'c.id')
    .select(['c.id', 'c.slug', 'v.title', 'v.settings'])
    .where('c.retired_at', 'is', null)
    .where('v.released_at', 'is not', null)
    .where('v.superseded_at', 'is', null)
    .execute();
  return rows.toSorted((one, other) => compareTexts(one.title, other.title)).map(({ settings, ...row }) => {
    const { renewal, certificateValidMonths } = JSON.parse(settings) as CourseSettings;
    return { ...row, renewal: renewal ?? null, validMonths: certificateValidMonths };
  });
}

/** A path that a rule may name: it stands for the courses through which it leads. */
export interface PathChoice {
  key: string;
  title: string;
  audience: string;
  courses: string[];
}

/** Paths that lead through at least one course that can be assigned, in the order of their file. */
export async function listPathChoices(db: Db, offered: readonly CourseChoice[]): Promise<PathChoice[]> {
  const ids = new Map(offered.map(({ slug, id }) => [slug, id]));
  return (await listPaths(db)).map(({ key, title, audience, steps }) => ({ key, title, audience, courses: [...new Set(steps.flatMap(({ course }) => ids.get(course) ?? []))] })).filter(({ courses }) => courses.length > 0);
}

/** What paths are called, as far as there still are such paths. */
export async function pathTitles(db: Db, keys: readonly string[]): Promise<string[]> {
  return (await listPaths(db)).filter(({ key }) => keys.includes(key)).map(({ title }) => title);
}

export interface UnitOption {
  id: string;
  name: string;
  depth: number;
}

/** The units that an administrator may name in a rule: the upper three levels of her rights; in a rule of a subtree only what lies in it. */
export async function listRuleUnits(db: Db, actor: Actor, within: string | null, today: Day): Promise<UnitOption[]> {
  const inside = within === null ? null : new Set(await unitsUnder(db, [within], today));
  const units = await listUnitsInScope(db, assigningGrants(actor), today);
  return units.filter(({ id, depth }) => depth <= 2 && (inside === null || inside.has(id))).map(({ id, name, depth }) => ({ id, name, depth }));
}

/** Names of the units and courses that rules mention: as they are today, or as they were last. */
export async function ruleNames(db: Db, rules: readonly { unitId: string | null; who: RuleWho }[], courseIds: readonly string[]): Promise<RuleNames> {
  const unitIds = rules.flatMap(({ unitId, who }) => [...(unitId === null ? [] : [unitId]), ...who.units, ...who.notUnits]);
  const courses = [...courseIds, ...rules.flatMap(({ who }) => (who.result ? [who.result.courseId] : []))];
  return { units: await unitNames(db, unitIds), courses: await courseNames(db, courses) };
}

/** The newest names of units by id. */
export async function unitNames(db: Db, ids: readonly string[]): Promise<Record<string, string>> {
  const rows = await db.selectFrom('org_unit_version').select(['unit_id as id', 'name']).where('unit_id', 'in', sql<string>`(select value from json_each(${JSON.stringify([...new Set(ids)])}))`).orderBy('valid_from').execute();
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

async function courseNames(db: Db, ids: readonly string[]): Promise<Record<string, string>> {
  const rows = await db.selectFrom('course_version').select(['course_id as id', 'title']).where('course_id', 'in', sql<string>`(select value from json_each(${JSON.stringify([...new Set(ids)])}))`).where('released_at', 'is not', null).orderBy('released_at').execute();
  return Object.fromEntries(rows.map(({ id, title }) => [id, title]));
}
