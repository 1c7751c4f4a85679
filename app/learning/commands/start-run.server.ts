import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/jobs.server.ts';
import { assignRuleJob } from '../jobs.ts';
import { runKey, type RunCause } from '../queries/assignment-run.server.ts';

export interface NewRun {
  ruleId: string;
  versionId: string;
  cause: RunCause;
  by: string | null;
  now: Instant;
}

/** Notes that a rule is to be carried out, with the job that does it, unless one is under way already. @returns the run's id, undefined when there was one */
export async function startRun(tx: Tx, { ruleId, versionId, cause, by, now }: NewRun): Promise<string | undefined> {
  const id = newId();
  const inserted = await tx
    .insertInto('assignment_run')
    .values({ id, rule_id: ruleId, version_id: versionId, cause, state: 'QUEUED', started_by: by, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) return undefined;
  await enqueue(tx, assignRuleJob, { runId: id }, { now, uniqueKey: runKey(id) });
  return id;
}
