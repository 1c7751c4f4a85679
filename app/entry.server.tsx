import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import type { AppLoadContext, EntryContext } from '@remix-run/node';
import { renderToString } from 'react-dom/server';
import { textResponse } from './platform/http/adapter.server.ts';
import { fillSlots } from './platform/http/slots.ts';
import { titleByTrail } from './frame/document-title.ts';
import { FieldBookProvider, TrailProvider, type FieldBook } from './ui/index.ts';

/**
 * Renders a page to a string. Pages are not hydrated (docs/decisions/0003): nothing of Remix's data is sent a second time,
 * and markup that loaders put into slots is spliced in after rendering instead of passing through React.
 * A page with a summary of faults is drawn twice: the names of its fields are known only when they have been drawn. Its title is completed afterwards, by the trail that it drew.
 */
export default function handleRequest(_request: Request, status: number, headers: Headers, remix: EntryContext, context: AppLoadContext): Response {
  void remix.serverHandoffStream?.cancel();
  const trail: string[] = [];
  const draw = (book: FieldBook) => renderToString(<TrailProvider value={trail}><FieldBookProvider value={book}><RemixServer context={{ ...remix, serverHandoffStream: undefined } as EntryContext} url={_request.url} nonce={context.nonce} /></FieldBookProvider></TrailProvider>);
  const drawn: FieldBook['drawn'] = [];
  const first = draw({ drawn, known: [] });
  const markup = first.includes('class="error-summary"') ? draw({ drawn: [], known: drawn }) : first;
  headers.set('Content-Type', 'text/html; charset=utf-8');
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
  return textResponse(`<!doctype html>${fillSlots(titleByTrail(markup, trail), context.slots)}`, { status, headers });
}

export { renderFault, renderPage } from './frame/own-page.server.tsx';

/** Remix calls this for faults that no boundary foresaw; expected refusals never come here, but its own of a POST to a page that takes none, which any stranger can make. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  if (!request.signal.aborted && !(isRouteErrorResponse(error) && error.status < 500)) context.log?.error({ err: error, path: new URL(request.url).pathname }, 'unexpected error');
}
