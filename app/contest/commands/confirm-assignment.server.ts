import { randomInt, randomUUID } from 'node:crypto';
import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { assignmentMessages as messages } from '../messages/assignment.ts';
import { extraReviewMessages } from '../messages/extra-reviews.ts';
import { findRound, listReplacements, planAssignment } from '../queries/assignment.server.ts';
import { getDeskContest, type JudgingContest } from '../queries/judging-contest.server.ts';
import { isTied } from '../queries/late-ties.server.ts';
import { readEntriesEnd } from '../queries/entries-end.server.ts';
import { tieWords } from '../queries/organiser-ties.server.ts';
import { isScoringOver } from '../queries/review-needs.server.ts';
import { countOpenScreening } from '../queries/screening.server.ts';
import type { PlannedReview } from '../rules/assign-reviews.ts';
import { shuffled } from '../rules/seeded-random.ts';
import { earlyWords, screeningWords } from '../screening-words.ts';
import { pinTies } from './pin-ties.server.ts';
import { tellJudges } from './tell-judges.server.ts';
import { demandOrganiser } from './change-call.server.ts';
import { refuseClosed } from './refuse-closed.server.ts';

/** Gives the entries out as they were shown, all at once, and not before the last entry can be in and screening has said its last word: whoever hands in or replies in time must not be out. Ties that turned up meanwhile are pinned with them. */
export async function confirmAssignment(ports: Ports, actor: Actor, contestId: string, form: { seed: number; fingerprint: string }): Promise<Outcome<{ reviews: number }>> {
  demandOrganiser(actor);
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ reviews: number }>> => {
    const contest = await getDeskContest(tx, actor, contestId);
    const closed = refuseClosed(contest);
    if (closed) return closed;
    if (await findRound(tx, contest.id)) return refuse('form', messages.both('fault.done'));
    const refusal = await refusalOf(tx, actor, contest, at);
    if (refusal) return refusal;
    const open = screeningWords(await countOpenScreening(tx, contest.id, today));
    if (open) return refuse('form', open);
    await pinTies(tx, contest, at);
    const { plan, fingerprint } = await planAssignment(tx, contest, form.seed);
    if (fingerprint !== form.fingerprint) return refuse('form', messages.both('fault.changed'));
    if (plan.reviews.length === 0 && plan.isComplete) return refuse('form', messages.both('fault.empty'));
    if (!plan.isComplete || plan.reviews.length === 0) return refuse('form', messages.both('fault.incomplete'));
    const roundId = newId();
    await tx.insertInto('review_round').values({ id: roundId, contest_id: contest.id, kind: 'PRELIMINARY', seed: form.seed, assigned_by: actor.id, assigned_at: at }).execute();
    for (const { judgeId, entryId, label } of drawn(plan.reviews)) await tx.insertInto('review_assignment').values({ id: randomUUID(), round_id: roundId, judge_id: judgeId, entry_id: entryId, label, assigned_at: at }).execute();
    await recordAudit(tx, { at, actor, action: 'review.assign', objectType: 'review_round', objectId: roundId, details: { code: contest.slug, count: plan.reviews.length, contentHash: fingerprint } });
    const judges = await tx.selectFrom('judge').select('user_id').where('id', 'in', [...new Set(plan.reviews.map(({ judgeId }) => judgeId))]).execute();
    await tellJudges(tx, { what: 'told-work', source: roundId, contest: contest.title, userIds: judges.map((judge) => judge.user_id), at, by: actor.id });
    return { ok: true, reviews: plan.reviews.length };
  });
}

/** Whoever gives entries out has no tie to any, and no entry can come in any more: it would be in no round. */
async function refusalOf(tx: Tx, actor: Actor, contest: JudgingContest, at: Instant): Promise<Refusal | null> {
  const tie = await tieWords(tx, contest, actor);
  if (tie) return refuse('form', tie);
  const early = earlyWords(await readEntriesEnd(tx, contest.id, at));
  return early && refuse('form', early);
}

/** The plan with labels and an order that no seed gives back: what a judge sees must not lead to the order in which the entries came. */
function drawn(reviews: readonly PlannedReview[]): PlannedReview[] {
  const chance = () => randomInt(2 ** 32) / 2 ** 32;
  const planned = [...new Set(reviews.map(({ label }) => label))];
  const labels = new Map(shuffled(planned, chance).map((label, at) => [planned[at], label]));
  return shuffled(reviews.map((review) => ({ ...review, label: labels.get(review.label) ?? review.label })), chance);
}

/** Takes a review from a judge, with a reason, and gives the entry to another one if there is one. A locked sheet stays, unless a tie has overtaken it. */
export async function releaseReview(ports: Ports, actor: Actor, contestId: string, form: { assignmentId: string; reason: string; to: string | null }): Promise<Outcome<{ isReplaced: boolean }>> {
  const at = mayOrganise(ports, actor);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ isReplaced: boolean }>> => {
    const contest = await getDeskContest(tx, actor, contestId);
    const closed = refuseClosed(contest);
    if (closed) return closed;
    const review = await reviewIn(tx, contestId, form.assignmentId);
    const tie = await tieWords(tx, contest, actor);
    if (tie) return refuse('form', tie);
    if (review.committed_at) return refuse('form', messages.both('fault.committed'));
    if (review.released_at) return refuse('form', messages.both('fault.released'));
    if (review.locked_at && review.abstained_reason === null && !(await isTied(tx, review.judge_id, [review.entry_id]))) return refuse('form', messages.both('fault.locked'));
    if (form.to !== null && isScoringOver(contest, at)) return refuse('to', extraReviewMessages.both('fault.over'));
    if (form.to !== null && !(await listReplacements(tx, review.contest_id, review.round_id, review.entry_id)).some(({ id }) => id === form.to)) return refuse('to', messages.both('fault.replacement'));
    await tx.updateTable('review_assignment').set({ released_at: at, released_reason: form.reason }).where('id', '=', review.id).execute();
    await recordAudit(tx, { at, actor, action: form.to === null ? 'review.release' : 'review.replace', objectType: 'review_assignment', objectId: review.id, details: { reason: form.reason } });
    if (form.to !== null) await giveTo(tx, actor, review, form.to, at);
    return { ok: true, isReplaced: form.to !== null };
  });
}

async function giveTo(tx: Tx, actor: Actor, review: { round_id: string; entry_id: string; label: string; title: string }, judgeId: string, at: Instant): Promise<void> {
  const id = randomUUID();
  await tx.insertInto('review_assignment').values({ id, round_id: review.round_id, judge_id: judgeId, entry_id: review.entry_id, label: review.label, assigned_at: at }).execute();
  const judge = await tx.selectFrom('judge').select('user_id').where('id', '=', judgeId).executeTakeFirstOrThrow();
  await tellJudges(tx, { what: 'told-work', source: id, contest: review.title, userIds: [judge.user_id], at, by: actor.id });
}

async function reviewIn(tx: Tx, contestId: string, id: string) {
  const row = await tx
    .selectFrom('review_assignment as a')
    .innerJoin('review_round as r', 'r.id', 'a.round_id')
    .innerJoin('contest as c', 'c.id', 'r.contest_id')
    .leftJoin('score_sheet as s', 's.assignment_id', 'a.id')
    .select(['a.id', 'a.round_id', 'a.judge_id', 'a.entry_id', 'a.label', 'a.released_at', 's.locked_at', 's.abstained_reason', 'r.committed_at', 'c.id as contest_id', 'c.title'])
    .where('a.id', '=', id)
    .where('c.id', '=', contestId)
    .executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return row;
}

function mayOrganise(ports: Ports, actor: Actor): Instant {
  demandOrganiser(actor);
  return momentOf(ports).at;
}
