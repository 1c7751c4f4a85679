import type { ServerBuild } from '@remix-run/node';

/**
 * Splits a build into one per shape of URL. Remix ranks every route of a build at every match and rebuilds its route tree
 * at every render, so the cost of a page grows with the number of all pages; a narrowed build keeps only the routes that can match.
 * @returns a function that gives the build for a path; unknown segments get the routes that match anything (the not-found page)
 */
export function narrowBuild(build: ServerBuild): (pathname: string) => { key: string; build: ServerBuild } {
  const byShape = new Map<string, ServerBuild>();
  const everywhere = routesOfManyShapes(build);
  const fallback = pick(build, everywhere, '*');
  for (const shape of new Set(topRoutes(build).flatMap(({ id, path }) => (everywhere.has(id) ? [] : [shapeOf(path)])))) byShape.set(shape, pick(build, everywhere, shape));
  return (pathname) => {
    const key = shapeOf(pathname);
    const own = byShape.get(key);
    return own ? { key, build: own } : { key: '*', build: fallback };
  };
}

/** What the caller wants back: data for a script, or whatever the route gives to people. */
export type AnswerKind = 'json' | 'page';

/**
 * Remix answers with a page when the route has a component and with the bare result when it has none. Our routes serve both:
 * a script asks for JSON and gets the bare result, even from a route that has a page.
 */
export function shapeBuild(build: ServerBuild, kind: AnswerKind): ServerBuild {
  if (kind === 'page') return build;
  const routes = Object.entries(build.routes).map(([id, route]) => [id, route && { ...route, module: { ...route.module, default: undefined, ErrorBoundary: undefined } }]);
  return { ...build, routes: Object.fromEntries(routes) as unknown as ServerBuild['routes'] };
}

const rootId = 'root';

interface TopRoute {
  id: string;
  path?: string;
  index?: boolean;
}

function topRoutes(build: ServerBuild) {
  return Object.values(build.routes).filter((route) => route !== undefined && route.parentId === rootId) as TopRoute[];
}

/**
 * Routes that addresses of more than one shape can match: layouts, a parameter in front, optional segments and splats anywhere.
 * They are kept in every build.
 */
function routesOfManyShapes(build: ServerBuild): ReadonlySet<string> {
  const parents = new Set(Object.values(build.routes).flatMap((route) => (route?.parentId && !route.index ? [route.parentId] : [])));
  return new Set(topRoutes(build).filter(({ id, path, index }) => (path === undefined ? !index : /^\/*:|[*?]/.test(path) || parents.has(id))).map(({ id }) => id));
}

/**
 * What routes are told apart by: the first segment and the number of segments (`learn/3`). In lower case, because Remix's router
 * does not tell cases apart either.
 */
function shapeOf(path = ''): string {
  const segments = path.replace(/\/+$/, '').replace(/^\/+/, '').split('/');
  return `${segments[0]?.toLowerCase()}/${segments.length}`;
}

function pick(build: ServerBuild, everywhere: ReadonlySet<string>, shape: string): ServerBuild {
  const keep = new Set([rootId]);
  for (const route of topRoutes(build)) {
    if (everywhere.has(route.id) || shapeOf(route.path) === shape) keep.add(route.id);
  }
  let grew = true;
  while (grew) {
    const before = keep.size;
    for (const route of Object.values(build.routes)) if (route?.parentId && keep.has(route.parentId) && route.parentId !== rootId) keep.add(route.id);
    grew = keep.size > before;
  }
  const only = <T,>(routes: Record<string, T>) => Object.fromEntries(Object.entries(routes).filter(([id]) => keep.has(id)));
  return { ...build, routes: only(build.routes), assets: { ...build.assets, routes: only(build.assets.routes) } };
}
