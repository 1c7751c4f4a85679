import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Inspection packs, and the public page with their key. */
export const packUrls: RouteConfigEntry[] = [
  route('reports/packs', 'reports/routes/packs.tsx'),
  route('reports/packs/new', 'reports/routes/packs-new.tsx'),
  route('reports/packs/:id', 'reports/routes/pack.tsx'),
  route('reports/packs/:id/progress', 'reports/routes/pack-progress.ts'),
  route('reports/packs/:id/file', 'reports/routes/pack-file.ts'),
  route('packs/key', 'reports/routes/pack-key.tsx'),
  route('packs/key.pem', 'reports/routes/pack-key-file.ts'),
];
