import { fewestPeople } from './retention.ts';

/** Somebody who takes a course once more. */
export interface RenewedPerson {
  isDone: boolean;
  /** Whether she ever handed in a pre-test of it. */
  hasSat: boolean;
  minutesReturned: number;
}

export interface RenewalFigures {
  /** How many are in a renewal now, and how many have ever sat a pre-test. */
  open: number;
  sat: number;
  /** Reading time given back to those; null when they are too few to be summed. */
  minutes: number | null;
}

/** What renewals came to for some people; null when none of them was ever renewed. */
export function sumRenewals(people: readonly RenewedPerson[]): RenewalFigures | null {
  if (people.length === 0) return null;
  const sat = people.filter(({ hasSat }) => hasSat);
  const minutes = sat.length < fewestPeople ? null : sat.reduce((sum, { minutesReturned }) => sum + minutesReturned, 0);
  return { open: people.filter(({ isDone }) => !isDone).length, sat: sat.length, minutes };
}
