import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Refusal } from '../../people/index.server.ts';
import { ticketReplyMessages } from '../messages/ticket-replies.ts';
import { ticketMessages as messages } from '../messages/tickets.ts';
import { canSuperviseCalls, canWorkTickets } from '../policy.ts';
import { conflictOf } from '../queries/conflict.server.ts';
import { isPublicNow } from '../queries/ticket-replies.server.ts';
import { workCalendar } from '../queries/work-calendar.server.ts';
import { maskNumbers } from '../rules/sensitive.ts';
import { deedsFor, ticketState, type TicketDeed } from '../rules/ticket.ts';
import { afterWorking, workedBetween } from '../rules/working-time.ts';
import { refuseBody, ticketIn, type TicketPorts, type TicketRow } from '../ticket-rows.server.ts';
import { limitDue, planEscalations } from './escalate-ticket.server.ts';

export interface Deed {
  id: string;
  /** Of the page on which it was decided: another one means that somebody else was quicker. */
  revision: number;
  deed: TicketDeed;
  note: string;
  /** Who gets the ticket; the actor herself when left out. */
  to: string | null;
  /** Where it is sent; where it was meant for when empty. */
  bodyKey: string;
  /** The published answer whose words were taken, for an answer. */
  version?: string | null;
}
interface Scene {
  ports: TicketPorts;
  tx: Tx;
  actor: Actor;
  ticket: TicketRow;
  at: Instant;
  today: Day;
}
/** What changes, and the officer's name for the log. */
type Change = { set: Partial<Omit<TicketRow, 'reached_at'>>; to?: string } | Refusal;

/** One step in the life of a ticket, with its place in the timeline. Only her own officer and a supervisor go on with it. */
export async function workTicket(ports: TicketPorts, actor: Actor, what: Deed): Promise<Outcome> {
  if (!canWorkTickets(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const ticket = await ticketIn(tx, what.id);
    const refusal = refuseStep(ticket, actor, what);
    if (refusal) return refusal;
    const change = await steps[what.deed]({ ports, tx, actor, ticket, at, today }, what);
    if ('ok' in change) return change;
    await tx.updateTable('ticket').set({ ...change.set, revision: ticket.revision + 1 }).where('id', '=', ticket.id).execute();
    await tx.insertInto('ticket_event').values({ id: newId(), ticket_id: ticket.id, at, deed: what.deed.toUpperCase(), by_id: actor.id, note: what.deed === 'answer' ? '' : maskNumbers(what.note) }).execute();
    await recordAudit(tx, { at, actor, action: `ticket.${what.deed}`, objectType: 'ticket', objectId: ticket.id, details: { code: ticket.code, ...(change.to ? { to: change.to } : {}) } });
    return { ok: true };
  });
}

const needsNote: ReadonlySet<TicketDeed> = new Set(['wait', 'answer', 'tell', 'close']);

function refuseStep(ticket: TicketRow, actor: Actor, { revision, deed, note }: Deed): Refusal | null {
  if (ticket.revision !== revision) return refuse('form', messages.both('fault.changed'));
  const state = ticketState(ticket);
  if (!deedsFor(state).includes(deed)) return refuse('form', { vi: messages.in('vi')('fault.not-now', { state: messages.in('vi')(`state.${state}`) }), en: messages.in('en')('fault.not-now', { state: messages.in('en')(`state.${state}`) }) });
  const isHers = ticket.assigned_to === actor.id || (deed === 'assign' && ticket.assigned_to === null) || canSuperviseCalls(actor);
  if (!isHers) return refuse('form', messages.both('fault.not-yours'));
  return needsNote.has(deed) && note === '' ? refuse('note', messages.both('fault.note')) : null;
}

const steps: Readonly<Record<TicketDeed, (scene: Scene, what: Deed) => Promise<Change> | Change>> = {
  assign,
  send: async ({ tx, ticket, at }, { bodyKey }) => {
    const key = bodyKey || ticket.body_key;
    return (await refuseBody(tx, key, at)) ?? { set: { sent_at: at, body_key: key } };
  },
  wait: ({ at }) => ({ set: { waiting_since: at } }),
  resume,
  answer: async ({ tx, at }, { note, version }) => (version && !(await isPublicNow(tx, version, at)) ? refuse('note', ticketReplyMessages.both('fault.answer-gone')) : { set: { answered_at: at, answer: note, answer_version_id: version ?? null } }),
  tell: ({ at }) => ({ set: { told_at: at } }),
  close: ({ at }) => ({ set: { closed_at: at, waiting_since: null } }),
};

async function assign({ ports, tx, actor, ticket, at }: Scene, { to }: Deed): Promise<Change> {
  const officer = to ?? actor.id;
  if (officer !== actor.id && !canSuperviseCalls(actor)) return refuse('to', messages.both('fault.assign-other'));
  const able = await tx
    .selectFrom('role_assignment as r').innerJoin('user_account as u', 'u.id', 'r.user_id').select('u.full_name')
    .where('u.id', '=', officer).where('u.disabled_at', 'is', null).where('r.revoked_at', 'is', null).where('r.role', 'in', ['LEGAL_OFFICER', 'CALL_SUPERVISOR']).executeTakeFirst();
  if (!able) return refuse('to', messages.both('fault.officer'));
  const conflict = await conflictOf(tx, ports.secret, ticket, officer);
  return conflict ? refuse('to', messages.both(`fault.conflict-${conflict}`)) : { set: { assigned_to: officer, assigned_at: at }, to: able.full_name };
}

/** The minutes that were left when the clock was stopped are left again, unless a limitation leaves fewer; what was late stays late. */
async function resume({ ports, tx, ticket, at, today }: Scene): Promise<Change> {
  const calendar = await workCalendar(tx, today, ports.timeZone);
  const since = ticket.waiting_since ?? at;
  if (ticket.due_at <= since) return { set: { waiting_since: null } };
  const left = afterWorking(at, workedBetween(since, ticket.due_at, calendar), calendar);
  const due = await limitDue(tx, { ...ticket, due_at: left }, calendar, { at, today });
  await planEscalations(tx, { id: ticket.id, due_at: due }, calendar, { at, today });
  return { set: { waiting_since: null, due_at: due } };
}
