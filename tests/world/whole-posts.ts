import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import { sessionCookie } from '../../app/people/session.server.ts';
import type { Clock } from '../../app/platform/clock.ts';
import type { Db } from '../../db/client.ts';
import { requestContext } from '../support/context.ts';

export interface Posted {
  status: number;
  location: string | null;
  /** What the action handed back, what the loader gave afterwards, and what was thrown. */
  sent: unknown;
  loaded: unknown;
  thrown: unknown;
}

interface Shown {
  staticHandlerContext: { loaderData: Record<string, unknown>; actionData: Record<string, unknown> | null; errors: Record<string, unknown> | null };
}

/** Sends a form to a page as a browser without a script does: Remix asks the action, and after a refusal the loader. A call of the action alone never sees what the loader then does. */
export async function postPage(page: object, what: { db: Db; clock: Clock; pattern: string; path: string; token: string; form: Record<string, string> }): Promise<Posted> {
  let shown: Shown['staticHandlerContext'] | null = null;
  const draw = (_request: Request, status: number, headers: Headers, context: Shown) => {
    shown = context.staticHandlerContext;
    return new Response('', { status, headers });
  };
  const build = {
    entry: { module: { default: draw } },
    routes: { root: { id: 'root', path: '', module: { default: () => null } }, page: { id: 'page', parentId: 'root', path: what.pattern, module: page } },
    assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '1' },
    publicPath: '/', assetsBuildDirectory: '', basename: '/', isSpaMode: false, future: { v3_singleFetch: true, v3_throwAbortReason: true, v3_relativeSplatPath: true },
  } as unknown as ServerBuild;
  const headers = { cookie: `${sessionCookie}=${what.token}`, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/130.0' };
  const request = new Request(`http://localhost:3000${what.path}`, { method: 'POST', headers, body: new URLSearchParams(what.form) });
  const answer = await createRequestHandler(build, 'test')(request, requestContext(what.db, what.clock));
  const { actionData, loaderData, errors } = (shown ?? { actionData: null, loaderData: {}, errors: null }) as Shown['staticHandlerContext'];
  return { status: answer.status, location: answer.headers.get('location'), sent: actionData?.['page'] ?? null, loaded: loaderData['page'] ?? null, thrown: errors ? Object.values(errors)[0] : null };
}
