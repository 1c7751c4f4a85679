import type { PlacesQuery } from '../forms/broadcast.ts';

/** What the list of places says after a deed, by the deed that a person's log must end with. */
const deeds = { added: 'place.create', saved: 'place.edit', closed: 'place.close', imported: 'place.create' } as const;

/**
 * What of an address is so. @param last the person's last deed
 * @param written how many places that deed added
 */
export function placeDone({ done, added = 0 }: Pick<PlacesQuery, 'done' | 'added'>, last: string | undefined, written: number): PlacesQuery['done'] | null {
  if (!done) return null;
  // A list of which every row was known writes nothing, and claims nothing either.
  if (done === 'imported') return (last === deeds.imported ? written : 0) === added || added === 0 ? done : null;
  return last === deeds[done] ? done : null;
}
