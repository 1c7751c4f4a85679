import { isOn } from './period.ts';
import type { Change, Unit } from './schema.ts';

type Units = ReadonlyMap<string, Unit>;

/** Changes and units must tell the same story: every row fits the units, every end, new name and new parent has a row. */
export function faultsOfChanges(changes: readonly Change[], byKey: Units): string[] {
  return [
    ...changes.flatMap((change) => (keepsUnit(change) ? faultsOfKeeping(change, byKey) : faultsOfSuccession(change, byKey))),
    ...faultsOfShares(changes),
    ...[...byKey.values()].flatMap((unit) => faultsOfUnexplained(unit, changes)),
  ];
}

function keepsUnit(change: Change): boolean {
  return change.kind === 'RENAME' || change.kind === 'UPGRADE' || change.kind === 'MOVE';
}

function label(change: Change): string {
  return `${change.from}: ${change.kind} to ${change.to ?? 'nothing'} on ${change.effective_on}`;
}

function faultsOfKeeping(change: Change, byKey: Units): string[] {
  const unit = byKey.get(change.from);
  if (!unit) return [`${label(change)}: the unit ${change.from} does not exist`];
  if (change.from !== change.to) return [`${label(change)}: this kind keeps the unit, so from and to must be equal`];
  const entries = change.kind === 'MOVE' ? unit.parent : unit.names;
  const what = change.kind === 'MOVE' ? 'parent' : 'name';
  return entries.slice(1).some((entry) => entry.from === change.effective_on) ? [] : [`${label(change)}: no new ${what} begins on that day`];
}

function faultsOfSuccession(change: Change, byKey: Units): string[] {
  const source = byKey.get(change.from);
  if (!source) return [`${label(change)}: the unit ${change.from} does not exist`];
  const faults: string[] = [];
  if (change.share === 'FULL' && source.to !== change.effective_on) {
    faults.push(`${label(change)}: all of the unit goes, but it ends on ${source.to ?? 'no day'}`);
  }
  if (change.kind === 'SPLIT' && change.share === 'FULL') faults.push(`${label(change)}: a split passes on a part, not all`);
  if (change.from === change.to) faults.push(`${label(change)}: a unit cannot succeed itself`);
  if (change.to === null) {
    if (change.kind !== 'DISSOLVE') faults.push(`${label(change)}: only a dissolved unit may have no successor`);
    return faults;
  }
  const target = byKey.get(change.to);
  if (!target) faults.push(`${label(change)}: the unit ${change.to} does not exist`);
  else if (!isOn(target, change.effective_on)) faults.push(`${label(change)}: ${change.to} does not exist on that day`);
  return faults;
}

function faultsOfShares(changes: readonly Change[]): string[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes.filter((row) => !keepsUnit(row))) {
    const id = `${change.from} on ${change.effective_on}`;
    groups.set(id, [...(groups.get(id) ?? []), change]);
  }
  return [...groups].flatMap(([id, group]) => {
    const full = group.filter((change) => change.share === 'FULL').length;
    if (full > 0 && group.length > 1) return [`${id}: goes in full to one unit and also to another`];
    return full === 0 && group.length < 2 ? [`${id}: only one PART is given, where is the rest?`] : [];
  });
}

function faultsOfUnexplained(unit: Unit, changes: readonly Change[]): string[] {
  const own = changes.filter((change) => change.from === unit.key);
  const has = (date: string, kinds: readonly Change['kind'][]): boolean =>
    own.some((change) => change.effective_on === date && kinds.includes(change.kind));
  const faults: string[] = [];
  if (unit.to && !has(unit.to, ['MERGE', 'SPLIT', 'DISSOLVE'])) faults.push(`${unit.key}: ends on ${unit.to} and no change says why`);
  for (const name of unit.names.slice(1)) {
    if (!has(name.from, ['RENAME', 'UPGRADE'])) faults.push(`${unit.key}: is called "${name.name}" from ${name.from} and no change says why`);
  }
  for (const link of unit.parent.slice(1)) {
    if (!has(link.from, ['MOVE'])) faults.push(`${unit.key}: is below ${link.key} from ${link.from} and no change says why`);
  }
  return faults;
}
