import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { extraReviewMessages } from '../messages/extra-reviews.ts';
import { finalMessages } from '../messages/final.ts';
import { resultsMessages as messages } from '../messages/results.ts';
import { readCommitment } from '../queries/commitment.server.ts';
import { getContestHead, listRounds } from '../queries/contest-round.server.ts';
import { countLateScreening } from '../queries/late-entries.server.ts';
import { overtakenBy } from '../queries/late-ties.server.ts';
import { isEntrant } from '../queries/own-entry.server.ts';
import { listThinEntries } from '../queries/review-needs.server.ts';
import { readStanding } from '../queries/standing.server.ts';
import { fewestReviews } from '../rules/extra-review.ts';
import { lateScreeningWords } from '../screening-words.ts';
import { demandOrganiser } from './change-call.server.ts';
import { refuseClosed } from './refuse-closed.server.ts';

const mostNamed = 20;

type Sealing = Ports & { secret: string };

/** Publishes the hash of rubric, assignment and locked scores. From then on nothing of the three can change without being seen. Once for a round. */
export async function commitRound(ports: Sealing, actor: Actor, what: { contest: string; hash: string }): Promise<Outcome> {
  demandOrganiser(actor);
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const contest = await getContestHead(tx, what.contest);
    const closed = refuseClosed(contest);
    if (closed) return closed;
    if (await isEntrant(tx, contest.id, actor.id)) return refuse('form', messages.both('fault.entrant'));
    const view = await readStanding(tx, contest);
    if (view.state === 'NO_ROUND' || view.state === 'WAITING') return refuse('form', messages.both('fault.not-locked'));
    if (view.round.commitment) return refuse('form', messages.both('fault.committed'));
    const overtaken = await overtakenBy(tx, view.round);
    if (overtaken.length > 0) return refuse('form', messages.both('fault.overtaken', { count: overtaken.length }));
    if (view.state === 'DISCONNECTED') return refuse('form', messages.both('fault.disconnected'));
    // A commitment is for ever: one over no score at all would end the contest without anybody having been judged.
    if (view.standing.lines.length === 0) return refuse('form', messages.both('fault.unscored'));
    const late = view.round.kind === 'PRELIMINARY' ? lateScreeningWords(await countLateScreening(tx, contest.id, view.round.id, today)) : null;
    if (late) return refuse('form', late);
    const thin = view.round.kind === 'PRELIMINARY' ? await listThinEntries(tx, view.round.id) : [];
    if (thin.length > 0) return refuse('form', extraReviewMessages.both('fault.thin', { fewest: fewestReviews, numbers: thin.slice(0, mostNamed).join(', ') + (thin.length > mostNamed ? ', …' : '') }));
    const { hash } = await readCommitment(tx, ports.secret, contest, view.round);
    if (hash !== what.hash) return refuse('form', messages.both('fault.stale'));
    await tx.updateTable('review_round').set({ commitment: hash, committed_at: at }).where('id', '=', view.round.id).where('commitment', 'is', null).execute();
    await recordAudit(tx, { at, actor, action: 'contest.commit', objectType: 'contest', objectId: contest.id, details: { contentHash: hash } });
    return { ok: true };
  });
}

/** Opens the identities behind the entries: a deed of its own, possible only when the hash is public and still that of what is stored. */
export async function unblindRound(ports: Sealing, actor: Actor, contestId: string): Promise<Outcome> {
  demandOrganiser(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const contest = await getContestHead(tx, contestId);
    const closed = refuseClosed(contest);
    if (closed) return closed;
    const rounds = await listRounds(tx, contestId);
    const round = rounds.at(-1);
    if (!round?.commitment) return refuse('form', messages.both('fault.not-committed'));
    if (round.unblindedAt) return refuse('form', messages.both('fault.unblinded'));
    if (await isEntrant(tx, contest.id, actor.id)) return refuse('form', messages.both('fault.entrant'));
    const view = await readStanding(tx, contest);
    if (view.state === 'READY' && view.awaitsFinal) return refuse('form', finalMessages.both('fault.first'));
    for (const one of rounds) if ((await readCommitment(tx, ports.secret, contest, one)).hash !== one.commitment) return refuse('form', messages.both('fault.changed-since'));
    await openRounds(tx, contestId, at);
    await recordAudit(tx, { at, actor, action: 'contest.unblind', objectType: 'contest', objectId: contestId, details: { contentHash: round.commitment } });
    return { ok: true };
  });
}

async function openRounds(tx: Tx, contestId: string, at: string): Promise<void> {
  await tx.updateTable('review_round').set({ unblinded_at: at }).where('contest_id', '=', contestId).where('commitment', 'is not', null).where('unblinded_at', 'is', null).execute();
}
