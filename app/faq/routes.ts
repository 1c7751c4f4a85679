import type { RouteConfigEntry } from '@remix-run/route-config';
import { deskUrls } from './urls/desk.ts';

/** URLs of answers. */
export const faqRoutes: RouteConfigEntry[] = [...deskUrls];
