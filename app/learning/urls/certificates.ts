import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Certificates: mine, what I ask to have recognised, the public check, the desk of staff. Files are relative to `app/`. */
export const certificatesRoutes: RouteConfigEntry[] = [
  route('certificates', 'learning/routes/certificates.tsx'),
  route('certificates/:id/pdf', 'learning/routes/certificates.pdf.ts'),
  route('certificates/recognition/new', 'learning/routes/recognition-request-new.tsx'),
  route('certificates/recognition/:request', 'learning/routes/recognition-request.tsx'),
  route('certificates/recognition/:request/edit', 'learning/routes/recognition-request-edit.tsx'),
  route('certificates/recognition/:request/file', 'learning/routes/recognition-request-file.ts'),
  route('certificates/recognition/:request/submission', 'learning/routes/recognition-request-submission.ts'),
  route('certificates/recognition/:request/withdrawal', 'learning/routes/recognition-request-withdrawal.ts'),
  route('verify', 'learning/routes/verify.tsx'),
  route('verify/:code', 'learning/routes/verify.code.tsx'),
  route('admin/certificates/:id', 'learning/routes/admin.certificates.tsx'),
  route('admin/certificates/:id/revocation', 'learning/routes/admin.certificates.revocation.tsx'),
  route('admin/certificates/:id/reissue', 'learning/routes/admin.certificates.reissue.tsx'),
];
