import type { Db, Tx } from '../../../db/client.ts';
import { covers, momentOf, refuse, unitScopeOf, type Actor, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { daysBetween } from '../../platform/days.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/jobs.server.ts';
import { platformMessages } from '../../platform/messages.ts';
import { readSetting } from '../../platform/settings.server.ts';
import type { PackForm } from '../forms/packs.ts';
import { packMessages as messages } from '../messages/packs.ts';
import { makePackJob, makePackKey } from '../jobs.ts';
import { canMakePacks, packGrants, type PackRole } from '../policy.ts';
import { hasFailed, isUnitInForce } from '../queries/packs.server.ts';
import { packPolicy } from '../rules/pack.ts';

/**
 * Asks for the pack of a unit and a period; a job makes it. Asked again while it is in the making, or after it failed, it leads to the same pack.
 * @throws AppError forbidden without a role for it
 */
export async function askForPack(ports: Ports, actor: Actor, form: PackForm): Promise<Outcome<{ packId: string }>> {
  if (!canMakePacks(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, today } = momentOf(ports);
  const policy = await readSetting(ports.db, packPolicy, today);
  if (form.to > today) return refuse('to', messages.both('fault.future'));
  if (form.to < form.from) return refuse('to', messages.both('fault.order'));
  if (daysBetween(form.from, form.to) >= policy.mostDays) return refuse('from', messages.both('fault.long', { days: policy.mostDays }));
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ packId: string }>> => {
    const role = await roleFor(tx, actor, form.unit, today);
    if (!role) return refuse('unit', messages.both('fault.unit'));
    if (!(await isUnitInForce(tx, form.unit, form.to))) return refuse('to', messages.both('fault.unit-then'));
    const open = await openPacks(tx, actor.id);
    const same = open.find((pack) => pack.unit_id === form.unit && pack.from_day === form.from && pack.to_day === form.to);
    const waiting = same ? 0 : await countWaiting(tx, open);
    if (waiting >= policy.mostOpen) return refuse('form', messages.both('fault.many', { count: waiting }));
    const packId = same?.id ?? newId();
    if (!same) {
      await tx.insertInto('inspection_pack').values({ id: packId, unit_id: form.unit, from_day: form.from, to_day: form.to, asked_by: actor.id, role, asked_at: at }).execute();
      await recordAudit(tx, { at, actor, action: 'pack.ask', objectType: 'inspection_pack', objectId: packId, details: { unitId: form.unit, from: form.from, to: form.to } });
    }
    await enqueue(tx, makePackJob, { packId }, { now: at, uniqueKey: makePackKey(packId) });
    return { ok: true, packId };
  });
}

function openPacks(tx: Tx, askedBy: string) {
  return tx.selectFrom('inspection_pack').select(['id', 'unit_id', 'from_day', 'to_day']).where('asked_by', '=', askedBy).where('finished_at', 'is', null).where('erased_at', 'is', null).execute();
}

/** Those that are still being made: one that failed waits for its asker, who must not wait for it. */
async function countWaiting(tx: Tx, open: readonly { id: string }[]): Promise<number> {
  let count = 0;
  for (const { id } of open) if (!(await hasFailed(tx, id))) count += 1;
  return count;
}

/** The role by which somebody reaches a unit today; the first that does. */
async function roleFor(db: Db, actor: Actor, unitId: string, today: string): Promise<PackRole | undefined> {
  for (const grant of packGrants(actor)) if (covers(await unitScopeOf(db, [grant], today), unitId)) return grant.role as PackRole;
  return undefined;
}
