import type { Db } from '../../../db/client.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { canonicalJson } from '../../platform/canonical.ts';
import type { PublishedLine } from './publications.server.ts';
import type { ReadyStanding } from './standing.server.ts';

/** What was decided about an entry, and by whom. */
export interface Decision {
  id: string;
  entry: string;
  prize: string | null;
  reason: string;
  deciderId: string;
  decider: string;
  decidedAt: string;
}

/** The decisions that stand. */
export async function listDecisions(db: Db, contestId: string): Promise<Decision[]> {
  return db
    .selectFrom('contest_decision as d')
    .innerJoin('user_account as u', 'u.id', 'd.decided_by')
    .select(['d.id', 'd.entry_id as entry', 'd.prize_id as prize', 'd.reason', 'd.decided_by as deciderId', 'u.full_name as decider', 'd.decided_at as decidedAt'])
    .where('d.contest_id', '=', contestId)
    .where('d.revoked_at', 'is', null)
    .orderBy('d.decided_at')
    .orderBy('d.id')
    .execute();
}

/** Whether somebody ever decided in a contest: a decision taken back was a decision all the same. */
export async function hasDecided(db: Db, contestId: string, userId: string): Promise<boolean> {
  return (await db.selectFrom('contest_decision').select('id').where('contest_id', '=', contestId).where('decided_by', '=', userId).limit(1).executeTakeFirst()) !== undefined;
}

/** The standing with its prizes as it is published, and the hash that the publisher has seen. */
export function publishedStanding({ standing, entries, prizes }: ReadyStanding, decisions: readonly Decision[]): { lines: PublishedLine[]; text: string; hash: string } {
  const lines = standing.lines.map(({ entry, rank, score, se, duels }): PublishedLine => {
    const prize = prizes.find(({ id }) => id === decisions.find((one) => one.entry === entry)?.prize);
    return { entryId: entry, number: entries[entry]?.number ?? '', rank, score, se, prizeId: prize?.id ?? null, prizeTitle: prize?.title ?? null, ...(duels ? { duels } : {}) };
  });
  const text = canonicalJson(lines.map((line) => ({ ...line })));
  return { lines, text, hash: sha256(text) };
}
