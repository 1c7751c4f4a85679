import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppLoadContext, LoaderFunctionArgs, ServerBuild } from '@remix-run/node';
import { sendWebResponse, toWebRequest } from './adapter.server.ts';
import { rendersItself } from './route.server.ts';

export type Handler = (args: LoaderFunctionArgs) => Promise<Response>;

/** A request that a route can answer by itself, without a router. */
export interface DirectMatch {
  handle: Handler;
  params: Record<string, string>;
}

type Route = NonNullable<ServerBuild['routes'][string]>;

/**
 * Finds the page for a request past Express and Remix, for routes that need nothing of either: GET, a loader that renders itself.
 * Whatever is out of the ordinary (another method, JSON, encoded or dotted addresses, an address that a second route could match)
 * is left to the router, which gives the same page, only slower.
 */
export function directMatcher(build: ServerBuild): (request: IncomingMessage) => DirectMatch | undefined {
  const find = finder(build, ({ module }) => (rendersItself(module.loader) ? (module.loader as Handler) : undefined));
  return (request) => (request.method !== 'GET' || wantsJson(request) ? undefined : find(request.url ?? ''));
}

/** Says whether one of our own scripts is asking. */
export function wantsJson(request: Pick<IncomingMessage, 'headers'>): boolean {
  return request.headers.accept?.startsWith('application/json') ?? false;
}

/** Finds the one route that an address means, among those from which `handlerOf` takes a handler; undefined when the router has to decide. */
export function finder(build: ServerBuild, handlerOf: (route: Route) => Handler | undefined): (url: string) => DirectMatch | undefined {
  const routes = Object.values(build.routes).filter((route): route is Route => route?.parentId === 'root' && route.path !== undefined && route.path !== '*');
  const patterns = routes.map((route) => ({ ...compile(route.path ?? ''), handle: handlerOf(route) }));
  // By the first word of their addresses: asking every pattern of the product about every request costs more than reading a session.
  const everywhere = patterns.filter(({ area }) => area === undefined);
  const areas = new Map([...new Set(patterns.map(({ area }) => area))].map((area) => [area, patterns.filter((pattern) => pattern.area === area || pattern.area === undefined)]));
  return (url) => {
    const path = pathOf(url);
    if (!plainPath.test(path)) return undefined;
    const matching = (areas.get(areaOf(path)) ?? everywhere).filter(({ pattern }) => pattern.test(path));
    const [found] = matching;
    if (!found?.handle || matching.length > 1) return undefined;
    const values = found.pattern.exec(path) ?? [];
    return { handle: found.handle, params: Object.fromEntries(found.names.map((name, at) => [name, values[at + 1] ?? ''])) };
  };
}

/** The first word of an address, in small letters. */
function areaOf(path: string): string {
  const end = path.indexOf('/', 1);
  return path.slice(1, end < 0 ? undefined : end).toLowerCase();
}

/** Letters, digits, hyphens: nothing to decode, nothing that Remix reads as its own (`.data`). */
const plainPath = /^[\w/-]+$/;

/** An address without its query. */
export function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}

interface Pattern {
  pattern: RegExp;
  names: string[];
  /** The first word of every address that it matches; undefined when that can be any. */
  area: string | undefined;
}

function compile(path: string): Pattern {
  const segments = path.split('/');
  // A rival may be matched in any case, as Remix does; then both match and the router decides.
  const source = segments.map((segment) => (segment.startsWith(':') ? '([^/]+)' : /[*?]/.test(segment) ? '.*' : segment.replace(/[.]/g, '\\.')));
  const [first = ''] = segments;
  return {
    pattern: new RegExp(`^/${source.join('/')}$`, 'i'),
    names: segments.filter((segment) => segment.startsWith(':')).map((segment) => segment.slice(1).replace('?', '')),
    area: /[:*?]/.test(first) ? undefined : first.toLowerCase(),
  };
}

/** What a lane needs of the server. */
export interface LaneParts {
  build: ServerBuild;
  origin: string;
  context(request: IncomingMessage, response: ServerResponse): AppLoadContext;
  observe(request: IncomingMessage, response: ServerResponse, path: string): void;
  failed(error: unknown, request: IncomingMessage, response: ServerResponse): void;
}

/** The lane for `createWebServer`: answers what the matcher finds and returns false for everything else. */
export function createDirectLane({ build, origin, context, observe, failed }: LaneParts): (request: IncomingMessage, response: ServerResponse) => boolean {
  const match = directMatcher(build);
  return (request, response) => {
    const found = match(request);
    if (!found) return false;
    observe(request, response, pathOf(request.url ?? ''));
    const args = { request: toWebRequest(request, request.url ?? '', origin), params: found.params, context: context(request, response) };
    found.handle(args)
      .catch(asAnswer)
      .then((answer) => sendWebResponse(answer, response, { acceptEncoding: request.headers['accept-encoding'], isBare: true }))
      .catch((error: unknown) => failed(error, request, response));
    return true;
  };
}

/** A handler may throw an answer, a redirect for one. */
export function asAnswer(thrown: unknown): Response {
  if (thrown instanceof Response) return thrown;
  throw thrown;
}
