import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../db/client.ts';
import { plusMinutes, toInstant, type Clock, type Instant } from './clock.ts';
import { lockFile } from './file-lock.server.ts';
import { newId } from './ids.ts';
import type { Log } from './log.ts';
import { createTicker } from './jobs/ticker.ts';

const reviewMilliseconds = 2_000;
const keptMinutes = 7 * 24 * 60;

/** What is known of a process: it lives, it has ended (in order or not), or nobody can tell, because its lock file is not here. */
export type Standing = 'ALIVE' | 'LOST' | 'ENDED';

/** Where a process gets its jobs from: from the database, or by a Redis that answers it or does not. */
export type QueueState = 'OWN' | 'REDIS' | 'REDIS_AWAY';

export interface Ports {
  db: Db;
  clock: Clock;
  log: Log;
  dataDir: string;
}

/** This process among those that work on one data folder. */
export interface OwnProcess {
  id: string;
  /** Says that it has ended; it must hold no lease any more. */
  leave(): Promise<void>;
}

/**
 * Enters this process among those that take work by leases, finds out which of the others have ended, and goes on looking every two seconds.
 * A process lives as long as the operating system keeps its lock; no clock is asked, so a jump of time ends nobody (docs/decisions/0046).
 */
export async function enterProcess(ports: Ports, { name, runsJobs }: { name: 'web' | 'worker'; runsJobs: boolean }): Promise<OwnProcess> {
  const { db, clock, log, dataDir } = ports;
  const id = newId();
  mkdirSync(processFolder(dataDir), { recursive: true });
  // Before the row: whoever is listed has its lock.
  const lock = lockFile(lockPath(dataDir, id));
  const now = toInstant(clock.now());
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('process').where('standing', '<>', 'ALIVE').where((row) => sql<boolean>`coalesce(${row.ref('ended_at')}, ${row.ref('started_at')}) < ${plusMinutes(now, -keptMinutes)}`).execute();
    await tx.insertInto('process').values({ id, name, pid: process.pid, started_at: now, runs_jobs: runsJobs ? 1 : 0 }).execute();
  });
  await reviewProcesses(ports, id);
  const ticker = createTicker(reviewMilliseconds, () => reviewProcesses(ports, id), (error) => log.warn({ err: error }, 'processes not reviewed'));
  ticker.start();
  return {
    id,
    async leave() {
      await ticker.stop();
      await db.updateTable('process').set({ standing: 'ENDED', ended_at: toInstant(clock.now()) }).where('id', '=', id).execute();
      lock?.release();
      rmSync(lockPath(dataDir, id), { force: true });
    },
  };
}

/** Writes down how the queue stands for this process, for the page that shows it. */
export async function noteQueue(db: Db, ownId: string, queue: QueueState): Promise<void> {
  await db.updateTable('process').set({ queue }).where('id', '=', ownId).execute();
}

/** Writes down what has become of the other processes. What the ended ones held is free from then on. */
export async function reviewProcesses({ db, clock, log, dataDir }: Ports, ownId: string): Promise<void> {
  const others = await db.selectFrom('process').select(['id', 'name', 'pid', 'standing']).where('standing', '<>', sql.lit('ENDED')).where('id', '<>', ownId).execute();
  for (const other of others) {
    const standing = standingOf(dataDir, other.id);
    if (standing === other.standing) continue;
    const ended_at = standing === 'ENDED' ? toInstant(clock.now()) : null;
    const { numUpdatedRows } = await db.updateTable('process').set({ standing, ended_at }).where('id', '=', other.id).where('standing', '<>', sql.lit('ENDED')).executeTakeFirst();
    if (standing !== 'ENDED') continue;
    rmSync(lockPath(dataDir, other.id), { force: true });
    if (numUpdatedRows > 0n) log.warn({ process: other.name, pid: other.pid }, 'a process has ended without a word; what it held is taken over');
  }
}

/**
 * Whether the lease of a row (with the columns `holder` and `lease_until`) is over: at once when its holder has ended, by its time when nobody knows the holder,
 * and while the holder lives only by its own judgement: a clock that jumps takes nothing out of the hands of another process that is at work.
 */
export function leaseIsOver(now: Instant, ownId: string | undefined): RawBuilder<boolean> {
  return sql<boolean>`case (select standing from process where process.id = holder)
    when 'ENDED' then 1 when 'ALIVE' then holder = ${ownId ?? ''} and lease_until < ${now} else lease_until < ${now} end`;
}

function standingOf(dataDir: string, id: string): Standing {
  const path = lockPath(dataDir, id);
  // A database that was copied or restored names processes of another folder: nothing here tells whether they live.
  if (!existsSync(path)) return 'LOST';
  try {
    const lock = lockFile(path);
    lock?.release();
    return lock ? 'ENDED' : 'ALIVE';
  } catch {
    return 'LOST';
  }
}

/** Where each process that works on a data folder has its own files. */
export function processFolder(dataDir: string): string {
  return join(dataDir, 'processes');
}

function lockPath(dataDir: string, id: string): string {
  return join(processFolder(dataDir), `${id}.lock`);
}
