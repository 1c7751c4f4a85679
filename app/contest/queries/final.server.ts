import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { finalistsOf } from '../rules/final.ts';
import { judgesPerPair, planDuels, type PlannedDuel } from '../rules/plan-duels.ts';
import { judgesAtHand } from './assignment.server.ts';
import { listDuels, readFit } from './duels.server.ts';
import { getDeskContest, type JudgingContest } from './judging-contest.server.ts';
import { overtakenBy } from './late-ties.server.ts';
import { readResultsDesk, type ResultsDesk } from './results-desk.server.ts';
import type { ReadyStanding } from './standing.server.ts';

/** What the final would be if it were opened now. */
export interface PlannedFinal {
  /** Null where no border can be drawn between 8 and 15 of them. */
  entries: string[] | null;
  judges: string[];
  duels: PlannedDuel[];
  without: number;
}

/** Plans the final over the standing that was committed to. */
export async function planFinal(db: Db, contest: JudgingContest, view: ReadyStanding, wanted: number, seed: number): Promise<PlannedFinal> {
  const entries = finalistsOf(view.standing.lines, wanted);
  const { judges, conflicts } = await judgesAtHand(db, contest);
  const ids = judges.map(({ id }) => id).toSorted();
  const { duels, without } = planDuels({ entries: entries ?? [], judges: ids, conflicts, seed });
  return { entries, judges: ids, duels, without: without.length };
}

export interface FinalDesk {
  desk: ResultsDesk;
  /** Before the final: what it would be, for organisers. */
  planned: { finalists: number | null; judges: number; duels: number; perPair: number; without: number } | null;
  /** While it runs and after it, for organisers: who has compared how many. */
  loads: { judge: string; name: string; decided: number; count: number; overtaken: number }[];
  /** Once it is committed to. */
  isDetermined: boolean | null;
}

/** The page of the final. */
export async function readFinalDesk(db: Db, actor: Actor, contestId: string): Promise<FinalDesk> {
  const desk = await readResultsDesk(db, actor, contestId);
  const { view, rights, may } = desk;
  const round = view.state === 'NO_ROUND' ? null : view.round;
  const isFinal = round?.kind === 'FINAL';
  return {
    desk,
    planned: view.state === 'READY' && view.awaitsFinal && may.organise ? await plannedShown(db, await getDeskContest(db, actor, contestId), view, desk.contest.finalists) : null,
    loads: isFinal && rights.organise ? await loadsOf(db, round.id, desk.judges) : [],
    isDetermined: isFinal && view.state === 'READY' ? (await readFit(db, round.id)).isDetermined : null,
  };
}

async function plannedShown(db: Db, contest: JudgingContest, view: ReadyStanding, wanted: number): Promise<FinalDesk['planned']> {
  const { entries, judges, duels, without } = await planFinal(db, contest, view, wanted, 0);
  return { finalists: entries?.length ?? null, judges: judges.length, duels: duels.length, perPair: Math.min(judgesPerPair, judges.length), without };
}

async function loadsOf(db: Db, roundId: string, names: Record<string, string>): Promise<FinalDesk['loads']> {
  const byJudge = Map.groupBy(await listDuels(db, roundId), ({ judge }) => judge);
  const overtaken = await overtakenBy(db, { id: roundId, kind: 'FINAL' });
  return [...byJudge].map(([judge, duels]) => ({ judge, name: names[judge] ?? '', decided: duels.filter(({ winner }) => winner !== null).length, count: duels.length, overtaken: overtaken.filter((id) => id === judge).length })).toSorted((a, b) => a.name.localeCompare(b.name, 'vi'));
}
