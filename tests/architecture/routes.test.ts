import { describe, expect, it } from 'vitest';
import { isOpenPage, ownPath } from '../../app/messaging/rules/own-path.ts';
import { page } from '../../app/people/route.server.ts';
import { guardOf } from '../../app/platform/http/route.server.ts';
import { publicRoutes } from './public-routes.ts';
import { listDoubles, listPublic, listUnguarded, loadRoutes, type LoadedRoute } from './routes.ts';

const planted = (module: Record<string, unknown>): LoadedRoute[] => [{ url: '/planted', file: 'planted.tsx', module }];
const open = page({ guard: 'public' }, () => null);
const closed = page({ guard: 'signed-in' }, () => null);

describe('routes', async () => {
  const routes = await loadRoutes();

  it('have a loader, and a guard on everything', () => {
    expect(routes.length).toBeGreaterThan(4);
    expect(listUnguarded(routes)).toEqual([]);
  });

  it('are public only where public-routes.ts says so', () => {
    expect(listPublic(routes)).toEqual(publicRoutes);
  });

  it('that are pages for everybody can be the goal of a message without signing in', () => {
    const pages = routes.filter(({ url, file, module }) => file.endsWith('.tsx') && guardOf(module['loader']) === 'public' && !['(root)', '/*'].includes(url)).map(({ url }) => url.replace(/:\w+/g, 'x'));
    const goals = pages.filter((url) => ownPath(url) !== null);
    expect(goals.length).toBeGreaterThan(1);
    expect(goals.filter((url) => !isOpenPage(url)), 'missing among openPages in app/messaging/rules/own-path.ts').toEqual([]);
  });

  it('have one module per URL', () => {
    expect(listDoubles(routes)).toEqual([]);
  });

  it('are flat: the narrowed builds of production tell routes apart by their first segment and their length', async () => {
    const { default: config } = await import('../../app/routes.ts');
    expect(config.filter((entry) => entry.children?.length)).toEqual([]);
  });

  it('are caught without a guard', () => {
    expect(listUnguarded(planted({ loader: () => null }))).toEqual(['/planted (planted.tsx): loader is not made by the builder']);
    expect(listUnguarded(planted({ loader: closed, action: async () => null }))).toEqual(['/planted (planted.tsx): action is not made by the builder']);
    expect(listUnguarded(planted({ default: () => null }))).toEqual(['/planted (planted.tsx) has no loader']);
    expect(listUnguarded(planted({ loader: closed, clientLoader: () => null }))).toHaveLength(1);
    expect(listUnguarded(planted({ loader: closed }))).toEqual([]);
  });

  it('are caught when they are public and not listed', () => {
    expect(listPublic(planted({ loader: open, action: closed }))).toEqual({ '/planted': ['loader'] });
    expect(listPublic(planted({ loader: closed }))).toEqual({});
  });

  it('are caught when two share a URL', () => {
    const two = ['/a/:id', '/a/:name'].map((url) => ({ url, file: '', module: { default: 1 } }));
    expect(listDoubles(two)).toEqual(['/a/:']);
  });
});
