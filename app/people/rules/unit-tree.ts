/** A unit as it stands on one day. */
export interface UnitNode {
  id: string;
  parentId: string | null;
  name: string;
  shortName: string;
}
export interface ScopedUnit extends UnitNode {
  /** 0 for the tops of what the reader may see. */
  depth: number;
}

const collator = new Intl.Collator('vi', { numeric: true });

/** The wanted units in tree order, siblings by name. A unit whose parent is not wanted, or that stands in a ring, becomes a top. */
export function treeOrder(units: readonly UnitNode[]): ScopedUnit[] {
  const known = new Set(units.map((unit) => unit.id));
  const byParent = Map.groupBy(units, (unit) => (unit.parentId && known.has(unit.parentId) ? unit.parentId : null));
  const ordered: ScopedUnit[] = [];
  const seen = new Set<string>();
  const visit = (unit: UnitNode, depth: number) => {
    if (seen.has(unit.id)) return;
    seen.add(unit.id);
    ordered.push({ ...unit, depth });
    for (const child of sorted(byParent.get(unit.id))) visit(child, depth + 1);
  };
  for (const top of sorted(byParent.get(null))) visit(top, 0);
  for (const rest of units) visit(rest, 0);
  return ordered;
}

function sorted(units: readonly UnitNode[] = []): UnitNode[] {
  return units.toSorted((a, b) => collator.compare(a.name, b.name));
}
