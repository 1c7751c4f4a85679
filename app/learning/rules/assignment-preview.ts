import type { UnitNode } from './assignment-tree.ts';
import { topOf } from './assignment-tree.ts';

export const standings = ['ADDED', 'STAYS', 'SELF', 'ASSIGNED', 'PLAN', 'RULE', 'EXEMPT'] as const;
/** How somebody whom a rule fits stands in one of its courses: newly added, under the rule already, enrolled otherwise (and by what), or exempted. */
export type Standing = (typeof standings)[number];

export interface StandingCount {
  courseId: string;
  unitId: string;
  standing: Standing;
  people: number;
  /** Of them those who have completed the course: nothing is to be done again. */
  done: number;
}

export interface CoursePreview {
  courseId: string;
  counts: Record<Standing, number>;
  done: number;
  total: number;
}

/** Sums by course. Every person whom the rule fits stands in exactly one column, so the columns add up to all of them. */
export function sumCourses(rows: readonly StandingCount[], courses: readonly string[]): CoursePreview[] {
  return courses.map((courseId) => {
    const own = rows.filter((row) => row.courseId === courseId);
    const counts = Object.fromEntries(standings.map((standing) => [standing, own.filter((row) => row.standing === standing).reduce((sum, row) => sum + row.people, 0)])) as Record<Standing, number>;
    return { courseId, counts, done: own.reduce((sum, row) => sum + row.done, 0), total: own.reduce((sum, row) => sum + row.people, 0) };
  });
}

export interface UnitPreview {
  /** Null for people whose unit is not below the top on that day. */
  unitId: string | null;
  people: number;
  /** Pairs of a person and a course that the rule adds. */
  added: number;
}

/** The same by the units at which people first part: where everybody sits below one unit, its own sub-units say more than the province's. */
export function sumUnitsWhereTheyPart(rows: readonly StandingCount[], { units, top, courses }: { units: readonly UnitNode[]; top: string | null; courses: number }): UnitPreview[] {
  const sums = sumUnits(rows, { units, top, courses });
  const only = sums.length === 1 ? (sums[0]?.unitId ?? null) : null;
  return only === null || only === top ? sums : sumUnitsWhereTheyPart(rows, { units, top: only, courses });
}

/** People by the direct sub-units of a top, the largest first; the top itself stands for whoever sits in it. */
export function sumUnits(rows: readonly StandingCount[], { units, top, courses }: { units: readonly UnitNode[]; top: string | null; courses: number }): UnitPreview[] {
  const below = topOf(units, top);
  const sums = new Map<string | null, UnitPreview>();
  for (const { unitId, standing, people } of rows) {
    const key = below(unitId);
    const sum = sums.get(key) ?? { unitId: key, people: 0, added: 0 };
    sums.set(key, { ...sum, people: sum.people + people, added: sum.added + (standing === 'ADDED' ? people : 0) });
  }
  // Each person was counted once for every course.
  return [...sums.values()].map((sum) => ({ ...sum, people: courses > 0 ? Math.round(sum.people / courses) : 0 })).toSorted((one, other) => other.people - one.people || String(one.unitId).localeCompare(String(other.unitId)));
}

export const previewWarnings = ['NOBODY', 'EVERYBODY', 'NO_UNIT', 'CLOSED_UNIT', 'IN_CLOSED_UNIT', 'LOST_COURSE', 'FIRST_COURSE'] as const;
export interface PreviewWarning {
  kind: (typeof previewWarnings)[number];
  count: number;
  names: string[];
}

/** What an administrator should see before she confirms. */
export function warningsOf(facts: { matched: number; everybody: number; noUnit: number; closedUnits: readonly string[]; inClosed: number; lostCourses: number; withoutFirst: readonly { course: string; first: string; people: number }[] }): PreviewWarning[] {
  const found: PreviewWarning[] = [];
  const warn = (kind: PreviewWarning['kind'], isSo: boolean, count: number, names: readonly string[] = []) => {
    if (isSo) found.push({ kind, count, names: [...names] });
  };
  warn('NOBODY', facts.matched === 0, 0);
  warn('EVERYBODY', facts.matched > 0 && facts.matched === facts.everybody, facts.matched);
  warn('CLOSED_UNIT', facts.closedUnits.length > 0, facts.closedUnits.length, facts.closedUnits);
  warn('IN_CLOSED_UNIT', facts.inClosed > 0, facts.inClosed);
  warn('NO_UNIT', facts.noUnit > 0, facts.noUnit);
  warn('LOST_COURSE', facts.lostCourses > 0, facts.lostCourses);
  for (const { course, first, people } of facts.withoutFirst) warn('FIRST_COURSE', true, people, [course, first]);
  return found;
}

/** Warnings after which an administrator has to say that she means it. */
export function mustBeSure(warnings: readonly PreviewWarning[]): boolean {
  return warnings.some(({ kind }) => kind === 'NOBODY' || kind === 'EVERYBODY');
}
