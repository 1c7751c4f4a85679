import { recordAudit } from '../../platform/audit.server.ts';
import { isConstraintError } from '../../platform/database-errors.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../actor.ts';
import { oversightMessages as messages } from '../messages/oversight.ts';
import { canSeeOperations } from '../policy.ts';
import { momentOf, type Ports } from '../ports.ts';

/**
 * Puts a failed job back into the queue with all its attempts.
 * @throws AppError conflict when it is not failed any more, or an equal job is waiting already
 */
export async function retryJob(ports: Ports, actor: Actor, jobId: string): Promise<void> {
  if (!canSeeOperations(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at } = momentOf(ports);
  const conflict = (cause?: unknown) => new AppError('conflict', messages.both('operations.not-failed'), { cause });
  await ports.db.transaction().execute(async (tx) => {
    const change = tx.updateTable('job').set({ state: 'QUEUED', attempts: 0, run_at: at, finished_at: null }).where('id', '=', jobId).where('state', '=', 'FAILED');
    const queued = await change.executeTakeFirst().catch((error: unknown) => {
      throw isConstraintError(error) ? conflict(error) : error;
    });
    if (queued.numUpdatedRows !== 1n) throw conflict();
    await recordAudit(tx, { at, actor, action: 'job.retry', objectType: 'job', objectId: jobId });
  });
}
