import { communeTypeOf } from './expand.ts';
import { contains, endOf, isOn, overlap, tilingFault } from './period.ts';
import { FIRST_SNAPSHOT, ROOT_KEY } from './schema.ts';
import type { Unit } from './schema.ts';

const COUNTS = [
  { date: '2023-08-02', communes: 143, districts: 8 },
  { date: '2025-01-01', communes: 125, districts: 7 },
  { date: '2025-07-01', communes: 129, districts: 0 },
] as const;

export function indexUnits(units: readonly Unit[]): Map<string, Unit> {
  const byKey = new Map<string, Unit>();
  for (const unit of units) {
    if (byKey.has(unit.key)) throw new Error(`${unit.key}: the key occurs twice`);
    byKey.set(unit.key, unit);
  }
  return byKey;
}

/** Every fault of the units themselves, each as one sentence that begins with the key. */
export function faultsOfUnits(units: readonly Unit[], byKey: ReadonlyMap<string, Unit>): string[] {
  return [
    ...units.flatMap((unit) => [...faultsOfPeriods(unit), ...faultsOfParents(unit, byKey), ...faultsOfCommuneName(unit)]),
    ...faultsOfCodes(units),
  ];
}

function faultsOfPeriods(unit: Unit): string[] {
  const faults: string[] = [];
  if (unit.from < FIRST_SNAPSHOT) faults.push(`${unit.key}: begins on ${unit.from}, before the first snapshot ${FIRST_SNAPSHOT}`);
  if (unit.from >= endOf(unit)) faults.push(`${unit.key}: ends on ${unit.to}, not after it begins (${unit.from})`);
  const names = tilingFault(unit.names, unit);
  if (names) faults.push(`${unit.key}: names: ${names}`);
  for (const code of unit.codes) {
    if (!contains(unit, code)) faults.push(`${unit.key}: the code ${code.scheme} ${code.code} from ${code.from} is not inside the unit's life`);
    if (code.from >= endOf(code)) faults.push(`${unit.key}: the code ${code.scheme} ${code.code} ends before it begins`);
  }
  return faults;
}

function faultsOfParents(unit: Unit, byKey: ReadonlyMap<string, Unit>): string[] {
  if (unit.key === ROOT_KEY) return unit.parent.length ? [`${unit.key}: the root has no parent`] : [];
  const faults: string[] = [];
  const gap = tilingFault(unit.parent, unit);
  if (gap) faults.push(`${unit.key}: parents: ${gap}`);
  for (const link of unit.parent) {
    const parent = byKey.get(link.key);
    if (!parent) faults.push(`${unit.key}: the parent ${link.key} does not exist`);
    else if (!contains(parent, link)) faults.push(`${unit.key}: the parent ${link.key} lives ${parent.from} to ${parent.to ?? 'today'} and does not cover ${link.from} to ${link.to ?? 'today'}`);
    else if (isBelow(parent, unit.key, link.from, byKey)) faults.push(`${unit.key}: is its own ancestor on ${link.from}`);
  }
  return faults;
}

function isBelow(unit: Unit, ancestorKey: string, date: string, byKey: ReadonlyMap<string, Unit>): boolean {
  const seen = new Set<string>();
  for (let current: Unit | undefined = unit; current && !seen.has(current.key);) {
    if (current.key === ancestorKey) return true;
    seen.add(current.key);
    const link: { key: string } | undefined = current.parent.find((entry) => isOn(entry, date));
    current = link && byKey.get(link.key);
  }
  return false;
}

function faultsOfCommuneName(unit: Unit): string[] {
  if (unit.kind !== 'COMMUNE_PC') return [];
  return unit.names.flatMap((name) => {
    try {
      communeTypeOf(name.name, unit.key);
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  });
}

function faultsOfCodes(units: readonly Unit[]): string[] {
  const holders = new Map<string, { key: string; period: Unit['codes'][number] }[]>();
  const faults: string[] = [];
  for (const unit of units) {
    const ownSchemes: Unit['codes'] = [];
    for (const code of unit.codes) {
      const clash = ownSchemes.find((other) => other.scheme === code.scheme && overlap(other, code));
      if (clash) faults.push(`${unit.key}: has the ${code.scheme} codes ${clash.code} and ${code.code} at the same time`);
      ownSchemes.push(code);
      const id = `${code.scheme} ${code.code}`;
      const others = holders.get(id) ?? [];
      const other = others.find((holder) => holder.key !== unit.key && overlap(holder.period, code));
      if (other) faults.push(`${unit.key}: the code ${id} from ${code.from} belongs to ${other.key} at the same time`);
      holders.set(id, [...others, { key: unit.key, period: code }]);
    }
  }
  return faults;
}

export function faultsOfCounts(units: readonly Unit[]): string[] {
  return COUNTS.flatMap(({ date, communes, districts }) => {
    const found = { communes: countOn(units, 'COMMUNE_PC', date), districts: countOn(units, 'DISTRICT_PC', date) };
    return [
      ...(found.communes === communes ? [] : [`COMMUNE_PC: ${found.communes} units on ${date}, expected ${communes}`]),
      ...(found.districts === districts ? [] : [`DISTRICT_PC: ${found.districts} units on ${date}, expected ${districts}`]),
    ];
  });
}

function countOn(units: readonly Unit[], kind: Unit['kind'], date: string): number {
  return units.filter((unit) => unit.kind === kind && isOn(unit, date)).length;
}
