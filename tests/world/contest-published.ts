import { excuseEntry } from '../../app/contest/commands/add-review.server.ts';
import { commitRound, unblindRound } from '../../app/contest/commands/commit-round.server.ts';
import { decidePrize } from '../../app/contest/commands/decide-prize.server.ts';
import { publishResults } from '../../app/contest/commands/publish-results.server.ts';
import { readCommitment } from '../../app/contest/queries/commitment.server.ts';
import { findRound, getContestHead, listRounds } from '../../app/contest/queries/contest-round.server.ts';
import { listDecisions, publishedStanding } from '../../app/contest/queries/decisions.server.ts';
import { listCountedEntries } from '../../app/contest/queries/review-needs.server.ts';
import { readStanding } from '../../app/contest/queries/standing.server.ts';
import { fewestReviews } from '../../app/contest/rules/extra-review.ts';
import { resultsWorld, type ResultsTraits, type ResultsWorld } from './contest-results.ts';

async function must(outcome: Promise<{ ok: boolean; faults?: unknown }>): Promise<void> {
  const { ok, faults } = await outcome;
  if (!ok) throw new Error(`refused: ${JSON.stringify(faults)}`);
}

/** The hash that the page of the commitment shows. */
export async function hashNow({ db, contest, ports }: ResultsWorld): Promise<string> {
  const round = await findRound(db, contest.id);
  if (!round) throw new Error('no round');
  return (await readCommitment(db, ports.secret, await getContestHead(db, contest.id), round)).hash;
}

/** Entries with too few scores go into the commitment with a reason. */
export async function excuseThin(w: ResultsWorld): Promise<void> {
  const round = (await listRounds(w.db, w.contest.id)).find(({ kind, commitment }) => kind === 'PRELIMINARY' && commitment === null);
  const entries = round ? await listCountedEntries(w.db, round.id) : [];
  for (const { entryId, locked, isGone } of entries) if (!isGone && locked < fewestReviews) await must(excuseEntry(w.ports, w.organiser, w.contest.id, { entry: entryId, reason: 'Giám khảo còn lại đều có quan hệ với bài.' }));
}

export async function commit(w: ResultsWorld): Promise<void> {
  await excuseThin(w);
  await must(commitRound(w.ports, w.organiser, { contest: w.contest.id, hash: await hashNow(w) }));
}
export const open = (w: ResultsWorld): Promise<void> => must(unblindRound(w.ports, w.organiser, w.contest.id));

/** The hash that the page of the publication shows. */
export async function resultsHash({ db, contest }: ResultsWorld): Promise<string> {
  const view = await readStanding(db, await getContestHead(db, contest.id));
  return view.state === 'READY' ? publishedStanding(view, await listDecisions(db, contest.id)).hash : '';
}

/** First and second prize as the ranking says. */
export async function decideByRank(w: ResultsWorld): Promise<void> {
  for (const at of [0, 1]) await must(decidePrize(w.ports, w.organiser, { contest: w.contest.id, entry: w.entries[at]?.id ?? '', verdict: { kind: 'PRIZE', prize: w.contest.prizes[at] ?? '' }, reason: '', was: '' }));
}

/** A contest whose results are public since Monday 23/11/2026, 08:00. */
export async function publishedWorld(traits: ResultsTraits = {}): Promise<ResultsWorld> {
  const w = await resultsWorld(traits);
  await commit(w);
  await open(w);
  await decideByRank(w);
  await must(publishResults(w.ports, w.publisher, { contest: w.contest.id, hash: await resultsHash(w), minutes: 'Ban giám khảo thống nhất kết quả.' }));
  return w;
}
