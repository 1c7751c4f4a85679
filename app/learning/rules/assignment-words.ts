import { roleName } from '../../people/index.ts';
import type { Day } from '../../platform/clock.ts';
import { dayWords } from '../../platform/days.ts';
import { smallFirst } from '../../platform/i18n/first-letter.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { assignmentWords as messages } from '../messages/assignment-words.ts';
import type { Reason, RuleDue, RuleWho } from './assignment-rule.ts';

/** Names by id of what rules mention. */
export interface RuleNames {
  units: Readonly<Record<string, string>>;
  courses: Readonly<Record<string, string>>;
}

/** Whom a rule means, as a part of a sentence that begins with a capital. */
export function whoWords(who: RuleWho, { unitId, names, locale }: { unitId: string | null; names: RuleNames; locale: Locale }): string {
  const t = messages.in(locale);
  const unitNames = (ids: readonly string[]) => ids.map((id) => names.units[id] ?? t('unit-gone')).join(', ');
  const within = who.units.length > 0 ? who.units : unitId === null ? [] : [unitId];
  const parts = [
    who.notUnits.length > 0 ? t('who.not-units', { units: unitNames(who.notUnits) }) : '',
    who.categories.length > 0 ? t('who.categories', { categories: who.categories.map((category) => t(`category.${category}`)).join(t('or')) }) : '',
    who.positions.length > 0 ? t('who.positions', { positions: who.positions.join('”, “') }) : '',
    who.roles.length > 0 ? t('who.roles', { roles: who.roles.map((role) => roleName(role, locale)).join(t('or')) }) : '',
    joinedWords(who, locale),
    resultWords(who, names, locale),
  ];
  const all = t('who.all', { scope: within.length > 0 ? t('who.of-units', { units: unitNames(within) }) : t('who.of-province') });
  return [all, ...parts.filter(Boolean)].join(', ');
}

function joinedWords({ joinedFrom, joinedTo }: RuleWho, locale: Locale): string {
  const t = messages.in(locale);
  if (joinedFrom !== null && joinedTo !== null) return t('who.joined-between', { from: dayWords(joinedFrom), to: dayWords(joinedTo) });
  if (joinedFrom !== null) return t('who.joined-from', { from: dayWords(joinedFrom) });
  return joinedTo === null ? '' : t('who.joined-to', { to: dayWords(joinedTo) });
}

function resultWords({ result }: RuleWho, names: RuleNames, locale: Locale): string {
  if (!result) return '';
  const t = messages.in(locale);
  const course = names.courses[result.courseId] ?? t('course-gone');
  return result.kind === 'LAPSES' ? t('who.LAPSES', { course, day: orDash(result.before) }) : t(`who.${result.kind}`, { course });
}

/** By when, in words. */
export function dueWords(due: RuleDue, locale: Locale): string {
  const t = messages.in(locale);
  if (due.kind === 'DATE') return t('due.DATE', { day: dayWords(due.on) });
  return due.kind === 'AFTER' ? t('due.AFTER', { days: due.days }) : t('due.NONE');
}

/** Why a rule fits somebody, in a sentence to her. */
export function reasonWords(reason: Reason, names: RuleNames, locale: Locale): string {
  const t = messages.in(locale);
  const course = (id: string) => names.courses[id] ?? t('course-gone');
  switch (reason.key) {
    case 'all': return t('because.all');
    case 'unit': return t('because.unit', { unit: names.units[reason.unitId] ?? t('unit-gone') });
    case 'category': return t('because.category', { category: t(`category.${reason.category ?? 'none'}` as 'category.none') });
    case 'position': return t('because.position', { position: reason.position });
    case 'role': return t('because.role', { role: roleName(reason.role, locale) });
    case 'joined': return t('because.joined', { day: orDash(reason.on) });
    case 'result': return reason.kind === 'LAPSES' ? t('because.LAPSES', { course: course(reason.courseId), day: orDash(reason.on) }) : t(`because.${reason.kind}`, { course: course(reason.courseId) });
  }
}

/** What stands as reason beside an enrolment that a rule made. */
export function ruleReason(rule: string, who: string, locale: Locale): string {
  return messages.in(locale)('by-rule', { rule, who: smallFirst(who) });
}

const orDash = (day: Day | null): string => (day === null ? '–' : dayWords(day));
