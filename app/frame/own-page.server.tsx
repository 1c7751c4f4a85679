import { renderToStaticMarkup } from 'react-dom/server';
import { carriesAdoptions } from '../contest/index.server.ts';
import { actorOf, momentOf, portsOf } from '../people/index.server.ts';
import { textResponse } from '../platform/http/adapter.server.ts';
import type { FaultPage, OwnPage, PageHandle, RequestContext } from '../platform/http/context.ts';
import { ReaderProvider } from '../platform/i18n/react.tsx';
import { encode, filled, fillSlots, type Markup } from '../platform/http/slots.ts';
import { remember } from '../platform/remember.ts';
import { Chrome } from './chrome.tsx';
import { chromeData, type ChromeData } from './chrome-data.server.ts';
import { Document } from './document.tsx';
import { Fault, faultTitle } from './fault.tsx';

const shells = remember<readonly Markup[]>(1_000);
const marks = { title: '\u0001title\u0001', path: '\u0001path\u0001', page: '<slot data-slot="page"></slot>' };
const anyMark = new RegExp(`(${Object.values(marks).join('|')})`);

/**
 * Renders a page for a loader that answers by itself. The document and the chrome around the page are the same for one person on every
 * page, so they are rendered once and kept in pieces; only what is inside is rendered each time.
 */
export async function renderPage(page: OwnPage, request: Request, context: RequestContext): Promise<Response> {
  const actor = await actorOf(request, context);
  const data = chromeData(actor, context, request, { carriesAdoptions: actor !== null && (await carriesAdoptions(context.db, actor, momentOf(portsOf(context)).today)) });
  const body = 'markup' in page ? filled(page.markup, context.slots) : [fillSlots(renderToStaticMarkup(<ReaderProvider locale={data.locale} timeZone={data.timeZone}>{page.body}</ReaderProvider>), context.slots)];
  const pieces: Record<string, readonly Markup[]> = { [marks.title]: [escapeText(page.title)], [marks.path]: [escapeText(data.path)], [marks.page]: body };
  const html = shellFor(data, page.handle, context.styleUrls).flatMap((part) => (typeof part === 'string' ? (pieces[part] ?? []) : [part]));
  return textResponse(html, { status: page.status ?? 200, headers: { ...page.headers, 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'private, no-store' } });
}

/** The fault page for whatever answers past Remix: loaders by themselves, and deeds that have no page of their own. */
export function renderFault(fault: FaultPage, request: Request, context: RequestContext): Promise<Response> {
  const { locale } = context.reader;
  return renderPage({ title: `${faultTitle({ ...fault, locale })} – hoc06`, handle: {}, status: fault.status, body: <Fault {...fault} locale={locale} /> }, request, context);
}

/** The pieces of the frame for one person: encoded markup, and marks where title, path and page belong. */
function shellFor(data: ChromeData, handle: PageHandle, styleUrls: readonly string[]): readonly Markup[] {
  const neutral = { ...data, path: marks.path };
  return shells(JSON.stringify([neutral, handle, styleUrls]), () => {
    const markup = renderToStaticMarkup(
      <Document
        data={neutral}
        handle={handle}
        head={
          <>
            <title>{marks.title}</title>
            {styleUrls.map((url) => <link key={url} rel="stylesheet" href={url} />)}
          </>
        }
      >
        <Chrome data={neutral} handle={handle}>
          <slot data-slot="page"></slot>
        </Chrome>
      </Document>,
    );
    return `<!doctype html>${markup}`.split(anyMark).map((part) => (Object.values(marks).includes(part) ? part : encode(part)));
  });
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
