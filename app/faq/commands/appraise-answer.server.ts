import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, type Outcome, type Ports, type Refusal, refuse } from '../../people/index.server.ts';
import { entryIn, forbidden, isApproved, isWithdrawn, newestOf } from '../entry-rows.server.ts';
import { answerFaults as faults, type AnswerFault } from '../messages/faults.ts';
import { canAppraiseAnswers } from '../policy.ts';
import { answerOf, hashOf } from '../version-rows.server.ts';
import { publishIn } from './publish-answer.server.ts';

/**
 * Appraises what the appraiser has seen: the hash of her page must be the one that was handed in, and still be that of what is stored. A version with a
 * planned moment is published for it in the same transaction. That nobody appraises her own is held by the database as well.
 */
export async function approveAnswer(ports: Ports, actor: Actor, what: { entryId: string; hash: string; note: string }): Promise<Outcome<{ publishAt: Instant | null }>> {
  if (!canAppraiseAnswers(actor)) throw forbidden();
  const { at } = momentOf(ports);
  const work = ports.db.transaction().execute(async (tx): Promise<Outcome<{ publishAt: Instant | null }>> => {
    const no = (key: Extract<AnswerFault, `appraise.${string}` | 'changed-hash' | 'gone.retired'>) => refuse('form', faults.both(key));
    const entry = await entryIn(tx, what.entryId);
    const version = await newestOf(tx, entry.id);
    if (entry.retired_at) return no('gone.retired');
    if (version.hash === null) return no('appraise.not-submitted');
    if (version.hash !== what.hash || hashOf(await answerOf(tx, version)) !== what.hash) return no('changed-hash');
    if (await tx.selectFrom('faq_author').select('user_id').where('version_id', '=', version.id).where('user_id', '=', actor.id).executeTakeFirst()) return no('appraise.own');
    if (await isApproved(tx, version)) return no('appraise.done');
    const approval = { approved_at: at, note: what.note, revoked_at: null };
    await tx.insertInto('faq_approval').values({ id: newId(), version_id: version.id, hash: what.hash, approved_by: actor.id, ...approval }).onConflict((conflict) => conflict.columns(['version_id', 'hash', 'approved_by']).doUpdateSet(approval)).execute();
    await recordAudit(tx, { at, actor, action: 'answer.approve', objectType: 'answer', objectId: entry.id, details: { version: version.number, contentHash: what.hash, note: what.note } });
    if (version.planned_publish_at === null) return { ok: true, publishAt: null };
    // What was withdrawn since it was planned is not shown again without anybody saying so.
    if (version.planned_publish_at <= at && (await isWithdrawn(tx, entry, at))) return { ok: true, publishAt: null };
    const publishAt = version.planned_publish_at > at ? version.planned_publish_at : at;
    const refusal = await publishIn(tx, { entry, version, publishAt, withdrawAt: null, at, actor, timeZone: ports.timeZone });
    if (refusal) throw new NotPublished(refusal);
    return { ok: true, publishAt };
  });
  return work.catch((error: unknown) => {
    if (error instanceof NotPublished) return { ...error.refusal, faults: { form: Object.values(error.refusal.faults)[0] ?? faults.both('publish.none') } };
    throw error;
  });
}

/** Takes the appraisal back as well: the plan that the version carries cannot be kept. */
class NotPublished extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super('not published');
    this.refusal = refusal;
  }
}
