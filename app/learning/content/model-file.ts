import { z } from 'zod';

/** Shape of `content/models.yaml`: the models of the province's coordination plan, a dated document. */

const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const line = z.string().trim().min(1).max(600);
const year = z.number().int().min(2020).max(2100);
const quarter = z.number().int().min(1).max(4);
const month = z.number().int().min(1).max(12);

export const modelAreas = ['training', 'campaigns', 'answers', 'contest', 'sign-on'] as const;
export const modelRoles = ['LEAD', 'COORDINATE', 'DATA_USER', 'CONTENT_PROVIDER', 'SECURITY_ASSESSOR', 'IMPLEMENTER'] as const;

const milestone = z.strictObject({ year, month, text: line });
/** `text` is what the plan says, `label` the name that it gives to the field. */
const said = { label: z.enum(['Thời gian triển khai', 'Thời gian hoàn thành']).optional(), text: line, milestones: z.array(milestone).default([]) };

const deadlineSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('YEAR'), ...said, year }),
  z.strictObject({ kind: z.literal('YEAR_ONWARD'), ...said, from: year }),
  z.strictObject({ kind: z.literal('YEAR_RANGE'), ...said, from: year, to: year }).refine(({ from, to }) => from < to),
  z.strictObject({ kind: z.literal('QUARTER'), ...said, year, quarter }),
  z.strictObject({ kind: z.literal('PHASED'), ...said, phases: z.array(z.strictObject({ phase: z.number().int().min(1), year, quarter: quarter.optional(), onward: z.boolean().default(false) })).min(1) }),
  z.strictObject({ kind: z.literal('CONTINUOUS'), ...said }),
  z.strictObject({ kind: z.literal('RELATIVE'), ...said, months: z.number().int().min(1), after: line }),
  z.strictObject({ kind: z.literal('ROADMAP'), ...said, of: line }),
]);
export type ModelDeadline = z.infer<typeof deadlineSchema>;

const modelSchema = z.strictObject({
  number: z.number().int().min(1),
  name: line,
  group: z.string(),
  goal: line.nullable(),
  roles: z.array(z.strictObject({ role: z.enum(modelRoles), agency: key, note: line.optional() })),
  deadline: deadlineSchema,
  plan_tools: z.array(line),
  targets: z.array(z.strictObject({ name: line, value: z.number().positive(), unit: line })),
  hoc06: z.array(z.enum(modelAreas)),
  touches: z.array(z.enum(modelAreas)).default([]),
  note: line.optional(),
  source: z.string().regex(/^III\.\d\.\d+$/),
  confidence: z.enum(['A', 'B']),
});

export const modelsFile = z.strictObject({
  plan: z.strictObject({ number: line, issued_on: z.iso.date(), from: z.string().regex(/^\d{4}-\d{2}$/) }),
  groups: z.array(z.strictObject({ key: z.string().regex(/^G\d$/), name: line, section: z.string(), models: z.number().int().min(1) })).min(1),
  agencies: z.array(z.strictObject({ key, name: line, level: z.enum(['central', 'province', 'district', 'commune', 'village', 'several', 'other']) })).min(1),
  models: z.array(modelSchema).min(1),
});
export type ModelsFile = z.infer<typeof modelsFile>;

/** First and last day of a deadline as far as the plan fixes them; null where it fixes none. */
export function deadlineDays(deadline: ModelDeadline): { first: string | null; last: string | null } {
  switch (deadline.kind) {
    case 'YEAR':
      return { first: `${deadline.year}-01-01`, last: `${deadline.year}-12-31` };
    case 'YEAR_ONWARD':
      return { first: `${deadline.from}-01-01`, last: null };
    case 'YEAR_RANGE':
      return { first: `${deadline.from}-01-01`, last: `${deadline.to}-12-31` };
    case 'QUARTER':
      return quarterDays(deadline.year, deadline.quarter);
    case 'PHASED': {
      const spans = deadline.phases.map((phase) => ({ ...(phase.quarter === undefined ? { first: `${phase.year}-01-01`, last: `${phase.year}-12-31` } : quarterDays(phase.year, phase.quarter)), open: phase.onward }));
      const last = spans.at(-1);
      return { first: spans[0]?.first ?? null, last: last && !last.open ? last.last : null };
    }
    case 'CONTINUOUS':
    case 'RELATIVE':
    case 'ROADMAP':
      return { first: null, last: null };
  }
}

function quarterDays(inYear: number, number: number): { first: string; last: string } {
  const two = (value: number) => String(value).padStart(2, '0');
  const lastDay = new Date(Date.UTC(inYear, number * 3, 0)).getUTCDate();
  return { first: `${inYear}-${two(number * 3 - 2)}-01`, last: `${inYear}-${two(number * 3)}-${lastDay}` };
}
