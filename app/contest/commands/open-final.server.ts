import { randomInt, randomUUID } from 'node:crypto';
import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { finalMessages as messages } from '../messages/final.ts';
import { resultsMessages } from '../messages/results.ts';
import { getContestHead } from '../queries/contest-round.server.ts';
import { planFinal, type PlannedFinal } from '../queries/final.server.ts';
import { getDeskContest } from '../queries/judging-contest.server.ts';
import { tieWords } from '../queries/organiser-ties.server.ts';
import { readStanding } from '../queries/standing.server.ts';
import { shuffled } from '../rules/seeded-random.ts';
import { pinTies } from './pin-ties.server.ts';
import { tellJudges } from './tell-judges.server.ts';
import { demandOrganiser } from './change-call.server.ts';
import { refuseClosed } from './refuse-closed.server.ts';

/** Opens the pairwise final that the design has fixed, over the standing that was committed to and while identities are closed. Once. */
export async function openFinal(ports: Ports, actor: Actor, contestId: string): Promise<Outcome<{ duels: number }>> {
  demandOrganiser(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ duels: number }>> => {
    const [contest, head] = [await getDeskContest(tx, actor, contestId), await getContestHead(tx, contestId)];
    const closed = refuseClosed(contest);
    if (closed) return closed;
    if (head.finalists === 0) return refuse('form', messages.both('fault.no-final'));
    const view = await readStanding(tx, head);
    if (view.state !== 'NO_ROUND' && view.round.kind === 'FINAL') return refuse('form', messages.both('fault.opened'));
    if (view.state !== 'READY' || !view.round.commitment) return refuse('form', resultsMessages.both('fault.not-committed'));
    if (view.round.unblindedAt) return refuse('form', messages.both('fault.identities'));
    const tie = await tieWords(tx, contest, actor);
    if (tie) return refuse('form', tie);
    await pinTies(tx, contest, at);
    const seed = randomInt(2 ** 31 - 1);
    const plan = await planFinal(tx, contest, view, head.finalists, seed);
    if (plan.entries === null) return refuse('form', messages.both('fault.border'));
    if (plan.judges.length === 0 || plan.without > 0) return refuse('form', messages.both('fault.without', { count: plan.without }));
    const round = await writeFinal(tx, { contestId, entries: plan.entries, duels: plan.duels, seed, by: actor.id, at });
    await recordAudit(tx, { at, actor, action: 'final.open', objectType: 'review_round', objectId: round, details: { code: contest.slug, count: plan.duels.length } });
    const judges = await tx.selectFrom('judge').select('user_id').where('id', 'in', [...new Set(plan.duels.map(({ judge }) => judge))]).execute();
    await tellJudges(tx, { what: 'told-work', source: round, contest: contest.title, userIds: judges.map((judge) => judge.user_id), at, by: actor.id });
    return { ok: true, duels: plan.duels.length };
  });
}

/** Labels are drawn anew, so that those of the round before lead to none of these. */
async function writeFinal(tx: Tx, { contestId, entries, duels, seed, by, at }: { contestId: string; entries: readonly string[]; duels: PlannedFinal['duels']; seed: number; by: string; at: Instant }): Promise<string> {
  const round = newId();
  await tx.insertInto('review_round').values({ id: round, contest_id: contestId, kind: 'FINAL', seed, assigned_by: by, assigned_at: at }).execute();
  const drawn = shuffled(entries, () => randomInt(2 ** 32) / 2 ** 32);
  await tx.insertInto('finalist').values(drawn.map((entry, place) => ({ round_id: round, entry_id: entry, label: String.fromCodePoint(65 + place) }))).execute();
  await tx.insertInto('duel').values(duels.map(({ judge, a, b }) => ({ id: randomUUID(), round_id: round, judge_id: judge, a_entry_id: a, b_entry_id: b }))).execute();
  return round;
}
