import { isRouteErrorResponse, Links, Meta, Outlet, useMatches, useRouteError, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import './ui/app.css';
import { Chrome, chromeMessages } from './frame/chrome.tsx';
import { chromeData, type ChromeData } from './frame/chrome-data.server.ts';
import type { Localised } from './platform/i18n/messages.ts';
import { ReaderProvider } from './platform/i18n/react.tsx';
import { platformMessages } from './platform/messages.ts';
import { page } from './people/route.server.ts';
import { LinkButton, Notice, PageHead } from './ui/index.ts';

export const loader = page({ guard: 'public' }, ({ actor, context, request }) => chromeData(actor, context, request));

export const meta = () => [{ title: 'hoc06' }];

/** Refusals keep their headers (Retry-After); Remix drops them otherwise. */
export const headers = ({ errorHeaders }: { errorHeaders: Headers | undefined }) => errorHeaders ?? new Headers();

/** Pages say with `handle` how they want to be framed, and whether they need the script that brings islands to life. */
export interface PageHandle {
  script?: boolean;
  layout?: 'page' | 'wide' | 'bare';
  /** Exams and lessons hide the rail, so that nothing distracts. */
  rail?: boolean;
}

function Document({ data, children }: { data: ChromeData | undefined; children: ReactNode }) {
  const handles = useMatches().map((match) => match.handle as PageHandle | undefined);
  const reader = data ?? { locale: 'vi' as const, theme: 'system', timeZone: 'Asia/Ho_Chi_Minh', scriptUrl: '', nonce: '' };
  return (
    <html lang={reader.locale} data-theme={reader.theme === 'system' ? undefined : reader.theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="icon" href="/favicon.ico" sizes="32x32" />
        <link rel="manifest" href="/site.webmanifest" />
        <Meta />
        <Links />
        {handles.some((handle) => handle?.script) && reader.scriptUrl ? <script type="module" src={reader.scriptUrl} /> : null}
      </head>
      <body>
        <ReaderProvider locale={reader.locale} timeZone={reader.timeZone}>
          {children}
        </ReaderProvider>
      </body>
    </html>
  );
}

export default function Root() {
  const data = useRouteLoaderData<typeof loader>('root') as ChromeData;
  return (
    <Document data={data}>
      <Chrome data={data}>
        <Outlet />
      </Chrome>
    </Document>
  );
}

/** The one page for everything that was refused or went wrong: what happened, and one way forward. */
export function ErrorBoundary() {
  const data = useRouteLoaderData<typeof loader>('root') as ChromeData | undefined;
  const error = useRouteError();
  const locale = data?.locale ?? 'vi';
  const t = chromeMessages.in(locale);
  const fault = describe(error);
  return (
    <Document data={data}>
      <Chrome data={data}>
        <title>{`${t('error.title')} – hoc06`}</title>
        <PageHead title={fault.status === 404 ? t('error.not-found-title') : fault.status === 403 ? t('error.forbidden-title') : t('error.title')} />
        <Notice tone={fault.status >= 500 ? 'danger' : 'warn'} action={<LinkButton href="/" variant="ghost">{t('error.home')}</LinkButton>}>
          {fault.say[locale]}
        </Notice>
      </Chrome>
    </Document>
  );
}

function describe(error: unknown): { status: number; say: Localised } {
  if (!isRouteErrorResponse(error)) return { status: 500, say: platformMessages.both('error.unexpected') };
  const body = error.data as { say?: Localised } | null;
  if (body?.say?.vi) return { status: error.status, say: body.say };
  return { status: error.status, say: platformMessages.both(error.status === 404 || error.status === 405 ? 'error.not-found' : 'error.unexpected') };
}
