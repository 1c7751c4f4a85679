import type { ServerBuild } from '@remix-run/node';

/**
 * Splits a build into one per first URL segment. Remix ranks every route of a build at every match and rebuilds its route tree
 * at every render, so the cost of a page grows with the number of all pages; a narrowed build keeps only the routes that can match.
 * @returns a function that gives the build for a path; unknown segments get the routes that match anything (the not-found page)
 */
export function narrowBuild(build: ServerBuild): (pathname: string) => { key: string; build: ServerBuild } {
  const bySegment = new Map<string, ServerBuild>();
  const segments = new Set(topRoutes(build).map((route) => firstSegment(route.path)));
  const fallback = pick(build, '*');
  for (const segment of segments) bySegment.set(segment, pick(build, segment));
  return (pathname) => {
    const key = firstSegment(pathname);
    const own = bySegment.get(key);
    return own ? { key, build: own } : { key: '*', build: fallback };
  };
}

const rootId = 'root';

function topRoutes(build: ServerBuild) {
  return Object.values(build.routes).filter((route) => route !== undefined && route.parentId === rootId) as { id: string; path?: string }[];
}

function firstSegment(path = ''): string {
  return path.replace(/^\//, '').replace(/\.data$/, '').split('/')[0] ?? '';
}

function pick(build: ServerBuild, segment: string): ServerBuild {
  const keep = new Set([rootId]);
  for (const route of topRoutes(build)) {
    const own = firstSegment(route.path);
    if (own === segment || own === '*') keep.add(route.id);
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
