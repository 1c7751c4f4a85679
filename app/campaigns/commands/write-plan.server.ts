import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, type Outcome, type Ports, refuse } from '../../people/index.server.ts';
import type { LineFields } from '../forms/plan.ts';
import { planMessages as messages } from '../messages/plan.ts';
import { canWriteCampaigns } from '../policy.ts';

const mostLines = 200;

/** The plan of a year, made empty when nobody has written it yet. */
export async function planIn(tx: Tx, year: number, actor: Actor, at: Instant): Promise<{ id: string; revision: number }> {
  await tx.insertInto('communication_plan').values({ id: newId(), year, goal: '', legal_basis: '', created_by: actor.id, created_at: at }).onConflict((conflict) => conflict.column('year').doNothing()).execute();
  return tx.selectFrom('communication_plan').select(['id', 'revision']).where('year', '=', year).executeTakeFirstOrThrow();
}

/** Writes what a year wants to reach and on which legal basis. */
export async function editPlan(ports: Ports, actor: Actor, year: number, form: { revision: number; goal: string; legalBasis: string }): Promise<Outcome> {
  mustWrite(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const known = await tx.selectFrom('communication_plan').select('revision').where('year', '=', year).executeTakeFirst();
    if ((known?.revision ?? 0) !== form.revision) return refuse('form', messages.both('fault.changed-meanwhile'));
    // A refusal is a value and ends no transaction: the plan is made only when it is written.
    const plan = await planIn(tx, year, actor, at);
    await tx.updateTable('communication_plan').set({ goal: form.goal, legal_basis: form.legalBasis, revision: plan.revision + 1, changed_by: actor.id, changed_at: at }).where('id', '=', plan.id).execute();
    await recordAudit(tx, { at, actor, action: 'plan.edit', objectType: 'communication_plan', objectId: plan.id, details: { year } });
    return { ok: true };
  });
}

/** Adds something to do to a year's plan. */
export async function addPlanLine(ports: Ports, actor: Actor, year: number, form: LineFields): Promise<Outcome<{ id: string }>> {
  mustWrite(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ id: string }>> => {
    const plan = await planIn(tx, year, actor, at);
    const { count } = await tx.selectFrom('plan_line').select((row) => row.fn.countAll<number>().as('count')).where('plan_id', '=', plan.id).where('dropped_at', 'is', null).executeTakeFirstOrThrow();
    if (Number(count) >= mostLines) return refuse('form', messages.both('fault.too-many-lines', { most: mostLines }));
    const id = newId();
    await tx.insertInto('plan_line').values({ id, plan_id: plan.id, ...columnsOf(form), created_by: actor.id, created_at: at, changed_at: at }).execute();
    await recordAudit(tx, { at, actor, action: 'plan.add-line', objectType: 'plan_line', objectId: id, details: { year, note: form.title } });
    return { ok: true, id };
  });
}

/** Changes something to do, as long as nobody has changed it since its form was opened. */
export async function editPlanLine(ports: Ports, actor: Actor, what: { year: number; line: string }, form: LineFields & { revision: number }): Promise<Outcome> {
  mustWrite(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const line = await lineIn(tx, what);
    if (line.dropped_at) return refuse('form', messages.both('fault.dropped'));
    if (line.revision !== form.revision) return refuse('form', messages.both('fault.line-changed'));
    await tx.updateTable('plan_line').set({ ...columnsOf(form), revision: line.revision + 1, changed_at: at }).where('id', '=', line.id).execute();
    await recordAudit(tx, { at, actor, action: 'plan.edit-line', objectType: 'plan_line', objectId: line.id, details: { year: what.year, note: form.title } });
    return { ok: true };
  });
}

/** Takes something out of the plan; it stays readable with its reason, because a report compares what was planned. */
export async function dropPlanLine(ports: Ports, actor: Actor, what: { year: number; line: string }, reason: string): Promise<Outcome> {
  mustWrite(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const line = await lineIn(tx, what);
    if (line.dropped_at) return refuse('form', messages.both('fault.dropped'));
    await tx.updateTable('plan_line').set({ dropped_at: at, dropped_reason: reason, changed_at: at }).where('id', '=', line.id).execute();
    await recordAudit(tx, { at, actor, action: 'plan.drop-line', objectType: 'plan_line', objectId: line.id, details: { year: what.year, reason } });
    return { ok: true };
  });
}

function mustWrite(actor: Actor): void {
  if (!canWriteCampaigns(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
}

const columnsOf = ({ title, quarter, topic, model }: LineFields) => ({ title: normaliseLine(title), quarter, topic, model });

async function lineIn(tx: Tx, { year, line }: { year: number; line: string }) {
  const row = await tx.selectFrom('plan_line as l').innerJoin('communication_plan as p', 'p.id', 'l.plan_id').selectAll('l').where('l.id', '=', line).where('p.year', '=', year).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return row;
}
