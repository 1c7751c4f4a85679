import { z } from 'zod';
import { categories, roles } from '../../people/index.ts';

export const courseStates = ['NOT_STARTED', 'IN_PROGRESS', 'COMPLETED', 'NOT_COMPLETED'] as const;
export const levels = ['PROVINCE', 'COMMUNE'] as const;
/** Everybody is a learner, so that role narrows nothing. */
export const audienceRoles = roles.filter((role) => role !== 'LEARNER');
const mostUnits = 60;

const none = z.literal('').transform(() => null);
const unique = <Value extends string>(values: readonly Value[]): Value[] => [...new Set(values)].filter((value) => value !== '');
const units = z.array(z.string().max(120)).max(mostUnits).transform(unique);
const slugs = z.array(z.string().max(80)).max(60).transform(unique);

const shape = z.object({
  unitIds: units,
  level: z.enum(levels).nullable(),
  categories: z.array(z.enum(categories)).max(categories.length),
  roles: z.array(z.enum(audienceRoles)).max(audienceRoles.length),
  course: z.object({ slug: z.string().max(80), state: z.enum(courseStates) }).nullable(),
  exceptUnitIds: units,
  exceptCompleted: slugs,
});

/** Whom a campaign is for. Empty fields do not narrow; all fields together must hold, one of the values of each is enough; whoever is excepted is left out whatever else holds. */
export type AudienceRules = z.infer<typeof shape>;

export const everybody: AudienceRules = { unitIds: [], level: null, categories: [], roles: [], course: null, exceptUnitIds: [], exceptCompleted: [] };

/** Rules of before, with one unit and leaders as the only role: they are approved by their hash, so what is stored stays as it is and is read with the meaning it had. */
const earlier = z
  .object({ unitId: z.string().nullable(), leadersOnly: z.boolean() })
  .loose()
  .transform(({ unitId, leadersOnly, ...rest }) => ({ ...everybody, ...rest, unitIds: unitId === null ? [] : [unitId], roles: leadersOnly ? ['UNIT_LEADER'] : [] }));

/** Reads stored rules, of today and of before. */
export const audienceRules = z.union([earlier.pipe(shape), shape]);

/** The rules that a campaign holds as text. */
export function rulesOf({ audience }: { audience: string }): AudienceRules {
  return audienceRules.parse(JSON.parse(audience));
}

export const audienceForm = z
  .object({
    revision: z.coerce.number().int().min(0),
    unitIds: units.default([]),
    level: z.union([none, z.enum(levels)]).default(null),
    categories: z.array(z.enum(categories)).max(20).default([]),
    roles: z.array(z.enum(audienceRoles)).max(audienceRoles.length).default([]),
    course: z.union([none, z.string().max(80)]).default(null),
    courseState: z.enum(courseStates).default('NOT_COMPLETED'),
    exceptUnitIds: units.default([]),
    exceptCompleted: slugs.default([]),
  })
  .transform(({ revision, course, courseState, ...rest }) => ({
    revision,
    rules: { ...rest, course: course === null ? null : { slug: course, state: courseState } } satisfies AudienceRules,
  }));
