import type { Db } from '../../../db/client.ts';
import type { Round } from './contest-round.server.ts';
import { listDuels } from './duels.server.ts';

/** Whether a tie of this judge with one of these entries is pinned. */
export async function isTied(db: Db, judgeId: string, entryIds: readonly string[]): Promise<boolean> {
  return (await db.selectFrom('conflict_of_interest').select('id').where('judge_id', '=', judgeId).where('entry_id', 'in', entryIds).limit(1).executeTakeFirst()) !== undefined;
}

/** The two of a pair, whoever stands first. */
export const pairOf = ({ a, b }: { a: string; b: string }): string => [a, b].toSorted().join(' ');

/**
 * The judges behind judgements of a round that a tie has overtaken, one for each of them: they were given first, and the tie was pinned afterwards. In a final a pair
 * that nobody else may compare is not among them, because without it the two would not be compared at all.
 */
export async function overtakenBy(db: Db, round: Pick<Round, 'id' | 'kind'>): Promise<string[]> {
  if (round.kind === 'FINAL') return overtakenDuels(db, round.id);
  const rows = await db
    .selectFrom('review_assignment as a')
    .innerJoin('score_sheet as s', 's.assignment_id', 'a.id')
    .select('a.judge_id')
    .where('a.round_id', '=', round.id)
    .where('a.released_at', 'is', null)
    .where('s.locked_at', 'is not', null)
    .where('s.abstained_reason', 'is', null)
    .where(({ exists, selectFrom }) => exists(selectFrom('conflict_of_interest as c').select('c.id').whereRef('c.judge_id', '=', 'a.judge_id').whereRef('c.entry_id', '=', 'a.entry_id')))
    .execute();
  return rows.map((row) => row.judge_id);
}

async function overtakenDuels(db: Db, roundId: string): Promise<string[]> {
  const duels = await listDuels(db, roundId);
  const tied = await tiedPairs(db, roundId);
  const fair = new Set(duels.filter((duel) => !tied(duel)).map(pairOf));
  return duels.filter((duel) => duel.winner !== null && tied(duel) && fair.has(pairOf(duel))).map(({ judge }) => judge);
}

/** Says of a pair whether its judge has a tie with one of the two. */
export async function tiedPairs(db: Db, roundId: string): Promise<(duel: { judge: string; a: string; b: string }) => boolean> {
  const rows = await db.selectFrom('conflict_of_interest as c').innerJoin('finalist as f', 'f.entry_id', 'c.entry_id').select(['c.judge_id', 'c.entry_id']).where('f.round_id', '=', roundId).execute();
  const ties = new Set(rows.map((row) => `${row.judge_id} ${row.entry_id}`));
  return ({ judge, a, b }) => ties.has(`${judge} ${a}`) || ties.has(`${judge} ${b}`);
}
