import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { assignmentMessages as messages } from '../messages/assignments.ts';
import { getOwnRule } from '../queries/assignment-rules.server.ts';
import { findOpenRun } from '../queries/assignment-run.server.ts';
import { bump } from './draft-rule.server.ts';
import { startRun } from './start-run.server.ts';

/**
 * Ends a rule today: it assigns to nobody any more. What it assigned stays, or is let go of: then what nobody has begun ends, and what is begun becomes voluntary.
 * @returns the run that lets go; null when there is nothing to let go of
 */
export async function endRule(ports: Ports, actor: Actor, ruleId: string, { revision, releases }: { revision: number; releases: boolean }): Promise<Outcome<{ runId: string | null }>> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ runId: string | null }>> => {
    const rule = await getOwnRule(tx, actor, ruleId, today);
    if (rule.endedOn !== null || rule.revision !== revision) return refuse('form', messages.both('refused.meanwhile'));
    const version = rule.held ?? rule.versions.find(({ isConfirmed }) => isConfirmed);
    if (!version) return refuse('form', messages.both('refused.never'));
    if (await findOpenRun(tx, rule.id)) return refuse('form', messages.both('refused.running'));
    if (rule.draft) await tx.deleteFrom('assignment_rule_version').where('id', '=', rule.draft.id).execute();
    await tx.updateTable('assignment_rule').set({ ended_on: today, ended_by: actor.id, releases: releases ? 1 : 0 }).where('id', '=', rule.id).execute();
    await bump(tx, rule);
    await recordAudit(tx, { at, actor, action: 'assignment.end', objectType: 'assignment_rule', objectId: rule.id, details: { title: version.name, on: today, releases } });
    return { ok: true, runId: releases ? ((await startRun(tx, { ruleId: rule.id, versionId: version.id, cause: 'ENDED', by: actor.id, now: at })) ?? null) : null };
  });
}
