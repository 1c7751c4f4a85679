/** What a published line promises an entry. */
interface PublishedPlace {
  entryId: string;
  rank: number;
  prizeId: string | null;
}

/** The entries whose place or prize is another one than in the publication before; new ones and those that are gone count as changed. */
export function changedLines(before: readonly PublishedPlace[], now: readonly PublishedPlace[]): Set<string> {
  const placeIn = (lines: readonly PublishedPlace[]) => new Map(lines.map(({ entryId, rank, prizeId }) => [entryId, `${rank} ${prizeId ?? ''}`]));
  const [was, is] = [placeIn(before), placeIn(now)];
  return new Set([...was.keys(), ...is.keys()].filter((id) => was.get(id) !== is.get(id)));
}
