import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { seal } from '../../platform/sealed.server.ts';
import { readSetting } from '../../platform/settings.server.ts';
import type { Actor } from '../../people/actor.ts';
import { findUnit, momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import type { TicketForm } from '../forms/tickets.ts';
import { canReceiveTickets } from '../policy.ts';
import { workCalendar } from '../queries/work-calendar.server.ts';
import { ticketCode, ticketTargets, type CrimeWay } from '../rules/ticket.ts';
import { afterWorking } from '../rules/working-time.ts';
import { communeNamed } from '../commune-words.server.ts';
import { partyCode, refuseBody, sealPurpose, type TicketPorts } from '../ticket-rows.server.ts';
import { limitDue, planEscalations } from './escalate-ticket.server.ts';

/**
 * Writes a ticket down: the citizen sealed, the clock set in working hours. The form carries the ticket's id, so that a form sent twice is one ticket.
 * A body that is closed is refused with the name of the one that follows it.
 */
export async function receiveTicket(ports: TicketPorts, actor: Actor, form: TicketForm): Promise<Outcome<{ id: string; code: string }>> {
  if (!canReceiveTickets(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  return ports.db.transaction().execute((tx) => receiveTicketIn(tx, ports, actor, form));
}

/** The same within a transaction that does more, such as the wrap-up of a call. */
export async function receiveTicketIn(tx: Tx, ports: TicketPorts, actor: Actor, form: TicketForm): Promise<Outcome<{ id: string; code: string }>> {
  const { at, today } = momentOf(ports);
  const known = await tx.selectFrom('ticket').select(['id', 'code', 'received_by']).where('id', '=', form.once).executeTakeFirst();
  if (known) return known.received_by === actor.id ? { ok: true, id: known.id, code: known.code } : refuse('form', platformMessages.both('error.conflict'));
  const refusal = await refuseBody(tx, form.bodyKey, at);
  if (refusal) return refusal;
  if (form.unitId && !(await findUnit(tx, form.unitId, today))) return refuse('unitId', platformMessages.both('error.not-found'));
  const named = await communeNamed(tx, form.commune ?? '', today);
  if (!named.ok) return named;
  const calendar = await workCalendar(tx, today, ports.timeZone);
  const target = afterWorking(at, (await readSetting(tx, ticketTargets, today))[form.kind], calendar);
  const due = await limitDue(tx, { id: form.once, due_at: target, limitation_on: form.limitationOn }, calendar, { at, today });
  const code = await nextCode(tx, today.slice(0, 4));
  await tx.insertInto('ticket').values({ ...sealedColumns(ports.secret, form), unit_id: named.unitId ?? form.unitId, code, received_at: at, received_by: actor.id, due_at: due }).execute();
  await tx.insertInto('ticket_event').values({ id: newId(), ticket_id: form.once, at, deed: 'RECEIVE', by_id: actor.id, note: '' }).execute();
  await planEscalations(tx, { id: form.once, due_at: due }, calendar, { at, today });
  await recordAudit(tx, { at, actor, action: 'ticket.receive', objectType: 'ticket', objectId: form.once, details: { code, ticketKind: form.kind } });
  return { ok: true, id: form.once, code };
}

function sealedColumns(secret: string, form: TicketForm) {
  const isAid = form.kind === 'LEGAL_AID';
  const sealed = (part: 'name' | 'contact', text: string) => (text ? seal(secret, sealPurpose[part], form.once, text) : null);
  return {
    id: form.once,
    kind: form.kind,
    body_key: form.bodyKey,
    call_id: form.callId,
    summary: form.summary,
    name_sealed: sealed('name', form.name),
    contact_sealed: sealed('contact', form.contact),
    citizen_hash: partyCode(secret, form.name),
    party_hash: partyCode(secret, form.party),
    reply_channel: form.replyChannel,
    aid_group: isAid ? (form.aidGroup ?? 'UNKNOWN') : null,
    limitation_on: form.limitationOn,
  };
}

/** Numbers go up within a year; writers stand in line, so two never get the same. */
async function nextCode(tx: Tx, year: string): Promise<string> {
  const last = await tx.selectFrom('ticket').select('code').where('code', '>=', `PT-${year}-`).where('code', '<', `PT-${year}.`).orderBy('code', 'desc').limit(1).executeTakeFirst();
  return ticketCode(year, Number(last?.code.split('-')[2] ?? 0) + 1);
}

/** Records that a crime report was routed, and nothing of what it says: there is no field for it. */
export async function routeCrimeReport(ports: Ports, actor: Actor, form: { way: CrimeWay; callId: string | null }): Promise<Outcome> {
  if (!canReceiveTickets(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const id = newId();
    await tx.insertInto('crime_routing').values({ id, at, way: form.way, call_id: form.callId, routed_by: actor.id }).execute();
    await recordAudit(tx, { at, actor, action: 'crime-report.route', objectType: 'crime-report', objectId: id, details: { way: form.way } });
    return { ok: true };
  });
}
