import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../actor.ts';
import { applyImportKey } from '../importing/jobs.ts';
import { canManageRoles } from '../policy.ts';
import type { BatchMapping, BatchSummary } from '../rules/import-summary.ts';

export type BatchState = 'UPLOADED' | 'CHECKED' | 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';

/** One import of a file. */
export interface ImportBatch {
  id: string;
  fileName: string;
  /** FAILED also when the job behind a running import has given up. */
  state: BatchState;
  mapping: BatchMapping;
  /** Null until the file was checked. */
  summary: BatchSummary | null;
  totalRows: number;
  doneRows: number;
  createdBy: string;
  creator: string;
  createdAt: Instant;
  finishedAt: Instant | null;
}

function batches(db: Db) {
  return db
    .selectFrom('import_batch as b')
    .innerJoin('user_account as u', 'u.id', 'b.created_by')
    .select(['b.id', 'b.file_name', 'b.state', 'b.mapping', 'b.summary', 'b.total_rows', 'b.done_rows', 'b.created_by', 'b.created_at', 'b.finished_at', 'u.full_name as creator']);
}
type BatchRow = Awaited<ReturnType<ReturnType<typeof batches>['execute']>>[number];

function read(row: BatchRow, state: string): ImportBatch {
  const summary = JSON.parse(row.summary) as BatchSummary | Record<string, never>;
  return {
    id: row.id,
    fileName: row.file_name,
    state: state as BatchState,
    mapping: JSON.parse(row.mapping) as BatchMapping,
    summary: 'counts' in summary ? (summary as BatchSummary) : null,
    totalRows: row.total_rows,
    doneRows: row.done_rows,
    createdBy: row.created_by,
    creator: row.creator,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}

/**
 * One import. Files hold personal data, so only the person who uploaded it and system administrators see it.
 * @throws AppError not-found for everybody else
 */
export async function getImportBatch(db: Db, actor: Actor, id: string): Promise<ImportBatch> {
  const row = await batches(db).where('b.id', '=', id).executeTakeFirst();
  if (!row || (row.created_by !== actor.id && !canManageRoles(actor))) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const running = row.state === 'QUEUED' || row.state === 'RUNNING';
  return read(row, running && (await hasGivenUp(db, id)) ? 'FAILED' : row.state);
}

/** The job's tries are used up: nothing happens any more until somebody resumes the import. */
async function hasGivenUp(db: Db, batchId: string): Promise<boolean> {
  const job = await db.selectFrom('job').select('state').where('unique_key', '=', applyImportKey(batchId)).orderBy('created_at', 'desc').orderBy('id', 'desc').executeTakeFirst();
  return job?.state === 'FAILED';
}

const listed = 30;

/** The latest imports that this person may see, newest first. */
export async function listImportBatches(db: Db, actor: Actor): Promise<ImportBatch[]> {
  let query = batches(db).orderBy('b.created_at', 'desc').orderBy('b.id', 'desc').limit(listed);
  if (!canManageRoles(actor)) query = query.where('b.created_by', '=', actor.id);
  return (await query.execute()).map((row) => read(row, row.state));
}
