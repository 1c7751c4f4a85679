import type { Db } from '../../../db/client.ts';
import { fitPairwise, type Duel, type PairwiseFit } from '../rules/bradley-terry.ts';

/** The strengths that the decided duels of a round come to. */
export async function readFit(db: Db, roundId: string): Promise<PairwiseFit> {
  const finalists = await db.selectFrom('finalist').select('entry_id').where('round_id', '=', roundId).orderBy('entry_id').execute();
  const duels = (await listDuels(db, roundId)).flatMap(({ a, b, winner }): Duel[] => (winner === null ? [] : [{ a, b, winner: winner === 'DRAW' ? 'draw' : winner === 'A' ? 'a' : 'b' }]));
  return fitPairwise(finalists.map((row) => row.entry_id), duels);
}

export interface DuelRow {
  judge: string;
  a: string;
  b: string;
  winner: 'A' | 'B' | 'DRAW' | null;
  decidedAt: string | null;
}

/** The duels of a round that count or will. */
export async function listDuels(db: Db, roundId: string): Promise<DuelRow[]> {
  const rows = await db.selectFrom('duel').select(['judge_id as judge', 'a_entry_id as a', 'b_entry_id as b', 'winner', 'decided_at as decidedAt']).where('round_id', '=', roundId).where('released_at', 'is', null).orderBy('id').execute();
  return rows.map((row) => ({ ...row, winner: row.winner as DuelRow['winner'] }));
}
