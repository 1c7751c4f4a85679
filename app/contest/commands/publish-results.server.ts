import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { finalMessages } from '../messages/final.ts';
import { resultsMessages as messages } from '../messages/results.ts';
import { canAwardPrizes, canPublishResults } from '../policy.ts';
import { getContestHead } from '../queries/contest-round.server.ts';
import { hasDecided, listDecisions, publishedStanding } from '../queries/decisions.server.ts';
import { findPublication, lastPublication } from '../queries/publications.server.ts';
import { isEntrant } from '../queries/own-entry.server.ts';
import { namesNow } from '../queries/published-names.server.ts';
import { readStanding } from '../queries/standing.server.ts';
import { undecided } from '../rules/prizes.ts';
import { changedLines } from '../rules/published-lines.ts';
import { tellResults } from './tell-results.server.ts';
import { refuseClosed } from './refuse-closed.server.ts';

/** Publishes what others decided: the standing is frozen as it is, everybody who took part is told. Whoever decided does not publish; the database holds that as well. */
export async function publishResults(ports: Ports, actor: Actor, what: { contest: string; hash: string; minutes: string }): Promise<Outcome> {
  if (!canPublishResults(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const contest = await getContestHead(tx, what.contest);
    const closed = refuseClosed(contest);
    if (closed) return closed;
    if (await findPublication(tx, contest.id)) return refuse('form', messages.both('fault.published'));
    if (await isEntrant(tx, contest.id, actor.id)) return refuse('form', messages.both('fault.entrant'));
    const view = await readStanding(tx, contest);
    if (view.state !== 'READY' || !view.round.commitment) return refuse('form', messages.both('fault.not-committed'));
    if (view.awaitsFinal) return refuse('form', finalMessages.both('fault.first'));
    if (!view.isOpen) return refuse('form', messages.both('fault.still-blind'));
    const decisions = await listDecisions(tx, contest.id);
    if (await hasDecided(tx, contest.id, actor.id)) return refuse('form', messages.both('fault.own-decision'));
    const open = undecided(view.standing.lines, new Set(decisions.map(({ entry }) => entry)), view.prizes).map((id) => view.entries[id]?.number ?? '');
    if (open.length > 0) return refuse('form', messages.both('fault.undecided', { numbers: open.join(', ') }));
    const { lines, text, hash } = publishedStanding(view, decisions);
    if (hash !== what.hash) return refuse('form', messages.both('fault.stale'));
    const before = await lastPublication(tx, contest.id);
    const version = (before?.version ?? 0) + 1;
    await tx.insertInto('contest_publication').values({ contest_id: contest.id, version, standing: text, standing_hash: hash, names: JSON.stringify(await namesNow(tx, Object.keys(view.entries))), minutes: what.minutes, published_by: actor.id, published_at: at }).execute();
    await recordAudit(tx, { at, actor, action: 'contest.publish-results', objectType: 'contest', objectId: contest.id, details: { contentHash: hash, count: decisions.filter(({ prize }) => prize).length, version } });
    const changed = before ? changedLines(before.standing, lines) : new Set<string>();
    await tellResults(tx, contest, { entries: Object.keys(view.entries), version, at, whatOf: (id) => (!before ? 'told' : changed.has(id) ? 'changed' : 'same') });
    return { ok: true };
  });
}

/** Records that the prizes were handed over: the third deed after deciding and publishing. */
export async function awardPrizes(ports: Ports, actor: Actor, contestId: string): Promise<Outcome> {
  if (!canAwardPrizes(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const contest = await getContestHead(tx, contestId);
    const closed = refuseClosed(contest);
    if (closed) return closed;
    const publication = await findPublication(tx, contest.id);
    if (!publication) return refuse('form', messages.both('fault.not-published'));
    if (publication.awardedAt) return refuse('form', messages.both('fault.awarded'));
    await tx.updateTable('contest_publication').set({ awarded_at: at }).where('contest_id', '=', contestId).where('version', '=', publication.version).execute();
    await recordAudit(tx, { at, actor, action: 'contest.award', objectType: 'contest', objectId: contestId, details: {} });
    return { ok: true };
  });
}
