import { recordAudit } from '../../platform/audit.server.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, type Outcome, type Ports, refuse } from '../../people/index.server.ts';
import { entryIn, forbidden, shownOf } from '../entry-rows.server.ts';
import { answerFaults as faults } from '../messages/faults.ts';
import { canPublishAnswers } from '../policy.ts';

/** Takes an answer out of use: what it shows is withdrawn and what was planned is cancelled, so that bringing it back shows nothing by itself. */
export async function retireAnswer(ports: Ports, actor: Actor, { entryId, reason }: { entryId: string; reason: string }): Promise<Outcome> {
  if (!canPublishAnswers(actor)) throw forbidden();
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const entry = await entryIn(tx, entryId);
    if (entry.retired_at) return refuse('form', faults.both('retire.done'));
    const shown = await shownOf(tx, entry, at);
    if (shown) await tx.updateTable('faq_publication').set({ withdraw_at: at, withdraw_reason: reason }).where('id', '=', shown.id).execute();
    await tx.updateTable('faq_publication').set({ cancelled_at: at }).where('entry_id', '=', entryId).where('publish_at', '>', at).where('cancelled_at', 'is', null).execute();
    await tx.updateTable('faq_entry').set({ retired_at: at }).where('id', '=', entryId).execute();
    await recordAudit(tx, { at, actor, action: 'answer.retire', objectType: 'answer', objectId: entryId, details: { reason } });
    return { ok: true };
  });
}

/** Brings a retired answer back to the desk; it is shown again when somebody publishes it. */
export async function restoreAnswer(ports: Ports, actor: Actor, entryId: string): Promise<Outcome> {
  if (!canPublishAnswers(actor)) throw forbidden();
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const entry = await entryIn(tx, entryId);
    if (!entry.retired_at) return refuse('form', faults.both('retire.not'));
    await tx.updateTable('faq_entry').set({ retired_at: null }).where('id', '=', entryId).execute();
    await recordAudit(tx, { at, actor, action: 'answer.restore', objectType: 'answer', objectId: entryId });
    return { ok: true };
  });
}
