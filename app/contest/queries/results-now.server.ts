import type { Db } from '../../../db/client.ts';
import { readCommitment } from './commitment.server.ts';
import { findRound, getContestHead } from './contest-round.server.ts';
import { listDecisions, publishedStanding } from './decisions.server.ts';
import { readStanding } from './standing.server.ts';

/** What a program that goes from the standing to the results must know at each step: the hashes that its deeds stand for, entries by rank, prizes. */
export interface ResultsNow {
  commitment: string;
  publication: string;
  entries: string[];
  prizes: { id: string; kind: string; count: number }[];
}

/** Undefined while not every sheet is locked. */
export async function readResults(db: Db, secret: string, contestId: string): Promise<ResultsNow | undefined> {
  const contest = await getContestHead(db, contestId);
  const [view, round] = [await readStanding(db, contest), await findRound(db, contestId)];
  if (view.state !== 'READY' || !round) return undefined;
  const { hash } = await readCommitment(db, secret, contest, round);
  return { commitment: hash, publication: publishedStanding(view, await listDecisions(db, contestId)).hash, entries: view.standing.lines.map(({ entry }) => entry), prizes: view.prizes.map(({ id, kind, count }) => ({ id, kind, count })) };
}
