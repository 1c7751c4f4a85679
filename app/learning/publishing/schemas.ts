import { z } from 'zod';

/** Shapes of the YAML that editors write; what belongs together is checked where it is compiled. */

const slug = z.string().max(80).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const line = z.string().trim().min(1).max(600);
const day = z.iso.date();
const level = z.enum(['REMEMBER', 'UNDERSTAND', 'APPLY']);

const moduleSchema = z.strictObject({ key: slug, title: line, aim: line });

const assessmentSchema = z.strictObject({
  key: slug,
  kind: z.enum(['MODULE', 'FINAL']),
  module: slug.optional(),
  title: line,
  minutes: z.number().int().min(1).max(240),
  pass_score: z.number().min(0).max(10),
  attempts: z.number().int().min(1).max(100),
  cooldown_minutes: z.number().int().min(0).max(43_200),
  blueprint: z.array(z.strictObject({ module: slug, level, count: z.number().int().min(1).max(100) })).min(1),
});

const renewalSchema = z.strictObject({
  every_months: z.number().int().min(1).max(120),
  lead_days: z.number().int().min(1).max(180).default(45),
  pretest: z.strictObject({ title: line, minutes: z.number().int().min(1).max(240), questions: z.number().int().min(1).max(10), right: z.number().int().min(1).max(10) }).optional(),
});

export const courseSchema = z.strictObject({
  slug,
  title: line,
  summary: line,
  aim: z.string().trim().min(1).max(2_000),
  audience: line,
  models: z.array(z.number().int().min(1)).default([]),
  periods: z.number().positive().max(100),
  pass_score: z.number().min(0).max(10),
  certificate_valid_months: z.number().int().min(1).max(600).nullable().default(null),
  renewal: renewalSchema.optional(),
  // Without a default: files that do not say it keep the hash under which they were published.
  prerequisites: z.array(slug).min(1).max(10).optional(),
  modules: z.array(moduleSchema).min(1),
  assessments: z.array(assessmentSchema).default([]),
});
export type CourseYaml = z.infer<typeof courseSchema>;
export type AssessmentYaml = z.infer<typeof assessmentSchema>;

export const frontMatterSchema = z.strictObject({
  title: line,
  minutes: z.number().int().min(1).max(90),
  summary: line,
  sources: z.array(z.strictObject({ title: line, note: line.optional(), confidence: z.enum(['A', 'B']) })).min(1),
  checked_on: day,
  review_by: day,
  appraiser_role: line,
});
export type FrontMatter = z.infer<typeof frontMatterSchema>;

const key = z.string().regex(/^[a-z0-9]{1,4}$/);
const origin = {
  id: z.string().max(40).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  level,
  lesson: slug,
  anchor: slug,
  source: line,
  as_of: day,
  expires_on: day.optional(),
  text: line,
};
const choice = { ...origin, options: z.array(z.strictObject({ key, text: line, correct: z.boolean().default(false), why: line })).min(3).max(5) };

/** One question of a bank; exactly-one-correct and the like are checked by `checkQuestion`. */
export const questionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('single'), ...choice }),
  z.strictObject({ type: z.literal('multiple'), ...choice }),
  z.strictObject({ type: z.literal('true_false'), ...origin, answer: z.boolean(), why_true: line, why_false: line }),
  z.strictObject({ type: z.literal('ordering'), ...origin, items: z.array(z.strictObject({ key, text: line, why: line })).min(3).max(5) }),
  z.strictObject({ type: z.literal('matching'), ...origin, pairs: z.array(z.strictObject({ key, left: line, right: line, why: line })).min(3).max(5) }),
  z.strictObject({ type: z.literal('short_answer'), ...origin, accepted: z.array(line).min(1), why: line }),
]);
export type QuestionYaml = z.infer<typeof questionSchema>;

export const bankSchema = z.strictObject({ questions: z.array(z.unknown()) });
