import type { UnitOnDate } from '../../organisation/load.ts';
import type { Random } from './random.ts';

/** An agency with its parts and how many people work in each. */
export interface PlannedOrganisation {
  key: string;
  parts: { unit: UnitOnDate; size: number }[];
}

/** The agencies that the named cast works in come first, so that even a small province has them. */
const leading = ['phuong-14329-hoa-lu-2025', 'so-khoa-hoc-va-cong-nghe-2025', 'so-noi-vu-2025', 'thanh-tra-tinh', 'cong-an-tinh'];
const topKinds = new Set(['DEPARTMENT', 'COMMUNE_PC', 'SERVICE_UNIT']);
/** No agency has more than this share of the staff: matters only in small provinces for tests. */
const largestShare = 0.25;
/** Up to so many people an agency are added or taken away to reach the wanted number; beyond that whole agencies are left out. */
const mostSpread = 3;

/** Spreads so many people over the agencies in force: sở with divisions, communes with sub-units, police, service units. */
export function planOrganisations(units: readonly UnitOnDate[], people: number, random: Random): PlannedOrganisation[] {
  const childrenOf = Map.groupBy(units, (unit) => unit.parentKey);
  const tops = units.filter((unit) => topKinds.has(unit.kind) || unit.key === 'cong-an-tinh');
  const rank = (unit: UnitOnDate): number => (leading.indexOf(unit.key) + leading.length + 1) % (leading.length + 1);
  const rest = random.shuffle(tops.filter((unit) => !leading.includes(unit.key)));
  const ordered = [...tops.filter((unit) => leading.includes(unit.key)).toSorted((a, b) => rank(a) - rank(b)), ...rest];
  const sized = ordered.map((top) => ({ top, units: [top, ...(childrenOf.get(top.key) ?? [])] })).map((entry) => ({ ...entry, size: sizeOf(entry.top, entry.units.length, random) }));
  const planned = sum(sized) - people <= mostSpread * sized.length ? sized : cut(sized, people);
  spread(planned.filter(({ top }) => top.kind === 'COMMUNE_PC'), people - sum(planned));
  return planned.map(({ top, units: parts, size }) => ({ key: top.key, parts: divide(top, parts, size, random) }));
}

type Sized = { top: UnitOnDate; units: UnitOnDate[]; size: number };

/** A small province: the first agencies only. */
function cut(sized: readonly Sized[], people: number): Sized[] {
  const kept: Sized[] = [];
  for (const entry of sized) {
    const size = Math.min(entry.size, Math.floor(people * largestShare), people - sum(kept));
    if (size > 0) kept.push({ ...entry, size });
  }
  return kept;
}

function sum(sized: readonly { size: number }[]): number {
  return sized.reduce((total, entry) => total + entry.size, 0);
}

function sizeOf(top: UnitOnDate, parts: number, random: Random): number {
  if (top.key === leading[0]) return 58;
  if (top.kind === 'COMMUNE_PC') return communeSize(top, random);
  if (top.kind === 'DEPARTMENT') return 4 + (parts - 1) * random.int(8, 12);
  return top.kind === 'POLICE' ? 78 : random.int(26, 40);
}

function communeSize(commune: UnitOnDate, random: Random): number {
  const isWard = commune.name.startsWith('UBND phường ');
  if (isWard) return random.chance(0.7) ? random.int(45, 60) : random.int(34, 44);
  return random.chance(0.45) ? random.int(20, 25) : random.int(26, 37);
}

/** Brings the sum to the wanted number, one person a commune and round. */
function spread(communes: { size: number }[], missing: number): void {
  const step = Math.sign(missing);
  for (let done = 0, at = 0; done < Math.abs(missing) && communes.length > 0; at += 1) {
    const commune = communes[at % communes.length];
    if (!commune || at > 60 * communes.length) throw new Error(`The communes cannot take ${missing} people more.`);
    if (commune.size + step < 20 || commune.size + step > 60) continue;
    commune.size += step;
    done += 1;
  }
}

const communeShares: readonly (readonly [part: string, share: number])[] = [
  ['--van-phong', 18], ['--phong-kinh-te', 18], ['--phong-van-hoa', 16], ['--trung-tam', 13], ['--cong-an', 15],
];

/** Everyone gets at least a head before anyone gets a second person. */
function divide(top: UnitOnDate, parts: readonly UnitOnDate[], size: number, random: Random): PlannedOrganisation['parts'] {
  const sizes = parts.map<number>((_, position) => (position < size ? 1 : 0));
  const weights = parts.map((unit) => shareOf(top, unit, parts.length));
  const free = size - sizes.reduce((total, one) => total + one, 0);
  for (let left = free; left > 0; left -= 1) {
    const chosen = random.weighted(weights.map((weight, position) => ({ weight, position })), (entry) => entry.weight).position;
    sizes[chosen] = (sizes[chosen] ?? 0) + 1;
  }
  return parts.map((unit, position) => ({ unit, size: sizes[position] ?? 0 })).filter((part) => part.size > 0);
}

function shareOf(top: UnitOnDate, unit: UnitOnDate, parts: number): number {
  if (top.kind === 'COMMUNE_PC') return unit === top ? 20 : (communeShares.find(([part]) => unit.key.includes(part))?.[1] ?? 0);
  if (top.kind === 'POLICE') return unit === top ? 2 : 10;
  return unit === top && parts > 1 ? 4 : 10;
}
