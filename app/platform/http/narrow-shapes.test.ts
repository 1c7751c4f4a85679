import type { RouteConfigEntry } from '@remix-run/route-config';
import type { ServerBuild } from '@remix-run/node';
import { matchRoutes, type AgnosticRouteObject } from '@remix-run/router';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import routeConfig from '../../routes.ts';
import { narrowBuild, shapeBuild } from './narrow.server.ts';

interface Shape { path?: string; index?: boolean; children?: Shape[] }

/** A build as Remix makes it from a tree of routes; ids are the paths from the top. */
function buildOf(shapes: readonly Shape[]): ServerBuild {
  const routes: Record<string, unknown> = { root: { id: 'root', path: '', module: {} } };
  const add = (shape: Shape, parentId: string, at: number): void => {
    const id = `${parentId}/${shape.index ? 'index' : (shape.path ?? 'layout')}#${at}`;
    routes[id] = { id, parentId, path: shape.path, index: shape.index, module: {} };
    shape.children?.forEach((child, n) => add(child, id, n));
  };
  shapes.forEach((shape, at) => add(shape, 'root', at));
  return { routes, assets: { routes: { ...routes } } } as unknown as ServerBuild;
}

interface Flat { id: string; parentId?: string; path?: string; index?: boolean }

/** The routes of a build as Remix's own router wants them. */
function treeOf(build: ServerBuild): AgnosticRouteObject[] {
  const under = Map.groupBy(Object.values(build.routes) as unknown as Flat[], ({ parentId }) => parentId);
  const treeUnder = (parentId: string | undefined): AgnosticRouteObject[] =>
    (under.get(parentId) ?? []).map(({ id, path, index }) => (index ? { id, path, index: true } : { id, path, children: treeUnder(id) }) as AgnosticRouteObject);
  return treeUnder(undefined);
}

/** What Remix's own router finds for a path in a build. */
function found(build: ServerBuild, pathname: string): string[] | null {
  return matchRoutes(treeOf(build), pathname)?.map(({ route }) => route.id ?? '') ?? null;
}

const shapesOf = (entries: readonly RouteConfigEntry[]): Shape[] =>
  entries.map(({ path, index, children }) => ({ ...(path === undefined ? {} : { path }), ...(index ? { index } : {}), children: shapesOf(children ?? []) }));

const product = buildOf(shapesOf(routeConfig));

/** Addresses near those of the product: its own segments, parameters, other cases, doubled and trailing slashes. */
const words = [...new Set(shapesOf(routeConfig).flatMap(({ path }) => (path ?? '').split('/')))].filter(Boolean);
const segment = fc.oneof(fc.constantFrom(...words.map((word) => word.replace(/^:/, 'x-'))), fc.constantFrom('a', '1', 'LEARN', 'Admin', '.', '%20', 'đ', '*', ':id', ''));
const address = fc.tuple(fc.array(segment, { maxLength: 6 }), fc.boolean()).map(([parts, slash]) => `/${parts.join('/')}${slash ? '/' : ''}`);

describe('narrowing', () => {
  it('finds for every address of the product what the whole build finds', () => {
    const narrow = narrowBuild(product);
    const paths = shapesOf(routeConfig).map(({ path = '' }) => `/${path.replaceAll(/:[\w]+/g, 'x').replace('*', 'nowhere/at/all')}`);
    for (const path of [...paths, ...paths.map((one) => `${one}/`), ...paths.map((one) => one.toUpperCase())]) expect(found(narrow(path).build, path), path).toEqual(found(product, path));
  });

  it('finds the same for any address, known or not', () => {
    const narrow = narrowBuild(product);
    fc.assert(fc.property(address, (path) => {
      expect(found(narrow(path).build, path)).toEqual(found(product, path));
    }), { numRuns: 400 });
  });

  it('keeps few routes for each address of the product', () => {
    const narrow = narrowBuild(product);
    const all = Object.keys(product.routes).length;
    for (const { path = '' } of shapesOf(routeConfig)) if (path !== '*') expect(Object.keys(narrow(`/${path}`).build.routes).length, path).toBeLessThan(all / 2);
  });

  it.each<[string, Shape[], string[]]>([
    ['an index', [{ index: true }, { path: 'a' }], ['/', '', '/a', '/b']],
    ['parameters', [{ path: 'a/:id' }, { path: 'a/new' }, { path: 'a/:id/b' }], ['/a/1', '/a/new', '/a/1/b', '/a', '/a/1/c', '/a/1/b/']],
    ['a parameter in front', [{ path: ':unit/people' }, { path: 'a/people' }], ['/x/people', '/a/people', '/x/y']],
    ['a splat behind a word', [{ path: 'files/*' }, { path: 'a' }], ['/files', '/files/', '/files/a', '/files/a/b/c', '/a']],
    ['an optional end', [{ path: 'a/:page?' }, { path: 'b' }], ['/a', '/a/2', '/a/2/3', '/b']],
    ['an optional word in the middle', [{ path: 'a/en?/b' }], ['/a/b', '/a/en/b', '/a/vi/b']],
    ['a layout with a path', [{ path: 'admin', children: [{ index: true }, { path: 'people' }, { path: 'people/:id' }] }, { path: 'b' }], ['/admin', '/admin/people', '/admin/people/1', '/admin/x', '/b']],
    ['a layout without a path', [{ children: [{ path: 'a' }, { path: 'b/c' }] }, { path: 'd' }], ['/a', '/b/c', '/d', '/e']],
    ['the not-found page', [{ path: 'a' }, { path: '*' }], ['/a', '/b', '/b/c/d', '/', '/a/b']],
    ['other cases', [{ path: 'Sign-In' }, { path: 'a' }], ['/sign-in', '/SIGN-IN', '/Sign-In/', '/A']],
  ])('loses nothing with %s', (_what, shapes, paths) => {
    const whole = buildOf(shapes);
    const narrow = narrowBuild(whole);
    for (const path of paths) expect(found(narrow(path).build, path), path).toEqual(found(whole, path));
  });

  it('gives one key per shape, so that the number of handlers is bounded', () => {
    const narrow = narrowBuild(product);
    const keys = new Set<string>();
    fc.assert(fc.property(address, (path) => void keys.add(narrow(path).key)), { numRuns: 500 });
    expect(keys.size).toBeLessThanOrEqual(Object.keys(product.routes).length + 1);
    expect(narrow('/learn/a/b').key).toBe(narrow('/LEARN/c/d/').key);
  });
});

describe('shaping a build for its caller', () => {
  const page = { default: () => null, ErrorBoundary: () => null, loader: () => 1, action: () => 2, handle: { script: true } };
  const build = { ...buildOf([{ path: 'a' }]), routes: { root: { id: 'root', module: page }, a: { id: 'a', parentId: 'root', module: page }, gone: undefined } } as unknown as ServerBuild;

  it('leaves pages to people as they are', () => {
    expect(shapeBuild(build, 'page')).toBe(build);
  });

  it('takes the page away for scripts, and nothing else', () => {
    const shaped = shapeBuild(build, 'json');
    for (const id of ['root', 'a']) {
      const { default: component, ErrorBoundary, ...rest } = (shaped.routes[id] as unknown as { module: typeof page }).module;
      expect([component, ErrorBoundary]).toEqual([undefined, undefined]);
      expect(rest).toEqual({ loader: page.loader, action: page.action, handle: page.handle });
    }
    expect(shaped.routes['gone']).toBeUndefined();
    expect(shaped.assets).toBe(build.assets);
  });

  it('does not touch the build that people get', () => {
    shapeBuild(build, 'json');
    expect((build.routes['a'] as unknown as { module: typeof page }).module.default).toBe(page.default);
  });
});
