import { z } from 'zod';
import { grantableRoles } from '../rules/role-scopes.ts';

export const roleForm = z.object({
  role: z.enum(grantableRoles),
  scope: z.enum(['SELF', 'SUBTREE', 'ALL']),
  unitId: z.string().max(60).optional().transform((text) => text || null),
});
export const assignmentParams = z.object({ id: z.string().max(60), assignmentId: z.string().max(60) });
