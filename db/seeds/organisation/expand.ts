import { clip } from './period.ts';
import type { CommuneType, Period, SubunitRule, Unit } from './schema.ts';

type SubunitTemplate = SubunitRule['subunits'][number];
type UnitName = Unit['names'][number];

const TYPE_PREFIXES: readonly (readonly [prefix: string, type: CommuneType])[] = [
  ['UBND xã ', 'XA'],
  ['UBND phường ', 'PHUONG'],
  ['UBND thị trấn ', 'THI_TRAN'],
];

/** All sub-units the rule gives to the communes that live on or after its first day. */
export function expandSubunits(units: readonly Unit[], rule: SubunitRule): Unit[] {
  return units
    .filter((unit) => unit.kind === rule.applies_to.kind)
    .flatMap((commune) => rule.subunits.flatMap((template) => subunitOf(commune, template, rule.applies_to.from)));
}

function subunitOf(commune: Unit, template: SubunitTemplate, ruleFrom: string): Unit[] {
  const life = clip(commune, { from: ruleFrom });
  if (!life) return [];
  const names = commune.names.flatMap((name) => clippedName(name, life));
  const types = new Set(names.map((name) => communeTypeOf(name.name, commune.key)));
  if (types.size > 1) throw new Error(`${commune.key}: changes between xã and phường after ${ruleFrom}; list its sub-units in units.yaml`);
  if (!template.commune_types.some((type) => types.has(type))) return [];
  return [{
    key: `${commune.key}--${template.suffix}`,
    kind: template.kind,
    level: commune.level,
    parent: [{ key: commune.key, ...life }],
    names: namesFrom(template, names, life),
    codes: [],
    ...life,
    confidence: template.confidence,
  }];
}

function clippedName(name: UnitName, life: Period): UnitName[] {
  const common = clip(name, life);
  return common ? [{ name: name.name, short: name.short, ...common }] : [];
}

function namesFrom(template: SubunitTemplate, communeNames: readonly UnitName[], life: Period): UnitName[] {
  if (!template.name.includes('{')) return [{ name: template.name, short: template.short, ...life }];
  return communeNames.map((name) => ({ ...name, name: fill(template.name, name), short: fill(template.short, name) }));
}

function fill(pattern: string, name: UnitName): string {
  return pattern.replaceAll('{unit_short}', name.short).replaceAll('{unit}', name.name.replace(/^UBND /, ''));
}

export function communeTypeOf(name: string, key: string): CommuneType {
  const found = TYPE_PREFIXES.find(([prefix]) => name.startsWith(prefix));
  if (!found) throw new Error(`${key}: the name "${name}" does not begin with UBND xã, UBND phường or UBND thị trấn`);
  return found[1];
}
