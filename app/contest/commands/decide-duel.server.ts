import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { finalMessages as messages } from '../messages/final.ts';
import { getDeskContest } from '../queries/judging-contest.server.ts';
import { isTied, pairOf, tiedPairs } from '../queries/late-ties.server.ts';
import { tieWords } from '../queries/organiser-ties.server.ts';
import { duelProgress, getOwnDuel, type DuelSide } from '../queries/own-duels.server.ts';
import { pinTie } from './pin-ties.server.ts';
import { asLogged } from './write-profile.server.ts';
import { demandOrganiser } from './change-call.server.ts';
import { refuseClosed, refuseClosedById } from './refuse-closed.server.ts';

/** Chooses between the two entries of a pair; a choice stands for ever. @returns the next pair that waits */
export async function decideDuel(ports: Ports, actor: Actor, duelId: string, { winner, reason }: { winner: 'A' | 'B' | 'DRAW'; reason: string }): Promise<Outcome<{ next: string | null }>> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ next: string | null }>> => {
    const duel = await getOwnDuel(tx, actor.id, duelId);
    const closed = await refuseClosedById(tx, duel.contestId);
    if (closed) return closed;
    if (duel.decidedAt) return refuse('form', messages.both('fault.decided'));
    if (await isTied(tx, duel.judgeId, [duel.entries.a, duel.entries.b])) return refuse('form', messages.both('fault.tied'));
    await tx.updateTable('duel').set({ winner, reason, decided_at: at }).where('id', '=', duel.id).execute();
    // Which one she chose stands in the pair; the log must not tell it before all have chosen.
    await recordAudit(tx, { at, actor: asLogged(actor), action: 'duel.decide', objectType: 'duel', objectId: duel.id });
    return { ok: true, next: (await duelProgress(tx, duel.judgeId)).next };
  });
}

/** Gives back every open pair with an entry that the judge has a tie with, which is pinned. */
export async function giveBackDuels(ports: Ports, actor: Actor, duelId: string, { side, reason }: { side: DuelSide; reason: string }): Promise<Outcome> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const duel = await getOwnDuel(tx, actor.id, duelId);
    const closed = await refuseClosedById(tx, duel.contestId);
    if (closed) return closed;
    if (duel.decidedAt) return refuse('form', messages.both('fault.decided'));
    const entryId = duel.entries[side];
    await pinTie(tx, { judgeId: duel.judgeId, entryId, source: 'JUDGE', reason }, at);
    await tx.updateTable('duel').set({ released_at: at, released_reason: reason }).where('judge_id', '=', duel.judgeId).where('decided_at', 'is', null).where('released_at', 'is', null).where((where) => where.or([where('a_entry_id', '=', entryId), where('b_entry_id', '=', entryId)])).execute();
    await recordAudit(tx, { at, actor: asLogged(actor), action: 'duel.give-back', objectType: 'duel', objectId: duel.id, details: { reason } });
    return { ok: true };
  });
}

/** Takes from a judge the pairs in which she does not choose, and those that a tie has overtaken since she chose, as long as somebody else compares each of them. */
export async function releaseDuels(ports: Ports, actor: Actor, what: { contest: string; judge: string; reason: string }): Promise<Outcome> {
  demandOrganiser(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const contest = await getDeskContest(tx, actor, what.contest);
    const closed = refuseClosed(contest);
    if (closed) return closed;
    const tie = await tieWords(tx, contest, actor);
    if (tie) return refuse('form', tie);
    const duels = await tx.selectFrom('duel as d').innerJoin('review_round as r', 'r.id', 'd.round_id').select(['d.id', 'd.round_id', 'd.judge_id as judge', 'd.a_entry_id as a', 'd.b_entry_id as b', 'd.decided_at', 'r.commitment']).where('r.contest_id', '=', contest.id).where('d.released_at', 'is', null).execute();
    const tied = await tiedPairs(tx, duels[0]?.round_id ?? '');
    const open = duels.filter((row) => row.judge === what.judge && (row.decided_at === null || (row.commitment === null && tied(row))));
    if (open.length === 0) return refuse('form', messages.both('fault.nothing-open'));
    const others = new Set(duels.filter((row) => row.judge !== what.judge).map(pairOf));
    const alone = open.filter((row) => !others.has(pairOf(row))).length;
    if (alone > 0) return refuse('form', messages.both('fault.alone', { count: alone }));
    await tx.updateTable('duel').set({ released_at: at, released_reason: what.reason }).where('id', 'in', open.map(({ id }) => id)).execute();
    await recordAudit(tx, { at, actor, action: 'duel.release', objectType: 'judge', objectId: what.judge, details: { count: open.length, reason: what.reason } });
    return { ok: true };
  });
}
