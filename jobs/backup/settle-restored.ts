import { pauseAllChannels, treatAsSent } from '../../app/messaging/index.server.ts';
import { recordAudit } from '../../app/platform/audit.server.ts';
import { plusMinutes, type Instant } from '../../app/platform/clock.ts';
import { claimJob, handlersByName, performJob } from '../../app/platform/jobs/claimed-job.server.ts';
import type { JobContext } from '../../app/platform/jobs/jobs.server.ts';
import { createLog } from '../../app/platform/log.ts';
import { openDatabase, type Db, type Tx } from '../../db/client.ts';
import { migrate } from '../../db/migrations/index.ts';
import { jobHandlers } from '../registry.ts';
import { scheduleDue } from '../schedules.ts';

/** Jobs that write to people: what they would have written until the moment of the crash was written and sent, so they run once more, each at its own time, before anything counts as sent. */
export const replayed: ReadonlySet<string> = new Set([
  'messaging.fan-out', 'learning.remind', 'learning.escalate', 'learning.digest', 'learning.assign', 'learning.assign-rule', 'learning.remark',
  'contest.remind', 'contest.prompt-adoptions', 'reports.remind-monthly', 'faq.escalate-ticket', 'events.fan-out', 'events.deliver',
]);
/** Jobs that send by themselves, past the ledger: done is done. */
export const takenForDone: ReadonlySet<string> = new Set(['contest.send-code', 'contest.tell-old-address']);

export interface RestoredCopy {
  /** When the backup was made: from there on jobs have been running that it does not know of. */
  madeAt: Instant;
  /** Until when everything that was due counts as sent; null when nothing does. */
  sentUntil: Instant | null;
  timeZone: string;
}

/**
 * Makes a restored copy ready for its first start: no process of its rows is alive, no work is under way, and every channel waits until an administrator has looked.
 * With a moment everything that was due until then counts as sent, so that nobody gets twice what went out between the backup and the crash.
 * @returns how many deliveries were taken for sent, by channel
 */
export async function settleRestored(file: string, now: Date, { madeAt, sentUntil, timeZone }: RestoredCopy): Promise<Record<string, number>> {
  const db = openDatabase(file);
  try {
    await migrate(db);
    await db.transaction().execute((tx) => endAll(tx, now.toISOString()));
    if (sentUntil !== null) await replay(db, { madeAt, until: sentUntil, timeZone });
    return await db.transaction().execute(async (tx) => {
      const taken = sentUntil === null ? {} : await treatAsSent(tx, sentUntil);
      await recordAudit(tx, { at: now.toISOString(), actor: null, action: 'database.restore', objectType: 'database', objectId: 'hoc06', details: { backupMadeAt: madeAt, sentUntil, taken } });
      return taken;
    });
  } finally {
    await db.destroy();
  }
}

/** Whoever restores holds the folder, and no other connection is open. */
async function endAll(tx: Tx, at: Instant): Promise<void> {
  await tx.updateTable('process').set({ standing: 'ENDED', ended_at: at }).where('standing', '<>', 'ENDED').execute();
  await tx.updateTable('job').set({ state: 'QUEUED', lease_id: null, lease_until: null, holder: null }).where('state', '=', 'RUNNING').execute();
  await pauseAllChannels(tx, 'RESTORED', at);
}

/** Lets time pass from the backup to the moment, for the jobs that write to people; each sees the clock of its own time. */
async function replay(db: Db, { madeAt, until, timeZone }: { madeAt: Instant; until: Instant; timeZone: string }): Promise<void> {
  for (let day = madeAt; day <= until; day = plusMinutes(day, 1_440)) await scheduleDue(db, { now: () => new Date(day) }, timeZone);
  await db.updateTable('job').set({ state: 'DONE', finished_at: until }).where('state', '=', 'QUEUED').where('name', 'in', [...takenForDone]).where('run_at', '<=', until).execute();
  let at = madeAt;
  const context: JobContext = { db, clock: { now: () => new Date(at) }, log: createLog('warn', 'restore'), secret: '', timeZone };
  const handlers = handlersByName(jobHandlers);
  for (;;) {
    const next = await db.selectFrom('job').select(['id', 'run_at']).where('state', '=', 'QUEUED').where('name', 'in', [...replayed]).where('run_at', '<=', until).orderBy('run_at').limit(1).executeTakeFirst();
    if (!next) return;
    // What waited already when the backup was made runs then; time never goes back.
    if (next.run_at > at) at = next.run_at;
    const job = await claimJob(context, next.id);
    if (job) await performJob(context, handlers, job);
  }
}
