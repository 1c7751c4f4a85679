import type { RouteConfigEntry } from '@remix-run/route-config';
import { ticketUrls } from './urls/tickets.ts';

/** URLs of answers. */
export const faqRoutes: RouteConfigEntry[] = [...ticketUrls];
