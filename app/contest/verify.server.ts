/** Front door for whoever checks a receipt with nothing but its file and the key: it needs no database, and starts in a moment because it knows no other feature. */
export { checkReceiptFile, receiptTextIn } from './receipt-signature.server.ts';
