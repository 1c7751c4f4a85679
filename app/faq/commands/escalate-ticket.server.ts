import type { Db, Tx } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { dayWords } from '../../platform/days.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/jobs.server.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { writeMessage } from '../../messaging/index.server.ts';
import { ticketMessages as messages } from '../messages/tickets.ts';
import { clockRuns, dueBeforeLimitation, limitationLead, soonBefore, type TicketKind } from '../rules/ticket.ts';
import { afterWorking, workedBetween, type WorkCalendar } from '../rules/working-time.ts';
import { escalateTicketJob } from '../jobs.ts';
import { reachedAt, type TicketRow } from '../ticket-rows.server.ts';

type EscalationStep = 'SOON' | 'DUE' | 'LIMITATION';

/** Of the job that tells of a ticket's limitation: another day has a job of its own. */
export const limitationKey = (ticketId: string, limitationOn: Day): string => `escalate:${ticketId}:LIMITATION:${limitationOn}`;

/** When a ticket is due at the latest, as far as a limitation pulls it forward; the supervisors are told from the day on that a setting says, at once when it is nearer. */
export async function limitDue(tx: Tx, ticket: { id: string; due_at: Instant; limitation_on: Day | null }, calendar: WorkCalendar, { at, today }: { at: Instant; today: Day }): Promise<Instant> {
  if (ticket.limitation_on === null) return ticket.due_at;
  const { due, raiseAt } = dueBeforeLimitation(ticket.due_at, ticket.limitation_on, await readSetting(tx, limitationLead, today), at, calendar);
  await enqueue(tx, escalateTicketJob, { ticketId: ticket.id, step: 'LIMITATION', dueAt: ticket.limitation_on }, { now: at, runAt: raiseAt, uniqueKey: limitationKey(ticket.id, ticket.limitation_on) });
  return due;
}

/** Plans that the supervisors are told before and at the due time. Jobs of an earlier due time find another one and do nothing. */
export async function planEscalations(tx: Tx, ticket: { id: string; due_at: Instant }, calendar: WorkCalendar, { at, today }: { at: Instant; today: Day }): Promise<void> {
  const lead = Math.max(0, workedBetween(at, ticket.due_at, calendar) - (await readSetting(tx, soonBefore, today)));
  const moments = { SOON: afterWorking(at, lead, calendar), DUE: ticket.due_at };
  for (const step of ['SOON', 'DUE'] as const) {
    await enqueue(tx, escalateTicketJob, { ticketId: ticket.id, step, dueAt: ticket.due_at }, { now: at, runAt: moments[step], uniqueKey: `escalate:${ticket.id}:${step}:${ticket.due_at}` });
  }
}

/**
 * Tells the supervisors and the officer of a ticket once per step.
 * @returns whether somebody was told now: not when the clock stands, the due time has moved, or it was done before
 */
export async function escalateTicket(db: Db, { ticketId, step, dueAt }: { ticketId: string; step: EscalationStep; dueAt: string }, at: Instant, timeZone: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const ticket = await tx.selectFrom('ticket as t').selectAll('t').select(reachedAt).where('t.id', '=', ticketId).executeTakeFirst();
    if (!ticket || !isStillSo(ticket, step, dueAt)) return false;
    const { numInsertedOrUpdatedRows: isNew } = await tx.insertInto('ticket_escalation').values({ ticket_id: ticketId, step, at }).onConflict((conflict) => conflict.doNothing()).executeTakeFirstOrThrow();
    if (!isNew) return false;
    await tx.insertInto('ticket_event').values({ id: newId(), ticket_id: ticketId, at, deed: 'ESCALATE', by_id: null, note: step }).execute();
    await tellSupervisors(tx, ticket, step, { at, timeZone });
    return true;
  });
}

/** A limitation runs on while the citizen is asked for something; a due time does not. */
const isStillSo = (ticket: TicketRow, step: EscalationStep, dueAt: string): boolean =>
  step === 'LIMITATION' ? ticket.limitation_on === dueAt && !ticket.answered_at && !ticket.closed_at : clockRuns(ticket) && ticket.due_at === dueAt;

async function tellSupervisors(tx: Tx, ticket: TicketRow, step: EscalationStep, { at, timeZone }: { at: Instant; timeZone: string }): Promise<void> {
  const supervisors = await tx.selectFrom('role_assignment as r').innerJoin('user_account as u', 'u.id', 'r.user_id').select('u.id').distinct().where('r.role', '=', 'CALL_SUPERVISOR').where('r.revoked_at', 'is', null).where('u.disabled_at', 'is', null).execute();
  const words = (locale: 'vi' | 'en') => {
    const t = messages.in(locale);
    return { subject: t(`escalate.${step}`, { code: ticket.code }), body: [step === 'LIMITATION' && ticket.limitation_on ? t('escalate.limitation', { day: dayWords(ticket.limitation_on) }) : '', t('escalate.body', { due: defineFormats(locale, timeZone).moment(ticket.due_at), kind: t(`kind.${ticket.kind as TicketKind}`) })].filter(Boolean).join(' ') };
  };
  await writeMessage(tx, {
    source: { type: 'NOTICE', id: `ticket:${ticket.id}:${step}` },
    topic: 'SYSTEM',
    isDuty: true,
    urgency: 'PRIORITY',
    reason: messages.both('escalate.reason'),
    content: { vi: words('vi'), en: words('en'), link: `/tickets/${ticket.id}` },
    channels: [{ channel: 'IN_APP', whenClosed: 'WAIT' }],
    recipients: [...supervisors.map(({ id }) => id), ...(ticket.assigned_to ? [ticket.assigned_to] : [])],
    sendAt: at,
    notAfter: new Date(Date.parse(at) + 7 * 86_400_000).toISOString(),
    createdBy: null,
    now: at,
  });
}
