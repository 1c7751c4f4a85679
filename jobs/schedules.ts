import type { Db } from '../db/client.ts';
import { clearHeldFormsJob, clearImportRowsJob, doUnitDeedsJob, fillSortKeysJob, lockIdleAccountsJob } from '../app/people/index.server.ts';
import { assignJob, countAnswersJob, digestJob, escalateJob, countUnitsJob, remindJob, renewJob, sweepCopiesJob } from '../app/learning/jobs.ts';
import { promptAdoptionsJob } from '../app/contest/index.server.ts';
import { remindContestsJob, sweepFilesJob } from '../app/contest/jobs.ts';
import { remindReportsJob, sweepEvidenceJob } from '../app/reports/jobs.ts';
import { eraseCallsJob, eraseTicketsJob } from '../app/faq/index.server.ts';
import { erasePacksJob } from '../app/reports/index.server.ts';
import { keepReportsJob } from '../app/reports/jobs.ts';
import type { Clock, Instant } from '../app/platform/clock.ts';
import { dayIn } from '../app/platform/i18n/formats.ts';
import { type JobContract } from '../app/platform/jobs/contract.ts';
import { enqueue } from '../app/platform/jobs/jobs.server.ts';

/** A job that runs once every night. */
interface Nightly {
  job: JobContract<Record<string, never>>;
  /** Minutes after local midnight. */
  at: number;
}

const nightly: readonly Nightly[] = [
  { job: clearHeldFormsJob, at: 60 },
  // Before whatever asks where people sit.
  { job: doUnitDeedsJob, at: 62 },
  { job: fillSortKeysJob, at: 65 },
  { job: lockIdleAccountsJob, at: 70 },
  { job: clearImportRowsJob, at: 75 },
  // It looks up at which hour reminders go out today, and comes again then.
  { job: remindJob, at: 300 },
  { job: escalateJob, at: 305 },
  { job: digestJob, at: 310 },
  { job: eraseTicketsJob, at: 80 },
  { job: assignJob, at: 92 },
  { job: renewJob, at: 95 },
  { job: eraseCallsJob, at: 85 },
  { job: promptAdoptionsJob, at: 480 },
  { job: remindContestsJob, at: 480 },
  { job: remindReportsJob, at: 480 },
  { job: sweepFilesJob, at: 90 },
  { job: sweepCopiesJob, at: 91 },
  { job: sweepEvidenceJob, at: 93 },
  { job: countAnswersJob, at: 100 },
  { job: erasePacksJob, at: 105 },
  { job: countUnitsJob, at: 110 },
  { job: keepReportsJob, at: 115 },
];

/**
 * Makes sure that the next run of every nightly job is waiting. Call it at start and every hour; calling it more often does nothing.
 * A run that was missed because the machine was off is still waiting and happens at the next start.
 */
export async function scheduleDue(db: Db, clock: Clock, timeZone = 'Asia/Ho_Chi_Minh'): Promise<void> {
  const now = clock.now();
  for (const { job, at } of nightly) {
    const runAt = nextRun(now, at, timeZone);
    await enqueue(db, job, {}, { now: now.toISOString(), runAt, uniqueKey: `${job.name}:${dayIn(timeZone, new Date(runAt))}` });
  }
}

/** The next moment, strictly later than now, at which a local clock shows so many minutes after midnight. */
export function nextRun(now: Date, minutesAfterMidnight: number, timeZone: string): Instant {
  const clockFace = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const minute = Math.floor(now.getTime() / 60_000) * 60_000;
  const shown = (at: number) => clockFace.format(at).split(':').map(Number).reduce((hours, minutes) => hours * 60 + minutes);
  const ahead = (minutesAfterMidnight - shown(minute) + 1440) % 1440 || 1440;
  const guess = minute + ahead * 60_000;
  // A clock that is put forward or back in between shows something else then; where the wanted time is left out, the guess is as good as any.
  const off = ((minutesAfterMidnight - shown(guess) + 2160) % 1440) - 720;
  const better = guess + off * 60_000;
  return new Date(better > now.getTime() && shown(better) === minutesAfterMidnight ? better : guess).toISOString();
}
