import { z } from 'zod';
import { parseWhole, readYaml } from './load.ts';
import { UNIT_KINDS, UNIT_LEVELS } from './schema.ts';

export const STAFF_CATEGORIES = ['CADRE', 'CIVIL_SERVANT', 'PUBLIC_EMPLOYEE', 'CONTRACT_WORKER'] as const;

const weight = z.number().int().nonnegative();
const perGender = <T extends z.ZodType>(schema: T) => z.strictObject({ female: schema, male: schema });
const datedNames = z.array(z.strictObject({
  name: z.string().min(1),
  weights: z.array(weight).refine((weights) => weights.some((value) => value > 0), 'at least one decade needs a weight'),
  complete: z.literal(true).optional(),
})).min(1);

const namesSchema = z.strictObject({
  decades: z.array(z.number().int()).min(1),
  no_middle_name_per_mille: perGender(weight),
  family_names: z.array(z.strictObject({ name: z.string().min(1), weight: weight.positive() })).min(1),
  middle_names: perGender(datedNames),
  given_names: perGender(datedNames),
});

const titleSchema = z.strictObject({
  title: z.string().min(1),
  category: z.enum(STAFF_CATEGORIES),
  weight: weight.positive(),
  max: z.number().int().positive().optional(),
  leader: z.boolean().default(false),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});

const titleGroupsSchema = z.array(z.strictObject({
  kind: z.enum(UNIT_KINDS),
  level: z.enum(UNIT_LEVELS).optional(),
  name_prefix: z.string().min(1).optional(),
  titles: z.array(titleSchema).min(1),
}));

export type NameVocabulary = z.infer<typeof namesSchema>;
export type PositionTitle = z.infer<typeof titleSchema>;
export type TitleGroup = z.infer<typeof titleGroupsSchema>[number];

export function loadNames(): NameVocabulary {
  const names = parseWhole('names.yaml', namesSchema, readYaml('names.yaml'));
  for (const list of [names.middle_names, names.given_names].flatMap((part) => [part.female, part.male])) {
    const odd = list.find((entry) => entry.weights.length !== names.decades.length);
    if (odd) throw new Error(`names.yaml: ${odd.name}: ${odd.weights.length} weights for ${names.decades.length} decades`);
  }
  return names;
}

export function loadPositionTitles(): TitleGroup[] {
  return parseWhole('position-titles.yaml', titleGroupsSchema, readYaml('position-titles.yaml'));
}

/** The titles that people of this unit can hold on the day. */
export function titlesFor(unit: { kind: string; level: string; name: string }, date: string, groups: readonly TitleGroup[]): PositionTitle[] {
  const fitting = groups.filter((group) =>
    group.kind === unit.kind && (!group.level || group.level === unit.level) && unit.name.startsWith(group.name_prefix ?? ''));
  const best = fitting.toSorted((a, b) => precision(b) - precision(a))[0];
  return (best?.titles ?? []).filter((title) => (title.from ?? '') <= date && (!title.to || date < title.to));
}

/** A longer name prefix wins; between equal prefixes the group that names the level. */
function precision(group: TitleGroup): number {
  return (group.name_prefix?.length ?? 0) * 2 + (group.level ? 1 : 0);
}
