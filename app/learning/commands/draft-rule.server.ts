import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { covers } from '../../people/policy.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { assignmentMessages as messages } from '../messages/assignments.ts';
import { canAssign, canChangeRule } from '../policy.ts';
import { listAssignableCourses, listPathChoices } from '../queries/assignment-choices.server.ts';
import { unitsUnder } from '../queries/assignment-match.server.ts';
import { assigningScope, getOwnRule, type Rule } from '../queries/assignment-rules.server.ts';
import { mostCourses, type RuleWhat, type RuleWho } from '../rules/assignment-rule.ts';

export interface NewRule {
  /** Made by the form, so that a double click makes one rule. */
  id: string;
  unitId: string | null;
  name: string;
  who: RuleWho;
}

/**
 * Begins a rule: a draft that assigns nothing to anybody yet. The same form sent twice makes one.
 * @throws AppError forbidden without the right for that part of the province
 */
export async function draftRule(ports: Ports, actor: Actor, { id, unitId, name, who }: NewRule): Promise<Outcome> {
  if (!canAssign(actor)) throw forbidden();
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    if (!canChangeRule(await assigningScope(tx, actor, today), unitId)) throw forbidden();
    if (!(await areWithin(tx, actor, unitId, who, today))) return refuse('units', messages.both('fault.units'));
    const made = await tx.insertInto('assignment_rule').values({ id, unit_id: unitId, created_by: actor.id, created_at: at }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
    if (made.numInsertedOrUpdatedRows !== 1n) return (await isSameDraft(tx, { id, unitId, name, who })) ? { ok: true } : refuse('form', messages.both('refused.meanwhile'));
    await tx.insertInto('assignment_rule_version').values({ id: newId(), rule_id: id, number: 1, name, who: JSON.stringify(who) }).execute();
    await recordAudit(tx, { at, actor, action: 'assignment.draft', objectType: 'assignment_rule', objectId: id, details: { title: name, unitId } });
    return { ok: true };
  });
}

/** The form that comes once more says what it said. With something else in it, by the way back in the browser, nothing of it may be lost without a word. */
async function isSameDraft(tx: Tx, { id, unitId, name, who }: NewRule): Promise<boolean> {
  const rows = await tx.selectFrom('assignment_rule_version as v').innerJoin('assignment_rule as r', 'r.id', 'v.rule_id').select(['r.unit_id', 'v.name', 'v.who']).where('r.id', '=', id).execute();
  return rows.some((row) => row.unit_id === unitId && row.name === name && row.who === JSON.stringify(who));
}

/** Changes whom a draft means. */
export function saveWho(ports: Ports, actor: Actor, ruleId: string, { revision, name, who }: { revision: number; name: string; who: RuleWho }): Promise<Outcome> {
  return changeDraft(ports, actor, { ruleId, revision }, async (tx, rule, today) => {
    if (!(await areWithin(tx, actor, rule.unitId, who, today, rule.draft?.who))) return refuse('units', messages.both('fault.units'));
    await tx.updateTable('assignment_rule_version').set({ name, who: JSON.stringify(who) }).where('id', '=', rule.draft?.id ?? '').execute();
    return { ok: true };
  });
}

/** Changes what a draft assigns, by when, and from when on. Days that are over are refused. */
export function saveWhat(ports: Ports, actor: Actor, ruleId: string, { revision, what, validFrom, validTo }: { revision: number; what: RuleWhat; validFrom: Day; validTo: Day | null }): Promise<Outcome> {
  return changeDraft(ports, actor, { ruleId, revision }, async (tx, rule, today) => {
    if (validFrom < today) return refuse('validFrom', messages.both('fault.from-past'));
    if (what.due.kind === 'DATE' && what.due.on < today) return refuse('dueOn', messages.both('fault.due-past'));
    if (what.due.kind === 'DATE' && what.due.on < validFrom) return refuse('dueOn', messages.both('fault.due-before'));
    const offered = await listAssignableCourses(tx);
    const chosen = (await listPathChoices(tx, offered)).filter(({ key }) => what.paths?.includes(key));
    if (chosen.length < (what.paths?.length ?? 0)) return refuse('paths', messages.both('fault.paths'));
    const courses = [...new Set([...what.courses, ...chosen.flatMap(({ courses: along }) => along)])];
    if (courses.length === 0 || courses.length > mostCourses || !courses.every((one) => offered.some(({ id }) => id === one))) return refuse('courses', messages.both('fault.courses'));
    await tx.updateTable('assignment_rule_version').set({ what: JSON.stringify({ ...what, courses }), valid_from: validFrom, valid_to: validTo }).where('id', '=', rule.draft?.id ?? '').execute();
    return { ok: true };
  });
}

/** Opens a draft that begins as the newest version; the rule goes on as it is until the draft is confirmed. Somebody else's draft is gone on with. */
export async function openRuleVersion(ports: Ports, actor: Actor, ruleId: string): Promise<void> {
  const { at, today } = momentOf(ports);
  await ports.db.transaction().execute(async (tx) => {
    const rule = await getOwnRule(tx, actor, ruleId, today);
    const [newest] = rule.versions;
    if (rule.draft || !newest) return;
    if (rule.endedOn !== null) throw new AppError('conflict', messages.both('refused.ended'));
    await tx
      .insertInto('assignment_rule_version')
      .values({ id: newId(), rule_id: rule.id, number: newest.number + 1, name: newest.name, who: JSON.stringify(newest.who), what: JSON.stringify(newest.what), ...daysOfChange(newest, today) })
      .execute();
    await bump(tx, rule);
    await recordAudit(tx, { at, actor, action: 'assignment.open-version', objectType: 'assignment_rule', objectId: rule.id, details: { title: newest.name, version: newest.number + 1 } });
  });
}

/** A change begins today, or with the rule when that is still to come; its end stays as long as it lies ahead. */
function daysOfChange({ validFrom, validTo }: Pick<Rule['versions'][number], 'validFrom' | 'validTo'>, today: Day): { valid_from: Day; valid_to: Day | null } {
  return { valid_from: validFrom !== null && validFrom > today ? validFrom : today, valid_to: validTo !== null && validTo > today ? validTo : null };
}

/** Throws a draft away; a rule that was never in force goes with it. @returns whether the rule is still there */
export async function discardDraft(ports: Ports, actor: Actor, ruleId: string): Promise<boolean> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx) => {
    const rule = await getOwnRule(tx, actor, ruleId, today);
    if (!rule.draft) return true;
    await tx.deleteFrom('assignment_rule_version').where('id', '=', rule.draft.id).execute();
    const stays = rule.versions.length > 1;
    // By two: whoever confirms the draft that is gone must not be taken for somebody who confirms it a second time.
    if (stays) await bump(tx, rule, 2);
    else await tx.deleteFrom('assignment_rule').where('id', '=', rule.id).execute();
    await recordAudit(tx, { at, actor, action: 'assignment.discard', objectType: 'assignment_rule', objectId: rule.id, details: { title: rule.draft.name, version: rule.draft.number } });
    return stays;
  });
}

async function changeDraft(ports: Ports, actor: Actor, { ruleId, revision }: { ruleId: string; revision: number }, change: (tx: Tx, rule: Rule, today: Day) => Promise<Outcome>): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const rule = await getOwnRule(tx, actor, ruleId, today);
    if (!rule.draft || rule.revision !== revision) return refuse('form', messages.both('refused.meanwhile'));
    const outcome = await change(tx, rule, today);
    if (!outcome.ok) return outcome;
    await bump(tx, rule);
    await recordAudit(tx, { at, actor, action: 'assignment.edit', objectType: 'assignment_rule', objectId: rule.id, details: { title: rule.draft.name, version: rule.draft.number } });
    return { ok: true };
  });
}

/** Whoever still has the page of before sees that something has changed. */
export async function bump(tx: Tx, { id, revision }: Pick<Rule, 'id' | 'revision'>, by: 1 | 2 = 1): Promise<void> {
  await tx.updateTable('assignment_rule').set({ revision: revision + by }).where('id', '=', id).execute();
}

/** Units that are named anew have to be hers, and inside the rule's own subtree; what a version before named may stay. */
async function areWithin(tx: Tx, actor: Actor, unitId: string | null, who: RuleWho, today: Day, before?: RuleWho): Promise<boolean> {
  const named = [...who.units, ...who.notUnits].filter((id) => !before || ![...before.units, ...before.notUnits].includes(id));
  const scope = await assigningScope(tx, actor, today);
  const own = unitId === null ? null : new Set(await unitsUnder(tx, [unitId], today));
  const known = new Set((await tx.selectFrom('org_unit').select('id').where('id', 'in', named.length > 0 ? named : ['']).execute()).map(({ id }) => id));
  return named.every((id) => known.has(id) && covers(scope, id) && (own === null || own.has(id)));
}

const forbidden = () => new AppError('forbidden', platformMessages.both('error.forbidden'));
