import type { RouteConfigEntry } from '@remix-run/route-config';
import { inboxRoutes } from './urls/inbox.ts';
import { mailRoutes } from './urls/mail.ts';
import { pushRoutes } from './urls/push.ts';
import { vneidRoutes } from './urls/vneid.ts';

/** URLs of messaging. */
export const messagingRoutes: RouteConfigEntry[] = [...inboxRoutes, ...mailRoutes, ...pushRoutes, ...vneidRoutes];
