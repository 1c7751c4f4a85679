import type { Db } from '../../../db/client.ts';
import type { Clock } from '../clock.ts';
import type { Env } from '../env.ts';
import type { Locale } from '../i18n/messages.ts';
import type { Log } from '../log.ts';
import type { SpendPoint } from './rate-limit.server.ts';

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
  /** The caller's address, for rate limits and session lists. */
  address: string;
  /** Markup that a loader hands to its page without passing through React: `<slot data-slot="name">` is replaced by it. */
  slots: Map<string, string>;
  /** What the reader chose: the account's choice once the session is known, until then the cookie's, else Vietnamese. */
  reader: { locale: Locale; theme: Theme };
}

export type Theme = 'system' | 'light' | 'dark';

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends RequestContext {}
  /** Loader data keep their types, because nothing is sent as JSON. */
  interface Future {
    v3_singleFetch: true;
  }
}
