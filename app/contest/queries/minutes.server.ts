import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { AppError } from '../../platform/errors.ts';
import { resultsMessages } from '../messages/results.ts';
import { fewestReviews } from '../rules/extra-review.ts';
import { listRounds } from './contest-round.server.ts';
import { readResultsDesk } from './results-desk.server.ts';
import { listCountedEntries } from './review-needs.server.ts';

/** What the minutes of a contest say, as they stand now; names only once they are open, and from the publication on as they were then. */
export interface Minutes {
  contest: { id: string; code: string; title: string; method: 'ADDITIVE' | 'RAW_MEAN' };
  round: { kind: 'PRELIMINARY' | 'FINAL'; sheets: number; commitment: string; committedAt: string; unblindedAt: string | null };
  entries: number;
  decisions: { name: string; rank: number; score: number; prize: string | null; reason: string }[];
  /** Entries that were judged by fewer than promised, with the reason that was accepted. */
  thin: { number: string; count: number; reason: string }[];
  deciders: string[];
  publication: { by: string; at: string; awardedAt: string | null; conclusion: string; hash: string } | null;
}

/** @throws conflict before the commitment: there is nothing to take minutes of */
export async function readMinutes(db: Db, actor: Actor, contestId: string): Promise<Minutes> {
  const { contest, view, decisions, publication } = await readResultsDesk(db, actor, contestId);
  if (view.state !== 'READY' || !view.round.commitment) throw new AppError('conflict', resultsMessages.both('fault.not-committed'));
  const { standing, entries, prizes, round } = view;
  const decided = standing.lines.flatMap(({ entry, rank, score }) => {
    const decision = decisions.find((one) => one.entry === entry);
    if (!decision) return [];
    const { number, title, owner } = { ...(entries[entry] ?? { number: '', title: null, owner: null }), ...publication?.names[entry] };
    return [{ name: [number, title, owner].filter(Boolean).join(' – '), rank, score, prize: prizes.find(({ id }) => id === decision.prize)?.title ?? null, reason: decision.reason }];
  });
  return {
    contest: { id: contest.id, code: contest.code, title: contest.title, method: contest.method },
    round: { kind: round.kind, sheets: (await listRounds(db, contestId))[0]?.locked ?? 0, commitment: round.commitment ?? '', committedAt: round.committedAt ?? '', unblindedAt: round.unblindedAt },
    entries: standing.lines.length,
    thin: await listThin(db, contestId),
    decisions: decided,
    deciders: [...new Set(decisions.map(({ decider }) => decider))],
    publication: publication && { by: publication.publishedBy, at: publication.publishedAt, awardedAt: publication.awardedAt, conclusion: publication.minutes, hash: publication.hash },
  };
}

async function listThin(db: Db, contestId: string): Promise<Minutes['thin']> {
  const first = (await listRounds(db, contestId)).find(({ kind }) => kind === 'PRELIMINARY');
  const entries = first ? await listCountedEntries(db, first.id) : [];
  return entries.flatMap(({ number, locked, excuse, isGone }) => (excuse !== null && locked < fewestReviews && !isGone ? [{ number, count: locked, reason: excuse }] : []));
}
