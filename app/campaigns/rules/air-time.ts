import { spokenSeconds } from '../../platform/text/spoken.ts';
import { drillLine, drillScript } from './drill.ts';
import { readingSeconds } from './led.ts';
import type { PublicMedium, Variant } from './media.ts';

/** The longest that a broadcast takes, in minutes: whatever began earlier is over. */
export const longestMinutes = 180;

/** How many seconds a medium takes its place for: a round of a board's pages, a bulletin in all its languages, a crawl that passes once. A poster and a post take none: others stand beside them. */
export function airSeconds(medium: PublicMedium, words: Record<string, unknown>, { rate, isDrill }: { rate: number; isDrill: boolean }): number {
  if (medium === 'LED') return (words['pages'] as string[]).length * Number(words['seconds']);
  if (medium === 'CRAWL') return readingSeconds(isDrill ? drillLine(String(words['text'])) : String(words['text']));
  if (medium === 'POSTER' || medium === 'POST') return 0;
  const texts = [String(words['script']), ...((words['variants'] as Variant[] | undefined) ?? []).map(({ text }) => text)];
  const seconds = texts.reduce((sum, text) => sum + spokenSeconds(isDrill ? drillScript(text) : text, rate), 0);
  return Math.min(seconds, longestMinutes * 60);
}

/** Whether two broadcasts at one place run into each other; one may begin in the very second in which the other ends. */
export function overlap(one: { startsAt: string; seconds: number }, other: { startsAt: string; seconds: number }): boolean {
  const [from, to] = [Date.parse(one.startsAt), Date.parse(other.startsAt)];
  return from < to + other.seconds * 1_000 && to < from + one.seconds * 1_000;
}
