import { diffWordsWithSpace } from 'diff';

/** A piece of a text that stands in both versions, or only in the old or the new one. */
export interface Piece {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Above this many letters the comparison of words could take seconds; then the whole text counts as exchanged. */
const longest = 60_000;

/** What changed between two texts, word by word; when they have little in common, the whole text. Joined without what was removed the pieces are the new text. */
export function textDiff(before: string, after: string): Piece[] {
  if (before === after) return after ? [{ kind: 'same', text: after }] : [];
  const parts = before.length + after.length > longest ? undefined : diffWordsWithSpace(before, after, { timeout: 500 });
  if (!parts) return [{ kind: 'removed' as const, text: before }, { kind: 'added' as const, text: after }].filter(({ text }) => text);
  return parts.map(({ added, removed, value }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value }));
}
