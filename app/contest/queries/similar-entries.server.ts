import type { Db } from '../../../db/client.ts';
import { commonPassages, findSimilar, jaccard, shingles, type Passage } from '../rules/similar-entries.ts';
import { handedIn } from './blind-entry.server.ts';
import { listHandedIn, type HandedIn } from './screening.server.ts';

const leastShare = 0.15;

async function textOf(db: Db, entryId: string): Promise<string> {
  return Object.values((await handedIn(db, entryId)).parts).join('\n\n');
}

export interface SimilarRow {
  one: HandedIn;
  other: HandedIn;
  share: number;
}

/** All pairs of entries of a contest that are alike. For the organiser only. */
export async function listSimilar(db: Db, contestId: string): Promise<SimilarRow[]> {
  const entries = await listHandedIn(db, contestId);
  const texts = await Promise.all(entries.map(async ({ id }) => ({ id, text: await textOf(db, id) })));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return findSimilar(texts, leastShare).flatMap(({ a, b, share }): SimilarRow[] => {
    const [one, other] = [byId.get(a), byId.get(b)];
    return one && other ? [{ one, other, share }] : [];
  });
}

/** Entries that are much like one, the most alike first. */
export async function listSimilarTo(db: Db, contestId: string, entryId: string): Promise<{ entry: HandedIn; share: number }[]> {
  const own = shingles(await textOf(db, entryId));
  const others = (await listHandedIn(db, contestId)).filter(({ id }) => id !== entryId);
  const shares = await Promise.all(others.map(async (entry) => ({ entry, share: jaccard(own, shingles(await textOf(db, entry.id))) })));
  return shares.filter(({ share }) => share >= leastShare).toSorted((a, b) => b.share - a.share);
}

/** Two entries side by side, with what both have marked; null when the other one is none of the contest. */
export async function sideBySide(db: Db, contestId: string, one: string, other: string): Promise<{ other: HandedIn; left: Passage[]; right: Passage[]; share: number } | null> {
  const found = (await listHandedIn(db, contestId)).find(({ id }) => id === other && id !== one);
  if (!found) return null;
  const [left, right] = [await textOf(db, one), await textOf(db, other)];
  return { other: found, left: commonPassages(left, right), right: commonPassages(right, left), share: jaccard(shingles(left), shingles(right)) };
}
