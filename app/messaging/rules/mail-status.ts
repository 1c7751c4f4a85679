/** How bad a refusal is: for the address, for this mail only, or for now only. */
export type Severity = 'address' | 'mail' | 'passing';

const enhanced = /(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])/;

/** The enhanced status code (RFC 3463) in an answer or diagnostic text. */
export function statusIn(text: string): string | null {
  return enhanced.exec(text)?.[0] ?? null;
}

/**
 * Judges a status. A bad address is never written to again; a full mailbox, a size limit or a policy of the receiving server (5.2.2, 5.3, 5.7 …)
 * says nothing about the address: suppressing for those would silence a whole office over one wrong DNS record of ours.
 */
export function severityOf(status: string | null, code: number | null): Severity {
  const [, kind, subject = '', detail = ''] = enhanced.exec(status ?? '') ?? [];
  if (kind === '4' || (!kind && code !== null && code >= 400 && code < 500)) return 'passing';
  if (!kind) return code === 550 || code === 551 || code === 553 ? 'address' : 'mail';
  if (kind !== '5') return 'mail';
  if (subject === '1') return detail === '7' || detail === '8' ? 'mail' : 'address';
  if (subject === '2') return detail === '1' || detail === '0' ? 'address' : 'mail';
  return subject === '0' ? 'address' : 'mail';
}
