import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, type Outcome, type Ports, refuse } from '../../people/index.server.ts';
import { draftOf, entryIn, forbidden, loadedDrafts, newestOf } from '../entry-rows.server.ts';
import { answerFaults as faults } from '../messages/faults.ts';
import { canPublishAnswers, canWriteAnswers } from '../policy.ts';
import { addAuthor, answerOf, hashOf, type VersionRow } from '../version-rows.server.ts';
import { faultsIn } from './write-answer.server.ts';

/** Hands the open draft in for appraisal. From here on it does not change; unsure facts are never handed in. */
export async function handInAnswer(ports: Ports, actor: Actor, { entryId, revision }: { entryId: string; revision: number }): Promise<Outcome> {
  if (!canWriteAnswers(actor)) throw forbidden();
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const entry = await entryIn(tx, entryId);
    if (entry.retired_at) return refuse('form', faults.both('gone.retired'));
    const draft = await draftOf(tx, entryId);
    if (!draft) return refuse('form', faults.both('gone.no-draft'));
    if (draft.revision !== revision) return refuse('form', faults.both('changed-hash'));
    if (draft.confidence === 'C') return refuse('form', faults.both('confidence.c'));
    const refusal = await faultsIn(tx, await answerOf(tx, draft), today, entry.slug);
    if (refusal) return refusal;
    await freeze(tx, draft, actor, at);
    return { ok: true };
  });
}

/** Freezes a draft. Whoever hands it in answers for it as well, so she does not appraise it. */
export async function freeze(tx: Tx, draft: VersionRow, actor: Actor, at: Instant): Promise<void> {
  const hash = hashOf(await answerOf(tx, draft));
  await addAuthor(tx, draft.id, actor.id);
  await tx.updateTable('faq_version').set({ submitted_at: at, submitted_by: actor.id, hash, returned_at: null, returned_reason: null }).where('id', '=', draft.id).execute();
  await recordAudit(tx, { at, actor, action: 'answer.submit', objectType: 'answer', objectId: draft.entry_id, details: { version: draft.number, contentHash: hash } });
}

/** Hands in everything that was loaded from files and that nobody has written on since, as far as its facts are sure: all of it, or one topic. */
export async function handInLoaded(ports: Ports, actor: Actor, topic: string | null): Promise<Outcome<{ count: number }>> {
  if (!canWriteAnswers(actor)) throw forbidden();
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ count: number }>> => {
    const drafts = await loadedDrafts(tx, topic).selectAll('v').select('e.slug').orderBy('e.slug').execute();
    let count = 0;
    for (const { slug, ...draft } of drafts) {
      if (await faultsIn(tx, await answerOf(tx, draft), today, slug)) continue;
      await freeze(tx, draft, actor, at);
      count += 1;
    }
    return count > 0 ? { ok: true, count } : refuse('form', faults.both('hand-in.nothing'));
  });
}

/** Makes a version that was handed in a draft again, with the reason; approvals of it fall. */
export async function returnAnswer(ports: Ports, actor: Actor, { entryId, reason }: { entryId: string; reason: string }): Promise<Outcome> {
  if (!canPublishAnswers(actor)) throw forbidden();
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    await entryIn(tx, entryId);
    const newest = await newestOf(tx, entryId);
    if (newest.hash === null) return refuse('form', faults.both('appraise.not-submitted'));
    // Also when the plan has been cancelled: what was once meant for the public stays as it was, and its row stands for it.
    if (await tx.selectFrom('faq_publication').select('id').where('version_id', '=', newest.id).executeTakeFirst()) return refuse('form', faults.both('return.published'));
    await tx.updateTable('faq_version').set({ submitted_at: null, submitted_by: null, hash: null, returned_at: at, returned_reason: reason }).where('id', '=', newest.id).execute();
    await recordAudit(tx, { at, actor, action: 'answer.return', objectType: 'answer', objectId: entryId, details: { version: newest.number, reason } });
    return { ok: true };
  });
}
