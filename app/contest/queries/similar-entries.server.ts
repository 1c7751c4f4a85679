import type { Db } from '../../../db/client.ts';
import { commonPassages, findSimilar, jaccard, shingles, type Passage } from '../rules/similar-entries.ts';
import { wordsIn } from './blind-entry.server.ts';
import { lastSubmissions } from './handed-files.server.ts';
import { listHandedIn, type HandedIn } from './screening.server.ts';

const leastShare = 0.15;

/** What the entries of a contest say that count, in one go. */
async function textsOf(db: Db, contestId: string): Promise<(HandedIn & { text: string })[]> {
  const entries = await listHandedIn(db, contestId);
  const last = await lastSubmissions(db, entries.map(({ id }) => id));
  const textOf = (submission: string | undefined) => Object.values((submission === undefined ? null : wordsIn(submission))?.parts ?? {}).join('\n\n');
  return entries.map((entry) => ({ ...entry, text: textOf(last.get(entry.id)) }));
}

export interface SimilarRow {
  one: HandedIn;
  other: HandedIn;
  share: number;
}

/** All pairs of entries of a contest that are alike. For the organiser only. */
export async function listSimilar(db: Db, contestId: string): Promise<SimilarRow[]> {
  const entries = await textsOf(db, contestId);
  const byId = new Map(entries.map((entry) => [entry.id, headOf(entry)]));
  return findSimilar(entries, leastShare).flatMap(({ a, b, share }): SimilarRow[] => {
    const [one, other] = [byId.get(a), byId.get(b)];
    return one && other ? [{ one, other, share }] : [];
  });
}

/** Entries that are much like one, the most alike first. */
export async function listSimilarTo(db: Db, contestId: string, entryId: string): Promise<{ entry: HandedIn; share: number }[]> {
  const entries = await textsOf(db, contestId);
  const own = shingles(entries.find(({ id }) => id === entryId)?.text ?? '');
  const shares = entries.filter(({ id }) => id !== entryId).map((entry) => ({ entry: headOf(entry), share: jaccard(own, shingles(entry.text)) }));
  return shares.filter(({ share }) => share >= leastShare).toSorted((a, b) => b.share - a.share);
}

/** Two entries side by side, with what both have marked; null when one of them is none of the contest. */
export async function sideBySide(db: Db, contestId: string, one: string, other: string): Promise<{ other: HandedIn; left: Passage[]; right: Passage[]; share: number } | null> {
  const entries = await textsOf(db, contestId);
  const [left, right] = [entries.find(({ id }) => id === one), entries.find(({ id }) => id === other && id !== one)];
  if (!left || !right) return null;
  return { other: headOf(right), left: commonPassages(left.text, right.text), right: commonPassages(right.text, left.text), share: jaccard(shingles(left.text), shingles(right.text)) };
}

const headOf = ({ id, number, title }: HandedIn): HandedIn => ({ id, number, title });
