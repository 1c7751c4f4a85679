/** What the program itself counts, beside what people write. */
export const figureKeys = ['trained', 'campaigns', 'reached', 'broadcasts', 'calls', 'published', 'applied', 'piloted'] as const;
export type FigureKey = (typeof figureKeys)[number];

export interface Figure {
  model: number;
  key: FigureKey;
  /** Null where it would tell of fewer than ten people. */
  value: number | null;
  total: number | null;
}

/** Results of fewer people than these are not told. */
export const smallestGroup = 10;
const tellsOfPeople: ReadonlySet<FigureKey> = new Set(['trained', 'reached']);

/** A figure as it may be kept: of a small group neither the result nor its size. */
export function shownAbove(key: FigureKey, value: number, total: number | null): { value: number | null; total: number | null } {
  return tellsOfPeople.has(key) && (total ?? 0) < smallestGroup ? { value: null, total: null } : { value, total };
}
