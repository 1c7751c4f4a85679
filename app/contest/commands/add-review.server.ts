import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { instantOf } from '../../platform/local-time.ts';
import { assignmentMessages } from '../messages/assignment.ts';
import { callDeskMessages } from '../messages/calls-desk.ts';
import { extraReviewMessages as messages } from '../messages/extra-reviews.ts';
import { resultsMessages } from '../messages/results.ts';
import { findRound, type Round } from '../queries/assignment.server.ts';
import { getDeskContest, type JudgingContest } from '../queries/judging-contest.server.ts';
import { isEntrant } from '../queries/own-entry.server.ts';
import { isScoringOver, listCountedEntries, listReviewNeeds } from '../queries/review-needs.server.ts';
import { fewestReviews } from '../rules/extra-review.ts';
import { contestZone } from '../rules/zone.ts';
import { demandOrganiser } from './change-call.server.ts';
import { pinTies } from './pin-ties.server.ts';
import { tellJudges } from './tell-judges.server.ts';

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
    await tx.insertInto('review_assignment').values({ id, round_id: round.id, judge_id: form.judge, entry_id: need.entryId, label: need.label, assigned_at: at, due_at: isOver ? lastSecond(form.dueOn) : null }).execute();
    await recordAudit(tx, { at, actor, action: 'review.add', objectType: 'review_assignment', objectId: id, details: { code: contest.slug, reason: need.needs.join(' ') } });
    const judge = await tx.selectFrom('judge').select('user_id').where('id', '=', form.judge).executeTakeFirstOrThrow();
    await tellJudges(tx, { what: 'told-more', source: id, contest: contest.title, userIds: [judge.user_id], at, by: actor.id });
    return { ok: true, number: need.number };
  });
}

const lastSecond = (day: Day | null): Instant | null => day && instantOf(`${day}T23:59:59`, contestZone);

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

/** The round while its reviews can still change, for an organiser without an entry in the contest. */
async function openRound(tx: Tx, actor: Actor, contestId: string): Promise<{ ok: true; contest: JudgingContest; round: Round } | Refusal> {
  const contest = await getDeskContest(tx, actor, contestId);
  if (await isEntrant(tx, contest.id, actor.id)) return refuse('form', resultsMessages.both('fault.entrant'));
  if (contest.closedAt) return refuse('form', callDeskMessages.both('fault.closed'));
  const round = await findRound(tx, contest.id);
  if (!round) return refuse('form', messages.both('fault.no-round'));
  return round.committedAt === null ? { ok: true, contest, round } : refuse('form', assignmentMessages.both('fault.committed'));
}
