import type { RouteConfigEntry } from '@remix-run/route-config';
import { mailRoutes } from './urls/mail.ts';

/** URLs of messaging. */
export const messagingRoutes: RouteConfigEntry[] = [...mailRoutes];
