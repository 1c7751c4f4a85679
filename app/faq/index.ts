/** Front door of answers for the frame and for pages: nothing of the server. */
export { canWorkTickets } from './policy.ts';
