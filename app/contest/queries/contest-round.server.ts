import type { Db } from '../../../db/client.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Prize } from '../rules/prizes.ts';
import type { Criterion, ScoringMethod } from '../rules/standing.ts';

/** As much of a contest as its results need. */
export interface ContestHead {
  id: string;
  slug: string;
  code: string;
  title: string;
  isBlind: boolean;
  method: ScoringMethod;
  reviewsPerEntry: number;
  /** How many go into the pairwise final; 0 without one. */
  finalists: number;
  /** From then on it is only read. */
  closedAt: string | null;
}

const columns = ['id', 'slug', 'code', 'title', 'blind', 'scoring_method', 'reviews_per_entry', 'finalists', 'closed_at'] as const;

/** @throws not-found */
export async function getContestHead(db: Db, id: string): Promise<ContestHead> {
  return headOf(await db.selectFrom('contest').select(columns).where('id', '=', id).executeTakeFirst());
}

/** A contest that everybody may see, by the word in its address. @throws not-found */
export async function getPublicContest(db: Db, slug: string): Promise<ContestHead> {
  return headOf(await db.selectFrom('contest').select(columns).where('slug', '=', slug).where('published_at', 'is not', null).executeTakeFirst());
}

function headOf(row: { id: string; slug: string; code: string; title: string; blind: number; scoring_method: string; reviews_per_entry: number; finalists: number; closed_at: string | null } | undefined): ContestHead {
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { id: row.id, slug: row.slug, code: row.code, title: row.title, isBlind: row.blind === 1, method: row.scoring_method as ScoringMethod, reviewsPerEntry: row.reviews_per_entry, finalists: row.finalists, closedAt: row.closed_at };
}

/** A round of judging with how many of its sheets are locked, or of its pairs compared. */
export interface Round {
  id: string;
  kind: 'PRELIMINARY' | 'FINAL';
  seed: number;
  commitment: string | null;
  committedAt: string | null;
  unblindedAt: string | null;
  assigned: number;
  locked: number;
}

/** The rounds of a contest, the one that counts last. */
export async function listRounds(db: Db, contestId: string): Promise<Round[]> {
  const rows = await db
    .selectFrom('review_round as r')
    .leftJoin('review_assignment as a', (join) => join.onRef('a.round_id', '=', 'r.id').on('a.released_at', 'is', null))
    .leftJoin('score_sheet as s', (join) => join.onRef('s.assignment_id', '=', 'a.id').on('s.locked_at', 'is not', null))
    .select(({ fn }) => ['r.id', 'r.kind', 'r.seed', 'r.commitment', 'r.committed_at as committedAt', 'r.unblinded_at as unblindedAt', fn.count<number>('a.id').as('assigned'), fn.count<number>('s.assignment_id').as('locked')])
    .where('r.contest_id', '=', contestId)
    .groupBy('r.id')
    .orderBy('r.kind', 'desc')
    .execute();
  const duels = await db
    .selectFrom('duel as d')
    .innerJoin('review_round as r', 'r.id', 'd.round_id')
    .select(({ fn }) => ['d.round_id', fn.countAll<number>().as('assigned'), fn.count<number>('d.decided_at').as('locked')])
    .where('r.contest_id', '=', contestId)
    .where('d.released_at', 'is', null)
    .groupBy('d.round_id')
    .execute();
  return rows.map((row) => ({ ...row, ...(row.kind === 'FINAL' ? countsOf(duels.find(({ round_id }) => round_id === row.id)) : {}), kind: row.kind as Round['kind'] }));
}

const countsOf = (counted: { assigned: number; locked: number } | undefined) => ({ assigned: counted?.assigned ?? 0, locked: counted?.locked ?? 0 });

/** The round whose standing counts: the final when there is one. */
export async function findRound(db: Db, contestId: string): Promise<Round | undefined> {
  return (await listRounds(db, contestId)).at(-1);
}

export const isLocked = (round: Round | undefined): round is Round => round !== undefined && round.assigned > 0 && round.locked === round.assigned;

/** Whether names may be shown: the round was opened, or the contest never was blind. */
export const isOpen = (contest: ContestHead, round: Round | undefined): boolean => !contest.isBlind || Boolean(round?.unblindedAt);

export async function listCriteria(db: Db, contestId: string): Promise<(Criterion & { anchors: string })[]> {
  return db.selectFrom('criterion').select(['id', 'title', 'weight', 'max_score as maxScore', 'anchors', 'position']).where('contest_id', '=', contestId).orderBy('position').orderBy('id').execute();
}

export async function listPrizes(db: Db, contestId: string): Promise<(Prize & { amount: number | null })[]> {
  const rows = await db.selectFrom('contest_prize').select(['id', 'kind', 'title', 'count', 'amount', 'position']).where('contest_id', '=', contestId).orderBy('position').orderBy('id').execute();
  return rows.map((row) => ({ ...row, kind: row.kind as Prize['kind'] }));
}
