import { diffWordsWithSpace } from 'diff';

/** A piece of a text that stands in both versions, or only in the old or the new one. */
export interface Piece {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Above this many letters the comparison of words could take seconds; then the whole text counts as exchanged. */
const longest = 60_000;

/** With less than this share of common letters a text counts as written anew. */
const leastKept = 0.35;
const letters = (text: string) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/** What changed between two texts, word by word. Joined without what was removed the pieces are the new text. */
export function wordDiff(before: string, after: string): Piece[] {
  if (before === after) return before ? [{ kind: 'same', text: before }] : [];
  const parts = before.length + after.length > longest ? undefined : diffWordsWithSpace(before, after, { timeout: 500 });
  const exchanged = [{ kind: 'removed' as const, text: before }, { kind: 'added' as const, text: after }].filter(({ text }) => text);
  if (!parts) return exchanged;
  // A sentence that was written anew is read more easily as a whole than in crumbs.
  const kept = parts.filter(({ added, removed }) => !added && !removed).reduce((sum, { value }) => sum + letters(value), 0);
  if (kept < leastKept * Math.max(letters(before), letters(after))) return exchanged;
  return parts.map(({ added, removed, value }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value }));
}
