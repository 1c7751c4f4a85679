import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { resultsMessages as messages } from '../messages/results.ts';
import { canPublishResults } from '../policy.ts';
import { listUpheld } from '../queries/appeals.server.ts';
import { getContestHead } from '../queries/contest-round.server.ts';
import { isEntrant } from '../queries/own-entry.server.ts';
import { findPublication } from '../queries/publications.server.ts';
import { tellResults } from './tell-results.server.ts';
import { refuseClosed } from './refuse-closed.server.ts';

/**
 * Takes published results back after an objection that was upheld. Whoever upheld it does not take them back; the database holds that as well. Decisions can
 * be made again afterwards and published as a new version; scores stay locked and committed as they are.
 */
export async function withdrawResults(ports: Ports, actor: Actor, what: { contest: string; version: number; reason: string }): Promise<Outcome> {
  if (!canPublishResults(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const contest = await getContestHead(tx, what.contest);
    const closed = refuseClosed(contest);
    if (closed) return closed;
    const publication = await findPublication(tx, contest.id);
    if (!publication) return refuse('form', messages.both('fault.nothing-public'));
    if (publication.version !== what.version) return refuse('form', messages.both('fault.stale'));
    if (await isEntrant(tx, contest.id, actor.id)) return refuse('form', messages.both('fault.entrant'));
    const upheld = await listUpheld(tx, contest.id, publication.version);
    if (upheld.length === 0) return refuse('form', messages.both('fault.not-upheld'));
    if (upheld.every(({ answeredBy }) => answeredBy === actor.id)) return refuse('form', messages.both('fault.own-finding'));
    await tx.updateTable('contest_publication').set({ withdrawn_by: actor.id, withdrawn_at: at, withdrawal_reason: what.reason }).where('contest_id', '=', contest.id).where('version', '=', publication.version).execute();
    await recordAudit(tx, { at, actor, action: 'contest.withdraw-results', objectType: 'contest', objectId: contest.id, details: { contentHash: publication.hash, version: publication.version, reason: what.reason } });
    await tellResults(tx, contest, { entries: publication.standing.map(({ entryId }) => entryId), version: publication.version, at, whatOf: () => 'withdrawn' });
    return { ok: true };
  });
}
