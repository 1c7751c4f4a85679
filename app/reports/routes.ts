import type { RouteConfigEntry } from '@remix-run/route-config';
import { monthlyUrls } from './urls/monthly.ts';
import { reportUrls } from './urls/reports.ts';

/** URLs of reports. */
export const reportsRoutes: RouteConfigEntry[] = [...reportUrls, ...monthlyUrls];
