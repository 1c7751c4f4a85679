import { z } from 'zod';
import { defineJob } from '../platform/jobs/contract.ts';

/** Tells the supervisors of a ticket that is due soon or now. `dueAt` is the time for which it was planned: another one has a job of its own. */
export const escalateTicketJob = defineJob({ name: 'faq.escalate-ticket', payload: z.object({ ticketId: z.string(), step: z.enum(['SOON', 'DUE']), dueAt: z.string() }), maxAttempts: 10 });
/** Erases what is personal in tickets that were closed long ago. */
export const eraseTicketsJob = defineJob({ name: 'faq.erase-tickets', payload: z.object({}), maxAttempts: 5 });
