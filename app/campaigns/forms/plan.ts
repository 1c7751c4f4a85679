import { z } from 'zod';
import { topics } from '../../messaging/index.ts';
import { planYears, type Quarter } from '../rules/plan-progress.ts';
import { revision } from './campaign.ts';

const text = (most: number) => z.string().trim().min(1).max(most);
const year = z.coerce.number().int().min(planYears.first).max(planYears.last);

export const yearQuery = z.object({ year: year.optional().catch(undefined) });
export const planParams = z.object({ year: z.string().regex(/^\d{4}$/).transform(Number).pipe(z.number().min(planYears.first).max(planYears.last)) });
export const lineParams = planParams.extend({ line: z.string().max(60) });
export const planForm = z.object({ revision, goal: text(3_000), legalBasis: text(2_000) });
export const lineForm = z.object({
  title: text(200).regex(/^[^\r\n\u0000-\u001f]*$/),
  quarter: z.coerce.number().int().min(1).max(4).transform((value) => value as Quarter),
  topic: z.enum(topics),
  model: z.enum(['26', '27']).transform(Number),
});
export type LineFields = z.infer<typeof lineForm>;
export const lineEditForm = lineForm.extend({ revision });
export const droppingForm = z.object({ reason: text(500) });
