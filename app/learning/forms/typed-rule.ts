import { plusDays } from '../../platform/days.ts';
import type { RuleWhat, RuleWho } from '../rules/assignment-rule.ts';

/** Whom a rule means, as the fields of its form hold it. */
export function typedWho({ name, who }: { name: string; who: RuleWho }): Record<string, string | string[]> {
  const { units, notUnits, categories, positions, roles, joinedFrom, joinedTo, result } = who;
  return { name, units, notUnits, categories, positions: positions.join(', '), roles, joinedFrom: joinedFrom ?? '', joinedTo: joinedTo ?? '', resultKind: result?.kind ?? '', resultCourse: result?.courseId ?? '', resultBefore: result?.before ?? '' };
}

/** What a rule assigns, as the fields of its form hold it. */
export function typedWhat({ what, validFrom, validTo }: { what: RuleWhat; validFrom: string; validTo: string | null }): Record<string, string | string[]> {
  const { courses, paths = [], due, isMandatory } = what;
  return { courses, paths, dueKind: due.kind, dueOn: due.kind === 'DATE' ? due.on : '', dueDays: due.kind === 'AFTER' ? String(due.days) : '', duty: isMandatory ? 'yes' : 'no', validFrom, validUntil: validTo === null ? '' : plusDays(validTo, -1) };
}
