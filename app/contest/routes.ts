import type { RouteConfigEntry } from '@remix-run/route-config';
import { callsUrls } from './urls/calls.ts';
import { entriesUrls } from './urls/entries.ts';
import { judgingUrls } from './urls/judging.ts';
import { resultsUrls } from './urls/results.ts';

/** URLs of the innovation contest. */
export const contestRoutes: RouteConfigEntry[] = [...callsUrls, ...entriesUrls, ...judgingUrls, ...resultsUrls];
