import type { Random } from './random.ts';

const dayMs = 86_400_000;
const first = '2025-12-08';
const last = '2026-11-19';
const reviewDays: Readonly<Record<string, number>> = { HIGH: 30, MEDIUM: 90, LOW: 365 };

/** As much of an answer as decides when it can have been published. */
export interface Datable {
  asOf: string;
  volatility: string;
  variants: readonly string[];
  sources: readonly string[];
  legalBasis: readonly { effectiveFrom: string | null }[];
}
/** When an answer of the demo was published, and what became of it; moments in milliseconds. */
export interface AnswerDates {
  /** The day on which its first version was right. */
  asOf: string;
  publishedAt: number;
  /** Looked at again without a change. */
  renewedAt: number | null;
  /** More wordings were added. */
  widenedAt: number | null;
}

const startOf = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** No answer is older than what it rests on: its day, its documents, the month of its newest source. */
function earliest(answer: Datable): string {
  const months = answer.sources.flatMap((source) => [...source.matchAll(/(?<!\d)(\d{2})\/(20\d{2})(?!\d)/g)].map(([, month = '', year = '']) => `${year}-${month}-28`));
  const days = answer.legalBasis.flatMap(({ effectiveFrom }) => effectiveFrom ?? []);
  return [first, ...(answer.asOf < '2026-11-01' ? [answer.asOf] : []), ...days, ...months].filter((day) => day < last).toSorted().at(-1) ?? first;
}

/** A moment of office hours on that day or, on a weekend, the Monday after. */
function inOfficeHours(ms: number, random: Random): number {
  const weekday = new Date(ms).getUTCDay();
  const shifted = ms + (weekday === 6 ? 2 : weekday === 0 ? 1 : 0) * dayMs;
  return startOf(dayOf(shifted)) + random.int(60, 9 * 60) * 60_000;
}

/** Invents when an answer was published, reviewed and widened, all of it before the demo's present. */
export function datesOf(answer: Datable, nowMs: number, random: Random): AnswerDates {
  const from = startOf(earliest(answer)) + 5 * dayMs;
  const to = Math.max(from, startOf(last) - 2 * dayMs);
  const publishedAt = Math.min(inOfficeHours(from + random.next() ** 1.5 * (to - from), random), startOf(last));
  const asOf = [answer.asOf, dayOf(publishedAt - 4 * dayMs)].toSorted()[0] ?? first;
  const patience = reviewDays[answer.volatility] ?? 0;
  const isOverdue = startOf(asOf) + patience * dayMs < nowMs;
  const between = (low: number) => (low < startOf(last) ? Math.min(inOfficeHours(low + random.next() * (startOf(last) - low), random), startOf(last)) : null);
  const renewedAt = isOverdue && random.chance(0.85) ? between(Math.max(publishedAt + 3 * dayMs, nowMs - (patience - 5) * dayMs)) : null;
  const widenedAt = renewedAt === null && answer.variants.length > 4 && random.chance(0.35) ? between(publishedAt + 20 * dayMs) : null;
  return { asOf, publishedAt, renewedAt, widenedAt };
}
