import { z } from 'zod';
import { defineJob } from '../platform/jobs/contract.ts';

/** Tells the supervisors of a ticket that is due soon or now, or whose limitation is near. `dueAt` is the time, or the day of the limitation, for which it was planned: another one has a job of its own. */
export const escalateTicketJob = defineJob({ name: 'faq.escalate-ticket', payload: z.object({ ticketId: z.string(), step: z.enum(['SOON', 'DUE', 'LIMITATION']), dueAt: z.string() }), maxAttempts: 10 });
/** Erases what is personal in tickets that were closed long ago. */
export const eraseTicketsJob = defineJob({ name: 'faq.erase-tickets', payload: z.object({}), maxAttempts: 5 });
/** Plans what is planned for a limitation for tickets from before there was such a plan; once, by a migration. */
export const planLimitationsJob = defineJob({ name: 'faq.plan-limitations', payload: z.object({}), maxAttempts: 5 });
