import { minutesSat, type Sitting } from './net-minutes.ts';
import { fewestPeople } from './retention.ts';

/** Somebody who takes a course once more. */
export interface RenewedPerson {
  isDone: boolean;
  /** The pre-tests of it that she handed in, over all rounds. */
  sittings: readonly Sitting[];
  minutesReturned: number;
}

export interface RenewalFigures {
  /** How many are in a renewal now, and how many have ever sat a pre-test. */
  open: number;
  sat: number;
  /** What those need not read, and the minutes that they sat for it; null when they are too few to be summed. */
  minutes: { unread: number; sat: number } | null;
}

/** What renewals came to for some people; null when none of them was ever renewed. */
export function sumRenewals(people: readonly RenewedPerson[]): RenewalFigures | null {
  if (people.length === 0) return null;
  const sat = people.filter(({ sittings }) => sittings.length > 0);
  const sum = (of: (person: RenewedPerson) => number) => sat.reduce((total, person) => total + of(person), 0);
  const minutes = sat.length < fewestPeople ? null : { unread: sum(({ minutesReturned }) => minutesReturned), sat: sum(({ sittings }) => sittings.reduce((total, one) => total + minutesSat(one), 0)) };
  return { open: people.filter(({ isDone }) => !isDone).length, sat: sat.length, minutes };
}
