import { z } from 'zod';
import { roles, type Role } from '../../people/actor.ts';
import { categories } from '../../people/index.ts';
import type { Day } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { fold } from '../../platform/text/fold.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const resultKinds = ['COMPLETED', 'NOT_COMPLETED', 'LAPSES'] as const;
export type ResultKind = (typeof resultKinds)[number];

/** Whom a rule means. What is empty does not narrow; everything that is not empty must hold. */
export const whoShape = z.object({
  /** Units with everything below them; one of them is enough. */
  units: z.array(z.string().max(64)).max(40),
  notUnits: z.array(z.string().max(64)).max(40),
  categories: z.array(z.enum(categories)).max(categories.length),
  /** Words of a position, without marks; one of them is enough. */
  positions: z.array(z.string().max(80)).max(12),
  roles: z.array(z.enum(roles)).max(roles.length),
  joinedFrom: day.nullable(),
  joinedTo: day.nullable(),
  /** What she has done in another course, or until when her certificate of it holds. */
  result: z.object({ courseId: z.string().max(64), kind: z.enum(resultKinds), before: day.nullable() }).nullable(),
});
export type RuleWho = z.infer<typeof whoShape>;

/** As many courses as one rule may assign. */
export const mostCourses = 20;

/** What a rule assigns, and by when. */
export const whatShape = z.object({
  courses: z.array(z.string().max(64)).min(1).max(mostCourses),
  /** Paths that were chosen: their courses stand among the courses as they were on that day. */
  paths: z.array(z.string().max(60)).min(1).max(20).optional(),
  due: z.discriminatedUnion('kind', [z.object({ kind: z.literal('NONE') }), z.object({ kind: z.literal('DATE'), on: day }), z.object({ kind: z.literal('AFTER'), days: z.number().int().min(1).max(730) })]),
  isMandatory: z.boolean(),
});
export type RuleWhat = z.infer<typeof whatShape>;
export type RuleDue = RuleWhat['due'];

export const everybody: RuleWho = { units: [], notUnits: [], categories: [], positions: [], roles: [], joinedFrom: null, joinedTo: null, result: null };

/** What a rule has to know of one person on one day. */
export interface PersonFacts {
  /** Her unit and everything above it on that day; empty without a unit. */
  unitPath: readonly string[];
  category: string | null;
  position: string;
  roles: readonly Role[];
  joinedOn: Day | null;
  /** By course: whether she ever completed it, and until when her newest certificate holds (null for one without an end or none at all). */
  results: ReadonlyMap<string, { isCompleted: boolean; lapsesOn: Day | null }>;
}

/** One reason for which a rule fits somebody, or one for which it does not. */
export type Reason =
  | { key: 'all' }
  | { key: 'unit'; unitId: string }
  | { key: 'category'; category: string | null }
  | { key: 'position'; position: string }
  | { key: 'role'; role: Role }
  | { key: 'joined'; on: Day | null }
  | { key: 'result'; courseId: string; kind: ResultKind; on: Day | null };

/** Whether the rule fits the person, with every reason that decides it: those that speak for it when it fits, those that speak against it when it does not. */
export function judgeWho(person: PersonFacts, who: RuleWho): { fits: boolean; because: Reason[] } {
  const judged = [judgeUnit(person, who), judgeCategory(person, who), judgePosition(person, who), judgeRole(person, who), judgeJoining(person, who), judgeResult(person, who)].filter((one) => one !== null);
  const against = judged.filter(({ holds }) => !holds);
  if (against.length > 0) return { fits: false, because: against.map(({ reason }) => reason) };
  return { fits: true, because: judged.length > 0 ? judged.map(({ reason }) => reason) : [{ key: 'all' }] };
}

type Judged = { holds: boolean; reason: Reason } | null;

function judgeUnit({ unitPath }: PersonFacts, { units, notUnits }: RuleWho): Judged {
  const [own = ''] = unitPath;
  const excluded = unitPath.find((id) => notUnits.includes(id));
  if (own === '' || excluded !== undefined) return { holds: false, reason: { key: 'unit', unitId: excluded ?? own } };
  if (units.length === 0) return null;
  const included = unitPath.find((id) => units.includes(id));
  return { holds: included !== undefined, reason: { key: 'unit', unitId: included ?? own } };
}

function judgeCategory({ category }: PersonFacts, who: RuleWho): Judged {
  return who.categories.length === 0 ? null : { holds: who.categories.some((one) => one === category), reason: { key: 'category', category } };
}

function judgePosition({ position }: PersonFacts, { positions }: RuleWho): Judged {
  return positions.length === 0 ? null : { holds: hasPosition(position, positions), reason: { key: 'position', position } };
}

/** Whether a position holds one of the words, as whole words and whatever the marks: “tiep dan” finds “Công chức tiếp dân”. */
export function hasPosition(position: string, words: readonly string[]): boolean {
  const folded = ` ${fold(position)} `;
  return words.some((word) => fold(word) !== '' && folded.includes(` ${fold(word)} `));
}

function judgeRole(person: PersonFacts, { roles: wanted }: RuleWho): Judged {
  if (wanted.length === 0) return null;
  const role = person.roles.find((one) => wanted.includes(one));
  return { holds: role !== undefined, reason: { key: 'role', role: role ?? (wanted[0] as Role) } };
}

function judgeJoining({ joinedOn }: PersonFacts, { joinedFrom, joinedTo }: RuleWho): Judged {
  if (joinedFrom === null && joinedTo === null) return null;
  const holds = joinedOn !== null && (joinedFrom === null || joinedOn >= joinedFrom) && (joinedTo === null || joinedOn <= joinedTo);
  return { holds, reason: { key: 'joined', on: joinedOn } };
}

function judgeResult({ results }: PersonFacts, { result }: RuleWho): Judged {
  if (!result) return null;
  const own = results.get(result.courseId) ?? { isCompleted: false, lapsesOn: null };
  const lapses = own.lapsesOn !== null && result.before !== null && own.lapsesOn < result.before;
  const holds = result.kind === 'LAPSES' ? lapses : own.isCompleted === (result.kind === 'COMPLETED');
  return { holds, reason: { key: 'result', courseId: result.courseId, kind: result.kind, on: own.lapsesOn } };
}

/** By when somebody whom the rule first fits on a day is to be done. A day that is over by then gives the shortest notice instead. */
export function dueFor(due: RuleDue, fittedOn: Day, shortestNotice: number): Day | null {
  if (due.kind === 'NONE') return null;
  if (due.kind === 'AFTER') return plusDays(fittedOn, due.days);
  return due.on < fittedOn ? plusDays(fittedOn, shortestNotice) : due.on;
}

/** The same after a rule has changed: nobody is late at once by a change that gives her less time than the shortest notice. */
export function dueAfterChange(due: RuleDue, { fittedOn, today }: { fittedOn: Day; today: Day }, shortestNotice: number): Day | null {
  const on = dueFor(due, fittedOn, shortestNotice);
  return on !== null && on < today ? plusDays(today, shortestNotice) : on;
}

export const ruleStates = ['DRAFT', 'COMING', 'IN_FORCE', 'ENDED'] as const;
export type RuleState = (typeof ruleStates)[number];

export interface DatedVersion {
  number: number;
  validFrom: Day | null;
  /** The first day on which it assigns to nobody any more; null without an end. */
  validTo: Day | null;
  isConfirmed: boolean;
}

/** The version that holds on a day: of those that have begun the newest, because a later one takes the place of all before it. */
export function versionOn<Version extends DatedVersion>(versions: readonly Version[], on: Day): Version | undefined {
  return versions.filter(({ isConfirmed, validFrom }) => isConfirmed && validFrom !== null && validFrom <= on).toSorted((one, other) => other.number - one.number)[0];
}

/** Where a rule stands on a day. */
export function ruleState(rule: { endedOn: Day | null; versions: readonly DatedVersion[] }, today: Day): RuleState {
  if (rule.endedOn !== null && rule.endedOn <= today) return 'ENDED';
  const held = versionOn(rule.versions, today);
  if (!held) return rule.versions.some(({ isConfirmed }) => isConfirmed) ? 'COMING' : 'DRAFT';
  if (held.validTo === null || held.validTo > today) return 'IN_FORCE';
  return rule.versions.some(({ isConfirmed, number }) => isConfirmed && number > held.number) ? 'COMING' : 'ENDED';
}

/** What two rules ask of the same person for the same course comes to this: the earlier day and the stricter duty. */
export function strictest(asked: readonly { dueOn: Day | null; isMandatory: boolean }[]): { dueOn: Day | null; isMandatory: boolean } {
  const days = asked.flatMap(({ dueOn }) => (dueOn === null ? [] : [dueOn])).toSorted();
  return { dueOn: days[0] ?? null, isMandatory: asked.some(({ isMandatory }) => isMandatory) };
}
