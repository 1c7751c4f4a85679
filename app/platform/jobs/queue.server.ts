import { createHash } from 'node:crypto';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { noteQueue } from '../processes.server.ts';
import { claimJob, handlersByName, listDue, performJob } from './claimed-job.server.ts';
import type { JobContext, JobHandler } from './jobs.server.ts';
import type { Runner } from './runner.server.ts';
import { createTicker } from './ticker.ts';

const relayMilliseconds = 500;
const relayedAtOnce = 500;
/** How long an id that a killed process had taken from Redis stays hidden. The lease of the row guards the work, so this may be short. */
const lockMilliseconds = 5_000;

interface Told {
  id: string;
}

/**
 * Shares the rows of the table `job` out among any number of processes through BullMQ. Redis carries row ids and nothing else: what is to be done,
 * how often it was tried and when it is due stand in the row, and whoever gets an id still has to take the row by its lease. So a row that Redis
 * has forgotten is told again, and one that was told twice is done once (docs/decisions/0013).
 */
export function createQueueRunner(context: JobContext, handlers: readonly JobHandler[], redisUrl: string): Runner {
  const prefix = `hoc06-${createHash('sha256').update(context.secret).digest('hex').slice(0, 12)}`;
  const outage = tellOnce(context);
  const relay = openRelay(redisUrl, prefix, outage);
  const byName = handlersByName(handlers);
  const connection = connect(redisUrl, { maxRetriesPerRequest: null });
  const worker = new Worker<Told>('jobs', (told) => take(told.data.id), {
    prefix,
    connection,
    autorun: false,
    concurrency: 1,
    lockDuration: lockMilliseconds,
    stalledInterval: lockMilliseconds / 2,
  });
  worker.on('error', outage.down);
  worker.on('ready', outage.up);

  const take = async (id: string) => {
    const job = await claimJob(context, id);
    if (job) await performJob(context, byName, job);
  };
  const ticker = createTicker(relayMilliseconds, async () => relay.tell(await listDue(context, relayedAtOnce)), outage.down);
  return {
    ...ticker,
    start() {
      ticker.start();
      void worker.run().catch(outage.down);
    },
    async stop() {
      await ticker.stop();
      await closeQuietly(worker);
      connection.disconnect();
      await relay.close();
    },
  };
}

/** Tells BullMQ which rows are due. One try of one row is one id there, so telling it again while it waits changes nothing. */
function openRelay(redisUrl: string, prefix: string, outage: Outage) {
  // Without an offline queue: while Redis is away telling fails at once, and the next tick tells again.
  const connection = connect(redisUrl, { maxRetriesPerRequest: 1, enableOfflineQueue: false });
  const queue = new Queue<Told>('jobs', { prefix, connection });
  queue.on('error', outage.down);
  return {
    async tell(due: readonly { id: string; name: string; attempts: number }[]) {
      if (due.length === 0) return;
      await queue.addBulk(due.map(({ id, name, attempts }) => ({ name, data: { id }, opts: { jobId: `${id}.${attempts}`, removeOnComplete: true, removeOnFail: true } })));
      outage.up();
    },
    async close() {
      await closeQuietly(queue);
      connection.disconnect();
    },
  };
}

function connect(url: string, options: { maxRetriesPerRequest: number | null; enableOfflineQueue?: boolean }): Redis {
  return new Redis(url, { ...options, retryStrategy: (tries) => Math.min(2_000, tries * 100) });
}

interface Outage {
  down(error: unknown): void;
  up(): void;
}

/** One line in the log when Redis goes, one when it is back; a line for every try would fill the disk. The operations page shows it as well. */
function tellOnce({ log, db, processId }: JobContext): Outage {
  let isDown = false;
  const note = (queue: 'REDIS' | 'REDIS_AWAY') => void (processId && noteQueue(db, processId, queue).catch((error: unknown) => log.warn({ err: error }, 'state of the queue not noted')));
  note('REDIS');
  return {
    down(error) {
      if (isDown) return;
      isDown = true;
      log.error({ err: error }, 'the queue is out of reach; jobs wait in the database');
      note('REDIS_AWAY');
    },
    up() {
      if (!isDown) return;
      isDown = false;
      log.info('the queue is back');
      note('REDIS');
    },
  };
}

/** Closing waits for the running job. A Redis that is away must not keep the process from ending. */
async function closeQuietly(part: { close(): Promise<unknown> }): Promise<void> {
  await part.close().catch(() => undefined);
}
