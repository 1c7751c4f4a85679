import { redirect } from '@remix-run/node';
import { AppError } from '../platform/errors.ts';
import type { RequestContext } from '../platform/http/context.ts';
import { readForm } from '../platform/http/forms.server.ts';
import { createRouteBuilder, wantsJson } from '../platform/http/route.server.ts';
import { platformMessages as messages } from '../platform/messages.ts';
import type { Actor } from './actor.ts';
import { heldBodyLimit, holdForm } from './commands/hold-form.server.ts';
import { actorOf, sessionOf } from './session.server.ts';

/** Makes loaders (`page`) and actions (`submit`) that know who is asking. The only way to make a route. */
export const { page, submit } = createRouteBuilder<Actor>({
  actorOf,
  challenge,
  detour(request, actor) {
    const { pathname } = new URL(request.url);
    return actor.mustChangePassword && pathname !== '/account/password' && pathname !== '/sign-out' ? redirect('/account/password') : null;
  },
});

/** Sends somebody without a live session to the sign-in page; what she was sending is kept for her. */
async function challenge(request: Request, context: RequestContext): Promise<Response> {
  if (wantsJson(request)) throw new AppError('unauthenticated', messages.both('error.unauthenticated'));
  const url = new URL(request.url);
  const next = url.pathname + url.search;
  if (request.method === 'GET' || request.method === 'HEAD') return redirect(`/sign-in?next=${encodeURIComponent(next)}`);
  const session = await sessionOf(request, context);
  if (session?.state !== 'expired') return redirect('/sign-in', 303);
  const form = await readForm(request, heldBodyLimit);
  const pairs = [...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  const id = await holdForm(context.db, { userId: session.actor.id, path: next, body: new URLSearchParams(pairs).toString(), now: context.clock.now().toISOString() });
  return redirect(`/sign-in?next=${encodeURIComponent(`/held/${id}`)}`, 303);
}
