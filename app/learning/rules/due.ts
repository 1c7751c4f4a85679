import type { Day } from '../../platform/clock.ts';
import { daysBetween } from '../../platform/days.ts';

export type DueState = 'later' | 'soon' | 'today' | 'late';

/** How a due day stands against today, and how many whole days lie between. "Soon" begins two weeks before. */
export function dueState(dueOn: Day, today: Day): { state: DueState; days: number } {
  const days = daysBetween(today, dueOn);
  if (days < 0) return { state: 'late', days: -days };
  if (days === 0) return { state: 'today', days };
  return { state: days <= 14 ? 'soon' : 'later', days };
}
