import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Certificates: mine, the public check, the desk of staff. Files are relative to `app/`. */
export const certificatesRoutes: RouteConfigEntry[] = [
  route('certificates', 'learning/routes/certificates.tsx'),
  route('certificates/:id/pdf', 'learning/routes/certificates.pdf.ts'),
  route('verify', 'learning/routes/verify.tsx'),
  route('verify/:code', 'learning/routes/verify.code.tsx'),
  route('admin/certificates/:id', 'learning/routes/admin.certificates.tsx'),
  route('admin/certificates/:id/revocation', 'learning/routes/admin.certificates.revocation.tsx'),
  route('admin/certificates/:id/reissue', 'learning/routes/admin.certificates.reissue.tsx'),
];
