/** Front door of answers for seeds, jobs and other features. */
export { eraseTickets } from './commands/erase-tickets.server.ts';
export { escalateTicket } from './commands/escalate-ticket.server.ts';
export { receiveTicket, routeCrimeReport } from './commands/receive-ticket.server.ts';
export { workTicket } from './commands/work-ticket.server.ts';
export { eraseTicketsJob, escalateTicketJob } from './jobs.ts';
