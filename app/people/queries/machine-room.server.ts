import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import type { QueueState, Standing } from '../../platform/processes.server.ts';

/** A process that is at work, or of which nobody can tell. */
export interface RunningProcess {
  id: string;
  name: 'web' | 'worker';
  pid: number;
  startedAt: Instant;
  standing: Standing;
  runsJobs: boolean;
  queue: QueueState;
}

/** How one kind of job stands. */
export interface JobKind {
  name: string;
  due: number;
  later: number;
  running: number;
  failed: number;
  doneInHour: number;
  /** Since when the one that has waited longest has been due. */
  oldestDue: Instant | null;
}

/** The processes that have not ended, the oldest first. */
export async function listProcesses(db: Db): Promise<RunningProcess[]> {
  const rows = await db.selectFrom('process').selectAll().where('standing', '<>', sql.lit('ENDED')).orderBy('started_at').orderBy('id').execute();
  return rows.map((row) => ({ id: row.id, name: row.name as 'web', pid: row.pid, startedAt: row.started_at, standing: row.standing as Standing, runsJobs: row.runs_jobs === 1, queue: row.queue as QueueState }));
}

/** Every kind of job with something to say: what is due first, then by name. Of what is done only the last hour counts. */
export async function listJobKinds(db: Db, now: Instant): Promise<JobKind[]> {
  const isDue = sql`state = 'QUEUED' and run_at <= ${now}`;
  const sum = (condition: ReturnType<typeof sql>) => sql<number>`coalesce(sum(${condition}), 0)`;
  const open = db.selectFrom('job').select(['name', 'state', 'run_at']).where('state', 'in', ['QUEUED', 'RUNNING', 'FAILED']);
  const done = db.selectFrom('job').select(['name', 'state', 'run_at']).where('state', '=', 'DONE').where('finished_at', '>', plusMinutes(now, -60));
  const rows = await db
    .selectFrom(open.unionAll(done).as('j'))
    .select(['name', sum(isDue).as('due'), sum(sql`state = 'QUEUED' and run_at > ${now}`).as('later'), sum(sql`state = 'RUNNING'`).as('running'), sum(sql`state = 'FAILED'`).as('failed'), sum(sql`state = 'DONE'`).as('doneInHour'), sql<Instant | null>`min(case when ${isDue} then run_at end)`.as('oldestDue')])
    .groupBy('name')
    .orderBy(sql`min(case when ${isDue} then run_at end) is null`)
    .orderBy('oldestDue')
    .orderBy('name')
    .execute();
  return rows.map((row) => ({ ...row, due: Number(row.due), later: Number(row.later), running: Number(row.running), failed: Number(row.failed), doneInHour: Number(row.doneInHour) }));
}
