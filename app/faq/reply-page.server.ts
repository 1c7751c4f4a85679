import { outsideChannels } from '../messaging/index.server.ts';
import { momentOf, portsOf } from '../people/index.server.ts';
import type { Actor } from '../people/actor.ts';
import { newId } from '../platform/ids.ts';
import type { RequestContext } from '../platform/http/context.ts';
import type { ReplyPorts } from './commands/reply-ticket.server.ts';
import { getTicket } from './queries/tickets.server.ts';
import { replyWay } from './rules/reply.ts';

/** What replying needs of a request. */
export const replyPorts = (context: RequestContext): ReplyPorts => ({ ...portsOf(context), secret: context.secret, baseUrl: context.env.baseUrl, channels: outsideChannels(context.env) });

/** What the page of a reply shows; a new id for each look at it, so that two answers are two letters and one form that was sent twice is one. */
export async function replyPage(context: RequestContext, actor: Actor, id: string) {
  const ticket = await getTicket(context.db, id, { actor, secret: context.secret, ...momentOf(portsOf(context)) });
  return { ticket, way: replyWay(ticket.replyChannel, outsideChannels(context.env)), once: newId() };
}
