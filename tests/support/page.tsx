import { RemixServer } from '@remix-run/react';
import type { ComponentProps, ComponentType, ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Locale } from '../../app/platform/i18n/messages.ts';
import { textOf as markupText, type Markup } from '../../app/platform/http/slots.ts';
import { ReaderProvider } from '../../app/platform/i18n/react.tsx';

type ServerContext = ComponentProps<typeof RemixServer>['context'];

export interface DrawnPage {
  locale?: Locale;
  /** What the loader gave. */
  data?: unknown;
  /** What the action handed back. */
  answer?: unknown;
  /** The query of the page's address, `?from=2026-11-30`. */
  search?: string;
}

/** The markup of a whole route, as the server would send it, without the document and the chrome around it. */
export function drawPage(Page: ComponentType, { locale = 'vi', data = null, answer, search = '' }: DrawnPage = {}): string {
  // As over the wire: what does not survive JSON never reaches a page.
  const loaderData = { page: JSON.parse(JSON.stringify(data)) as unknown };
  const match = { route: { id: 'page', path: '*' }, params: {}, pathname: '/', pathnameBase: '/' };
  const context = {
    manifest: { entry: { module: '', imports: [] }, routes: { page: { id: 'page', path: '*', module: '', hasLoader: true, hasAction: true } }, url: '', version: '' },
    routeModules: { page: { default: Page } },
    staticHandlerContext: {
      basename: '/', location: { pathname: '/', search, hash: '', state: null, key: 'default' }, matches: [match], loaderData,
      actionData: answer === undefined ? null : { page: answer }, errors: null, statusCode: 200, loaderHeaders: {}, actionHeaders: {}, activeDeferreds: null,
    },
    future: {},
    isSpaMode: false,
    serializeError: (error: Error) => error,
  } as unknown as ServerContext;
  return renderToStaticMarkup(
    <ReaderProvider locale={locale} timeZone="Asia/Ho_Chi_Minh">
      <RemixServer context={context} url={`http://localhost:3000/${search}`} />
    </ReaderProvider>,
  );
}

/** The markup of one part of a page; `answer` is what the page's action handed back. */
export const drawPart = (part: ReactElement, shown: Omit<DrawnPage, 'data'> = {}): string => drawPage(() => part, shown);

/** What the tables of a page say, row by row and cell by cell, without their heads. */
export function rowsOf(markup: string): string[][] {
  const rows = [...markup.matchAll(/<tr role="row">(.*?)<\/tr>/gs)].map(([, row = '']) => row).filter((row) => !row.includes('role="columnheader"'));
  return rows.map((row) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => wordsOf(cell)));
}

/** The words of a page, without its tags. */
export function wordsOf(markup: string): string {
  return markup.replace(/<span class="unbroken">([^<]*)<\/span>/g, '$1').replace(/<span class="unbroken-text">([^<]*)<\/span>/g, '$1').replace(/<[^>]+>/g, ' ').replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&').replace(/\s+/g, ' ').trim();
}

/** What a loader sends that renders its page by itself: the text travels beside the response (see textResponse). */
export function textOf(answer: Response): string {
  const text = (answer as unknown as Record<symbol, Markup | readonly Markup[]>)[Symbol.for('hoc06.text')] ?? '';
  return (typeof text === 'string' || text instanceof Uint8Array ? [text] : text).map(markupText).join('');
}

/** What a loader that renders its page by itself put between the frame of the page. */
export const mainOf = (answer: Response): string => /<main\b[^>]*>.*<\/main>/s.exec(textOf(answer))?.[0] ?? '';
