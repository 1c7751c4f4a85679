import { index, route, type RouteConfig } from '@remix-run/route-config';
import { campaignRoutes } from './campaigns/routes.ts';
import { contestRoutes } from './contest/routes.ts';
import { faqRoutes } from './faq/routes.ts';
import { learningRoutes } from './learning/routes.ts';
import { messagingRoutes } from './messaging/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { reportsRoutes } from './reports/routes.ts';

/** Every URL of the product: one list per feature, spread here. */
export default [index('frame/home.tsx'), ...peopleRoutes, ...learningRoutes, ...messagingRoutes, ...campaignRoutes, ...faqRoutes, ...contestRoutes, ...reportsRoutes, route('search', 'frame/search.tsx'), route('admin/units/:id/ending', 'frame/unit-ending.tsx'), route('admin/settings', 'frame/settings.tsx'), route('admin/settings/:key', 'frame/setting.tsx'), route('admin/settings/:key/withdrawal', 'frame/setting-withdrawal.ts'), route('*', 'frame/not-found.tsx')] satisfies RouteConfig;
