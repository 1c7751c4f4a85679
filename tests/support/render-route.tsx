import { RemixServer } from '@remix-run/react';
import type { ComponentProps } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { ChromeData } from '../../app/frame/chrome-data.server.ts';
import type { Locale } from '../../app/platform/i18n/messages.ts';
import * as root from '../../app/root.tsx';

type ServerContext = ComponentProps<typeof RemixServer>['context'];

export interface Shown {
  /** What the loader gave. */
  data?: unknown;
  /** What the action gave: faults, or a secret. */
  sent?: unknown;
  path?: string;
  locale?: Locale;
  chrome?: Partial<ChromeData>;
}

/** The whole document after something was thrown: what the error boundary of the root shows. */
export function renderFailed(error: unknown, chrome: ChromeData | null): string {
  const entry = { id: 'root', path: '', hasAction: false, hasLoader: true, hasClientAction: false, hasClientLoader: false, hasErrorBoundary: true, imports: [], css: [], module: '' };
  const context = {
    manifest: { routes: { root: entry }, entry: { imports: [], module: '' }, url: '', version: '1' },
    routeModules: { root },
    future: {},
    isSpaMode: false,
    serverHandoffString: '{}',
    staticHandlerContext: {
      basename: '/', location: { pathname: '/', search: '', hash: '', state: null, key: 'default' }, matches: [{ params: {}, pathname: '/', pathnameBase: '/', route: entry }],
      loaderData: chrome ? { root: chrome } : {}, actionData: null, errors: { root: error }, statusCode: 500, loaderHeaders: {}, actionHeaders: {}, activeDeferreds: null,
    },
  } as unknown as ServerContext;
  return renderToStaticMarkup(<RemixServer context={context} url="http://localhost/" />);
}

/** The whole document of a route's page as the server would send it: frame, head and page, with data that stands for its loader and action. */
export function renderRoute(route: object, { data, sent, path = '/here', locale = 'vi', chrome = {} }: Shown): string {
  const frame = { locale, theme: 'system', timeZone: 'Asia/Ho_Chi_Minh', scriptUrl: '', isDemo: false, host: 'hoc06.vi-du.invalid', path, person: null, areas: [], area: null, ...chrome };
  const entry = { hasAction: true, hasLoader: true, hasClientAction: false, hasClientLoader: false, hasErrorBoundary: false, imports: [], css: [], module: '' };
  const routes = { root: { ...entry, id: 'root', path: '' }, page: { ...entry, id: 'page', parentId: 'root', path: path.replace(/\?.*/, '').slice(1) } };
  const [pathname = '/', search] = path.split('?');
  const matches = Object.values(routes).map((one) => ({ params: {}, pathname, pathnameBase: pathname, route: one }));
  const context = {
    manifest: { routes, entry: { imports: [], module: '' }, url: '', version: '1' },
    routeModules: { root, page: route },
    future: {},
    isSpaMode: false,
    serverHandoffString: '{}',
    staticHandlerContext: {
      basename: '/', location: { pathname, search: search ? `?${search}` : '', hash: '', state: null, key: 'default' }, matches,
      loaderData: { root: frame, page: data ?? null }, actionData: sent === undefined ? null : { page: sent }, errors: null, statusCode: 200, loaderHeaders: {}, actionHeaders: {}, activeDeferreds: null,
    },
  } as unknown as ServerContext;
  return renderToStaticMarkup(<RemixServer context={context} url={`http://localhost${path}`} />);
}

/** What is wrong with a page for whoever reads or hears it; empty when nothing is. */
export function pageFaults(html: string): string[] {
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1] ?? '');
  // A label names the control that it points to, or the one that stands inside it.
  const inside = [...html.matchAll(/<label\b(?![^>]*\sfor=)[^>]*>([\s\S]*?)<\/label>/g)].flatMap((match) => [...(match[1] ?? '').matchAll(/<(?:input|select|textarea)\b[^>]*\sid="([^"]*)"/g)]);
  const labels = [...html.matchAll(/<label\b[^>]*\sfor="([^"]*)"/g), ...inside].map((match) => match[1]);
  const faults: string[] = [];
  const headings = html.match(/<h1[\s>]/g)?.length ?? 0;
  if (headings !== 1) faults.push(`${headings} h1`);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push(`twice: ${id}`);
  for (const [, kind, attributes = ''] of html.matchAll(/<(input|select|textarea)\b([^>]*)>/g)) {
    if (/type="(hidden|submit)"/.test(attributes)) continue;
    const id = /\sid="([^"]*)"/.exec(attributes)?.[1];
    if (!/aria-label=/.test(attributes) && (!id || !labels.includes(id))) faults.push(`no label: ${kind}${attributes}`);
    for (const told of /aria-describedby="([^"]*)"/.exec(attributes)?.[1]?.split(' ') ?? []) if (!ids.includes(told)) faults.push(`told by nothing: ${told}`);
  }
  if (/\{\w+\}|undefined|\[object |NaN/.test(html.replace(/<script[\s\S]*?<\/script>|<[^>]*>/g, ''))) faults.push('an unfilled text');
  return faults;
}
