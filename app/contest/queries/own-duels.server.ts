import type { Db } from '../../../db/client.ts';
import { readTerms } from '../contest-terms.server.ts';
import type { PairReasons } from '../rules/terms.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { judgingMessages } from '../messages/judging.ts';
import { getBlindEntry, type BlindEntry } from './blind-entry.server.ts';
import { getJudgingContest } from './judging-contest.server.ts';

export type DuelSide = 'a' | 'b';
/** A pair that a judge compares. */
export interface OwnDuel {
  id: string;
  judgeId: string;
  contestId: string;
  entries: Record<DuelSide, string>;
  labels: Record<DuelSide, string>;
  winner: 'A' | 'B' | 'DRAW' | null;
  reason: string;
  decidedAt: string | null;
}

/** A pair of the judge's own. @throws AppError not-found for anybody else's, and once it was released */
export async function getOwnDuel(db: Db, userId: string, id: string): Promise<OwnDuel> {
  const row = await db
    .selectFrom('duel as d')
    .innerJoin('judge as j', 'j.id', 'd.judge_id')
    .innerJoin('finalist as a', (join) => join.onRef('a.round_id', '=', 'd.round_id').onRef('a.entry_id', '=', 'd.a_entry_id'))
    .innerJoin('finalist as b', (join) => join.onRef('b.round_id', '=', 'd.round_id').onRef('b.entry_id', '=', 'd.b_entry_id'))
    .select(['d.id', 'd.judge_id', 'j.contest_id', 'd.a_entry_id', 'd.b_entry_id', 'd.winner', 'd.reason', 'd.decided_at', 'a.label as aLabel', 'b.label as bLabel'])
    .where('d.id', '=', id)
    .where('j.user_id', '=', userId)
    .where('j.removed_at', 'is', null)
    .where('d.released_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { id: row.id, judgeId: row.judge_id, contestId: row.contest_id, entries: { a: row.a_entry_id, b: row.b_entry_id }, labels: { a: row.aLabel, b: row.bLabel }, winner: row.winner as OwnDuel['winner'], reason: row.reason, decidedAt: row.decided_at };
}

/** What the page of a pair gets: labels and masked words, nothing by which an entry could be looked up anywhere else. */
export interface OpenDuel {
  duel: Pick<OwnDuel, 'id' | 'labels' | 'winner' | 'reason' | 'decidedAt'>;
  contestTitle: string;
  entries: Record<DuelSide, BlindEntry>;
  progress: DuelProgress;
  /** Who reads what the judge notes, as the contest has announced it. */
  readers: PairReasons;
}

/** The pair with both entries as the judge may read them. @throws AppError not-found for anybody else's */
export async function readOwnDuel(db: Db, userId: string, duelId: string): Promise<OpenDuel> {
  const { id, labels, winner, reason, decidedAt, entries, contestId, judgeId } = await getOwnDuel(db, userId, duelId);
  const contest = await getJudgingContest(db, contestId);
  const isBlind = contest.isBlind && contest.unblindedAt === null;
  const read = (side: DuelSide) => getBlindEntry(db, entries[side], isBlind, judgingMessages.both('masked').vi);
  return { duel: { id, labels, winner, reason, decidedAt }, contestTitle: contest.title, entries: { a: await read('a'), b: await read('b') }, progress: await duelProgress(db, judgeId), readers: (await readTerms(db, contestId)).pairReasons };
}

export interface DuelProgress {
  decided: number;
  count: number;
  /** The next pair without a choice. */
  next: string | null;
}

/** How far a judge is in the final. The order of the pairs is that of their ids, which are drawn. */
export async function duelProgress(db: Db, judgeId: string): Promise<DuelProgress> {
  const rows = await db.selectFrom('duel').select(['id', 'winner']).where('judge_id', '=', judgeId).where('released_at', 'is', null).orderBy('id').execute();
  const open = rows.filter(({ winner }) => winner === null);
  return { decided: rows.length - open.length, count: rows.length, next: open[0]?.id ?? null };
}
