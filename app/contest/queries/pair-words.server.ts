import type { Db } from '../../../db/client.ts';
import { teamOf } from './own-entry.server.ts';

/** What one judge of the final chose in a pair, and why; never who it was. */
export interface PairWords {
  /** The number of the entry on the other side. */
  other: string;
  chosen: 'THIS' | 'OTHER' | 'DRAW';
  reason: string;
}

/**
 * The reasons of the final's choices in the pairs of an entry, by the numbers of the others; none before the final is committed. A pair with an entry of the reader's own is left out.
 * A reason speaks of two entries, so that no team reads it like this (see `pair-reasons.server.ts`).
 */
export async function listPairWords(db: Db, contestId: string, entryId: string, readerId: string): Promise<PairWords[]> {
  const rows = await db
    .selectFrom('duel as d')
    .innerJoin('review_round as r', 'r.id', 'd.round_id')
    .innerJoin('entry as a', 'a.id', 'd.a_entry_id')
    .innerJoin('entry as b', 'b.id', 'd.b_entry_id')
    .select(['d.a_entry_id', 'd.b_entry_id', 'd.winner', 'd.reason', 'a.number as a_number', 'b.number as b_number'])
    .where('r.contest_id', '=', contestId)
    .where('r.commitment', 'is not', null)
    .where('d.released_at', 'is', null)
    .where('d.decided_at', 'is not', null)
    .where((row) => row.or([row('d.a_entry_id', '=', entryId), row('d.b_entry_id', '=', entryId)]))
    .execute();
  const own = new Set<string>();
  for (const id of new Set(rows.flatMap((row) => [row.a_entry_id, row.b_entry_id]))) if ((await teamOf(db, id)).includes(readerId)) own.add(id);
  return rows
    .filter((row) => !own.has(row.a_entry_id) && !own.has(row.b_entry_id))
    .map(({ a_entry_id, winner, reason, a_number, b_number }): PairWords => {
      const isA = a_entry_id === entryId;
      return { other: isA ? b_number : a_number, chosen: winner === 'DRAW' ? 'DRAW' : (winner === 'A') === isA ? 'THIS' : 'OTHER', reason };
    })
    // Neither the order of asking nor that of answering tells who it was.
    .toSorted((one, two) => (one.other < two.other ? -1 : one.other > two.other ? 1 : one.chosen < two.chosen ? -1 : one.chosen > two.chosen ? 1 : one.reason < two.reason ? -1 : 1));
}
