import { z } from 'zod';
import type { Day, Instant } from '../../platform/clock.ts';
import { defineSetting } from '../../platform/settings.ts';
import { afterWorking, endOfWorkBefore, type WorkCalendar } from './working-time.ts';

/** Legally different things, kept apart. A crime report is not among them: it is routed and never becomes a ticket. */
export const ticketKinds = ['QUESTION', 'LEGAL_HELP', 'LEGAL_AID', 'COMPLAINT', 'DENUNCIATION', 'PETITION', 'FEEDBACK'] as const;
export type TicketKind = (typeof ticketKinds)[number];
/** What a citizen may come with: information is searched for, a crime report is routed, the rest becomes a ticket. */
export const matters = ['INFORMATION', ...ticketKinds, 'CRIME_REPORT'] as const;
export type Matter = (typeof matters)[number];
export const replyChannels = ['PHONE', 'SMS', 'EMAIL', 'POST', 'IN_PERSON'] as const;
export type ReplyChannel = (typeof replyChannels)[number];
export const crimeWays = ['POLICE_113', 'LOCAL_POLICE', 'VNEID'] as const;
export type CrimeWay = (typeof crimeWays)[number];

/** Matters in which a day may end somebody's rights: a decision can be complained of, or sued against, for so long only. */
export const kindsWithLimitation: ReadonlySet<TicketKind> = new Set(['LEGAL_AID', 'LEGAL_HELP', 'COMPLAINT']);

/** Groups that may have legal aid. The first three are certain; whether one of the others fits is for an officer to appraise. */
export const aidGroups = ['MERIT', 'POOR', 'CHILD', 'MINORITY', 'ACCUSED_MINOR', 'ACCUSED_NEAR_POOR', 'HARDSHIP', 'UNKNOWN'] as const;
export type AidGroup = (typeof aidGroups)[number];
export const certainAidGroups: ReadonlySet<AidGroup> = new Set(['MERIT', 'POOR', 'CHILD']);

const minutes = z.number().int().min(1).max(45_000);
const shape = z.object(Object.fromEntries(ticketKinds.map((kind) => [kind, minutes])) as Record<TicketKind, typeof minutes>);
const day = 450;
/** Working minutes until an answer, per kind. The house's own targets for passing on and telling; limits that law sets for a body are that body's. */
export const ticketTargets = defineSetting({ key: 'tickets.targets', value: shape, fallback: { QUESTION: 2 * day, LEGAL_HELP: 3 * day, LEGAL_AID: day, COMPLAINT: 2 * day, DENUNCIATION: day, PETITION: 2 * day, FEEDBACK: 2 * day }, legalBasis: 'Quy chế nội bộ của tổng đài' });
/** Working minutes before the due time at which the supervisor is told. */
export const soonBefore = defineSetting({ key: 'tickets.soon', value: z.number().int().min(1).max(4_500), fallback: 120, legalBasis: 'Quy chế nội bộ của tổng đài' });
/** So many working days before a limitation a ticket must be answered; when it is nearer than that already, within so many working minutes. */
export const limitationLead = defineSetting({ key: 'tickets.limitation', value: z.object({ days: z.number().int().min(1).max(60), rushMinutes: z.number().int().min(15).max(4_500) }), fallback: { days: 5, rushMinutes: 60 }, legalBasis: 'Quy chế nội bộ của tổng đài' });

/** Days after closing at which everything personal of a ticket is erased. */
export const keepDays = defineSetting({ key: 'tickets.keep-days', value: z.number().int().min(1).max(3_650), fallback: 180, legalBasis: 'Luật Bảo vệ dữ liệu cá nhân: không lưu lâu hơn mục đích cần' });

export interface TicketDates {
  assigned_at: Instant | null;
  sent_at: Instant | null;
  waiting_since: Instant | null;
  answered_at: Instant | null;
  told_at: Instant | null;
  /** When an answer that was sent has reached the citizen's provider; nothing of a bounced one. */
  reached_at?: Instant | null;
  closed_at: Instant | null;
}
export const ticketStates = ['RECEIVED', 'ASSIGNED', 'SENT', 'WAITING', 'ANSWERED', 'TOLD', 'CLOSED'] as const;
export type TicketState = (typeof ticketStates)[number];

/** Where a ticket stands; follows from its dates alone. */
export function ticketState(ticket: TicketDates): TicketState {
  if (ticket.closed_at) return 'CLOSED';
  if (ticket.told_at || (ticket.answered_at && ticket.reached_at)) return 'TOLD';
  if (ticket.answered_at) return 'ANSWERED';
  if (ticket.waiting_since) return 'WAITING';
  if (ticket.sent_at) return 'SENT';
  return ticket.assigned_at ? 'ASSIGNED' : 'RECEIVED';
}

/** The clock runs until there is an answer, but not while the citizen is asked for something. */
export const clockRuns = (ticket: TicketDates): boolean => !ticket.closed_at && !ticket.answered_at && !ticket.waiting_since;
export const isOverdue = (ticket: TicketDates & { due_at: Instant }, now: Instant): boolean => clockRuns(ticket) && ticket.due_at <= now;

/** When a ticket is due that runs against a limitation, and from when on its supervisor must know; `isRush` when that has passed already. A limitation never gives more time. */
export function dueBeforeLimitation(due: Instant, limitationOn: Day, { days, rushMinutes }: { days: number; rushMinutes: number }, at: Instant, calendar: WorkCalendar): { due: Instant; raiseAt: Instant; isRush: boolean } {
  // A day that is over needs no calendar, however long ago it was.
  const latest = limitationOn <= at.slice(0, 10) ? at : endOfWorkBefore(limitationOn, days, calendar);
  const isRush = latest <= at;
  const end = isRush ? afterWorking(at, rushMinutes, calendar) : latest;
  return { due: due < end ? due : end, raiseAt: isRush ? at : latest, isRush };
}

export const ticketDeeds = ['assign', 'send', 'wait', 'resume', 'answer', 'tell', 'close'] as const;
export type TicketDeed = (typeof ticketDeeds)[number];
const allowedIn: Readonly<Record<TicketDeed, readonly TicketState[]>> = {
  assign: ['RECEIVED', 'ASSIGNED', 'SENT', 'WAITING'],
  send: ['ASSIGNED'],
  wait: ['ASSIGNED', 'SENT'],
  resume: ['WAITING'],
  answer: ['ASSIGNED', 'SENT'],
  tell: ['ANSWERED'],
  close: ['RECEIVED', 'ASSIGNED', 'SENT', 'WAITING', 'ANSWERED', 'TOLD'],
};

/** What can be done with a ticket where it stands, in the order of its life. */
export const deedsFor = (state: TicketState): TicketDeed[] => ticketDeeds.filter((deed) => allowedIn[deed].includes(state));

/** The number of a ticket: `PT-2026-000123`. */
export const ticketCode = (year: string, number: number): string => `PT-${year}-${String(number).padStart(6, '0')}`;
