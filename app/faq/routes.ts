import type { RouteConfigEntry } from '@remix-run/route-config';
import { callDeskUrls } from './urls/call-desk.ts';

/** URLs of answers and calls. */
export const faqRoutes: RouteConfigEntry[] = [...callDeskUrls];
