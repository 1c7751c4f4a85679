import { route, type RouteConfigEntry } from '@remix-run/route-config';

const at = (path: string, file: string): RouteConfigEntry => route(`reports/${path}`, `reports/routes/${file}`);

/** The register of the models and the monthly report. Files are relative to `app/`. */
export const monthlyUrls: RouteConfigEntry[] = [
  at('models', 'models.tsx'),
  at('models/:number', 'model.tsx'),
  at('models/:number/assignments', 'model-assignments.tsx'),
  at('models/:number/assignments/:assignment', 'model-assignment.tsx'),
];
