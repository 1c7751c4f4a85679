import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppLoadContext, LoaderFunctionArgs, ServerBuild } from '@remix-run/node';
import { sendWebResponse, toWebRequest } from './adapter.server.ts';
import { rendersItself } from './route.server.ts';

type Loader = (args: LoaderFunctionArgs) => Promise<Response>;

/** A request that one of the pages which render themselves can answer without a router. */
export interface DirectMatch {
  loader: Loader;
  params: Record<string, string>;
}

/**
 * Finds the page for a request past Express and Remix, for routes that need nothing of either: GET, a loader that renders itself.
 * Whatever is out of the ordinary (another method, JSON, encoded or dotted addresses, an address that a second route could match)
 * is left to the router, which gives the same page, only slower.
 */
export function directMatcher(build: ServerBuild): (request: IncomingMessage) => DirectMatch | undefined {
  const routes = Object.values(build.routes).filter((route) => route?.parentId === 'root' && route.path && route.path !== '*');
  const patterns = routes.map((route) => ({ ...compile(route?.path ?? ''), loader: route?.module.loader as Loader | undefined }));
  const own = patterns.filter(({ loader }) => loader && rendersItself(loader));
  return (request) => {
    if (request.method !== 'GET' || request.headers.accept?.startsWith('application/json')) return undefined;
    const path = pathOf(request.url ?? '');
    if (!plainPath.test(path)) return undefined;
    const found = own.find(({ pattern }) => pattern.test(path));
    if (!found?.loader || patterns.some((other) => other !== found && other.pattern.test(path))) return undefined;
    const values = found.pattern.exec(path) ?? [];
    return { loader: found.loader, params: Object.fromEntries(found.names.map((name, at) => [name, values[at + 1] ?? ''])) };
  };
}

/** Letters, digits, hyphens: nothing to decode, nothing that Remix reads as its own (`.data`). */
const plainPath = /^[\w/-]+$/;

function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}

function compile(path: string): { pattern: RegExp; names: string[] } {
  const segments = path.split('/');
  // A rival may be matched in any case, as Remix does; then both match and the router decides.
  const source = segments.map((segment) => (segment.startsWith(':') ? '([^/]+)' : /[*?]/.test(segment) ? '.*' : segment.replace(/[.]/g, '\\.')));
  return { pattern: new RegExp(`^/${source.join('/')}$`, 'i'), names: segments.filter((segment) => segment.startsWith(':')).map((segment) => segment.slice(1).replace('?', '')) };
}

interface DirectParts {
  build: ServerBuild;
  origin: string;
  context(request: IncomingMessage, response: ServerResponse): AppLoadContext;
  observe(request: IncomingMessage, response: ServerResponse, path: string): void;
  failed(error: unknown, request: IncomingMessage, response: ServerResponse): void;
}

/** The lane for `createWebServer`: answers what the matcher finds and returns false for everything else. */
export function createDirectLane({ build, origin, context, observe, failed }: DirectParts): (request: IncomingMessage, response: ServerResponse) => boolean {
  const match = directMatcher(build);
  return (request, response) => {
    const found = match(request);
    if (!found) return false;
    observe(request, response, pathOf(request.url ?? ''));
    const args = { request: toWebRequest(request, request.url ?? '', origin), params: found.params, context: context(request, response) };
    found.loader(args)
      .catch(asAnswer)
      .then((answer) => sendWebResponse(answer, response, { acceptEncoding: request.headers['accept-encoding'] }))
      .catch((error: unknown) => failed(error, request, response));
    return true;
  };
}

/** A loader may throw an answer, a redirect for one. */
function asAnswer(thrown: unknown): Response {
  if (thrown instanceof Response) return thrown;
  throw thrown;
}
