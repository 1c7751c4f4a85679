import type { RouteConfigEntry } from '@remix-run/route-config';
import { callDeskUrls } from './urls/call-desk.ts';
import { deskUrls } from './urls/desk.ts';
import { gapUrls } from './urls/gaps.ts';
import { helpUrls } from './urls/help.ts';
import { ticketUrls } from './urls/tickets.ts';

/** URLs of answers, calls and tickets. */
export const faqRoutes: RouteConfigEntry[] = [...helpUrls, ...gapUrls, ...deskUrls, ...callDeskUrls, ...ticketUrls];
