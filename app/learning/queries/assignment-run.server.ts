import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';

export type RunState = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED';
export type RunCause = 'CONFIRMED' | 'NIGHTLY' | 'BY_HAND' | 'ENDED';

/** What a run came to. */
export type RunCounts = Partial<Record<'added' | 'found' | 'changed' | 'NOT_BEGUN' | 'KEPT' | 'DONE' | 'OTHER_RULE' | 'FOUND', number>>;

export interface Run {
  id: string;
  ruleId: string;
  version: number;
  cause: RunCause;
  /** FAILED also when the job behind a running one has given up. */
  state: RunState;
  total: number;
  done: number;
  counts: RunCounts;
  startedBy: string | null;
  createdAt: Instant;
  finishedAt: Instant | null;
}

/** At most one waiting or running job per run. */
export const runKey = (runId: string): string => `learning.assign-rule:${runId}`;

function runs(db: Db) {
  return db
    .selectFrom('assignment_run as r')
    .innerJoin('assignment_rule_version as v', 'v.id', 'r.version_id')
    .leftJoin('user_account as u', 'u.id', 'r.started_by')
    .select(['r.id', 'r.rule_id as ruleId', 'v.number as version', 'r.cause', 'r.state', 'r.total', 'r.done', 'r.counts', 'u.full_name as startedBy', 'r.created_at as createdAt', 'r.finished_at as finishedAt'])
    .select((select) => select.selectFrom('job as j').select('j.state').where('j.unique_key', '=', select.fn<string>('concat', [select.val('learning.assign-rule:'), 'r.id'])).orderBy('j.created_at', 'desc').orderBy('j.id', 'desc').limit(1).as('job'));
}

type RunRow = Awaited<ReturnType<ReturnType<typeof runs>['execute']>>[number];

function read({ cause, state, counts, job, ...row }: RunRow): Run {
  const isOpen = state === 'QUEUED' || state === 'RUNNING';
  return { ...row, cause: cause as RunCause, state: isOpen && job === 'FAILED' ? 'FAILED' : (state as RunState), counts: JSON.parse(counts) as RunCounts };
}

/** @throws AppError not-found */
export async function getRun(db: Db, id: string): Promise<Run> {
  const row = await runs(db).where('r.id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return read(row);
}

/** The latest runs of a rule. */
export async function listRuns(db: Db, ruleId: string): Promise<Run[]> {
  const rows = await runs(db).where('r.rule_id', '=', ruleId).orderBy('r.created_at', 'desc').orderBy('r.id', 'desc').limit(20).execute();
  return rows.map(read);
}

/** The run of a rule that is not over. */
export async function findOpenRun(db: Db, ruleId: string): Promise<string | undefined> {
  const row = await db.selectFrom('assignment_run').select('id').where('rule_id', '=', ruleId).where('state', 'in', ['QUEUED', 'RUNNING']).executeTakeFirst();
  return row?.id;
}
