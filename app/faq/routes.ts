import type { RouteConfigEntry } from '@remix-run/route-config';
import { deskUrls } from './urls/desk.ts';
import { gapUrls } from './urls/gaps.ts';
import { ticketUrls } from './urls/tickets.ts';

/** URLs of answers. */
export const faqRoutes: RouteConfigEntry[] = [...gapUrls, ...deskUrls, ...ticketUrls];
