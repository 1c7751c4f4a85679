import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { faultsOfChanges } from './change-invariants.ts';
import { expandSubunits } from './expand.ts';
import { isOn } from './period.ts';
import { changeSchema, subunitRuleSchema, unitSchema } from './schema.ts';
import { faultsOfCounts, faultsOfUnits, indexUnits } from './unit-invariants.ts';
import type { Organisation, Unit } from './schema.ts';

export type { Change, Organisation, SubunitRule, Unit } from './schema.ts';

/** What the YAML files hold before anything is checked. */
export interface RawOrganisation { units: unknown; changes: unknown; subunitRule: unknown }

/** A unit as it stood on one day. */
export interface UnitOnDate {
  key: string;
  kind: Unit['kind'];
  level: Unit['level'];
  parentKey: string | undefined;
  name: string;
  short: string;
  gsoCode: string | undefined;
  provinceCode: string | undefined;
}

let whole: Organisation | undefined;

/** Units (sub-units of communes included), changes and the sub-unit rule, checked as a whole; read once, because the files are part of the program. */
export function loadOrganisation(): Organisation {
  return (whole ??= buildOrganisation(readRawOrganisation()));
}

export function readRawOrganisation(): RawOrganisation {
  return { units: readYaml('units.yaml'), changes: readYaml('changes.yaml'), subunitRule: readYaml('commune-subunits.yaml') };
}

const read = new Map<string, unknown>();

/** What one of the files here holds; whoever wants to change it takes a copy. */
export function readYaml(file: string): unknown {
  if (!read.has(file)) read.set(file, parse(readFileSync(new URL(file, import.meta.url), 'utf8')));
  return read.get(file);
}

export function buildOrganisation(raw: RawOrganisation): Organisation {
  const listed = parseList('units.yaml', unitSchema, raw.units, 'key');
  const changes = parseList('changes.yaml', changeSchema, raw.changes, 'from');
  const subunitRule = parseWhole('commune-subunits.yaml', subunitRuleSchema, raw.subunitRule);
  const listedByKey = indexUnits(listed);
  refuse([...faultsOfUnits(listed, listedByKey), ...faultsOfChanges(changes, listedByKey), ...faultsOfCounts(listed)]);
  const units = [...listed, ...expandSubunits(listed, subunitRule)];
  refuse(faultsOfUnits(units, indexUnits(units)));
  return { units, changes, subunitRule };
}

/** Every unit that exists on the day, with the name, parent and codes of that day. */
export function unitsOn(date: string, units: readonly Unit[] = loadOrganisation().units): UnitOnDate[] {
  return units.filter((unit) => isOn(unit, date)).map((unit) => unitOnDate(unit, date));
}

function unitOnDate(unit: Unit, date: string): UnitOnDate {
  const name = unit.names.find((entry) => isOn(entry, date));
  if (!name) throw new Error(`${unit.key}: has no name on ${date}`);
  const codeOf = (scheme: 'GSO' | 'PROVINCE'): string | undefined =>
    unit.codes.find((code) => code.scheme === scheme && isOn(code, date))?.code;
  return {
    key: unit.key,
    kind: unit.kind,
    level: unit.level,
    parentKey: unit.parent.find((link) => isOn(link, date))?.key,
    name: name.name,
    short: name.short,
    gsoCode: codeOf('GSO'),
    provinceCode: codeOf('PROVINCE'),
  };
}

function parseList<T>(file: string, schema: z.ZodType<T>, raw: unknown, keyField: string): T[] {
  if (!Array.isArray(raw)) throw new Error(`${file}: expected a list`);
  return raw.map((entry: unknown, position) => {
    const key = (entry as Record<string, unknown> | null)?.[keyField] ?? 'no key';
    return parseWhole(`${file}, entry ${position + 1} (${String(key)})`, schema, entry);
  });
}

export function parseWhole<T>(label: string, schema: z.ZodType<T>, raw: unknown): T {
  const result = schema.safeParse(raw);
  if (!result.success) throw new Error(`${label}: ${z.prettifyError(result.error)}`);
  return result.data;
}

/** One error lists all faults, so that an import can be mended in one go. */
function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(`The organisation data has ${faults.length} fault(s):\n${faults.join('\n')}`);
}
