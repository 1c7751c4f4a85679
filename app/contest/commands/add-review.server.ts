import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { instantOf } from '../../platform/local-time.ts';
import { assignmentMessages } from '../messages/assignment.ts';
import { extraReviewMessages as messages } from '../messages/extra-reviews.ts';
import { findRound, type Round } from '../queries/assignment.server.ts';
import { getDeskContest, type JudgingContest } from '../queries/judging-contest.server.ts';
import { tieWords } from '../queries/organiser-ties.server.ts';
import { isScoringOver, listCountedEntries, listReviewNeeds } from '../queries/review-needs.server.ts';
import { fewestReviews } from '../rules/extra-review.ts';
import { contestZone } from '../rules/zone.ts';
import { demandOrganiser } from './change-call.server.ts';
import { pinTies } from './pin-ties.server.ts';
import { tellJudges } from './tell-judges.server.ts';
import { refuseClosed } from './refuse-closed.server.ts';

interface Extra {
  entry: string;
  judge: string;
  /** The last day of the review, counted only once judging has ended. */
  dueOn: Day | null;
}

/** Gives an entry that lacks something to one judge more, under the label that its other judges know. */
export async function addReview(ports: Ports, actor: Actor, contestId: string, form: Extra): Promise<Outcome<{ number: string }>> {
  demandOrganiser(actor);
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ number: string }>> => {
    const open = await openRound(tx, actor, contestId);
    if (!open.ok) return open;
    const { contest, round } = open;
    await pinTies(tx, contest, at);
    const need = (await listReviewNeeds(tx, contest, round)).find(({ entryId }) => entryId === form.entry);
    if (!need) return refuse('form', messages.both('fault.no-need'));
    if (!need.judges.some(({ id }) => id === form.judge)) return refuse('judge', assignmentMessages.both('fault.replacement'));
    const isOver = isScoringOver(contest, at);
    if (isOver && (form.dueOn === null || form.dueOn < today)) return refuse('dueOn', messages.both('fault.due'));
    const id = randomUUID();
    await tx.insertInto('review_assignment').values({ id, round_id: round.id, judge_id: form.judge, entry_id: need.entryId, label: need.label || (await freshLabel(tx, round.id)), assigned_at: at, due_at: isOver ? lastSecond(form.dueOn) : null }).execute();
    await recordAudit(tx, { at, actor, action: 'review.add', objectType: 'review_assignment', objectId: id, details: { code: contest.slug, reason: need.needs.join(' ') } });
    const judge = await tx.selectFrom('judge').select('user_id').where('id', '=', form.judge).executeTakeFirstOrThrow();
    await tellJudges(tx, { what: 'told-more', source: id, contest: contest.title, userIds: [judge.user_id], at, by: actor.id });
    return { ok: true, number: need.number };
  });
}

/** The day's last second in Vietnam. */
export const lastSecond = (day: Day | null): Instant | null => day && instantOf(`${day}T23:59:59`, contestZone);

/** Lets an entry go into the commitment with fewer scores than promised; the reason stands in the minutes. */
export async function excuseEntry(ports: Ports, actor: Actor, contestId: string, form: { entry: string; reason: string }): Promise<Outcome<{ number: string }>> {
  demandOrganiser(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ number: string }>> => {
    const open = await openRound(tx, actor, contestId);
    if (!open.ok) return open;
    const entry = (await listCountedEntries(tx, open.round.id)).find(({ entryId, isGone }) => entryId === form.entry && !isGone);
    if (!entry || entry.locked >= fewestReviews) return refuse('form', messages.both('fault.no-need'));
    const excuse = { reason: form.reason, excused_by: actor.id, excused_at: at };
    await tx.insertInto('review_excuse').values({ round_id: open.round.id, entry_id: entry.entryId, ...excuse }).onConflict((conflict) => conflict.columns(['round_id', 'entry_id']).doUpdateSet(excuse)).execute();
    await recordAudit(tx, { at, actor, action: 'review.excuse', objectType: 'entry', objectId: entry.entryId, details: { code: open.contest.slug, number: entry.number, reason: form.reason } });
    return { ok: true, number: entry.number };
  });
}

/** A label that no entry of a round has. */
export async function freshLabel(tx: Tx, roundId: string): Promise<string> {
  const used = new Set((await tx.selectFrom('review_assignment').select('label').distinct().where('round_id', '=', roundId).execute()).map(({ label }) => label));
  const digits = Math.max(2, String(used.size + 1).length);
  for (let at = used.size + 1; ; at += 1) {
    const label = String(at).padStart(digits, '0');
    if (!used.has(label)) return label;
  }
}

/** The round while its reviews can still change, for an organiser whom nothing ties to an entry. */
export async function openRound(tx: Tx, actor: Actor, contestId: string): Promise<{ ok: true; contest: JudgingContest; round: Round } | Refusal> {
  const contest = await getDeskContest(tx, actor, contestId);
  const tie = await tieWords(tx, contest, actor);
  if (tie) return refuse('form', tie);
  const closed = refuseClosed(contest);
  if (closed) return closed;
  const round = await findRound(tx, contest.id);
  if (!round) return refuse('form', messages.both('fault.no-round'));
  return round.committedAt === null ? { ok: true, contest, round } : refuse('form', assignmentMessages.both('fault.committed'));
}
