import type { Db } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { enqueue } from '../../platform/jobs/jobs.server.ts';
import type { Actor } from '../actor.ts';
import { applyImportJob, applyImportKey } from '../importing/jobs.ts';
import { getImportBatch } from '../queries/import-batch.server.ts';
import { workCount } from '../rules/import-summary.ts';
import { stateRefusal } from './check-import.server.ts';

/**
 * Confirms a checked import, or resumes one that was interrupted; the job does the work. Only the person who uploaded the file may.
 * @throws AppError conflict when there is nothing to confirm
 */
export async function queueImport(db: Db, actor: Actor, batchId: string, now: Instant): Promise<void> {
  const batch = await getImportBatch(db, actor, batchId);
  if (batch.createdBy !== actor.id || !batch.summary || workCount(batch.summary.counts) === 0) throw stateRefusal();
  const { counts } = batch.summary;
  const from = batch.state === 'FAILED' ? ['QUEUED', 'RUNNING', 'FAILED'] : ['CHECKED'];
  await db.transaction().execute(async (tx) => {
    const moved = await tx.updateTable('import_batch').set({ state: 'QUEUED', failure: null }).where('id', '=', batchId).where('state', 'in', from).executeTakeFirst();
    if (moved.numUpdatedRows !== 1n) throw stateRefusal();
    await enqueue(tx, applyImportJob, { batchId }, { now, uniqueKey: applyImportKey(batchId) });
    const action = batch.state === 'FAILED' ? 'import.resume' : 'import.confirm';
    await recordAudit(tx, { at: now, actor, action, objectType: 'import_batch', objectId: batchId, details: { fileName: batch.fileName, counts } });
  });
}

/**
 * Drops an import before anything was applied.
 * @throws AppError conflict when it is running or over
 */
export async function cancelImport(db: Db, actor: Actor, batchId: string, now: Instant): Promise<void> {
  const batch = await getImportBatch(db, actor, batchId);
  await db.transaction().execute(async (tx) => {
    const states = ['UPLOADED', 'CHECKED', 'QUEUED'];
    const moved = await tx.updateTable('import_batch').set({ state: 'CANCELLED', finished_at: now }).where('id', '=', batch.id).where('created_by', '=', actor.id).where('state', 'in', states).where('done_rows', '=', 0).executeTakeFirst();
    if (moved.numUpdatedRows !== 1n) throw stateRefusal();
    await recordAudit(tx, { at: now, actor, action: 'import.cancel', objectType: 'import_batch', objectId: batch.id, details: { fileName: batch.fileName } });
  });
}
