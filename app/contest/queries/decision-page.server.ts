import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { resultsMessages } from '../messages/results.ts';
import { expectedPrizes, type Prize } from '../rules/prizes.ts';
import type { Line } from '../rules/standing.ts';
import type { Decision } from './decisions.server.ts';
import { readResultsDesk } from './results-desk.server.ts';
import type { EntryName } from './standing.server.ts';

export interface DecisionPage {
  contest: { id: string; title: string };
  entry: EntryName;
  line: Line;
  /** Titles of what the ranking gives; null for none. */
  expected: (string | null)[];
  prizes: (Prize & { left: number })[];
  decision: Decision | null;
}

/** One entry that a decision is made about. @throws conflict before the commitment, not-found for an entry that has no place */
export async function readDecisionPage(db: Db, actor: Actor, contestId: string, entryId: string): Promise<DecisionPage> {
  const { contest, view, decisions } = await readResultsDesk(db, actor, contestId);
  if (view.state !== 'READY' || !view.round.commitment) throw new AppError('conflict', resultsMessages.both('fault.not-committed'));
  const line = view.standing.lines.find(({ entry }) => entry === entryId);
  const entry = view.entries[entryId];
  if (!line || !entry) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const titleOf = (id: string | null) => view.prizes.find((prize) => prize.id === id)?.title ?? null;
  const given = (id: string) => decisions.filter((one) => one.prize === id && one.entry !== entryId).length;
  return { contest, entry, line, expected: expectedPrizes(view.standing.lines, entryId, view.prizes).map(titleOf), prizes: view.prizes.map((prize) => ({ ...prize, left: prize.count - given(prize.id) })), decision: decisions.find((one) => one.entry === entryId) ?? null };
}
