import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { canAwardPrizes, canOrganiseContests, canPublishResults, canReadPairs } from '../policy.ts';
import { undecided } from '../rules/prizes.ts';
import { getContestHead, type ContestHead } from './contest-round.server.ts';
import { listDecisions, type Decision } from './decisions.server.ts';
import { findPublication, listWithdrawals, type Publication, type Withdrawal } from './publications.server.ts';
import { judgeNames, readStanding, type DeskView, type StandingView } from './standing.server.ts';

/** How far a contest is on its way to the results. */
export interface Progress {
  committed: boolean;
  /** The final that the design asks for is over, too. */
  final: boolean;
  opened: boolean;
  decided: boolean;
  published: boolean;
}
/** What every page of the results needs; the leniency of judges is in it for organisers only. */
export interface ResultsDesk {
  contest: ContestHead;
  view: DeskView;
  decisions: Decision[];
  publication: Publication | null;
  withdrawn: Withdrawal[];
  progress: Progress;
  judges: Record<string, string>;
  /** Who one is at the desk. */
  rights: { organise: boolean; publish: boolean };
  /** Whether the judges' words open to her. */
  readsSheets: boolean;
  /** What one may still do: nothing once the contest is closed. */
  may: { organise: boolean; publish: boolean };
}

export async function readResultsDesk(db: Db, actor: Actor, contestId: string): Promise<ResultsDesk> {
  const contest = await getContestHead(db, contestId);
  const full = await readStanding(db, contest);
  const rights = { organise: canOrganiseContests(actor), publish: canPublishResults(actor) };
  const view = shownTo(full, rights.organise);
  const decisions = await listDecisions(db, contestId);
  const publication = (await findPublication(db, contestId)) ?? null;
  return { contest, view, decisions, publication, withdrawn: await listWithdrawals(db, contestId), progress: progressOf(view, decisions, publication), judges: rights.organise ? await judgeNames(db, contestId) : {}, rights, readsSheets: canAwardPrizes(actor) || (canReadPairs(actor) && full.state === 'READY' && full.round.kind === 'FINAL' && full.round.commitment !== null), may: contest.closedAt ? { organise: false, publish: false } : rights };
}

/** Places are for nobody's eyes before the commitment: whoever knew them could still choose which reviews count. */
function shownTo(full: StandingView, isOrganiser: boolean): DeskView {
  if (full.state !== 'READY') return full;
  if (!full.round.commitment) return { state: 'SEALED', round: full.round, entries: full.standing.lines.length, unscored: full.unscored.map(({ number }) => number) };
  return isOrganiser ? full : { ...full, standing: { ...full.standing, judges: [] } };
}

function progressOf(view: DeskView, decisions: readonly Decision[], publication: Publication | null): Progress {
  const isReady = view.state === 'READY';
  const open = isReady ? undecided(view.standing.lines, new Set(decisions.map(({ entry }) => entry)), view.prizes) : [];
  const committed = isReady && view.round.commitment !== null;
  return { committed, final: committed && !view.awaitsFinal, opened: isReady && view.isOpen, decided: decisions.length > 0 && open.length === 0, published: publication !== null };
}
