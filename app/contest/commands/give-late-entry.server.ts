import { randomUUID } from 'node:crypto';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day } from '../../platform/clock.ts';
import { extraReviewMessages as messages } from '../messages/extra-reviews.ts';
import { isScoringOver, listReviewNeeds } from '../queries/review-needs.server.ts';
import { freshLabel, lastSecond, openRound } from './add-review.server.ts';
import { demandOrganiser } from './change-call.server.ts';
import { pinTies } from './pin-ties.server.ts';
import { tellJudges } from './tell-judges.server.ts';

/** Gives an entry that came after the others were given out to as many judges as the contest promises, by the rule of further reviews; with fewer judges free it gets those, and the list says what is missing. */
export async function giveLateEntry(ports: Ports, actor: Actor, contestId: string, form: { entry: string; dueOn: Day | null }): Promise<Outcome<{ number: string; judges: number }>> {
  demandOrganiser(actor);
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ number: string; judges: number }>> => {
    const open = await openRound(tx, actor, contestId);
    if (!open.ok) return open;
    const { contest, round } = open;
    await pinTies(tx, contest, at);
    const need = (await listReviewNeeds(tx, contest, round)).find(({ entryId, needs }) => entryId === form.entry && needs.includes('LATE'));
    if (!need) return refuse('form', messages.both('fault.no-need'));
    const chosen = need.judges.slice(0, contest.reviewsPerEntry);
    if (chosen.length === 0) return refuse('form', messages.both('nobody'));
    const isOver = isScoringOver(contest, at);
    if (isOver && (form.dueOn === null || form.dueOn < today)) return refuse('dueOn', messages.both('fault.due'));
    const label = await freshLabel(tx, round.id);
    await tx.insertInto('review_assignment').values(chosen.map(({ id }) => ({ id: randomUUID(), round_id: round.id, judge_id: id, entry_id: need.entryId, label, assigned_at: at, due_at: isOver ? lastSecond(form.dueOn) : null }))).execute();
    await recordAudit(tx, { at, actor, action: 'review.give-late', objectType: 'entry', objectId: need.entryId, details: { code: contest.slug, number: need.number, count: chosen.length } });
    const judges = await tx.selectFrom('judge').select('user_id').where('id', 'in', chosen.map(({ id }) => id)).execute();
    await tellJudges(tx, { what: 'told-more', source: randomUUID(), contest: contest.title, userIds: judges.map(({ user_id }) => user_id), at, by: actor.id });
    return { ok: true, number: need.number, judges: chosen.length };
  });
}
