import { renderToStaticMarkup } from 'react-dom/server';
import { actorOf } from '../people/index.server.ts';
import { textResponse } from '../platform/http/adapter.server.ts';
import type { OwnPage, PageHandle, RequestContext } from '../platform/http/context.ts';
import { ReaderProvider } from '../platform/i18n/react.tsx';
import type { Localised } from '../platform/i18n/messages.ts';
import { fillSlots } from '../platform/http/slots.ts';
import { remember } from '../platform/remember.ts';
import { Chrome } from './chrome.tsx';
import { chromeData, type ChromeData } from './chrome-data.server.ts';
import { Document } from './document.tsx';
import { Fault, faultTitle } from './fault.tsx';

const shells = remember<string>(2_000);
const titleMark = '\u0001title\u0001';
const pathMark = '\u0001path\u0001';

/**
 * Renders a page for a loader that answers by itself. The document and the chrome around the page are the same for one person on every
 * page, so they are rendered once and kept; only what is inside is rendered each time.
 */
export async function renderPage(page: OwnPage, request: Request, context: RequestContext, status = 200): Promise<Response> {
  const data = chromeData(await actorOf(request, context), context, request);
  const body = renderToStaticMarkup(
    <ReaderProvider locale={data.locale} timeZone={data.timeZone}>
      {page.body}
    </ReaderProvider>,
  );
  context.slots.set('page', fillSlots(body, context.slots));
  const shell = fillSlots(shellFor(data, page.handle, context.styleUrls), context.slots);
  const html = shell.replaceAll(titleMark, () => escapeText(page.title)).replaceAll(pathMark, () => escapeText(data.path));
  return textResponse(`<!doctype html>${html}`, { status, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'private, no-store' } });
}

/** The fault page for loaders that answer by themselves. */
export function renderFault(fault: { status: number; say: Localised }, request: Request, context: RequestContext): Promise<Response> {
  const { locale } = context.reader;
  return renderPage({ title: `${faultTitle({ ...fault, locale })} – hoc06`, handle: {}, body: <Fault {...fault} locale={locale} /> }, request, context, fault.status);
}

function shellFor(data: ChromeData, handle: PageHandle, styleUrls: readonly string[]): string {
  const neutral = { ...data, path: pathMark };
  return shells(JSON.stringify([neutral, handle, styleUrls]), () =>
    renderToStaticMarkup(
      <Document
        data={neutral}
        handle={handle}
        head={
          <>
            <title>{titleMark}</title>
            {styleUrls.map((url) => <link key={url} rel="stylesheet" href={url} />)}
          </>
        }
      >
        <Chrome data={neutral} handle={handle}>
          <slot data-slot="page"></slot>
        </Chrome>
      </Document>,
    ),
  );
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
