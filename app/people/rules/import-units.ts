import type { Day } from '../../platform/clock.ts';
import { fold } from '../../platform/text/fold.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { errorIn, type Fault } from './import-faults.ts';
import type { PersonLine } from './import-line.ts';

/** A unit of today. */
export interface KnownUnit {
  id: string;
  name: string;
  shortName: string;
  parentId: string | null;
  codes: readonly string[];
  /** The first day of the unit itself. */
  since: Day;
}

/** A name that a unit had and no unit has now, with the names of what became of it. */
export interface PastName {
  name: string;
  nowIds: readonly string[];
}

/** Units by everything that people may write for them. */
export interface UnitIndex {
  byId: ReadonlyMap<string, KnownUnit>;
  byCode: ReadonlyMap<string, readonly string[]>;
  /** From the strictest reading of a name to the most lenient. */
  levels: readonly ReadonlyMap<string, readonly string[]>[];
  past: ReadonlyMap<string, readonly string[]>;
}

type Key = (text: string) => string;
const exact: Key = (text) => normaliseLine(text);
const withoutUbnd: Key = (text) => foldUnit(text).replace(/^ubnd /, '');
const withoutKind: Key = (text) => withoutUbnd(text).replace(/^(xa|phuong|thi tran|p|x|tt) /, '');
/** How names are kept and asked for, strict before lenient. Who writes "xã" never means a phường, so the kind is only dropped from what is kept. */
const readings: readonly { kept: Key; asked: Key }[] = [
  { kept: exact, asked: exact },
  { kept: foldUnit, asked: foldUnit },
  { kept: withoutUbnd, asked: withoutUbnd },
  { kept: withoutKind, asked: withoutUbnd },
];

/** Folds a unit's name; "Uỷ ban nhân dân" and "UBND" are one. */
export function foldUnit(text: string): string {
  return fold(text).replace(/\buy ban nhan dan\b/g, 'ubnd').replace(/\bhoi dong nhan dan\b/g, 'hdnd');
}

/** Makes the index of today's units and of names that are gone. */
export function indexUnits(units: readonly KnownUnit[], past: readonly PastName[] = []): UnitIndex {
  const byCode = new Map<string, string[]>();
  for (const unit of units) for (const code of unit.codes) put(byCode, code.toUpperCase(), unit.id);
  const levels = readings.map(({ kept }) => {
    const level = new Map<string, string[]>();
    for (const unit of units) for (const name of [unit.name, unit.shortName]) put(level, kept(name), unit.id);
    return level;
  });
  const gone = new Map<string, string[]>();
  for (const { name, nowIds } of past) for (const id of nowIds) put(gone, withoutUbnd(name), id);
  return { byId: new Map(units.map((unit) => [unit.id, unit])), byCode, levels, past: gone };
}

function put(map: Map<string, string[]>, key: string, id: string): void {
  const ids = map.get(key);
  if (!ids) map.set(key, [id]);
  else if (!ids.includes(id)) ids.push(id);
}

export type FoundUnit = { unit: KnownUnit } | { fault: Fault } | null;

/**
 * Finds the unit of a row: by code, else by name from exact to folded, with the parent's name when several units share one.
 * When several fit but only one lies in the importing person's scope, that one is meant.
 * @returns null when the row names no unit
 */
export function resolveUnit(line: Pick<PersonLine, 'unitCode' | 'unitName' | 'parentUnit'>, index: UnitIndex, inScope: (id: string) => boolean): FoundUnit {
  if (line.unitCode) return byCode(line.unitCode, line, index);
  const name = line.unitName ?? line.parentUnit;
  if (!name) return null;
  const ids = search(name, line.unitName ? line.parentUnit : null, index);
  const own = ids.length > 1 ? ids.filter(inScope) : ids;
  if (own.length === 1) return { unit: index.byId.get(own[0] as string) as KnownUnit };
  return { fault: ids.length > 1 ? ambiguous(name, own.length > 1 ? own : ids, index) : unknown(name, index) };
}

function byCode(code: string, line: Pick<PersonLine, 'unitName' | 'parentUnit'>, index: UnitIndex): FoundUnit {
  const ids = index.byCode.get(code.replace(/\s+/gu, '').toUpperCase()) ?? [];
  if (ids.length === 0) return { fault: errorIn('unitCode', 'unit.code-unknown', { value: code }) };
  const named = line.unitName ? search(line.unitName, line.parentUnit, index) : [];
  const both = named.length > 0 ? ids.filter((id) => named.includes(id)) : ids;
  const unit = index.byId.get((both.length > 0 ? both : ids)[0] as string) as KnownUnit;
  if (both.length === 0) return { fault: errorIn('unit', 'unit.code-and-name', { code, unit: unit.name, value: line.unitName ?? '' }) };
  return both.length > 1 ? { fault: ambiguous(code, both, index) } : { unit };
}

function search(name: string, parent: string | null, index: UnitIndex): readonly string[] {
  const whole = byName(name, parent ? [parent] : [], index);
  if (whole.length === 1) return whole;
  const parts = name.split(/\s*[,;>|()]\s*|\s+[-–—/]\s+|\s+(?:trực\s+)?thuộc\s+/u).filter((part) => part !== '');
  const [first, last] = [parts[0], parts.at(-1)];
  if (parts.length < 2 || !first || !last) return whole;
  const forward = byName(first, [...parts.slice(1), ...(parent ? [parent] : [])], index);
  if (forward.length > 0) return forward;
  const backward = byName(last, parts.slice(0, -1), index);
  return backward.length > 0 ? backward : whole;
}

function byName(name: string, parents: readonly string[], index: UnitIndex): readonly string[] {
  const above = parents.map((parent) => new Set(idsAt(parent, index).find((ids) => ids.length > 0)));
  for (const found of idsAt(name, index)) {
    const fitting = found.filter((id) => above.every((wanted) => isBelow(id, wanted, index)));
    if (fitting.length > 0) return fitting;
  }
  return [];
}

/** The units that a name may mean, reading by reading. */
function idsAt(name: string, index: UnitIndex): (readonly string[])[] {
  return readings.map(({ asked }, at) => index.levels[at]?.get(asked(name)) ?? []);
}

function isBelow(id: string, wanted: ReadonlySet<string>, index: UnitIndex): boolean {
  const seen = new Set<string>();
  for (let at = index.byId.get(id)?.parentId; at && !seen.has(at); at = index.byId.get(at)?.parentId) {
    if (wanted.has(at)) return true;
    seen.add(at);
  }
  return false;
}

const shown = 5;

function ambiguous(value: string, ids: readonly string[], index: UnitIndex): Fault {
  const names = ids.slice(0, shown).map((id) => describe(id, index));
  return errorIn('unit', 'unit.ambiguous', { count: ids.length, value: value.slice(0, 80), candidates: names.join('; ') + (ids.length > shown ? '; …' : '') });
}

/** A unit with what tells it from others of the same name. */
function describe(id: string, index: UnitIndex): string {
  const unit = index.byId.get(id);
  const parent = unit?.parentId ? index.byId.get(unit.parentId)?.name : undefined;
  return `${unit?.name}${parent ? ` – ${parent}` : ''}${unit?.codes[0] ? ` (${unit.codes[0]})` : ''}`;
}

function unknown(value: string, index: UnitIndex): Fault {
  const now = (index.past.get(withoutUbnd(value)) ?? []).map((id) => index.byId.get(id)?.name).filter((name) => name !== undefined);
  return now.length > 0 ? errorIn('unit', 'unit.ended', { value: value.slice(0, 80), now: now.slice(0, shown).join('; ') }) : errorIn('unit', 'unit.unknown', { value: value.slice(0, 80) });
}

/** The units at and below the given ones. */
export function unitIdsUnder(units: readonly Pick<KnownUnit, 'id' | 'parentId'>[], roots: readonly string[]): Set<string> {
  const children = new Map<string, string[]>();
  for (const unit of units) if (unit.parentId) put(children, unit.parentId, unit.id);
  const found = new Set<string>();
  const open = [...roots];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(children.get(id) ?? []));
  }
  return found;
}
