import type { Day } from '../../platform/clock.ts';
import { daysBetween, plusDays } from '../../platform/days.ts';
import { clockRuns, type TicketDates } from './ticket.ts';

/** Days of a period, both included, and what was wrong with the one that was asked for. */
export interface Period {
  from: Day;
  to: Day;
  fault: 'order' | 'long' | null;
}
/** A caller who rings again within so many days was not helped the first time. */
export const againWithinDays = 7;
export const mostDays = 366;
const usualDays = 30;

/** The period that was asked for: the last 30 days when nothing was, or when it ends before it begins; at most a year, counted from its end. */
export function periodOf(asked: { from?: Day | undefined; to?: Day | undefined }, today: Day): Period {
  const to = asked.to ?? (asked.from && asked.from > today ? asked.from : today);
  const from = asked.from ?? plusDays(to, 1 - usualDays);
  if (from > to) return { from: plusDays(today, 1 - usualDays), to: today, fault: 'order' };
  return daysBetween(from, to) >= mostDays ? { from: plusDays(to, 1 - mostDays), to, fault: 'long' } : { from, to, fault: null };
}

export type Step = 'DAY' | 'WEEK' | 'MONTH';
export interface Slot {
  from: Day;
  to: Day;
  count: number;
}

/** How many days a period has. */
export const lengthOf = ({ from, to }: Pick<Period, 'from' | 'to'>): number => daysBetween(from, to) + 1;

/** Bars that are read at a glance, never many more than twenty: days for two weeks, weeks from Monday for half a year, months beyond; the first and the last may be cut short by the period. */
export function stepOf(period: Period): Step {
  const days = lengthOf(period);
  return days <= 14 ? 'DAY' : days <= 186 ? 'WEEK' : 'MONTH';
}

const startsStep = (day: Day, step: Step): boolean => step === 'DAY' || (step === 'WEEK' ? new Date(`${day}T00:00:00Z`).getUTCDay() === 1 : day.endsWith('-01'));

/** Counts by day put together into the bars of a period; days without any stand with nothing. */
export function slotsOf(period: Period, counts: ReadonlyMap<Day, number>): Slot[] {
  const step = stepOf(period);
  const slots: Slot[] = [];
  for (let day = period.from; day <= period.to; day = plusDays(day, 1)) {
    const last = slots.at(-1);
    if (!last || startsStep(day, step)) slots.push({ from: day, to: day, count: counts.get(day) ?? 0 });
    else Object.assign(last, { to: day, count: last.count + (counts.get(day) ?? 0) });
  }
  return slots;
}

/** The middle of some numbers, the mean of the two in the middle when they are even; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

export type Punctuality = 'IN_TIME' | 'LATE' | 'OPEN';

/** Whether a ticket was answered in time; open while its time runs or the citizen is asked for something, or when it was closed without an answer. */
export function punctualityOf(ticket: TicketDates & { due_at: string }, now: string): Punctuality {
  if (ticket.answered_at) return ticket.answered_at <= ticket.due_at ? 'IN_TIME' : 'LATE';
  return clockRuns(ticket) && ticket.due_at <= now ? 'LATE' : 'OPEN';
}
