import { eraseTickets, eraseTicketsJob, escalateTicket, escalateTicketJob, planLimitations, planLimitationsJob } from '../../app/faq/index.server.ts';
import { handleJob, type JobHandler } from '../../app/platform/jobs/jobs.server.ts';

const escalateTicketHandler = handleJob(escalateTicketJob, async (payload, { db, clock, log, timeZone }) => {
  const isTold = await escalateTicket(db, payload, clock.now().toISOString(), timeZone);
  log.info({ ticket: payload.ticketId, step: payload.step, isTold }, 'ticket escalation looked at');
});
const eraseTicketsHandler = handleJob(eraseTicketsJob, async (_payload, { db, clock, log, timeZone }) => {
  const count = await eraseTickets({ db, clock, timeZone });
  log.info({ count }, 'old tickets erased');
});
const planLimitationsHandler = handleJob(planLimitationsJob, async (_payload, { db, clock, log, timeZone }) => {
  const count = await planLimitations({ db, clock, timeZone });
  log.info({ count }, 'limitations of old tickets planned');
});

/** Jobs of tickets. */
export const ticketJobs: JobHandler[] = [escalateTicketHandler, eraseTicketsHandler, planLimitationsHandler];
