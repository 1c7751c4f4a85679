/** Front door of answers for the start, seeds, jobs and campaigns. */
export { loadAnswerLists, loadAnswers, type LoadReport } from './commands/load-answers.server.ts';
export { approveAnswer } from './commands/appraise-answer.server.ts';
export { handInAnswer, handInLoaded, returnAnswer } from './commands/hand-in-answer.server.ts';
export { addDocument, dateDocument, prepareSuccessors } from './commands/legal-documents.server.ts';
export { publishAnswer, withdrawAnswer } from './commands/publish-answer.server.ts';
export { renewAnswer } from './commands/renew-answer.server.ts';
export { addAnswer, editAnswer, openDraft } from './commands/write-answer.server.ts';
export { answerTexts, listAnswerChoices, shownThen, type AnswerChoice, type AnswerTexts, type ShownThen } from './queries/answer-texts.server.ts';
export { getVersionAnswer } from './queries/desk-entry.server.ts';
export { readAnswers } from './content/read-folder.server.ts';
export { answersReport } from './content/report.ts';
export { reviewBy } from './rules/answer-faults.ts';
export type { AnswerFields } from './rules/answer.ts';
export { eraseTickets } from './commands/erase-tickets.server.ts';
export { escalateTicket } from './commands/escalate-ticket.server.ts';
export { receiveTicket, routeCrimeReport } from './commands/receive-ticket.server.ts';
export { workTicket } from './commands/work-ticket.server.ts';
export { eraseTicketsJob, escalateTicketJob } from './jobs.ts';
