import { route, type RouteConfig } from '@remix-run/route-config';
import { learningRoutes } from './learning/routes.ts';
import { messagingRoutes } from './messaging/routes.ts';
import { peopleRoutes } from './people/routes.ts';

/** Every URL of the product: one list per feature, spread here. */
export default [...peopleRoutes, ...learningRoutes, ...messagingRoutes, route('*', 'frame/not-found.tsx')] satisfies RouteConfig;
