import { z } from 'zod';
import { sheetFormats } from '../../platform/sheets/sheet.ts';
import { roles } from '../actor.ts';
import { accountStates } from '../rules/account-state.ts';
import { categories } from '../rules/categories.ts';

export const peoplePerPage = 50;

/** The list's search and filters as they stand in the URL; what is not understood is left out. */
export const peopleQuery = z.object({
  q: z.string().max(200).optional().catch(undefined),
  unit: z.string().max(60).optional().catch(undefined),
  state: z.enum(accountStates).optional().catch(undefined),
  category: z.enum(categories).optional().catch(undefined),
  role: z.enum(roles).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type PeopleQuery = z.infer<typeof peopleQuery>;

/** The same filters for the list as a file. */
export const peopleFileQuery = peopleQuery.omit({ page: true }).extend({ format: z.enum(sheetFormats).catch('xlsx') });

/** The address of the list with other filters or another page. */
export function peopleHref(query: Partial<PeopleQuery> & { format?: string }, tail = ''): string {
  const pairs = Object.entries(query).filter(([key, value]) => value && !(key === 'page' && value === 1));
  const search = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString();
  return `/admin/people${tail}${search ? `?${search}` : ''}`;
}
