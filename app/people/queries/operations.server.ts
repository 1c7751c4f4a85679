import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { listJobKinds, listProcesses } from './machine-room.server.ts';

export const jobStates = ['QUEUED', 'RUNNING', 'DONE', 'FAILED'] as const;
export const failedShown = 50;

export interface FailedJob {
  id: string;
  name: string;
  reason: string;
  attempts: number;
  finishedAt: Instant | null;
}

/** How the machine room stands: processes, jobs, the database's size, the newest backup. */
export async function readOperations(db: Db, dataDir: string, now: Instant) {
  return { ...(await countJobs(db, now)), kinds: await listJobKinds(db, now), processes: await listProcesses(db), failed: await listFailedJobs(db), databaseBytes: await databaseBytes(db), lastBackupAt: await findLastBackup(join(dataDir, 'backups')) };
}

/** How many jobs gave up and wait for somebody to look. */
export async function countFailedJobs(db: Db): Promise<number> {
  const { count } = await db.selectFrom('job').select((row) => row.fn.countAll<number>().as('count')).where('state', '=', 'FAILED').executeTakeFirstOrThrow();
  return Number(count);
}

async function countJobs(db: Db, now: Instant) {
  const rows = await db.selectFrom('job').select((expression) => ['state', expression.fn.countAll<number>().as('count')]).groupBy('state').execute();
  const due = await db.selectFrom('job').select((expression) => expression.fn.countAll<number>().as('count')).where('state', '=', 'QUEUED').where('run_at', '<=', now).executeTakeFirstOrThrow();
  const counts = Object.fromEntries(jobStates.map((state) => [state, Number(rows.find((row) => row.state === state)?.count ?? 0)])) as Record<(typeof jobStates)[number], number>;
  return { counts, due: Number(due.count) };
}

async function listFailedJobs(db: Db): Promise<FailedJob[]> {
  const rows = await db.selectFrom('job').select(['id', 'name', 'last_error', 'attempts', 'finished_at']).where('state', '=', 'FAILED').orderBy('finished_at', 'desc').limit(failedShown).execute();
  return rows.map((row) => ({ id: row.id, name: row.name, reason: (row.last_error ?? '').slice(0, 500), attempts: row.attempts, finishedAt: row.finished_at }));
}

async function databaseBytes(db: Db): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`select page_count * page_size as bytes from pragma_page_count, pragma_page_size`.execute(db);
  return Number(rows[0]?.bytes ?? 0);
}

/** When the newest finished backup was written; null when there is none. A backup is a folder that holds a manifest, written last. */
export async function findLastBackup(folder: string): Promise<Instant | null> {
  const names = await readdir(folder).catch(() => []);
  const times = await Promise.all(names.map((name) => modifiedAt(join(folder, name, 'manifest.json'))));
  return times.toSorted().at(-1) || null;
}

/** Empty for what is no file, or was cleared away since the folder was read. */
function modifiedAt(path: string): Promise<string> {
  return stat(path).then((file) => (file.isFile() ? file.mtime.toISOString() : ''), () => '');
}
