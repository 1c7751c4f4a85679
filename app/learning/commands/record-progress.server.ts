import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { applyProgress, type ProgressEvent, type ProgressRows } from '../rules/progress.ts';
import { clearProgressRows, readProgressRows, writeProgressRows } from '../progress-rows.server.ts';

export interface Recording {
  /** The same fact sent twice has the same key and is kept once. */
  idempotencyKey: string;
  /** Which part of the program saw it: `web`, `beacon`, `job`, `import`, `demo`. */
  source: string;
  now: Instant;
}

/**
 * Appends one fact to the progress ledger and brings the projections along, in the caller's transaction.
 * @returns false when the ledger has the fact already; then nothing changes
 */
export async function recordProgress(tx: Tx, event: ProgressEvent, recording: Recording): Promise<boolean> {
  const inserted = await tx
    .insertInto('progress_event')
    .values({
      id: newId(),
      user_id: event.userId,
      verb: event.verb,
      object_type: event.objectType,
      object_id: event.objectId,
      course_id: event.courseId,
      result: JSON.stringify(event.result),
      occurred_at: event.occurredAt,
      recorded_at: recording.now,
      idempotency_key: recording.idempotencyKey,
      source: recording.source,
    })
    .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
  if (event.verb === 'course.renewed') await clearProgressRows(tx, event);
  const rows: ProgressRows = await readProgressRows(tx, event);
  await writeProgressRows(tx, event, applyProgress(rows, event));
  return true;
}
