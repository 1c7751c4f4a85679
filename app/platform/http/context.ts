import type { ReactNode } from 'react';
import type { Db } from '../../../db/client.ts';
import type { Clock } from '../clock.ts';
import type { Env } from '../env.ts';
import type { Locale, Localised } from '../i18n/messages.ts';
import type { Log } from '../log.ts';
import type { SpendPoint } from './rate-limit.server.ts';
import type { CutMarkup, Markup } from './slots.ts';

/** What every loader and action gets from the server: ports and the facts of this one request. */
export interface RequestContext {
  db: Db;
  clock: Clock;
  env: Env;
  log: Log;
  /** Signs certificates, cookies and receipts. */
  secret: string;
  spendPoint: SpendPoint;
  /** Tells the job runner that there may be work. */
  wakeJobs(): void;
  /** The nonce of this response's Content-Security-Policy. */
  nonce: string;
  /** Address of the one script that brings the islands to life. */
  scriptUrl: string;
  /** Addresses of the style sheets. */
  styleUrls: readonly string[];
  /** Renders a whole page to a response: for the pages that are read most (docs/decisions/0003). */
  renderPage(page: OwnPage, request: Request, context: RequestContext): Promise<Response>;
  /** Renders a refusal as a page. */
  renderFault(fault: FaultPage, request: Request, context: RequestContext): Promise<Response>;
  /** The caller's address, for rate limits and session lists. */
  address: string;
  /** Markup that a loader hands to its page without passing through React: `<slot data-slot="name">` is replaced by it. */
  slots: Map<string, Markup>;
  /** What the reader chose: the account's choice once the session is known, until then the cookie's, else Vietnamese. */
  reader: { locale: Locale; theme: Theme };
}

/** A refusal, or what went wrong, as a page of the product. */
export interface FaultPage {
  status: number;
  says: readonly Localised[];
  /** What the reader had typed, which would be lost with the page that she came from. */
  words?: readonly string[] | undefined;
  /** Where to go on: a path of ours, the home page when left out. */
  back?: string | undefined;
}

/** How a page wants to be framed, and whether it needs the script that brings islands to life. Routes export it as `handle`. */
export interface PageHandle {
  script?: boolean;
  layout?: 'page' | 'narrow' | 'wide' | 'bare';
  /** Exams and lessons hide the rail, so that nothing distracts. */
  rail?: boolean;
}

/** A page that a loader renders by itself, past Remix's document pipeline. */
export type OwnPage = OwnHead & (RenderedBody | KeptBody);

interface OwnHead {
  title: string;
  handle: PageHandle;
  /** 200 unless told. */
  status?: number;
  /** What the answer says beside its kind and that nobody keeps it. */
  headers?: Record<string, string>;
}

/** A page to render. */
interface RenderedBody {
  body: ReactNode;
}

/** What was rendered for somebody else and is kept. */
interface KeptBody {
  markup: CutMarkup;
}

export type Theme = 'system' | 'light' | 'dark';

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends RequestContext {}
  /** Loader data keep their types, because nothing is sent as JSON. */
  interface Future {
    v3_singleFetch: true;
  }
}
