import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import type { SheetForm } from '../forms/judging.ts';
import { callDeskMessages } from '../messages/calls-desk.ts';
import { judgingMessages as messages } from '../messages/judging.ts';
import { isTied } from '../queries/late-ties.server.ts';
import { getReviewDesk, type ReviewDesk } from '../queries/own-reviews.server.ts';
import { gapsOf, readScore } from '../rules/score-sheet.ts';
import { pinTie } from './pin-ties.server.ts';
import { asLogged } from './write-profile.server.ts';

type Read = { ok: true; scores: Map<string, number>; reasons: Map<string, string> } | Refusal;

/** Saves, locks or abstains from the own review. What was typed is kept by `save` even where something is missing; a locked sheet stands for ever. */
export async function writeScoreSheet(ports: Ports, actor: Actor, assignmentId: string, form: SheetForm): Promise<Outcome<{ label: string; revision: number }>> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ label: string; revision: number }>> => {
    const desk = await getReviewDesk(tx, actor.id, assignmentId, at);
    const refusal = standsOf(desk, form);
    if (refusal) return refusal;
    // A tie may turn up after the entry was given out: then the review waits to be released, and the round with it.
    if (form.deed === 'lock' && (await isTied(tx, desk.judgeId, [desk.entryId]))) return refuse('form', messages.both('fault.tied'));
    const read = readTyped(desk, form);
    if (!read.ok) return read;
    const missing = form.deed === 'lock' ? faultsOfGaps(desk, form, read) : null;
    if (missing) return missing;
    if (form.deed === 'abstain' && form.abstainReason === '') return refuse('abstainReason', messages.both('fault.reason-missing'));
    await writeSheet(tx, desk, form, read, at);
    if (form.deed !== 'save') await recordAudit(tx, { at, actor: asLogged(actor), action: form.deed === 'lock' ? 'score-sheet.lock' : 'score-sheet.abstain', objectType: 'review_assignment', objectId: desk.id });
    return { ok: true, label: desk.label, revision: desk.sheet.revision + 1 };
  });
}

function standsOf({ sheet, isOver }: ReviewDesk, form: SheetForm): Refusal | null {
  if (sheet.lockedAt !== null) return refuse('form', messages.both('fault.locked'));
  if (isOver) return refuse('form', messages.both('fault.over'));
  return sheet.revision === form.revision ? null : refuse('form', messages.both('fault.stale'));
}

function readTyped({ criteria }: ReviewDesk, { typed }: SheetForm): Read {
  const faults: Record<string, Localised> = {};
  const [scores, reasons] = [new Map<string, number>(), new Map<string, string>()];
  for (const criterion of criteria) {
    const value = readScore(typed[`score-${criterion.id}`] ?? '', criterion);
    if (value === undefined) faults[`score-${criterion.id}`] = messages.both('fault.score', { max: criterion.maxScore });
    else if (value !== null) scores.set(criterion.id, value);
    reasons.set(criterion.id, (typed[`reason-${criterion.id}`] ?? '').trim());
  }
  return Object.keys(faults).length > 0 ? { ok: false, faults } : { ok: true, scores, reasons };
}

function faultsOfGaps({ criteria }: ReviewDesk, { confidence, comment }: SheetForm, { scores, reasons }: { scores: Map<string, number>; reasons: Map<string, string> }): Refusal | null {
  const gaps = gapsOf(criteria, { scores, reasons, confidence, comment });
  return gaps.length > 0 ? { ok: false, faults: Object.fromEntries(gaps.map(({ field, why }) => [field, messages.both(`fault.${why}`)])) } : null;
}

/** The sheet with its scores; locked last, because nothing of a locked sheet can be written. */
async function writeSheet(tx: Tx, desk: ReviewDesk, form: SheetForm, { scores, reasons }: { scores: Map<string, number>; reasons: Map<string, string> }, at: Instant): Promise<void> {
  const columns = { comment: form.comment, note_to_organiser: form.note, confidence: form.confidence, abstained_reason: form.deed === 'abstain' ? form.abstainReason : null, revision: desk.sheet.revision + 1, saved_at: at };
  await tx.insertInto('score_sheet').values({ assignment_id: desk.id, ...columns }).onConflict((conflict) => conflict.column('assignment_id').doUpdateSet(columns)).execute();
  await tx.deleteFrom('score').where('assignment_id', '=', desk.id).execute();
  const kept = form.deed === 'abstain' ? [] : [...scores];
  for (const [criterionId, value] of kept) await tx.insertInto('score').values({ assignment_id: desk.id, criterion_id: criterionId, value, reason: reasons.get(criterionId) ?? '' }).execute();
  if (form.deed !== 'save') await tx.updateTable('score_sheet').set({ locked_at: at }).where('assignment_id', '=', desk.id).execute();
}

/** Gives a review back because of a tie: pinned, and the review released. Not once the sheet is locked. */
export async function giveBackTied(ports: Ports, actor: Actor, assignmentId: string, reason: string): Promise<Outcome> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const desk = await getReviewDesk(tx, actor.id, assignmentId, at);
    if (desk.isClosed) return refuse('form', callDeskMessages.both('fault.closed'));
    if (desk.sheet.lockedAt !== null) return refuse('form', messages.both('fault.locked'));
    await pinTie(tx, { judgeId: desk.judgeId, entryId: desk.entryId, source: 'JUDGE', reason }, at);
    await tx.updateTable('review_assignment').set({ released_at: at, released_reason: reason }).where('id', '=', desk.id).execute();
    await recordAudit(tx, { at, actor: asLogged(actor), action: 'review.give-back', objectType: 'review_assignment', objectId: desk.id, details: { reason } });
    return { ok: true };
  });
}
