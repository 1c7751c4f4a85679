import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { compareTexts } from '../../platform/text/fold.ts';
import { readSetting } from '../../platform/settings.server.ts';
import type { Actor } from '../../people/actor.ts';
import { listCommuneNames } from '../../people/index.server.ts';
import { communeLabel, type CommuneName } from '../../people/index.ts';
import type { TicketList } from '../forms/tickets.ts';
import { canSuperviseCalls, canWorkTickets } from '../policy.ts';
import { maskContact, maskName } from '../rules/sensitive.ts';
import { deedsFor, isOverdue, ticketState, type AidGroup, type ReplyChannel, type TicketDeed, type TicketKind, type TicketState } from '../rules/ticket.ts';
import { lookUpCommune } from '../commune-words.server.ts';
import { communesOnDay } from './commune-of-day.server.ts';
import { shownVersions } from './current-answers.server.ts';
import { listReplies, usedAnswer, type TicketReply } from './ticket-replies.server.ts';
import { officeHours } from '../rules/working-time.ts';
import { citizenOf, reachedAt, ticketIn, type TicketRow } from '../ticket-rows.server.ts';

export const ticketsAPage = 50;

export interface TicketListRow {
  id: string;
  code: string;
  kind: TicketKind;
  state: TicketState;
  isLate: boolean;
  dueAt: Instant;
  body: string;
  officer: string | null;
  /** Masked. */
  citizen: string | null;
}

/** Who may see which tickets: those who work on them all, an agent what she wrote down. */
const seenBy = (db: Db, actor: Actor) => db.selectFrom('ticket as t').$if(!canWorkTickets(actor), (query) => query.where('t.received_by', '=', actor.id));

/** Gaps whose answer is shown by now; an editor may have linked one that was shown long before. */
const answeredGaps = (db: Db, now: Instant) => shownVersions(db, now, true).innerJoin('gap as g', 'g.entry_id', 'p.entry_id');

interface Matching {
  actor: Actor;
  now: Instant;
  filter: TicketList;
  /** The units of the commune that the filter names; null without one. */
  units: readonly string[] | null;
}

/** Every unit under which tickets of a commune were written down: it, and those that have gone into it since. */
async function unitsOfCommune(db: Db, { unitId, now }: CommuneName, today: Day): Promise<string[]> {
  const used = (await db.selectFrom('ticket').select('unit_id').distinct().where('unit_id', 'is not', null).execute()).flatMap(({ unit_id }) => unit_id ?? []);
  const called = await communesOnDay(db, used, today);
  return used.filter((id) => id === unitId || called.get(id) === now);
}

function matching(db: Db, { actor, now, units, filter: { view, kind, mine, code } }: Matching) {
  return seenBy(db, actor)
    .where('t.closed_at', view === 'closed' ? 'is not' : 'is', null)
    .$if(view === 'waiting', (query) => query.where('t.waiting_since', 'is not', null).where('t.answered_at', 'is', null))
    .$if(view === 'late', (query) => query.where('t.due_at', '<=', now).where('t.answered_at', 'is', null).where('t.waiting_since', 'is', null))
    .$if(view === 'answerable', (query) => query.where('t.answered_at', 'is', null).where('t.gap_id', 'in', answeredGaps(db, now).select('g.id')))
    .$if(units !== null, (query) => query.where('t.unit_id', 'in', units ?? []))
    .$if(kind !== '', (query) => query.where('t.kind', '=', kind))
    .$if(mine === 'on', (query) => query.where('t.assigned_to', '=', actor.id))
    .$if(code !== '', (query) => query.where((where) => where.fn<number>('instr', ['t.code', where.val(code.toUpperCase())]), '>', 0));
}

/** Tickets by due time (closed ones by their closing), a page at a time, citizens masked. A commune that nobody knows filters nothing and is said not to be known. */
export async function listTickets(db: Db, { actor, secret, at: now, today }: { actor: Actor; secret: string; at: Instant; today: Day }, filter: TicketList): Promise<{ rows: TicketListRow[]; count: number; communeNow: string | null; communesLike: string[] }> {
  const { found, like } = filter.commune === '' ? { found: undefined, like: [] } : await lookUpCommune(db, filter.commune, today);
  const asked: Matching = { actor, now, filter, units: found ? await unitsOfCommune(db, found, today) : null };
  const { count } = await matching(db, asked).select((row) => row.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const rows = await matching(db, asked)
    .innerJoin('competent_body as b', 'b.key', 't.body_key')
    .leftJoin('user_account as o', 'o.id', 't.assigned_to')
    .selectAll('t')
    .select(reachedAt)
    .select(['b.name as body', 'o.full_name as officer'])
    .orderBy(filter.view === 'closed' ? 't.closed_at' : 't.due_at', filter.view === 'closed' ? 'desc' : 'asc')
    .orderBy('t.code')
    .limit(ticketsAPage)
    .offset((filter.page - 1) * ticketsAPage)
    .execute();
  return { count, communeNow: found?.now ?? null, communesLike: like, rows: rows.map((row) => ({ ...shownOf(row, secret, now), body: row.body, officer: row.officer })) };
}

function shownOf(row: TicketRow, secret: string, now: Instant) {
  const { name } = citizenOf(secret, row);
  return { id: row.id, code: row.code, kind: row.kind as TicketKind, state: ticketState(row), isLate: isOverdue(row, now), dueAt: row.due_at, citizen: name && maskName(name) };
}

export interface TicketPage extends TicketListRow {
  revision: number;
  bodyKey: string;
  bodyPhone: string | null;
  bodyAddress: string | null;
  bodyHours: string | null;
  summary: string;
  contact: string | null;
  replyChannel: ReplyChannel;
  aidGroup: AidGroup | null;
  limitationOn: Day | null;
  hasParty: boolean;
  /** The call that it was opened from, for those who may look at calls. */
  callHref: string | null;
  unitName: string | null;
  answer: string | null;
  /** The question of the answer that exists by now, when the citizen waits for one. */
  found: string | null;
  /** The published answer whose words were taken for the answer. */
  used: { question: string; slug: string; isShown: boolean } | null;
  replies: TicketReply[];
  sentAt: Instant | null;
  erasedAt: Instant | null;
  receivedAt: Instant;
  receivedBy: string;
  /** What this reader can do now. */
  deeds: TicketDeed[];
  mayReveal: boolean;
  events: { id: string; at: Instant; deed: string; by: string | null; note: string }[];
}

/** A ticket with its timeline for somebody who may see it. @throws AppError not-found, also for a ticket of others */
export async function getTicket(db: Db, id: string, { actor, secret, at: now, today }: { actor: Actor; secret: string; at: Instant; today: Day }): Promise<TicketPage> {
  const ticket = await ticketIn(db, id);
  if (!canWorkTickets(actor) && ticket.received_by !== actor.id) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const names = await namesOf(db, ticket);
  const communes = ticket.unit_id ? await communesOnDay(db, [ticket.unit_id], today) : null;
  const { contact } = citizenOf(secret, ticket);
  const isHers = ticket.assigned_to === actor.id || canSuperviseCalls(actor);
  const deeds = canWorkTickets(actor) ? deedsFor(ticketState(ticket)).filter((deed) => isHers || (deed === 'assign' && !ticket.assigned_to)) : [];
  return {
    ...shownOf(ticket, secret, now), ...names, deeds, mayReveal: canWorkTickets(actor) && isHers && !ticket.erased_at,
    unitName: (ticket.unit_id && communes?.get(ticket.unit_id)) || null, revision: ticket.revision, bodyKey: ticket.body_key, summary: ticket.summary, contact: contact && maskContact(contact), replyChannel: ticket.reply_channel as ReplyChannel, aidGroup: ticket.aid_group as AidGroup | null,
    limitationOn: ticket.limitation_on, hasParty: ticket.party_hash !== null, callHref: await callHrefOf(db, actor, ticket.call_id), answer: ticket.answer, sentAt: ticket.sent_at, erasedAt: ticket.erased_at, receivedAt: ticket.received_at,
    found: ticket.gap_id && !ticket.answered_at ? ((await answeredGaps(db, now).select('v.question').where('g.id', '=', ticket.gap_id).executeTakeFirst())?.question ?? null) : null,
    used: await usedAnswer(db, ticket.answer_version_id, now), replies: await listReplies(db, id),
    events: await db.selectFrom('ticket_event as e').leftJoin('user_account as u', 'u.id', 'e.by_id').select(['e.id', 'e.at', 'e.deed', 'u.full_name as by', 'e.note']).where('e.ticket_id', '=', id).orderBy('e.at').orderBy('e.id').execute(),
  };
}

async function callHrefOf(db: Db, actor: Actor, callId: string | null): Promise<string | null> {
  if (!callId || !canSuperviseCalls(actor)) return null;
  return (await db.selectFrom('call_record').select('id').where('id', '=', callId).executeTakeFirst()) ? `/desk/calls/${callId}` : null;
}

async function namesOf(db: Db, ticket: TicketRow) {
  return db
    .selectFrom('ticket as t')
    .innerJoin('competent_body as b', 'b.key', 't.body_key')
    .innerJoin('user_account as r', 'r.id', 't.received_by')
    .leftJoin('user_account as o', 'o.id', 't.assigned_to')
    .select(['b.name as body', 'b.phone as bodyPhone', 'b.address as bodyAddress', 'b.hours as bodyHours', 'r.full_name as receivedBy', 'o.full_name as officer'])
    .where('t.id', '=', ticket.id)
    .executeTakeFirstOrThrow();
}

/** The bodies that can be sent something at a moment. */
export async function listOpenBodies(db: Db, at: Instant): Promise<{ key: string; name: string }[]> {
  const bodies = await db.selectFrom('competent_body').select(['key', 'name']).where((where) => where.or([where('closed_at', 'is', null), where('closed_at', '>', at)])).execute();
  return bodies.toSorted((a, b) => compareTexts(a.name, b.name));
}

/** What the form of a new ticket offers: open bodies, communes by the names of today and of old, office hours. */
export async function newTicketChoices(db: Db, { at, today }: { at: Instant; today: Day }) {
  const bodies = await listOpenBodies(db, at);
  return { bodies, communes: (await listCommuneNames(db, today)).map(communeLabel), hours: (await readSetting(db, officeHours, today)).spans.map((span) => span.join('–')).join(', ') };
}

/** Everybody who can be given a ticket, and the bodies that it can be sent to. */
export async function deedChoices(db: Db, at: Instant) {
  const officers = await db
    .selectFrom('role_assignment as r').innerJoin('user_account as u', 'u.id', 'r.user_id').select(['u.id', 'u.full_name as name', 'u.sort_key']).distinct()
    .where('r.role', 'in', ['LEGAL_OFFICER', 'CALL_SUPERVISOR']).where('r.revoked_at', 'is', null).where('u.disabled_at', 'is', null).orderBy('u.sort_key').execute();
  return { officers: officers.map(({ id, name }) => ({ id, name })), bodies: await listOpenBodies(db, at) };
}
