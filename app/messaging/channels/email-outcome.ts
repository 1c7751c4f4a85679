import { severityOf, statusIn } from '../rules/mail-status.ts';
import type { SendOutcome } from '../sender.ts';

/** As much of nodemailer's error as decides. */
export interface MailFault {
  message: string;
  code?: string | undefined;
  responseCode?: number | undefined;
  response?: string | undefined;
  command?: string | undefined;
  originalCode?: string | undefined;
}

/** A fault without the password that a server may repeat, in the letters in which it was typed or sent: reasons stand on pages. */
export function withoutPassword({ message, code, responseCode, response, command, originalCode }: MailFault, auth: { user: string; pass: string } | null): MailFault {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const said = auth?.pass ? [auth.pass, base64(auth.pass), base64(`\0${auth.user}\0${auth.pass}`)] : [];
  const hidden = (text: string) => said.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
  return { message: hidden(message), code, responseCode, response: response === undefined ? undefined : hidden(response), command, originalCode };
}

/** Faults of the way to the server, not of this mail. */
const certificateFault = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|HOSTNAME_MISMATCH|ALTNAME|ERR_SSL|ERR_TLS/;
const brokenSetup = new Set(['EAUTH', 'ENOAUTH', 'ETLS', 'EOAUTH2', 'ECONFIG', 'EREQUIRETLS']);

/**
 * What a failed call means.
 * @param began true when the server had been given a first byte of the mail (after DATA)
 */
export function outcomeOf(fault: MailFault, began: boolean): SendOutcome {
  const reason = reasonOf(fault);
  const code = fault.responseCode ?? null;
  if (code === 421 || code === 451) return { kind: 'later', reason, retryAfterSeconds: 300 };
  if (fault.code === 'EAUTH' && code === 454) return { kind: 'later', reason, retryAfterSeconds: 300 };
  if (brokenSetup.has(fault.code ?? '') || certificateFault.test(fault.originalCode ?? '') || code === 530) return { kind: 'channel-down', reason };
  if (code !== null && code >= 400 && code < 500) return { kind: 'later', reason, retryAfterSeconds: code === 452 ? 900 : 300 };
  if (code !== null && code >= 500) return refusal(fault, code, reason);
  if (began) return { kind: 'uncertain', reason };
  if (fault.code === 'EENVELOPE' || fault.code === 'EMESSAGE') return { kind: 'refused', reason };
  return { kind: 'later', reason };
}

function refusal(fault: MailFault, code: number, reason: string): SendOutcome {
  // What the server says to our greeting or our sender address is about us, not about the recipient.
  if (fault.command === 'CONN' || fault.command === 'EHLO' || fault.command === 'HELO' || fault.command === 'STARTTLS') return { kind: 'channel-down', reason };
  const severity = severityOf(statusIn(fault.response ?? ''), code);
  if (severity === 'passing') return { kind: 'later', reason, retryAfterSeconds: 300 };
  const isAboutRecipient = fault.command === 'RCPT TO' || fault.command === 'DATA';
  return severity === 'address' && isAboutRecipient ? { kind: 'refused', reason, suppress: true } : { kind: 'refused', reason };
}

/** One line for the ledger. */
function reasonOf({ message, code, response }: MailFault): string {
  return `${code ?? 'ERROR'}: ${response ?? message}`.replace(/\s+/g, ' ').slice(0, 300);
}
