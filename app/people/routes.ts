import type { RouteConfigEntry } from '@remix-run/route-config';
import { accountRoutes } from './urls/account.ts';
import { adminRoutes } from './urls/admin.ts';
import { importsRoutes } from './urls/imports.ts';
import { unitsRoutes } from './urls/units.ts';

/** URLs of signing in, the own account, units and people's administration. */
export const peopleRoutes: RouteConfigEntry[] = [...accountRoutes, ...adminRoutes, ...importsRoutes, ...unitsRoutes];
