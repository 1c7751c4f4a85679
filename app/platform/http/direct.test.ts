import type { IncomingMessage } from 'node:http';
import type { LoaderFunctionArgs, ServerBuild } from '@remix-run/node';
import { matchRoutes, type AgnosticRouteObject } from '@remix-run/router';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directMatcher } from './direct.server.ts';
import { createRouteBuilder } from './route.server.ts';

const { page } = createRouteBuilder<object>({ actorOf: async () => null, challenge: async () => new Response(), detour: () => null });
const own = () => page({ guard: 'public', rendersItself: true }, () => new Response('own'));
const ordinary = page({ guard: 'public' }, () => new Response('ordinary'));

const paths = ['learn/:course/:lesson', 'learn/:course/note', 'learn/:course', 'help/:slug', 'help/search', ':anything/two', 'files/*', '*'];
const ownPaths = ['learn/:course/:lesson', 'help/:slug'];

function buildOf(): ServerBuild {
  const routes = Object.fromEntries(paths.map((path) => [path, { id: path, parentId: 'root', path, module: { loader: ownPaths.includes(path) ? own() : ordinary } }]));
  return { routes: { root: { id: 'root', path: '', module: {} }, ...routes } } as unknown as ServerBuild;
}
const build = buildOf();
const match = directMatcher(build);
const ask = (url: string, changes: Partial<IncomingMessage> = {}) => match({ method: 'GET', url, headers: {}, ...changes } as IncomingMessage);
const treeRoutes: AgnosticRouteObject[] = paths.map((path) => ({ id: path, path }));

describe('the direct way to a page that renders itself', () => {
  it('finds the loader and its parameters, with or without a query', () => {
    expect(ask('/learn/an-toan/mat-khau')?.params).toEqual({ course: 'an-toan', lesson: 'mat-khau' });
    expect(ask('/learn/an-toan/mat-khau?unanswered=2')?.params).toEqual({ course: 'an-toan', lesson: 'mat-khau' });
    expect(ask('/help/vneid')?.params).toEqual({ slug: 'vneid' });
  });

  it.each([
    ['an address that a second route matches', '/learn/an-toan/note'],
    ['the same in other letters', '/learn/an-toan/NOTE'],
    ['an ordinary page', '/learn/an-toan'],
    ['an encoded address', '/learn/an%20toan/x'],
    ['Remix’s own data address', '/learn/an-toan/x.data'],
    ['a slash at the end', '/learn/an-toan/x/'],
    ['two slashes', '//learn/an-toan/x'],
    ['an absolute address', 'http://evil.example/learn/a/b'],
    ['nothing', ''],
  ])('leaves %s to the router', (_what, url) => {
    expect(ask(url)).toBeUndefined();
  });

  it.each([['HEAD', { method: 'HEAD' }], ['POST', { method: 'POST' }], ['a script that wants JSON', { headers: { accept: 'application/json' } }]])('leaves %s to the router', (_what, changes) => {
    expect(ask('/help/vneid', changes as Partial<IncomingMessage>)).toBeUndefined();
  });

  it('never finds another page than the router would, whatever the address', () => {
    const segment = fc.constantFrom('learn', 'LEARN', 'help', 'files', 'note', 'Note', 'search', 'two', 'a', 'mot-hai', 'x.data', '%20', 'đ', '..', '*', ':slug', '');
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 5 }), (segments) => {
        const path = `/${segments.join('/')}`;
        const found = ask(path);
        if (!found) return;
        const byRouter = matchRoutes(treeRoutes, path)?.[0];
        expect(ownPaths).toContain(byRouter?.route.id);
        expect(found.params).toEqual(byRouter?.params);
        expect(found.handle).toBe(build.routes[byRouter?.route.id ?? '']?.module.loader as unknown as (args: LoaderFunctionArgs) => Promise<Response>);
      }),
      { numRuns: 2_000 },
    );
  });
});
