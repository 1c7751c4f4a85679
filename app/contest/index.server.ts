/** Front door of the contest for the start, seeds and jobs. */
export { sweepEntryFiles } from './commands/sweep-entry-files.server.ts';
export { sendCode } from './commands/send-code.server.ts';
export { checkReceiptFile } from './receipt-signature.server.ts';
