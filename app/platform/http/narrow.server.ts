import type { ServerBuild } from '@remix-run/node';

/**
 * Splits a build into one per first URL segment. Remix ranks every route of a build at every match and rebuilds its route tree
 * at every render, so the cost of a page grows with the number of all pages; a narrowed build keeps only the routes that can match.
 * @returns a function that gives the build for a path; unknown segments get the routes that match anything (the not-found page)
 */
export function narrowBuild(build: ServerBuild): (pathname: string) => { key: string; build: ServerBuild } {
  const bySegment = new Map<string, ServerBuild>();
  const segments = new Set(topRoutes(build).filter((route) => !matchesAnything(route)).map((route) => firstSegment(route.path)));
  const fallback = pick(build, '*');
  for (const segment of segments) bySegment.set(segment, pick(build, segment));
  return (pathname) => {
    const key = firstSegment(pathname);
    const own = bySegment.get(key);
    return own ? { key, build: own } : { key: '*', build: fallback };
  };
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

/** Routes without a literal first segment: layouts without a path, parameters, optional segments, the not-found page. */
function matchesAnything({ path, index }: TopRoute): boolean {
  return path === undefined ? !index : /[:*?]/.test(firstSegment(path));
}

/** In lower case, because Remix's router does not tell cases apart either. */
function firstSegment(path = ''): string {
  return path.replace(/^\//, '').replace(/\.data$/, '').split('/')[0]?.toLowerCase() ?? '';
}

function pick(build: ServerBuild, segment: string): ServerBuild {
  const keep = new Set([rootId]);
  for (const route of topRoutes(build)) {
    if (matchesAnything(route) || firstSegment(route.path) === segment) keep.add(route.id);
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
