import { route, type RouteConfig } from '@remix-run/route-config';
import { learningRoutes } from './learning/routes.ts';
import { peopleRoutes } from './people/routes.ts';

/** Every URL of the product: one list per feature, spread here. */
export default [...peopleRoutes, ...learningRoutes, route('*', 'frame/not-found.tsx')] satisfies RouteConfig;
