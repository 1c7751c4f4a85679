/** Front door of answers, calls and tickets for the frame and for pages: nothing of the server. */
export { canSeeAnswerDesk, canTakeCalls, canWorkTickets } from './policy.ts';
