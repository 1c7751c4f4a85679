import type { Day, Instant } from '../../platform/clock.ts';
import { instantOf } from '../../platform/local-time.ts';

/** Between which hours of a day something is written: from `opens` on, and not from `ends` on. */
export interface Hours {
  opens: Instant;
  ends: Instant;
}

export function hoursOn(day: Day, { from, until, timeZone }: { from: string; until: string; timeZone: string }): Hours {
  return { opens: instantOf(`${day}T${from}`, timeZone), ends: instantOf(`${day}T${until}`, timeZone) };
}

/** Whether a run at a moment writes, has to come again today, or is too late for today. */
export function runAt(at: Instant, { opens, ends }: Hours): 'EARLY' | 'OPEN' | 'LATE' {
  if (at >= ends) return 'LATE';
  return at < opens ? 'EARLY' : 'OPEN';
}
