import type { ReactNode } from 'react';
import type { PageHandle } from '../platform/http/context.ts';
import { ReaderProvider } from '../platform/i18n/react.tsx';
import { IfScriptIsNeeded, PickDayProvider } from '../ui/index.ts';
import type { ChromeData } from './chrome-data.server.ts';
import { chromeMessages } from './messages.ts';

export interface DocumentProps {
  data: ChromeData | undefined;
  handle: PageHandle;
  /** Title, styles and what else the page wants in its head. */
  head: ReactNode;
  children: ReactNode;
}

/** The HTML document around every page. */
export function Document({ data, handle, head, children }: DocumentProps) {
  const reader = data ?? { locale: 'vi' as const, theme: 'system', timeZone: 'Asia/Ho_Chi_Minh', scriptUrl: '' };
  const script = reader.scriptUrl ? <script type="module" src={reader.scriptUrl} /> : null;
  return (
    <html lang={reader.locale} data-theme={reader.theme === 'system' ? undefined : reader.theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="icon" href="/favicon.ico" sizes="32x32" />
        <link rel="manifest" href="/site.webmanifest" />
        {head}
        {handle.script ? script : null}
      </head>
      <body>
        <ReaderProvider locale={reader.locale} timeZone={reader.timeZone}>
          <PickDayProvider value={(label) => chromeMessages.in(reader.locale)('pick-day', { label })}>{children}</PickDayProvider>
        </ReaderProvider>
        {handle.script ? null : <IfScriptIsNeeded>{script}</IfScriptIsNeeded>}
      </body>
    </html>
  );
}
