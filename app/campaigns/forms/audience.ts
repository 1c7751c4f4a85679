import { z } from 'zod';
import { categories } from '../../people/index.ts';

export const courseStates = ['NOT_STARTED', 'IN_PROGRESS', 'COMPLETED', 'NOT_COMPLETED'] as const;
export const levels = ['PROVINCE', 'COMMUNE'] as const;

const none = z.literal('').transform(() => null);

/** Whom a campaign is for. Empty fields do not narrow; all fields together must hold. */
export const audienceRules = z.object({
  unitId: z.string().max(120).nullable(),
  level: z.enum(levels).nullable(),
  categories: z.array(z.enum(categories)).max(categories.length),
  leadersOnly: z.boolean(),
  course: z.object({ slug: z.string().max(80), state: z.enum(courseStates) }).nullable(),
});
export type AudienceRules = z.infer<typeof audienceRules>;

export const everybody: AudienceRules = { unitId: null, level: null, categories: [], leadersOnly: false, course: null };

export const audienceForm = z
  .object({
    revision: z.coerce.number().int().min(0),
    unitId: z.union([none, z.string().max(120)]).default(null),
    level: z.union([none, z.enum(levels)]).default(null),
    categories: z.array(z.enum(categories)).max(20).default([]),
    leadersOnly: z.literal('on').optional(),
    course: z.union([none, z.string().max(80)]).default(null),
    courseState: z.enum(courseStates).default('NOT_COMPLETED'),
  })
  .transform(({ revision, leadersOnly, course, courseState, ...rest }) => ({
    revision,
    rules: { ...rest, leadersOnly: leadersOnly === 'on', course: course === null ? null : { slug: course, state: courseState } } as AudienceRules,
  }));
