import type { Actor } from '../../people/actor.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { enqueue } from '../../platform/jobs/jobs.server.ts';
import { assignRuleJob } from '../jobs.ts';
import { assignmentMessages as messages } from '../messages/assignments.ts';
import { getOwnRule } from '../queries/assignment-rules.server.ts';
import { findOpenRun, getRun, runKey } from '../queries/assignment-run.server.ts';
import { workOf } from './run-assignment.server.ts';
import { startRun } from './start-run.server.ts';

/**
 * Lets a rule follow its people now instead of tonight, after an import for one; a run that has given up goes on. One that is under way is handed back as it is.
 * @returns the run
 * @throws AppError conflict for a rule that is not in force
 */
export async function rerunRule(ports: Ports, actor: Actor, ruleId: string): Promise<string> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx) => {
    const rule = await getOwnRule(tx, actor, ruleId, today);
    const open = await findOpenRun(tx, rule.id);
    if (open && (await getRun(tx, open)).state !== 'FAILED') return open;
    const work = workOf(rule);
    if (!work) throw new AppError('conflict', messages.both('refused.not-in-force'));
    if (open) await enqueue(tx, assignRuleJob, { runId: open }, { now: at, uniqueKey: runKey(open) });
    const run = open ?? (await startRun(tx, { ruleId: rule.id, versionId: work.versionId, cause: 'BY_HAND', by: actor.id, now: at }));
    await recordAudit(tx, { at, actor, action: 'assignment.run', objectType: 'assignment_rule', objectId: rule.id, details: { title: work.name } });
    return run ?? rule.id;
  });
}
