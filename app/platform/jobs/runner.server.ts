import { plusMinutes, toInstant } from '../clock.ts';
import { newId } from '../ids.ts';
import { isAppError, type ErrorKind } from '../errors.ts';
import type { JobContext, JobHandler } from './jobs.server.ts';

const leaseMinutes = 5;
const pollMilliseconds = 500;

export interface Runner {
  /** Looks for due jobs now instead of at the next poll. */
  wake(): void;
  /** Runs every due job and returns how many ran: for tests and for draining. */
  runDue(): Promise<number>;
  /** Stops taking jobs and waits for the running one. */
  stop(): Promise<void>;
  start(): void;
}

interface Claimed {
  id: string;
  name: string;
  payload: string;
  attempts: number;
  max_attempts: number;
  leaseId: string;
}

/** The embedded job runner: one job at a time, claimed with a lease so that a killed process loses nothing. */
export function createRunner(context: JobContext, handlers: readonly JobHandler[]): Runner {
  const byName = new Map(handlers.map((handler) => [handler.contract.name, handler]));
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let stopped = true;
  let stopping = false;

  const runDue = () => drain(context, byName, () => stopping);
  const tick = () => {
    running = running.then(async () => {
      if (stopped) return;
      await runDue().catch((error: unknown) => context.log.error({ err: error }, 'job runner'));
      if (!stopped) schedule(pollMilliseconds);
    });
  };
  const schedule = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(tick, milliseconds);
    timer.unref();
  };
  return {
    runDue,
    start() {
      stopped = false;
      stopping = false;
      schedule(0);
    },
    wake: () => void (stopped || schedule(0)),
    async stop() {
      stopped = true;
      stopping = true;
      clearTimeout(timer);
      await running;
    },
  };
}

async function drain(context: JobContext, byName: ReadonlyMap<string, JobHandler>, isStopping: () => boolean): Promise<number> {
  let count = 0;
  for (let job = await claim(context); job; job = isStopping() ? undefined : await claim(context)) {
    await perform(context, byName.get(job.name), job);
    count += 1;
  }
  return count;
}

async function claim({ db, clock }: JobContext): Promise<Claimed | undefined> {
  const now = toInstant(clock.now());
  const due = await db
    .selectFrom('job')
    .select(['id', 'name', 'payload', 'attempts', 'max_attempts', 'lease_id'])
    .where('run_at', '<=', now)
    .where((where) => where.or([where('state', '=', 'QUEUED'), where.and([where('state', '=', 'RUNNING'), where('lease_until', '<', now)])]))
    .orderBy('run_at')
    .limit(1)
    .executeTakeFirst();
  if (!due) return undefined;
  const leaseId = newId();
  const taken = await db
    .updateTable('job')
    .set({ state: 'RUNNING', lease_id: leaseId, lease_until: plusMinutes(now, leaseMinutes), attempts: due.attempts + 1 })
    .where('id', '=', due.id)
    .where('lease_id', 'is not distinct from', due.lease_id)
    .where('attempts', '=', due.attempts)
    .executeTakeFirst();
  return taken.numUpdatedRows === 1n ? { ...due, attempts: due.attempts + 1, leaseId } : claim({ db, clock } as JobContext);
}

async function perform(context: JobContext, handler: JobHandler | undefined, job: Claimed): Promise<void> {
  const beat = setInterval(() => void extend(context, job).catch((error: unknown) => context.log.warn({ err: error, job: job.name }, 'lease not extended')), (leaseMinutes * 60_000) / 3);
  try {
    if (job.attempts > job.max_attempts) throw new Error('the process ended during every try');
    if (!handler) throw new Error(`no handler for job ${job.name}`);
    await handler.run(handler.contract.payload.parse(JSON.parse(job.payload)), context);
    await finish(context, job, { state: 'DONE', finished_at: toInstant(context.clock.now()), last_error: null });
  } catch (error) {
    context.log.warn({ err: error, job: job.name, attempt: job.attempts }, 'job failed');
    await finish(context, job, afterFailure(context, job, error));
  } finally {
    clearInterval(beat);
  }
}

function afterFailure({ clock }: JobContext, job: Claimed, error: unknown) {
  const now = toInstant(clock.now());
  const last_error = error instanceof Error ? error.message : String(error);
  if (job.attempts >= job.max_attempts || isFinal(error)) return { state: 'FAILED', finished_at: now, last_error };
  return { state: 'QUEUED', run_at: plusMinutes(now, backOffMinutes(job.attempts)), last_error, finished_at: null };
}

/** Refusals that another try cannot change. */
const finalKinds: ReadonlySet<ErrorKind> = new Set(['invalid', 'forbidden', 'not-found']);

function isFinal(error: unknown): boolean {
  return isAppError(error) && finalKinds.has(error.kind);
}

/** Waiting time before the next try: 6 s, 24 s, 96 s … at most one hour. */
export function backOffMinutes(attempts: number): number {
  return Math.min(60, 0.1 * 4 ** (attempts - 1));
}

async function extend({ db, clock }: JobContext, job: Claimed): Promise<void> {
  await db.updateTable('job').set({ lease_until: plusMinutes(clock.now(), leaseMinutes) }).where('id', '=', job.id).where('lease_id', '=', job.leaseId).execute();
}

/** Every change carries the lease, so a runner that lost it cannot write. */
async function finish({ db }: JobContext, job: Claimed, change: { state: string; finished_at: string | null; last_error: string | null; run_at?: string }): Promise<void> {
  await db
    .updateTable('job')
    .set({ ...change, lease_id: null, lease_until: null })
    .where('id', '=', job.id)
    .where('lease_id', '=', job.leaseId)
    .execute();
}
