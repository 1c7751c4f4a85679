import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { assignmentMessages as messages } from '../messages/assignments.ts';
import { rulePreview } from '../queries/assignment-preview.server.ts';
import { getOwnRule, type Rule } from '../queries/assignment-rules.server.ts';
import { findOpenRun } from '../queries/assignment-run.server.ts';
import { bump } from './draft-rule.server.ts';
import { startRun } from './start-run.server.ts';

/**
 * Puts a draft into force from its day on and, when that day has come, starts the work. Confirming twice answers like the first time.
 * @returns the run that was started; null when the night of its first day will start it
 */
export async function confirmRule(ports: Ports, actor: Actor, ruleId: string, { revision, isSure }: { revision: number; isSure: boolean }): Promise<Outcome<{ runId: string | null }>> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ runId: string | null }>> => {
    const rule = await getOwnRule(tx, actor, ruleId, today);
    if (isDoneAlready(rule, actor, revision)) return { ok: true, runId: await runOf(tx, rule.versions[0]?.id ?? '') };
    const { draft } = rule;
    if (!draft?.what || draft.validFrom === null || rule.revision !== revision) return refuse('form', messages.both('refused.meanwhile'));
    if (draft.validFrom < today) return refuse('form', messages.both('refused.from-past'));
    if (draft.what.due.kind === 'DATE' && draft.what.due.on < today) return refuse('form', messages.both('fault.due-past'));
    if (await findOpenRun(tx, rule.id)) return refuse('form', messages.both('refused.running'));
    const preview = await rulePreview(tx, actor, rule, today);
    if (preview.mustBeSure && !isSure) return refuse('sure', messages.both('fault.sure'));
    await tx.updateTable('assignment_rule_version').set({ confirmed_at: at, confirmed_by: actor.id }).where('id', '=', draft.id).where('confirmed_at', 'is', null).execute();
    await bump(tx, rule);
    const details = { title: draft.name, version: draft.number, on: draft.validFrom, people: preview.matched, conflicts: preview.conflicts.length };
    await recordAudit(tx, { at, actor, action: 'assignment.confirm', objectType: 'assignment_rule', objectId: rule.id, details });
    const run = { ruleId: rule.id, versionId: draft.id, cause: 'CONFIRMED', by: actor.id, now: at } as const;
    return { ok: true, runId: draft.validFrom > today ? null : ((await startRun(tx, run)) ?? null) };
  });
}

/** The run that the first click started, also when its work is done by now. */
async function runOf(tx: Tx, versionId: string): Promise<string | null> {
  const run = await tx.selectFrom('assignment_run').select('id').where('version_id', '=', versionId).where('cause', '=', 'CONFIRMED').executeTakeFirst();
  return run?.id ?? null;
}

/** The second click of a double one: nothing is drafted any more, and the newest version is what the page of the first one showed. */
function isDoneAlready(rule: Rule, actor: Actor, revision: number): boolean {
  return !rule.draft && rule.endedOn === null && rule.revision === revision + 1 && rule.versions[0]?.confirmedBy === actor.fullName;
}
