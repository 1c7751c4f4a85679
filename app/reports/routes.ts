import type { RouteConfigEntry } from '@remix-run/route-config';
import { reportUrls } from './urls/reports.ts';

/** URLs of reports. */
export const reportsRoutes: RouteConfigEntry[] = [...reportUrls];
