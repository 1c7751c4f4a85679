import { renderToStaticMarkup } from 'react-dom/server';
import { carriesAdoptions } from '../contest/index.server.ts';
import { actorOf, momentOf, portsOf } from '../people/index.server.ts';
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

const shells = remember<readonly string[]>(1_000);
const marks = { title: '\u0001title\u0001', path: '\u0001path\u0001', page: '<slot data-slot="page"></slot>' };
const anyMark = new RegExp(`(${Object.values(marks).join('|')})`);

/**
 * Renders a page for a loader that answers by itself. The document and the chrome around the page are the same for one person on every
 * page, so they are rendered once and kept in pieces; only what is inside is rendered each time.
 */
export async function renderPage(page: OwnPage, request: Request, context: RequestContext, status = 200): Promise<Response> {
  const actor = await actorOf(request, context);
  const data = chromeData(actor, context, request, { carriesAdoptions: actor !== null && (await carriesAdoptions(context.db, actor, momentOf(portsOf(context)).today)) });
  const body = typeof page.body === 'string' ? page.body : renderToStaticMarkup(<ReaderProvider locale={data.locale} timeZone={data.timeZone}>{page.body}</ReaderProvider>);
  const pieces: Record<string, string> = { [marks.title]: escapeText(page.title), [marks.path]: escapeText(data.path), [marks.page]: fillSlots(body, context.slots) };
  const html = shellFor(data, page.handle, context.styleUrls).map((part) => pieces[part] ?? part).join('');
  return textResponse(`<!doctype html>${html}`, { status, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'private, no-store' } });
}

/** The fault page for loaders that answer by themselves. */
export function renderFault(fault: { status: number; say: Localised }, request: Request, context: RequestContext): Promise<Response> {
  const { locale } = context.reader;
  return renderPage({ title: `${faultTitle({ ...fault, locale })} – hoc06`, handle: {}, body: <Fault {...fault} locale={locale} /> }, request, context, fault.status);
}

/** The pieces of the frame for one person: markup, and marks where title, path and page belong. */
function shellFor(data: ChromeData, handle: PageHandle, styleUrls: readonly string[]): readonly string[] {
  const neutral = { ...data, path: marks.path };
  return shells(JSON.stringify([neutral, handle, styleUrls]), () =>
    renderToStaticMarkup(
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
    ).split(anyMark),
  );
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
