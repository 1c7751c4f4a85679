import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, submit } from '../../people/index.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { previewReply } from '../commands/reply-ticket.server.ts';
import { ReplyPage, type ReplyLoaded } from '../components/ticket-reply.tsx';
import { replyForm } from '../forms/replies.ts';
import { ticketParams } from '../forms/tickets.ts';
import { ticketReplyMessages as messages } from '../messages/ticket-replies.ts';
import { canWorkTickets } from '../policy.ts';
import { replyPage, replyPorts } from '../reply-page.server.ts';

export const loader = page({ guard: canWorkTickets, params: ticketParams }, ({ actor, params, context }) => replyPage(context, actor, params.id));

/** Shows what would be sent; nothing is written. */
export const action = submit({ guard: canWorkTickets, params: ticketParams, form: replyForm }, async ({ actor, params, form, context }) => {
  const outcome = await previewReply(replyPorts(context), actor, params.id, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 'form' in outcome.faults ? 409 : 422 });
  return data({ ok: true as const, preview: outcome.preview, form: { once: form.once, text: form.text } });
});

export const meta = titled((locale) => messages.in(locale)('title'));

export default function TicketReplyRoute() {
  return <ReplyPage {...(useLoaderData() as unknown as ReplyLoaded)} />;
}
