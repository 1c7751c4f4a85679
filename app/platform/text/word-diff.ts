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
/** Changes with no more than so many words between them are read as one: what is left between them are halves of words that belong together. */
const wordsBetween = 2;
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
  return joinNear(parts.map(({ added, removed, value }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value })));
}

/** Joins changes of one line that stand close together: first everything that went, then everything that came. */
function joinNear(pieces: readonly Piece[]): Piece[] {
  const runs: Piece[][] = [];
  pieces.forEach((piece, at) => {
    const isBetween = piece.kind === 'same' && at > 0 && at < pieces.length - 1 && !piece.text.includes('\n') && piece.text.trim().split(/\s+/).filter(Boolean).length <= wordsBetween;
    const last = runs.at(-1);
    if (last && (isBetween || (piece.kind !== 'same') === (last[0]?.kind !== 'same'))) last.push(piece);
    else runs.push([piece]);
  });
  return runs.flatMap((run) => {
    if (run[0]?.kind === 'same') return run;
    const without = (kind: Piece['kind']) => run.filter((piece) => piece.kind !== kind).map(({ text }) => text).join('');
    return [{ kind: 'removed' as const, text: without('added') }, { kind: 'added' as const, text: without('removed') }].filter(({ text }) => text);
  });
}
