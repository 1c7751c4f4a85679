import { z } from 'zod';
import { filterDay } from '../../platform/http/day-field.ts';

export const auditPerPage = 50;

const text = z.string().max(200).optional().catch(undefined);

/** The filters of the audit log as they stand in the URL; what is not understood is left out. */
export const auditQuery = z.object({ actor: text, object: text, action: text, from: filterDay, to: filterDay, page: z.coerce.number().int().min(1).max(1_000_000).catch(1) });
export type AuditQuery = z.infer<typeof auditQuery>;

/** An address with the same filters. */
export function auditHref(path: string, query: Partial<AuditQuery>): string {
  const pairs = Object.entries(query).filter(([key, value]) => value && !(key === 'page' && value === 1));
  const search = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString();
  return search ? `${path}?${search}` : path;
}
