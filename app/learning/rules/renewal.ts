import type { Day } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { plusMonths } from './certificate.ts';

/** How a course is due again, as `course.yaml` says it. */
export interface RenewalSettings {
  everyMonths: number;
  /** How many days before the end of its time a round opens. */
  leadDays: number;
  pretest: PretestSettings | null;
}
export interface PretestSettings {
  /** Questions drawn from each module, and how many of them must be right to prove it. */
  questions: number;
  right: number;
  minutes: number;
}

/** Nobody gets less time than this, however late a round opens: after a standstill, or after an account was out of use. */
export const shortestNotice = 14;

/** The last day on which a completion counts, and the day from which its renewal is open. */
export function renewalDays(completedOn: Day, { everyMonths, leadDays }: Pick<RenewalSettings, 'everyMonths' | 'leadDays'>): { lapsesOn: Day; opensOn: Day } {
  const lapsesOn = plusMonths(completedOn, everyMonths);
  return { lapsesOn, opensOn: plusDays(lapsesOn, -leadDays) };
}

/** By when a round that opens today is to be finished; null while it is too early. */
export function renewalDueOn(completedOn: Day, settings: RenewalSettings, today: Day): Day | null {
  const { lapsesOn, opensOn } = renewalDays(completedOn, settings);
  if (today < opensOn) return null;
  const soonest = plusDays(today, Math.min(shortestNotice, settings.leadDays));
  return lapsesOn > soonest ? lapsesOn : soonest;
}

/** The modules that a pre-test proves: as many questions fully right as the course asks for. Half an answer proves nothing. */
export function provenModules(answers: readonly { module: string; points: number }[], right: number): Set<string> {
  const rights = new Map<string, number>();
  for (const { module, points } of answers) if (points >= 1) rights.set(module, (rights.get(module) ?? 0) + 1);
  return new Set([...rights].filter(([, count]) => count >= right).map(([module]) => module));
}
