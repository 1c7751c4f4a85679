import { attachmentHeader } from '../platform/files/file-name.ts';

/** A receipt as a file to be kept: never shown, never stored on the way. */
export function receiptResponse(file: string, name: string): Response {
  return new Response(file, { headers: { 'Content-Type': 'application/json; charset=utf-8', 'Content-Disposition': attachmentHeader(name), 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' } });
}
