import { redirect } from '@remix-run/node';
import { AppError, isAppError } from '../platform/errors.ts';
import type { RequestContext } from '../platform/http/context.ts';
import { readForm } from '../platform/http/forms.server.ts';
import { createRouteBuilder, wantsJson } from '../platform/http/route.server.ts';
import { platformMessages as messages } from '../platform/messages.ts';
import type { Actor } from './actor.ts';
import { heldBodyLimit, holdForm } from './commands/hold-form.server.ts';
import { heldParam, releaseHeldForm } from './commands/release-held-form.server.ts';
import { outsideHome, signInAgainPageFor, signInPageFor } from './rules/outside.ts';
import { actorOf, outsiderAt, sessionOf } from './session.server.ts';

const builder = createRouteBuilder<Actor>({ actorOf, challenge, detour });

/** Makes loaders that know who is asking. With `submit`, the only way to make a route. */
export const page = builder.page;

/** Makes actions that know who is asking. A kept form that arrives here again is forgotten once the action has answered with a redirect. */
export const submit: typeof builder.submit = (options, act) =>
  builder.submit(options, async (args) => {
    const answer = await act(args);
    const held = new URL(args.request.url).searchParams.getAll(heldParam);
    const actor = args.actor as Actor | null;
    if (actor && answer instanceof Response && answer.status === 303) for (const id of held) await releaseHeldForm(args.context.db, actor.id, id);
    return answer;
  });

/** Whoever has a password from somebody else sets her own before anything else; where she was going is kept. */
function detour(request: Request, actor: Actor): Response | null {
  if (!actor.mustChangePassword) return null;
  const { pathname, search } = new URL(request.url);
  if (pathname === '/account/password' || pathname === '/sign-out') return null;
  const next = request.method === 'GET' && pathname !== '/' ? `?next=${encodeURIComponent(pathname + search)}` : '';
  return redirect(`/account/password${next}`, 303);
}

/** Sends somebody without a live session to the sign-in page; what she was sending is kept for her. */
async function challenge(request: Request, context: RequestContext): Promise<Response> {
  const url = new URL(request.url);
  const next = url.pathname + url.search;
  if (await outsiderAt(request, context)) return turnAway(url);
  if (wantsJson(request)) throw new AppError('unauthenticated', messages.both('error.unauthenticated'));
  if (request.method === 'GET' || request.method === 'HEAD') return redirect(`${signInPageFor(url.pathname)}?next=${encodeURIComponent(next)}`);
  const session = await sessionOf(request, context);
  if (session?.state !== 'expired') return redirect(signInPageFor(url.pathname), 303);
  const pairs = await textsOf(request);
  // Files are not kept: after signing in she chooses hers again where she was.
  if (pairs.length === 0 && isFileForm(request)) return redirect(`${signInAgainPageFor(session.actor.accountKind)}?next=${encodeURIComponent(next)}`, 303);
  const id = await holdForm(context.db, { userId: session.actor.id, path: next, body: new URLSearchParams(pairs).toString(), now: context.clock.now().toISOString() });
  return redirect(`${signInAgainPageFor(session.actor.accountKind)}?next=${encodeURIComponent(`/held/${id}`)}`, 303);
}

const isFileForm = (request: Request): boolean => /^multipart\/form-data\b/i.test(request.headers.get('content-type') ?? '');

/** The fields of a form that may be kept. One with files that is too large to be read has none. @throws AppError too-large for a form of texts */
async function textsOf(request: Request): Promise<[string, string][]> {
  const form = await readForm(request, heldBodyLimit).catch((error: unknown) => {
    if (isFileForm(request) && isAppError(error) && error.kind === 'too-large') return new FormData();
    throw error;
  });
  return [...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string' && !isSecret(pair[0]));
}

/** People from outside begin at the contest; everything else is closed to them. */
function turnAway({ pathname }: URL): Response {
  if (pathname === '/') return redirect(outsideHome, 303);
  throw new AppError('forbidden', messages.both('error.forbidden'));
}

/** Passwords are never written down, not even for a day. */
function isSecret(field: string): boolean {
  return /^(current|again)$|password|secret|token/i.test(field);
}
