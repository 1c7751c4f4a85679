/** A repeatable source of chance: the same seed gives the same province on every machine. */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One entry, in proportion to its weight. */
  weighted<T>(list: readonly T[], weightOf: (entry: T) => number): T;
  shuffle<T>(list: readonly T[]): T[];
  /** About normally distributed around the middle, cut off at three deviations. */
  around(middle: number, deviation: number): number;
  /** An id shaped like UUIDv7, so that rows lie in the order of their time. */
  id(atMs: number): string;
}

/** A stream of its own for each purpose, so that a change in one part of the seed leaves the others as they are. */
export function randomFor(seed: string): Random {
  const next = mulberry32(hash(seed));
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const bits = (): string => Math.floor(next() * 0x1_0000_0000).toString(16).padStart(8, '0');
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => entryAt(list, int(0, list.length - 1)),
    weighted: (list, weightOf) => pickWeighted(list, weightOf, next()),
    shuffle(list) {
      const order = [...list];
      for (let last = order.length - 1; last > 0; last -= 1) {
        const other = int(0, last);
        [order[last], order[other]] = [entryAt(order, other), entryAt(order, last)];
      }
      return order;
    },
    around(middle, deviation) {
      const sum = next() + next() + next() + next() + next() + next();
      return middle + (sum - 3) * Math.SQRT2 * deviation;
    },
    id(atMs) {
      const time = atMs.toString(16).padStart(12, '0');
      const [a, b, c] = [bits(), bits(), bits()];
      return `${time.slice(0, 8)}-${time.slice(8)}-7${a.slice(0, 3)}-${'89ab'[Number.parseInt(a[3] ?? '0', 16) % 4]}${a.slice(4, 7)}-${b}${c.slice(0, 4)}`;
    },
  };
}

function pickWeighted<T>(list: readonly T[], weightOf: (entry: T) => number, chance: number): T {
  const total = list.reduce((sum, entry) => sum + weightOf(entry), 0);
  let rest = chance * total;
  for (const entry of list) {
    rest -= weightOf(entry);
    if (rest < 0) return entry;
  }
  return entryAt(list, list.length - 1);
}

function entryAt<T>(list: readonly T[], position: number): T {
  if (position < 0 || position >= list.length) throw new Error('cannot pick from an empty list');
  return list[position] as T;
}

/** FNV-1a over UTF-16 units: enough to start streams apart from each other. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let position = 0; position < text.length; position += 1) value = Math.imul(value ^ text.charCodeAt(position), 0x01000193);
  return value >>> 0;
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
