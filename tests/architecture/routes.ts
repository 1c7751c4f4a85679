import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RouteConfigEntry } from '@remix-run/route-config';
import { guardOf } from '../../app/platform/http/route.server.ts';
import { projectRoot } from './tree.ts';

export interface LoadedRoute {
  url: string;
  file: string;
  module: Record<string, unknown>;
}

/** Every URL of the product with its module, the root included. */
export async function loadRoutes(): Promise<LoadedRoute[]> {
  const { default: config } = (await import('../../app/routes.ts')) as { default: RouteConfigEntry[] };
  const flat = [{ url: '(root)', file: 'root.tsx' }, ...flatten(config, '')];
  return Promise.all(flat.map(async (route) => ({ ...route, module: (await import(pathToFileURL(join(projectRoot, 'app', route.file)).href)) as Record<string, unknown> })));
}

function flatten(entries: readonly RouteConfigEntry[], above: string): { url: string; file: string }[] {
  return entries.flatMap((entry) => {
    const url = `${above}/${entry.path ?? ''}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
    return [{ url, file: entry.file }, ...flatten(entry.children ?? [], url)];
  });
}

/** Routes without a loader, and loaders or actions that the builder did not make. */
export function listUnguarded(routes: readonly LoadedRoute[]): string[] {
  return routes.flatMap(({ url, file, module }) => {
    const faults: string[] = [];
    if (!module['loader']) faults.push(`${url} (${file}) has no loader`);
    for (const name of ['loader', 'action']) if (module[name] && !guardOf(module[name])) faults.push(`${url} (${file}): ${name} is not made by the builder`);
    for (const name of ['clientLoader', 'clientAction']) if (module[name]) faults.push(`${url} (${file}): ${name} goes past the builder`);
    return faults;
  });
}

/** What needs no sign-in, in the form of public-routes.ts. */
export function listPublic(routes: readonly LoadedRoute[]): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { url, module } of routes) {
    const open = ['loader', 'action'].filter((name) => guardOf(module[name]) === 'public');
    if (open.length > 0) found[url] = open;
  }
  return found;
}

/** Two routes on one URL: the second would never be reached. */
export function listDoubles(routes: readonly LoadedRoute[]): string[] {
  const urls = routes.filter(({ module }) => module['default'] || module['action']).map(({ url }) => url.replace(/:\w+/g, ':'));
  return urls.filter((url, index) => urls.indexOf(url) !== index);
}
