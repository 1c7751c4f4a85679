import { severityOf, statusIn } from './mail-status.ts';
import { allParts, readHeaders, readMime } from './mime.ts';

/** What a provider or a mail server reports about one recipient. */
export interface BounceReport {
  /** `hard`: never to this address again. `failed`: this mail did not arrive. `delayed`: not yet. */
  kind: 'hard' | 'failed' | 'delayed' | 'complaint';
  messageId: string | null;
  address: string | null;
  status: string | null;
  diagnostic: string;
}

/** A provider's JSON as a report. Without any status it is no proof against the address. */
export function reportOf(from: { messageId?: string | undefined; address?: string | undefined; kind: 'bounce' | 'complaint'; diagnostic?: string | undefined; status?: string | undefined }): BounceReport {
  const diagnostic = from.diagnostic ?? '';
  const status = from.status ?? statusIn(diagnostic);
  const shared = { messageId: from.messageId ?? null, address: from.address ?? null, status, diagnostic };
  if (from.kind === 'complaint') return { kind: 'complaint', ...shared };
  const severity = severityOf(status, codeIn(diagnostic));
  return { kind: severity === 'address' ? 'hard' : severity === 'passing' ? 'delayed' : 'failed', ...shared };
}

/**
 * Reads a delivery status notification (RFC 3464) or a complaint (RFC 5965).
 * @returns one report per failed or delayed recipient; nothing for receipts and for mails that are no report
 */
export function readDsn(raw: string): BounceReport[] {
  const parts = allParts(readMime(raw));
  const original = parts.find((part) => part.type === 'message/rfc822' || part.type === 'text/rfc822-headers');
  const originalId = original ? (readHeaders(headOf(original.text)).get('message-id') ?? null) : null;
  const complaint = parts.find((part) => part.type === 'message/feedback-report');
  if (complaint) return [{ kind: 'complaint', messageId: originalId, address: addressIn(readHeaders(complaint.text).get('original-rcpt-to')), status: null, diagnostic: 'complaint' }];
  const report = parts.find((part) => part.type === 'message/delivery-status' || part.type === 'message/global-delivery-status');
  const blocks = (report?.text ?? '').replace(/\r\n?/g, '\n').split(/\n[ \t]*\n/).map(readHeaders);
  return blocks.filter((block) => block.has('final-recipient') || block.has('original-recipient')).slice(0, 50).flatMap((block) => recipientReport(block, originalId));
}

function recipientReport(block: Map<string, string>, messageId: string | null): BounceReport[] {
  const action = block.get('action')?.toLowerCase() ?? '';
  const diagnostic = (block.get('diagnostic-code') ?? '').replace(/^[\w-]+\s*;\s*/, '').slice(0, 300);
  const status = statusIn(block.get('status') ?? '') ?? statusIn(diagnostic);
  // Original-Recipient is the address that we wrote to; Final-Recipient may be where it was forwarded.
  const shared = { messageId, address: addressIn(block.get('original-recipient')) ?? addressIn(block.get('final-recipient')), status, diagnostic };
  if (action === 'delayed') return [{ kind: 'delayed', ...shared }];
  if (action !== 'failed') return [];
  return [{ kind: severityOf(status, codeIn(diagnostic)) === 'address' ? 'hard' : 'failed', ...shared }];
}

function headOf(text: string): string {
  return text.replace(/\r\n?/g, '\n').split('\n\n')[0] ?? '';
}

/** One @ only: a line full of them would otherwise be tried in every way in which it can be split. */
function addressIn(value: string | undefined): string | null {
  return /^(?:[\w-]+\s*;)?\s*<?([^\s<>;@]+@[^\s<>;@]+)>?\s*$/.exec(value ?? '')?.[1] ?? null;
}

function codeIn(diagnostic: string): number | null {
  const code = /(?<![\d.])([45]\d{2})(?![\d.])/.exec(diagnostic)?.[1];
  return code ? Number(code) : null;
}
