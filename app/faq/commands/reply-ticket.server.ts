import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Refusal } from '../../people/index.server.ts';
import { faultOfBody, forgetOutside, previewOutside, writeOutside, type OutsideChannel, type OutsideMessage } from '../../messaging/index.server.ts';
import { smsSize, type SmsSize } from '../../messaging/index.ts';
import type { ReplyForm } from '../forms/replies.ts';
import { ticketReplyMessages as messages } from '../messages/ticket-replies.ts';
import { ticketMessages } from '../messages/tickets.ts';
import { canSuperviseCalls, canWorkTickets } from '../policy.ts';
import { listReplies, usedAnswer } from '../queries/ticket-replies.server.ts';
import { mostSmsParts } from '../rules/reply.ts';
import { ticketState } from '../rules/ticket.ts';
import { citizenOf, ticketIn, type TicketPorts, type TicketRow } from '../ticket-rows.server.ts';

/** What replying needs beyond a ticket: where pages stand, and the ways out of this house. */
export type ReplyPorts = TicketPorts & { baseUrl: string; channels: readonly OutsideChannel[] };

/** An answer as it will be sent, letter for letter. */
export interface ReplyPreview {
  channel: OutsideChannel;
  subject: string;
  /** The whole mail as text, or the text message. */
  text: string;
  sms: SmsSize | null;
}

const keepDays = 7;

/** Shows an answer as it would be sent, by the same sentences as sending it. */
export async function previewReply(ports: ReplyPorts, actor: Actor, id: string, form: ReplyForm): Promise<Outcome<{ preview: ReplyPreview }>> {
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ preview: ReplyPreview }>> => {
    const ready = await prepare(tx, ports, actor, id, form);
    if ('ok' in ready) return ready;
    const { channel, reader, reason, content } = ready.letter;
    const mail = previewOutside({ content, name: reader.name, reason }, ports.baseUrl);
    const isSms = channel === 'SMS';
    return { ok: true, preview: { channel, subject: mail.subject, text: isSms ? (content.sms ?? '') : mail.text, sms: isSms ? smsSize(content.sms ?? '') : null } };
  });
}

/** Sends the answer to the citizen by the way that she chose, through the delivery ledger. The form carries the reply's id, so that a form sent twice is one letter. */
export async function sendReply(ports: ReplyPorts, actor: Actor, id: string, form: ReplyForm): Promise<Outcome> {
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const known = await tx.selectFrom('ticket_reply').select(['ticket_id', 'by_id']).where('id', '=', form.once).executeTakeFirst();
    if (known) return known.ticket_id === id && known.by_id === actor.id ? { ok: true } : refuse('form', platformMessages.both('error.conflict'));
    const ready = await prepare(tx, ports, actor, id, form);
    if ('ok' in ready) return ready;
    const { ticket, letter } = ready;
    const written = await writeOutside(tx, ports.secret, letter);
    if (!written.ok) return refuse('form', messages.both(`fault.${written.why}`));
    await tx.insertInto('ticket_reply').values({ id: form.once, ticket_id: id, message_id: written.messageId, channel: letter.channel, at: letter.now, by_id: actor.id }).execute();
    await tx.updateTable('ticket').set({ revision: ticket.revision + 1 }).where('id', '=', id).execute();
    await tx.insertInto('ticket_event').values({ id: newId(), ticket_id: id, at: letter.now, deed: 'REPLY', by_id: actor.id, note: '' }).execute();
    await recordAudit(tx, { at: letter.now, actor, action: 'ticket.reply', objectType: 'ticket', objectId: id, details: { code: ticket.code, by: letter.channel } });
    return { ok: true };
  });
}

/** Forgets what was sent to the citizens of tickets, and to whom, in the caller's transaction. */
export async function forgetReplies(tx: Tx, ticketIds: readonly string[], now: string): Promise<void> {
  const sent = await tx.selectFrom('ticket_reply').select('message_id').where('ticket_id', 'in', ticketIds).execute();
  await forgetOutside(tx, sent.map(({ message_id }) => message_id), now);
}

async function prepare(tx: Tx, ports: ReplyPorts, actor: Actor, id: string, form: ReplyForm): Promise<{ ticket: TicketRow; letter: OutsideMessage } | Refusal> {
  if (!canWorkTickets(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const ticket = await ticketIn(tx, id);
  const refusal = (await refuseReply(tx, ticket, actor, form.revision)) ?? refuseText(ticket, ports, form.text);
  if (refusal) return refusal;
  return { ticket, letter: await letterFor(tx, ports, actor, ticket, form) };
}

async function refuseReply(tx: Tx, ticket: TicketRow, actor: Actor, revision: number): Promise<Refusal | null> {
  if (ticket.revision !== revision) return refuse('form', ticketMessages.both('fault.changed'));
  if (ticket.assigned_to !== actor.id && !canSuperviseCalls(actor)) return refuse('form', ticketMessages.both('fault.not-yours'));
  if (ticketState(ticket) !== 'ANSWERED') return refuse('form', messages.both('fault.no-answer'));
  return (await listReplies(tx, ticket.id)).some(({ stand }) => stand === 'UNDER_WAY') ? refuse('form', messages.both('fault.under-way')) : null;
}

function refuseText(ticket: TicketRow, { channels, baseUrl }: ReplyPorts, text: string): Refusal | null {
  if (!channels.some((channel) => channel === ticket.reply_channel)) return refuse('form', messages.both('fault.no-channel'));
  if (ticket.reply_channel === 'EMAIL') {
    const fault: Localised | null = faultOfBody(text, baseUrl);
    return fault ? refuse('text', fault) : null;
  }
  const { segments } = smsSize(smsText(ticket, text));
  return segments > mostSmsParts ? refuse('text', messages.both('fault.sms-long', { parts: segments, most: mostSmsParts })) : null;
}

const smsText = ({ code }: TicketRow, text: string): string => messages.in('vi')('mail.sms', { code, text });

/** Citizens are written to in Vietnamese; the mail leads to the answer that was used, as long as the public gets it. */
async function letterFor(tx: Tx, ports: ReplyPorts, actor: Actor, ticket: TicketRow, { once, text }: ReplyForm): Promise<OutsideMessage> {
  const { at, now } = momentOf(ports);
  const { name, contact } = citizenOf(ports.secret, ticket);
  const used = await usedAnswer(tx, ticket.answer_version_id, at);
  const channel = ticket.reply_channel as OutsideChannel;
  const words = { subject: messages.in('vi')('mail.subject', { code: ticket.code }), body: text };
  return {
    sourceId: `ticket-reply:${once}`, channel, reader: { name: name ?? '', address: contact ?? '' }, reason: messages.both('mail.reason', { code: ticket.code }),
    content: { vi: words, ...(channel === 'SMS' ? { sms: smsText(ticket, text) } : {}), link: used?.isShown ? `/help/${used.slug}` : '/help' },
    notAfter: new Date(now.getTime() + keepDays * 86_400_000).toISOString(), createdBy: actor.id, now: at,
  };
}
