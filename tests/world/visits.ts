import type { AppLoadContext } from '@remix-run/node';
import type { ComponentType } from 'react';
import type { Db } from '../../db/client.ts';
import type { Actor } from '../../app/people/actor.ts';
import { sessionCookie } from '../../app/people/session.server.ts';
import { newId } from '../../app/platform/ids.ts';
import type { Locale } from '../../app/platform/i18n/messages.ts';
import type { TestClock } from '../support/clock.ts';
import { drawPage, mainOf } from '../support/page.tsx';
import { pageContext } from './certificates.ts';
import { makeSession } from './people.ts';

/** How a loader or an action answered, thrown or returned. */
export interface Answered {
  status: number;
  location: string | null;
  /** What the page gets, or what was refused. */
  data: unknown;
  response: Response | null;
}
type Route = (args: never) => Promise<unknown>;
export interface PageModule {
  loader: Route;
  /** None where the loader renders its page by itself. */
  default?: ComponentType;
}

/** The browser of one person, or of nobody: asks loaders and actions as Remix would, with the secret that signs certificates in tests. */
export async function visitorOf(db: Db, clock: TestClock, person: Actor | null, changes: Partial<AppLoadContext> = {}) {
  const token = person ? await makeSession(db, person, clock.now().toISOString(), { id: newId(), idleMinutes: 100_000, hours: 10_000 }) : null;
  const ask = async (route: Route, path: string, params: Record<string, string>, init: RequestInit, reader: Partial<AppLoadContext> = {}): Promise<Answered> => {
    const headers = new Headers(init.headers);
    if (token) headers.set('cookie', `${sessionCookie}=${token}`);
    const request = new Request(`https://hoc06.vi-du.invalid${path}`, { ...init, headers });
    const answer = await route({ request, params, context: pageContext(db, clock, { ...reader, ...changes }) } as never).catch((thrown: unknown) => {
      if (thrown instanceof Error) throw thrown;
      return thrown;
    });
    return describe(answer);
  };
  const get = (route: Route, path: string, params: Record<string, string> = {}, headers: Record<string, string> = {}) => ask(route, path, params, { headers });
  return {
    get,
    post: (route: Route, path: string, params: Record<string, string>, form: Record<string, string> | [string, string][], headers: Record<string, string> = {}) =>
      ask(route, path, params, { method: 'POST', headers, body: new URLSearchParams(form) }),
    /** The markup of a page, as its loader and its component make it. */
    async see(module: PageModule, path: string, params: Record<string, string> = {}, locale: Locale = 'vi'): Promise<string> {
      const { status, data, location, response } = await ask(module.loader, path, params, {}, { reader: { locale, theme: 'system' } });
      if (location !== null) throw new Error(`${path} leads to ${location}`);
      if (status >= 400 && status !== 404 && status !== 422) throw new Error(`${path} answers ${status}`);
      if (module.default) return drawPage(module.default, { data, locale });
      if (!response) throw new Error(`${path} has no page`);
      return mainOf(response);
    },
  };
}

async function describe(answer: unknown): Promise<Answered> {
  if (answer instanceof Response) return { status: answer.status, location: answer.headers.get('location'), data: null, response: answer };
  const withInit = answer as { type?: string; data?: unknown; init?: { status?: number } | null } | null;
  if (withInit?.type === 'DataWithResponseInit') return { status: withInit.init?.status ?? 200, location: null, data: withInit.data, response: null };
  return { status: 200, location: null, data: answer, response: null };
}
