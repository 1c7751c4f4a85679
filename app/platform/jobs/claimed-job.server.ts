import { plusMinutes, toInstant } from '../clock.ts';
import { isAppError, type ErrorKind } from '../errors.ts';
import { newId } from '../ids.ts';
import { leaseIsOver } from '../processes.server.ts';
import type { JobContext, JobHandler } from './jobs.server.ts';

const leaseMinutes = 5;

/** Handlers by the name of their job. */
export type Handlers = ReadonlyMap<string, JobHandler>;

export function handlersByName(handlers: readonly JobHandler[]): Handlers {
  return new Map(handlers.map((handler) => [handler.contract.name, handler]));
}

/** A row that this process holds by a lease. */
export interface Claimed {
  id: string;
  name: string;
  payload: string;
  attempts: number;
  max_attempts: number;
  leaseId: string;
}

interface Due {
  id: string;
  name: string;
  payload: string;
  attempts: number;
  max_attempts: number;
  lease_id: string | null;
}

/** The next due rows: waiting ones whose time has come, and running ones whose lease is over. */
export function listDue({ db, clock, processId }: Pick<JobContext, 'db' | 'clock' | 'processId'>, limit: number, id?: string): Promise<Due[]> {
  const now = toInstant(clock.now());
  return db
    .selectFrom('job')
    .select(['id', 'name', 'payload', 'attempts', 'max_attempts', 'lease_id'])
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .where('run_at', '<=', now)
    .where((where) => where.or([where('state', '=', 'QUEUED'), where.and([where('state', '=', 'RUNNING'), leaseIsOver(now, processId)])]))
    .orderBy('run_at')
    .limit(limit)
    .execute();
}

/** Takes the next due row, or the row with this id if it is due, by a lease; undefined when there is none (any more). */
export async function claimJob(context: JobContext, id?: string): Promise<Claimed | undefined> {
  const { db, clock, processId } = context;
  const [due] = await listDue(context, 1, id);
  if (!due) return undefined;
  const leaseId = newId();
  const taken = await db
    .updateTable('job')
    .set({ state: 'RUNNING', lease_id: leaseId, lease_until: plusMinutes(clock.now(), leaseMinutes), holder: processId ?? null, attempts: due.attempts + 1 })
    .where('id', '=', due.id)
    .where('lease_id', 'is not distinct from', due.lease_id)
    .where('attempts', '=', due.attempts)
    .executeTakeFirst();
  return taken.numUpdatedRows === 1n ? { ...due, attempts: due.attempts + 1, leaseId } : claimJob(context, id);
}

/** Does the work of a claimed row and writes what came of it; work that fails is a state of the row, not an error. */
export async function performJob(context: JobContext, handlers: Handlers, job: Claimed): Promise<void> {
  const handler = handlers.get(job.name);
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
    .set({ ...change, lease_id: null, lease_until: null, holder: null })
    .where('id', '=', job.id)
    .where('lease_id', '=', job.leaseId)
    .execute();
}
