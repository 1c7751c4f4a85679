import type { Letter } from '../sender.ts';

/** Everything that DKIM signs. Both unsubscribe headers must be among them (RFC 8058). */
export const signedHeaders = 'From:Reply-To:Subject:Date:Message-ID:To:MIME-Version:Content-Type:Content-Transfer-Encoding:List-Id:List-Unsubscribe:List-Unsubscribe-Post:Auto-Submitted:Precedence';

/** The Message-ID of a delivery: the same on every try, so that a mailbox can drop a second copy. */
export function messageIdOf(deliveryId: string, domain: string): string {
  return `<${deliveryId}@${domain}>`;
}

/** The delivery that a Message-ID names; null when it is not one of ours. */
export function deliveryOf(messageId: string): string | null {
  return /^<?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@[\w.-]+>?$/i.exec(messageId.trim())?.[1]?.toLowerCase() ?? null;
}

/** Headers that tell mail programs and providers what kind of mail this is. */
export function listHeaders(letter: Letter, domain: string, unsubscribe: { url: string; mailto: string | undefined } | null): Record<string, string> {
  const common = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply', 'Feedback-ID': `${letter.topic.toLowerCase()}:${domain}` };
  const references: Record<string, string> = letter.correctsId ? { 'X-Corrects': letter.correctsId } : {};
  if (letter.isDuty || !unsubscribe) return { ...common, ...references };
  const ways = [`<${unsubscribe.url}>`, ...(unsubscribe.mailto ? [`<mailto:${unsubscribe.mailto}?subject=unsubscribe>`] : [])];
  return {
    ...common,
    ...references,
    Precedence: 'bulk',
    'List-Id': `<${letter.topic.toLowerCase().replaceAll('_', '-')}.${domain}>`,
    'List-Unsubscribe': ways.join(', '),
    // One click works over https only; on a test machine without it the header would be a promise that is not kept.
    ...(unsubscribe.url.startsWith('https:') ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
  };
}
