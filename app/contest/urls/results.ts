import type { RouteConfigEntry } from '@remix-run/route-config';

/** Files are relative to `app/`. */
export const resultsUrls: RouteConfigEntry[] = [];
