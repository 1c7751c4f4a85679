import { kindOf, networkSigns, type NetworkTrouble, type Sign } from '../../platform/trouble.ts';
import { severityOf, statusIn } from './mail-status.ts';

/** What is said of a failed delivery by us, in our own words. */
const ownSigns = [
  ['no-number', /^there is no mobile number/],
  ['no-address', /^there is no address|^the sealed address does not open/],
  ['no-text', /^the message has no (text|template) for /],
  ['letters', /SMTPUTF8/],
  ['no-device', /^NO_SUBSCRIPTION$/],
  ['endpoint', /^(ENDPOINT|ADDRESS_NOT_PUBLIC)$/],
] as const satisfies readonly Sign<string>[];

/** What servers say, by their numbers: SMTP (RFC 5321, 4954), HTTP. */
const answerSigns = [
  ['credentials', /^(EAUTH|ENOAUTH|EOAUTH2)\b|(?<![\d.])(530|534|535)[ -]|^HTTP (401|403)$/],
  ['too-many', /^HTTP 429$/],
  ['paid', /^HTTP 402$/],
  ['door', /^HTTP (3\d\d|404|410)$/],
  ['server', /^HTTP 5\d\d$/],
  ['not-taken', /^HTTP 4\d\d$/],
  ['zalo', /^Zalo /],
] as const satisfies readonly Sign<string>[];

export type DeliveryTrouble = NetworkTrouble | (typeof ownSigns)[number][0] | (typeof answerSigns)[number][0] | 'address' | 'full' | 'too-big' | 'policy' | 'later' | 'mail';

/** What kind of trouble the detail of a failed delivery tells of; null for what nobody has a sentence for. */
export function deliveryTrouble(detail: string): DeliveryTrouble | null {
  return kindOf(detail, ownSigns) ?? kindOf(detail, answerSigns) ?? mailTrouble(detail) ?? kindOf(detail, networkSigns);
}

/** The answer of a mail server: its enhanced status says more than its number. */
function mailTrouble(detail: string): DeliveryTrouble | null {
  const code = /(?<![\d.])([45]\d\d)(?=[ -])/.exec(detail)?.[1];
  const status = statusIn(detail);
  if (!code && !status) return null;
  if (status?.endsWith('.2.2')) return 'full';
  if (code === '552' || (status && /\.(2\.3|3\.4)$/.test(status))) return 'too-big';
  if (status?.startsWith('5.7.')) return 'policy';
  const severity = severityOf(status, code ? Number(code) : null);
  return severity === 'passing' ? 'later' : severity;
}
