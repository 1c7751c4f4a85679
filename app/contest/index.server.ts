/** The contest's front door for other features, jobs and the server. */
export { checkReceiptFile } from './receipt-signature.server.ts';
