import type { Db, Tx } from '../../../db/client.ts';
import type { Clock, Instant } from '../clock.ts';
import type { Env } from '../env.ts';
import { newId } from '../ids.ts';
import type { Log } from '../log.ts';
import type { JobContract } from './contract.ts';

export interface JobContext {
  db: Db;
  clock: Clock;
  log: Log;
  /** Signs certificates and receipts. */
  secret: string;
  timeZone: string;
  /** Under which this process holds leases; a runner without it is judged by the time of its leases alone. */
  processId?: string | undefined;
  /** The installation's settings, for work that reaches out of the process; tests of other work leave it out. */
  env?: Env;
}

/** A contract with the function that does the work. Work may run twice, so it must be idempotent. */
export interface JobHandler {
  contract: JobContract<unknown>;
  run(payload: unknown, context: JobContext): Promise<void>;
}

/** Binds a contract to its work. */
export function handleJob<Payload>(contract: JobContract<Payload>, run: (payload: Payload, context: JobContext) => Promise<void>): JobHandler {
  return { contract: contract as JobContract<unknown>, run: (payload, context) => run(payload as Payload, context) };
}

export interface EnqueueOptions {
  now: Instant;
  /** Not before this instant; now when left out. */
  runAt?: Instant;
  /** At most one waiting or running job per key. */
  uniqueKey?: string;
}

/** Writes a job in the caller's transaction: it exists exactly when the change that needs it exists. */
export async function enqueue<Payload>(tx: Tx | Db, job: JobContract<Payload>, payload: Payload, options: EnqueueOptions): Promise<void> {
  await tx
    .insertInto('job')
    .values({
      id: newId(),
      name: job.name,
      payload: JSON.stringify(job.payload.parse(payload)),
      state: 'QUEUED',
      unique_key: options.uniqueKey ?? null,
      run_at: options.runAt ?? options.now,
      max_attempts: job.maxAttempts,
      created_at: options.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
