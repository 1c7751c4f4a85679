/** A list in an order that belongs to a text: the same text always gives the same order. */
export function shuffledBy<Item>(list: readonly Item[], text: string): Item[] {
  const weight = (at: number) => [...`${at}${text}`].reduce((sum, letter) => (Math.imul(sum, 16_777_619) ^ (letter.codePointAt(0) ?? 0)) >>> 0, 2_166_136_261);
  return list.map((item, at) => ({ item, key: weight(at) })).toSorted((one, other) => one.key - other.key).map(({ item }) => item);
}
