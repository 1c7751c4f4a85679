/** A unit with the one above it, on one day. */
export interface UnitNode {
  id: string;
  parentId: string | null;
}

/** Says for each unit which direct child of a top it belongs to: the top itself for the top, null for what is not below it. A ring in the data ends. */
export function topOf(units: readonly UnitNode[], top: string | null): (unitId: string) => string | null {
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]));
  const known = new Map<string, string | null>();
  const walk = (unitId: string): string | null => {
    const path: string[] = [];
    for (let at: string | null = unitId; at !== null && parents.has(at) && !path.includes(at); at = parents.get(at) ?? null) {
      path.push(at);
      if (at === top) return path.at(-2) ?? at;
    }
    // Without a top, the highest unit stands for all below it.
    return top === null ? (path.at(-1) ?? null) : null;
  };
  return (unitId) => {
    const found = known.has(unitId) ? (known.get(unitId) ?? null) : walk(unitId);
    known.set(unitId, found);
    return found;
  };
}
