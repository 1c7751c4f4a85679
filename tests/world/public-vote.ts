import { castVote, openVote } from '../../app/contest/commands/public-vote.server.ts';
import { setGalleryConsent } from '../../app/contest/commands/gallery-consent.server.ts';
import type { Actor } from '../../app/people/actor.ts';
import type { Outcome } from '../../app/people/index.server.ts';
import { publishedWorld } from './contest-published.ts';
import type { ResultsTraits, ResultsWorld } from './contest-results.ts';

/** The vote is open from Monday 23/11/2026, 08:00, until this second, which still counts. */
export const voteCloses = '2026-12-01T16:59:59.000Z';

/** Public results whose two winners may be shown; with `isOpened` the vote between them is open. */
export async function voteWorld({ isOpened = true, consents = 2, ...traits }: ResultsTraits & { isOpened?: boolean; consents?: number } = {}): Promise<ResultsWorld> {
  const w = await publishedWorld(traits);
  for (const { id, owner } of w.entries.slice(0, consents)) await setGalleryConsent(w.ports, owner, { entry: id, isGiven: true });
  if (isOpened) {
    const opened = await openVote(w.ports, w.organiser, { contest: w.contest.id, closesAt: voteCloses });
    if (!opened.ok) throw new Error(`refused: ${JSON.stringify(opened.faults)}`);
  }
  return w;
}

/** Somebody votes for the entry at a place. */
export const vote = (w: ResultsWorld, as: Actor, at = 0, address = '203.0.113.7'): Promise<Outcome> => castVote(w.ports, as, { slug: w.contest.slug, entry: w.entries[at]?.id ?? 'khong-co', address });
