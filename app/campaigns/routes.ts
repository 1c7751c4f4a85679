import type { RouteConfigEntry } from '@remix-run/route-config';
import { campaignUrls } from './urls/campaigns.ts';

/** URLs of communication. */
export const campaignRoutes: RouteConfigEntry[] = [...campaignUrls];
