import type { RouteConfigEntry } from '@remix-run/route-config';
import { gapUrls } from './urls/gaps.ts';
import { ticketUrls } from './urls/tickets.ts';

/** URLs of answers. */
export const faqRoutes: RouteConfigEntry[] = [...ticketUrls, ...gapUrls];
