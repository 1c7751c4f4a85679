/** Who leads which unit, in the tree of one day. */
export interface LeaderTree {
  parentOf: ReadonlyMap<string, string | null>;
  leadersOf: ReadonlyMap<string, readonly string[]>;
  /** Leaders of the whole province. */
  overAll: readonly string[];
}

/**
 * Who is told of somebody: the leaders of the nearest unit that has one, or with level 1 those of the next one above that has one. Where nobody stands above, the nearest are told again.
 * A unit that she leads herself does not count: neither she nor her deputy is told of her.
 * @returns nobody when no leader stands above her
 */
export function leadersAbove({ userId, unitId }: { userId: string; unitId: string | null }, level: 0 | 1, tree: LeaderTree): readonly string[] {
  const levels: (readonly string[])[] = [];
  const seen = new Set<string>();
  for (let unit = unitId; unit !== null && tree.parentOf.has(unit) && !seen.has(unit); unit = tree.parentOf.get(unit) ?? null) {
    seen.add(unit);
    levels.push(tree.leadersOf.get(unit) ?? []);
  }
  levels.push(tree.overAll);
  const others = levels.filter((leaders) => leaders.length > 0 && !leaders.includes(userId));
  return others[Math.min(level, others.length - 1)] ?? [];
}

const knownChildren = new WeakMap<ReadonlyMap<string, string | null>, ReadonlyMap<string, string[]>>();

/** The units right below each unit: worked out once for a tree, however many leaders ask. */
function childrenOf(parentOf: ReadonlyMap<string, string | null>): ReadonlyMap<string, string[]> {
  const children = knownChildren.get(parentOf) ?? Map.groupBy(parentOf.keys(), (unit) => parentOf.get(unit) ?? '');
  knownChildren.set(parentOf, children);
  return children;
}

/** The units below some tops, the tops included. */
export function unitsBelow(tops: readonly string[], { parentOf }: Pick<LeaderTree, 'parentOf'>): Set<string> {
  const children = childrenOf(parentOf);
  const found = new Set<string>();
  const open = tops.filter((unit) => parentOf.has(unit));
  for (let unit = open.pop(); unit !== undefined; unit = open.pop()) {
    if (found.has(unit)) continue;
    found.add(unit);
    open.push(...(children.get(unit) ?? []));
  }
  return found;
}
