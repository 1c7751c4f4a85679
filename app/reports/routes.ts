import type { RouteConfigEntry } from '@remix-run/route-config';
import { packUrls } from './urls/packs.ts';
import { listUrls } from './urls/lists.ts';
import { monthlyUrls } from './urls/monthly.ts';
import { reportUrls } from './urls/reports.ts';

/** URLs of reports. */
export const reportsRoutes: RouteConfigEntry[] = [...reportUrls, ...packUrls, ...listUrls, ...monthlyUrls];
