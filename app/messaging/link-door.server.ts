import { parse, serialize } from 'cookie';
import type { Db } from '../../db/client.ts';
import type { Actor } from '../people/actor.ts';
import { momentOf, portsOf } from '../people/index.server.ts';
import type { RequestContext } from '../platform/http/context.ts';
import type { RateLimit } from '../platform/http/rate-limit.server.ts';
import { countVisit, followLink } from './commands/follow-link.server.ts';
import type { FoundLink } from './queries/link.server.ts';
import { createLinkBursts, type LinkBursts } from './rules/link-bursts.ts';
import { isRealVisit, outcomeOf } from './rules/link-visit.ts';

/** A whole office may share an address, and a campaign brings all of it at once. */
export const linkLimit: RateLimit = { name: 'link', points: 1_200, seconds: 60 };

const marker = 'hoc06_go';
const markerSeconds = 60;

/** One memory per program, found by its database. */
const memories = new WeakMap<Db, LinkBursts>();
function burstsOf(db: Db): LinkBursts {
  const known = memories.get(db) ?? createLinkBursts();
  memories.set(db, known);
  return known;
}

interface Knock {
  actor: Actor | null;
  context: RequestContext;
  request: Request;
  link: FoundLink;
  token: string;
}

/** Answers whoever opens the link of a message: at once, with a redirect to a page of ours. */
export async function openLink(knock: Knock): Promise<Response> {
  const { actor, context, link, token } = knock;
  const outcome = link.isCounted ? outcomeOf({ ...visitOf(knock), actorId: actor?.id ?? null, recipientId: link.recipientId, isOpen: link.isOpen }) : 'PASS';
  if (outcome === 'SIGN_IN') return onTo(`/sign-in?next=${encodeURIComponent(`/go/${token}`)}`);
  if (outcome === 'CONFIRM') return onTo(`/go/${token}/arrival`, markerCookie(context, token, markerSeconds));
  if (outcome === 'COUNT') await followLink(context.db, link.deliveryId, momentOf(portsOf(context)).at);
  return onTo(link.target);
}

/** The second step of a browser that nobody is signed in with: only one that kept the cookie of the first step is counted, as a number. */
export async function confirmArrival(knock: Knock): Promise<Response> {
  const { actor, context, request, link, token } = knock;
  const { isReal, isBurst } = visitOf(knock);
  const hasMarker = parse(request.headers.get('cookie') ?? '')[marker] === token;
  if (link.isCounted && !actor && isReal && !isBurst && hasMarker) await countVisit(context.db, link, momentOf(portsOf(context)).today);
  return onTo(link.target, markerCookie(context, '', 0));
}

/** People behind one office's address are told apart by their sessions; strangers are not. */
function visitOf({ actor, context, request, link }: Knock): { isReal: boolean; isBurst: boolean } {
  const isReal = isRealVisit(request.method, request.headers);
  return { isReal, isBurst: burstsOf(context.db).note(actor?.sessionId ?? context.address, link.deliveryId, context.clock.now().getTime()) };
}

function markerCookie({ env }: RequestContext, token: string, maxAge: number): string {
  return serialize(marker, token, { httpOnly: true, sameSite: 'lax', path: '/go', secure: env.baseUrl.startsWith('https:'), maxAge });
}

function onTo(path: string, cookie?: string): Response {
  const headers = new Headers({ Location: path, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex, nofollow' });
  if (cookie) headers.set('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
}
