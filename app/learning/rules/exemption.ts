import type { Day } from '../../platform/clock.ts';
import { plusDays, plusMonths } from '../../platform/days.ts';

export const exemptionKinds = ['LONG_LEAVE', 'EQUAL_TRAINING', 'OTHER_REASON', 'RECOGNISED'] as const;
/** Why somebody need not take a course for a time. RECOGNISED: a certificate from elsewhere counts instead. */
export type ExemptionKind = (typeof exemptionKinds)[number];

export interface ExemptionPeriod {
  validFrom: Day;
  /** The first day on which it holds no more. */
  validTo: Day;
  endedAt: string | null;
}

/** Where an exemption stands on a day: ended early, still to come, in force, or over. */
export function exemptionState({ validFrom, validTo, endedAt }: ExemptionPeriod, today: Day): 'ENDED' | 'COMING' | 'IN_FORCE' | 'OVER' {
  if (endedAt !== null) return 'ENDED';
  if (validFrom > today) return 'COMING';
  return validTo > today ? 'IN_FORCE' : 'OVER';
}

/** The last day on which an exemption from a day on may hold: five years later. */
export const longestExemption = (from: Day): Day => plusMonths(from, 60);

/** The last day on which it holds. */
export const lastDayOf = ({ validTo }: Pick<ExemptionPeriod, 'validTo'>): Day => plusDays(validTo, -1);
