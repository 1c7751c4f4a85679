import { sql, type Selectable } from 'kysely';
import type { Db, Tx } from '../../db/client.ts';
import type { TicketTable } from '../../db/schema.ts';
import type { Instant } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import { platformMessages } from '../platform/messages.ts';
import { blindCode, unseal } from '../platform/sealed.server.ts';
import { fold } from '../platform/text/fold.ts';
import { type Ports, refuse, type Refusal } from '../people/index.server.ts';
import { ticketMessages as messages } from './messages/tickets.ts';

/** What commands on tickets need: the ports, and the secret under which people are sealed. */
export type TicketPorts = Ports & { secret: string };
export type TicketRow = Selectable<TicketTable> & { reached_at: Instant | null };

/** When an answer has reached the citizen of the ticket `t` of the query around it, by what the delivery ledger says now. */
export const reachedAt = sql<Instant | null>`(select max(coalesce(d.settled_at, d.accepted_at)) from ticket_reply as y inner join delivery as d on d.message_id = y.message_id where y.ticket_id = t.id and d.state in ('ACCEPTED', 'DELIVERED'))`.as('reached_at');

/** A ticket. @throws AppError when there is none */
export async function ticketIn(tx: Tx | Db, id: string): Promise<TicketRow> {
  const ticket = await tx.selectFrom('ticket as t').selectAll('t').select(reachedAt).where('t.id', '=', id).executeTakeFirst();
  if (!ticket) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return ticket;
}

/** Whether a body is closed at a moment: its closing may be planned for a later day. */
export const isClosedBody = (body: { closed_at: string | null }, at: Instant): boolean => body.closed_at !== null && body.closed_at <= at;

/** A body and who does its work at a moment: itself, or who follows it over any number of mergers (closed too when nobody does). */
async function bodyAt(tx: Db, key: string, at: Instant) {
  const bodyOf = (one: string) => tx.selectFrom('competent_body').selectAll().where('key', '=', one).executeTakeFirst();
  const body = await bodyOf(key);
  if (!body) return undefined;
  const seen = new Set([key]);
  let next = body;
  while (isClosedBody(next, at) && next.successor_key && !seen.has(next.successor_key)) {
    seen.add(next.successor_key);
    next = (await bodyOf(next.successor_key)) ?? next;
  }
  return { body, next };
}

/** The key of the open body that does the work of another at a moment; null when there is none. */
export async function openBodyFor(tx: Db, key: string, at: Instant): Promise<string | null> {
  const found = await bodyAt(tx, key, at);
  return found && !isClosedBody(found.next, at) ? found.next.key : null;
}

/** Why a body cannot be sent anything; null when it can. A closed one names who follows it. */
export async function refuseBody(tx: Tx, key: string, at: Instant): Promise<Refusal | null> {
  const found = await bodyAt(tx, key, at);
  if (!found) return refuse('bodyKey', messages.both('fault.kind-body'));
  const { body, next } = found;
  if (!isClosedBody(body, at)) return null;
  return refuse('bodyKey', isClosedBody(next, at) ? messages.both('fault.body-gone', { body: body.name }) : messages.both('fault.body-closed', { body: body.name, successor: next.name }));
}

/** The code by which a person or body is compared in the check for conflicts of interest; null for no name. */
export const partyCode = (secret: string, name: string): string | null => (fold(name) ? blindCode(secret, 'ticket.party', fold(name)) : null);
export const sealPurpose = { name: 'ticket.name', contact: 'ticket.contact' } as const;

/** The citizen of a ticket in clear; null for what was not given, was erased or does not open. */
export function citizenOf(secret: string, ticket: Pick<TicketRow, 'id' | 'name_sealed' | 'contact_sealed'>): { name: string | null; contact: string | null } {
  const open = (part: 'name' | 'contact', sealed: string | null) => (sealed === null ? null : unseal(secret, sealPurpose[part], ticket.id, sealed));
  return { name: open('name', ticket.name_sealed), contact: open('contact', ticket.contact_sealed) };
}
