import type { ReadyStanding } from '../../app/contest/queries/standing.server.ts';
import type { Line } from '../../app/contest/rules/standing.ts';
import type { Round } from '../../app/contest/queries/contest-round.server.ts';

/** A line of a standing; only what a test is about has to be said. */
export const line = (entry: string, rank: number, score: number, more: Partial<Line> = {}): Line => ({ entry, rank, score, se: 2, low: score - 4, high: score + 4, sheets: 3, means: {}, crossesCut: false, ...more });

export const round: Round = { id: 'r', kind: 'PRELIMINARY', seed: 1, commitment: 'a'.repeat(64), committedAt: '2026-11-20T02:00:00.000Z', unblindedAt: null, assigned: 12, locked: 12 };

/** A standing that is committed to while identities are closed, as the pages get it. */
export function readyView(lines: readonly Line[], more: Partial<ReadyStanding> = {}): ReadyStanding {
  const entries = Object.fromEntries(lines.map(({ entry }) => [entry, { id: entry, number: `SK-${entry}`, title: null, owner: null }]));
  const prizes: ReadyStanding['prizes'] = [{ id: 'p1', kind: 'FIRST', title: 'Giải nhất', count: 1, position: 0, amount: null }, { id: 'p2', kind: 'SECOND', title: 'Giải nhì', count: 2, position: 1, amount: null }, { id: 'ps', kind: 'SPECIAL', title: 'Giải dữ liệu mở', count: 1, position: 2, amount: null }];
  return { state: 'READY', round, standing: { method: 'ADDITIVE', lines: [...lines], cut: null, judges: [] }, entries, criteria: [], prizes, unscored: [], isOpen: false, awaitsFinal: false, ...more };
}
