/** The variables about mail as they stand in the environment. */
export type MailVariables = Partial<Record<'SMTP_URL' | 'MAIL_FROM' | 'DKIM_DOMAIN' | 'DKIM_SELECTOR' | 'DKIM_KEY_FILE', string>>;

/** A mail server as SMTP_URL names it. */
export interface MailServer {
  host: string;
  port: number;
  /** TLS from the first byte (smtps). */
  secure: boolean;
  /** `?tls=off`: a server in the same machine room that speaks no TLS; never with a password. */
  tlsOff: boolean;
  auth: { user: string; pass: string } | null;
}

/** Reads `smtp://user:password@host:587` or `smtps://…`; a sentence about what is wrong when it cannot be used. */
export function readMailServer(text: string): MailServer | string {
  const address = text.replace(/^smtp/i, 'http').replace(/^https?/i, (scheme) => scheme.toLowerCase());
  if (!/^smtps?:\/\//i.test(text) || !URL.canParse(address)) return 'is not an address like smtp://user:password@host:587 or smtps://host';
  const url = new URL(address);
  const secure = url.protocol === 'https:';
  const unknown = [...url.searchParams.keys()].filter((key) => key !== 'tls');
  const tlsOff = url.searchParams.get('tls') === 'off';
  if (url.pathname.length > 1 || unknown.length > 0 || (url.searchParams.has('tls') && !tlsOff)) return 'may have nothing behind the host and port but ?tls=off';
  if (Boolean(url.username) !== Boolean(url.password)) return 'needs a user and a password, or neither';
  if (tlsOff && secure) return 'says both smtps and tls=off';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (tlsOff && url.username && !isLoopback(host)) return 'would send a password without TLS';
  const auth = credentials(url);
  if (auth === undefined) return 'has a user or password that is not percent-encoded';
  // The scheme was read as http(s), whose default ports the parser leaves out.
  const port = Number(/:(\d+)(?:[/?#]|$)/.exec(text.replace(/^.*@/, ''))?.[1] ?? (secure ? 465 : 587));
  return { host, port, secure, tlsOff, auth };
}

function credentials(url: URL): MailServer['auth'] | undefined {
  try {
    return url.username ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } : null;
  } catch {
    return undefined;
  }
}

/** True for this machine itself. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Takes `Học 06 <hoc06@tinh.gov.vn>` or a bare address apart; null when it is neither, or holds what could break out of a header. */
export function mailAddressOf(text: string): { name: string; address: string } | null {
  const [, quoted = '', address = ''] = /^\s*(?:([^<>\r\n]*?)\s*<([^<>\s]+)>|)\s*$/.exec(text) ?? [];
  const found = { name: quoted.replace(/^"(.*)"$/, '$1').trim(), address: address || text.trim() };
  return /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(found.address) && !/[\r\n]/.test(text) ? found : null;
}

/** What is wrong with the variables taken together, one line each. */
export function faultsOfMail(known: MailVariables): string[] {
  const faults: string[] = [];
  const server = known.SMTP_URL ? readMailServer(known.SMTP_URL) : null;
  if (typeof server === 'string') faults.push(`SMTP_URL: ${server}`);
  if (known.SMTP_URL && !known.MAIL_FROM) faults.push('MAIL_FROM: is needed with SMTP_URL');
  const keys = ['DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_KEY_FILE'] as const;
  const missing = keys.filter((key) => !known[key]);
  if (missing.length > 0 && missing.length < keys.length) faults.push(...missing.map((key) => `${key}: is needed with ${keys.filter((other) => known[other]).join(' and ')}`));
  const domain = known.MAIL_FROM && mailAddressOf(known.MAIL_FROM)?.address.split('@')[1]?.toLowerCase();
  // Without alignment a receiver's DMARC check takes the signature for somebody else's.
  if (domain && known.DKIM_DOMAIN && domain !== known.DKIM_DOMAIN && !domain.endsWith(`.${known.DKIM_DOMAIN}`)) faults.push('DKIM_DOMAIN: must be the domain of MAIL_FROM or one above it');
  return faults;
}
