import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { finalMessages } from '../messages/final.ts';
import { resultsMessages as messages } from '../messages/results.ts';
import { getContestHead } from '../queries/contest-round.server.ts';
import { listDecisions } from '../queries/decisions.server.ts';
import { findPublication } from '../queries/publications.server.ts';
import { teamOf } from '../queries/own-entry.server.ts';
import { readStanding, type ReadyStanding } from '../queries/standing.server.ts';
import { needsReason } from '../rules/prizes.ts';
import { demandOrganiser } from './change-call.server.ts';
import { refuseClosed } from './refuse-closed.server.ts';

/** What the council says about an entry: a prize, none, or that the matter is open again. `was` is the decision that was on the screen. */
export interface Deciding {
  contest: string;
  entry: string;
  verdict: { kind: 'PRIZE'; prize: string } | { kind: 'NONE' } | { kind: 'OPEN' };
  reason: string;
  was: string;
}

/** Records a decision in place of the one before, which stays in the books. */
export async function decidePrize(ports: Ports, actor: Actor, what: Deciding): Promise<Outcome> {
  demandOrganiser(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const contest = await getContestHead(tx, what.contest);
    const closed = refuseClosed(contest);
    if (closed) return closed;
    const view = await readStanding(tx, contest);
    if (view.state !== 'READY' || !view.round.commitment) return refuse('form', messages.both('fault.not-committed'));
    if (view.awaitsFinal) return refuse('form', finalMessages.both('fault.first'));
    if (!view.standing.lines.some(({ entry }) => entry === what.entry)) throw new AppError('not-found', platformMessages.both('error.not-found'));
    if ((await teamOf(tx, what.entry)).includes(actor.id)) return refuse('form', messages.both('fault.own-entry'));
    if (await findPublication(tx, what.contest)) return refuse('form', messages.both('fault.published'));
    const standing = (await listDecisions(tx, what.contest)).find(({ entry }) => entry === what.entry);
    if ((standing?.id ?? '') !== what.was) return refuse('form', messages.both('fault.decided-meanwhile'));
    const refused = what.verdict.kind === 'OPEN' ? null : await faultOf(tx, view, what);
    if (refused) return refused;
    await tx.updateTable('contest_decision').set({ revoked_at: at }).where('entry_id', '=', what.entry).where('revoked_at', 'is', null).execute();
    const prize = what.verdict.kind === 'PRIZE' ? what.verdict.prize : null;
    if (what.verdict.kind !== 'OPEN') await tx.insertInto('contest_decision').values({ id: newId(), contest_id: what.contest, entry_id: what.entry, prize_id: prize, reason: what.reason, decided_by: actor.id, decided_at: at }).execute();
    await recordAudit(tx, { at, actor, action: what.verdict.kind === 'OPEN' ? 'contest.revoke-decision' : 'contest.decide', objectType: 'entry', objectId: what.entry, details: { prize: view.prizes.find(({ id }) => id === prize)?.title ?? '', reason: what.reason } });
    return { ok: true };
  });
}

/** No more prizes than there are, and a reason for what the ranking does not say by itself. */
async function faultOf(tx: Tx, { standing, prizes }: ReadyStanding, { contest, entry, verdict, reason }: Deciding): Promise<ReturnType<typeof refuse> | null> {
  const prizeId = verdict.kind === 'PRIZE' ? verdict.prize : null;
  if (prizeId !== null) {
    const prize = prizes.find(({ id }) => id === prizeId);
    if (!prize) return refuse('verdict', messages.both('fault.no-prize'));
    const given = (await listDecisions(tx, contest)).filter((one) => one.prize === prizeId && one.entry !== entry).length;
    if (given >= prize.count) return refuse('verdict', messages.both('fault.prizes-gone', { prize: prize.title, count: prize.count }));
  }
  return needsReason(standing.lines, entry, prizeId, prizes) && reason.length < 10 ? refuse('reason', messages.both('fault.departure')) : null;
}
