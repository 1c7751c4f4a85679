import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** People's administration, audit log and operations. Files are relative to `app/`. */
export const adminRoutes: RouteConfigEntry[] = [
  route('admin', 'people/routes/admin.tsx'),
  route('admin/people', 'people/routes/admin-people.tsx'),
  route('admin/people/file', 'people/routes/admin-people-file.ts'),
  route('admin/people/new', 'people/routes/admin-people-new.tsx'),
  route('admin/people/:id', 'people/routes/admin-person.tsx'),
  route('admin/people/:id/edit', 'people/routes/admin-person-edit.tsx'),
  route('admin/people/:id/transfer', 'people/routes/admin-person-transfer.tsx'),
  route('admin/people/:id/leaving', 'people/routes/admin-person-leaving.tsx'),
  route('admin/people/:id/disabling', 'people/routes/admin-person-disabling.tsx'),
  route('admin/people/:id/reactivation', 'people/routes/admin-person-reactivation.tsx'),
  route('admin/people/:id/unlocking', 'people/routes/admin-person-unlocking.ts'),
  route('admin/people/:id/session-ending', 'people/routes/admin-person-session-ending.ts'),
  route('admin/people/:id/temporary-password', 'people/routes/admin-person-temporary-password.tsx'),
  route('admin/people/:id/activation-link', 'people/routes/admin-person-activation-link.tsx'),
  route('admin/people/:id/roles', 'people/routes/admin-person-roles.tsx'),
  route('admin/people/:id/roles/:assignmentId/revocation', 'people/routes/admin-person-role-revocation.tsx'),
  route('admin/audit', 'people/routes/admin-audit.tsx'),
  route('admin/audit/chain', 'people/routes/admin-audit-chain.tsx'),
  route('admin/audit/export', 'people/routes/admin-audit-export.ts'),
  route('admin/operations', 'people/routes/admin-operations.tsx'),
  route('admin/operations/jobs/:jobId/retry', 'people/routes/admin-job-retry.ts'),
];
