import { z } from 'zod';
import { dayField } from '../../platform/http/day-field.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { shownStates, workStates } from '../rules/answer-state.ts';
import { audiences } from '../rules/answer.ts';

export const answersPerPage = 50;

/** The list's search and filters as they stand in the URL; what is not understood is left out. */
export const deskQuery = z.object({
  q: z.string().max(200).transform(normaliseLine).optional().catch(undefined),
  state: z.enum([...shownStates, ...workStates]).optional().catch(undefined),
  topic: z.string().max(80).optional().catch(undefined),
  audience: z.enum(audiences).optional().catch(undefined),
  due: z.enum(['OVERDUE', 'SOON', 'LATER']).optional().catch(undefined),
  lapsed: z.literal('on').transform(() => true).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
  done: z.string().max(40).optional().catch(undefined),
  count: z.coerce.number().int().min(0).optional().catch(undefined),
});
export type DeskQuery = z.infer<typeof deskQuery>;

/** The address of the list, or of its export, with other filters or another page. */
export function deskHref(query: Partial<DeskQuery>, path = '/answers'): string {
  const pairs = Object.entries({ ...query, done: undefined, count: undefined }).filter(([key, value]) => value && !(key === 'page' && value === 1));
  const search = new URLSearchParams(pairs.map(([key, value]) => [key, value === true ? 'on' : String(value)])).toString();
  return search ? `${path}?${search}` : path;
}

export const doneQuery = z.object({ done: z.string().max(40).optional().catch(undefined) });
export const compareQuery = z.object({ with: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined) });
const day = z.union([z.literal('').transform(() => undefined), dayField()]).optional().catch(undefined);
/** Days that are tried out before they are saved. */
export const documentQuery = z.object({ effectiveFrom: day, effectiveTo: day, done: z.enum(['added', 'dated', 'prepared']).optional().catch(undefined) });
