import { recordAudit } from '../../platform/audit.server.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, type Outcome, type Ports, refuse } from '../../people/index.server.ts';
import { entryIn, forbidden, newestOf, shownOf } from '../entry-rows.server.ts';
import { answerFaults as faults } from '../messages/faults.ts';
import { canWriteAnswers } from '../policy.ts';
import { reviewBy } from '../rules/answer-faults.ts';
import { lapsesOn } from '../rules/answer.ts';
import { answerOf, insertDraft } from '../version-rows.server.ts';
import { freeze } from './hand-in-answer.server.ts';

/**
 * "Looked at, stays as it is": a version with the same words that is right as of today. It is handed in at once and takes the place of the old one when a
 * second person has appraised it, because a date of review is a promise like any other word of the answer.
 */
export async function renewAnswer(ports: Ports, actor: Actor, entryId: string): Promise<Outcome<{ number: number }>> {
  if (!canWriteAnswers(actor)) throw forbidden();
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ number: number }>> => {
    const entry = await entryIn(tx, entryId);
    const shown = await shownOf(tx, entry, at);
    if (!shown) return refuse('form', faults.both('renew.not-shown'));
    const newest = await newestOf(tx, entryId);
    if (newest.id !== shown.version_id) return refuse('form', faults.both('renew.draft'));
    const answer = await answerOf(tx, newest);
    if (answer.asOf >= today) return refuse('form', faults.both('renew.today'));
    const lapsed = answer.legalBasis.find(({ effectiveTo }) => effectiveTo !== null && lapsesOn(effectiveTo) <= today);
    if (lapsed) return refuse('form', faults.both('renew.lapsed', { name: lapsed.document }));
    const renewed = { ...answer, asOf: today, reviewDue: reviewBy(today, answer.volatility) };
    await insertDraft(tx, renewed, { entryId, number: newest.number + 1, isSample: newest.is_sample === 1, plannedPublishAt: at, actorId: actor.id, at });
    await recordAudit(tx, { at, actor, action: 'answer.renew', objectType: 'answer', objectId: entryId, details: { version: newest.number + 1, from: answer.asOf, to: today } });
    await freeze(tx, await newestOf(tx, entryId), actor, at);
    return { ok: true, number: newest.number + 1 };
  });
}
