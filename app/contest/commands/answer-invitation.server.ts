import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { SeatForm } from '../forms/judging.ts';
import { judgesMessages } from '../messages/judges.ts';
import { judgingMessages as messages } from '../messages/judging.ts';
import { runsContests } from '../queries/judges.server.ts';
import { getJudgingContest } from '../queries/judging-contest.server.ts';
import { hasEntered } from '../queries/own-entry.server.ts';
import { getSeat, type Seat } from '../queries/own-reviews.server.ts';
import { pinTies } from './pin-ties.server.ts';
import { asLogged } from './write-profile.server.ts';
import { refuseClosedById } from './refuse-closed.server.ts';

/**
 * A judge accepts, declines, or changes what she said. Once the entries have been given out the answer, the limit and the preferences stand;
 * ties can be declared at any time.
 */
export async function answerInvitation(ports: Ports, actor: Actor, judgeId: string, form: SeatForm): Promise<Outcome> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const seat = await getSeat(tx, actor.id, judgeId);
    const closed = await refuseClosedById(tx, seat.contestId);
    if (closed) return closed;
    if (seat.isAssigned && changesAnswer(seat, form)) return refuse('form', messages.both('fault.answered'));
    if (form.deed === 'accept' && (await runsContests(tx, actor.id))) return refuse('form', judgesMessages.both('fault.judge-office'));
    if (form.deed === 'accept' && (await hasEntered(tx, seat.contestId, actor.id))) return refuse('form', judgesMessages.both('fault.judge-entrant'));
    await declare(tx, actor, seat, form, at);
    // A first yes is welcome late, too: there may be a review to take over.
    if (!seat.isAssigned || seat.state === 'INVITED') await writeAnswer(tx, seat, form, at);
    await recordAudit(tx, { at, actor: asLogged(actor), action: `judge.${form.deed === 'save' ? 'declare' : form.deed}`, objectType: 'judge', objectId: judgeId, details: { count: form.ties.length } });
    return { ok: true };
  });
}

/** Taking back what was said. */
function changesAnswer({ state }: Seat, { deed }: SeatForm): boolean {
  return (deed === 'decline' && state === 'ACCEPTED') || (deed === 'accept' && state === 'DECLINED');
}

async function declare(tx: Tx, actor: Actor, seat: Seat, { ties, tiesReason, deed }: SeatForm, at: Instant): Promise<void> {
  for (const name of ties) {
    if (!seat.declared.some((tie) => tie.name === name)) await tx.insertInto('declared_tie').values({ id: newId(), judge_id: seat.id, entry_id: null, name, reason: tiesReason, declared_by: actor.id, declared_at: at }).execute();
  }
  if (deed !== 'decline') await tx.updateTable('judge').set({ declared_at: at }).where('id', '=', seat.id).execute();
  await pinTies(tx, await getJudgingContest(tx, seat.contestId), at, [seat.id]);
}

async function writeAnswer(tx: Tx, seat: Seat, { deed, maxReviews, tracks }: SeatForm, at: Instant): Promise<void> {
  if (deed === 'accept') await tx.updateTable('judge').set({ accepted_at: at, declined_at: null }).where('id', '=', seat.id).execute();
  if (deed === 'decline') await tx.updateTable('judge').set({ declined_at: at, accepted_at: null }).where('id', '=', seat.id).execute();
  if (maxReviews !== undefined) await tx.updateTable('judge').set({ max_reviews: maxReviews }).where('id', '=', seat.id).execute();
  await tx.deleteFrom('judge_preference').where('judge_id', '=', seat.id).execute();
  for (const track of seat.tracks.filter(({ id }) => tracks.includes(id))) await tx.insertInto('judge_preference').values({ judge_id: seat.id, track_id: track.id }).execute();
}
