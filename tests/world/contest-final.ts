import { decideDuel } from '../../app/contest/commands/decide-duel.server.ts';
import { openFinal } from '../../app/contest/commands/open-final.server.ts';
import type { Actor } from '../../app/people/actor.ts';
import { commit } from './contest-published.ts';
import { resultsWorld, type ResultsTraits, type ResultsWorld, type Sheets } from './contest-results.ts';

/** Ten entries in the order in which three judges see them. */
export const tenSheets: Sheets = Array.from({ length: 10 }, (_, at) => [10 - at, 9.5 - at, 10 - at].map((value) => Math.max(0, value)));

/** A contest whose design asks for a final of eight, committed to after the first round; with `isOpened` the final runs. */
export async function finalWorld({ isOpened = true, ...traits }: ResultsTraits & { isOpened?: boolean } = {}): Promise<ResultsWorld> {
  const w = await resultsWorld({ sheets: tenSheets, finalists: 8, ...traits });
  await commit(w);
  if (isOpened) {
    const opened = await openFinal(w.ports, w.organiser, w.contest.id);
    if (!opened.ok) throw new Error(`refused: ${JSON.stringify(opened.faults)}`);
  }
  return w;
}

export interface OpenPair {
  id: string;
  judge: Actor;
  a: string;
  b: string;
}

/** The pairs that wait for a choice, with their judges. */
export async function openPairs({ db, judges }: ResultsWorld): Promise<OpenPair[]> {
  const rows = await db.selectFrom('duel').select(['id', 'judge_id', 'a_entry_id as a', 'b_entry_id as b']).where('decided_at', 'is', null).where('released_at', 'is', null).orderBy('id').execute();
  return rows.flatMap(({ judge_id, ...row }) => judges.filter(({ id }) => id === judge_id).map(({ person }) => ({ ...row, judge: person })));
}

/** Every judge chooses in every pair; whoever stands earlier in `order` wins. @returns how many were compared */
export async function compareAll(w: ResultsWorld, order: readonly string[]): Promise<number> {
  const pairs = await openPairs(w);
  for (const { id, judge, a, b } of pairs) {
    const outcome = await decideDuel(w.ports, judge, id, { winner: order.indexOf(a) < order.indexOf(b) ? 'A' : 'B', reason: '' });
    if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.faults)}`);
  }
  return pairs.length;
}
