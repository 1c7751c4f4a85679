import { isRouteErrorResponse, Links, Meta, Outlet, useMatches, useRouteError, useRouteLoaderData } from '@remix-run/react';
import './ui/app.css';
import { Chrome } from './frame/chrome.tsx';
import { chromeData, type ChromeData } from './frame/chrome-data.server.ts';
import { Document } from './frame/document.tsx';
import { Fault, faultTitle, type FaultProps } from './frame/fault.tsx';
import { carriesAdoptions } from './contest/index.server.ts';
import { countUnread } from './messaging/index.server.ts';
import { momentOf, page, portsOf } from './people/index.server.ts';
import type { PageHandle } from './platform/http/context.ts';
import type { Localised } from './platform/i18n/messages.ts';
import { platformMessages } from './platform/messages.ts';

export const loader = page({ guard: 'public' }, async ({ actor, context, request }) => {
  if (!actor) return chromeData(null, context, request);
  return chromeData(actor, context, request, { unread: await countUnread(context.db, actor.id), carriesAdoptions: await carriesAdoptions(context.db, actor, momentOf(portsOf(context)).today) });
});

export const meta = () => [{ title: 'hoc06' }];

/** Refusals keep their headers (Retry-After); Remix drops them otherwise. */
export const headers = ({ errorHeaders }: { errorHeaders: Headers | undefined }) => errorHeaders ?? new Headers();

function useHandle(): PageHandle {
  return Object.assign({}, ...useMatches().map((match) => match.handle)) as PageHandle;
}

export default function Root() {
  const data = useRouteLoaderData<typeof loader>('root') as ChromeData;
  const handle = useHandle();
  return (
    <Document data={data} handle={handle} head={<><Meta /><Links /></>}>
      <Chrome data={data} handle={handle}>
        <Outlet />
      </Chrome>
    </Document>
  );
}

/** Everything that was refused or went wrong ends here. */
export function ErrorBoundary() {
  const data = useRouteLoaderData<typeof loader>('root') as ChromeData | undefined;
  const fault = { ...describe(useRouteError()), locale: data?.locale ?? 'vi' };
  return (
    <Document data={data} handle={{}} head={<><title>{`${faultTitle(fault)} – hoc06`}</title><Links /></>}>
      <Chrome data={data} handle={{}}>
        <Fault {...fault} />
      </Chrome>
    </Document>
  );
}

function describe(error: unknown): Omit<FaultProps, 'locale'> {
  if (!isRouteErrorResponse(error)) return { status: 500, says: [platformMessages.both('error.unexpected')] };
  const body = error.data as { say?: Localised; words?: string[] } | null;
  if (body?.say?.vi) return { status: error.status, says: [body.say], words: body.words };
  return { status: error.status, says: [platformMessages.both(error.status === 404 || error.status === 405 ? 'error.not-found' : 'error.unexpected')] };
}
