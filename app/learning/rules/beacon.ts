import { z } from 'zod';

/** What the reader's script reports about once a minute and when the page is left. */
export const beaconBody = z.object({
  lesson: z.uuid(),
  /** Seconds of visible, active reading since the last report. */
  seconds: z.number().int().min(0).max(86_400),
  /** How far down the lesson, in thousandths. */
  position: z.number().int().min(0).max(1000),
  /** Made by the page; the same report sent twice has the same key. */
  key: z.string().regex(/^[\w-]{8,64}$/),
});
export type BeaconBody = z.infer<typeof beaconBody>;

/** One report never counts more than this. */
export const longestReport = 120;

/**
 * Seconds that a report may count: never more than the time that passed since this person's last report (two tabs cannot read twice),
 * and never more than two minutes. The browser's own clock is not asked, so reports "from the future" cannot exist.
 */
export function countedSeconds(reported: number, lastReportAt: number | undefined, now: number): number {
  const passed = lastReportAt === undefined ? longestReport : Math.max(0, Math.ceil((now - lastReportAt) / 1000));
  return Math.min(reported, passed, longestReport);
}
