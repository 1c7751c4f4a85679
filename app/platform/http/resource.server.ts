import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs, ServerBuild } from '@remix-run/node';
import type { Localised } from '../i18n/messages.ts';
import { platformMessages as messages } from '../messages.ts';
import { wordsOf } from './forms.server.ts';
import { pageBefore, plainPage } from './plain-page.ts';
import { wantsJson } from './route.server.ts';
import { ownOrigins } from './security.server.ts';

type Args = LoaderFunctionArgs | ActionFunctionArgs;
type Handler = (args: Args) => unknown;
interface Refusal {
  say?: Localised;
  faults?: Record<string, Localised>;
  values?: Record<string, string>;
  words?: readonly string[];
}

/**
 * Routes without a page of their own (verbs, downloads) have no error boundary: Remix would answer a refusal with its own English JSON.
 * In the build returned here they answer people with a page in the frame of the product and scripts with JSON.
 */
export function speakForResources(build: ServerBuild): ServerBuild {
  const styles = build.assets.routes['root']?.css ?? [];
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route || route.module.default) return [id, route];
    const { loader, action } = route.module as { loader?: Handler; action?: Handler };
    return [id, { ...route, module: { ...route.module, ...(loader && { loader: speaking(loader, styles) }), ...(action && { action: speaking(action, styles) }) } }];
  });
  return { ...build, routes: Object.fromEntries(routes) as ServerBuild['routes'] };
}

/** The handler of a route without a page, which answers people with a page and scripts with JSON. */
export function speaking(handle: Handler, styles: readonly string[]): Handler {
  return async (args) => {
    try {
      return await respond(args, await handle(args), styles);
    } catch (thrown) {
      if (thrown instanceof Response) throw thrown;
      // Handed back, not thrown: Remix sends a thrown answer of a route without a component on with an empty body.
      if (isData(thrown)) return respond(args, thrown, styles);
      args.context.log.error({ err: thrown, path: new URL(args.request.url).pathname }, 'unexpected error');
      return respond(args, { type: dataMark, data: { kind: 'unexpected', say: messages.both('error.unexpected') }, init: { status: 500 } }, styles);
    }
  };
}

async function respond({ request, context }: Args, value: unknown, styles: readonly string[]): Promise<Response> {
  if (value instanceof Response) return value;
  const { data, init } = isData(value) ? value : { data: value, init: null };
  const { say, faults, values = {}, words = wordsOf(values) } = (data ?? {}) as Refusal;
  const says = say ? [say] : Object.values(faults ?? {});
  if (says.length === 0 || wantsJson(request)) return Response.json(data ?? null, init ?? {});
  const fault = { status: init?.status ?? 200, says, words, back: cameFrom(request, context) };
  // In the frame of the product, so that nobody loses her way; plain where even that cannot be drawn.
  const page = await context.renderFault(fault, request, context).catch((error: unknown) => {
    context.log.error({ err: error, path: new URL(request.url).pathname }, 'a refusal without its frame');
    return new Response(plainPage({ ...fault, locale: context.reader.locale, styles }), { status: fault.status, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
  });
  for (const [name, text] of new Headers(init?.headers)) page.headers.append(name, text);
  return page;
}

/** The page that a request came from, at whichever of our addresses it was opened. */
function cameFrom({ headers }: Request, { env }: AppLoadContext): string | undefined {
  return ownOrigins(env.baseUrl, env.PORT).map((origin) => pageBefore(headers.get('referer'), new URL(origin).host)).find(Boolean);
}

const dataMark = 'DataWithResponseInit';

/** What Remix's `data(...)` makes. */
function isData(value: unknown): value is { type: string; data: unknown; init: ResponseInit | null } {
  return typeof value === 'object' && value !== null && (value as { type?: unknown }).type === dataMark;
}
