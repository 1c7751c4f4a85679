/** Front door of answers for the frame and for pages: nothing of the server. */
export { canSeeAnswerDesk, canWorkTickets } from './policy.ts';
