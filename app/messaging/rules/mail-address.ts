/** An address fit for the envelope, or why it is not. */
export type CheckedAddress = { ok: true; address: string; needsUtf8: boolean } | { ok: false; reason: string };

const atoms = /^[\w!#$%&'*+/=?^`{|}~\u0080-\u{10ffff}-]+(\.[\w!#$%&'*+/=?^`{|}~\u0080-\u{10ffff}-]+)*$/u;
const domainName = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;

/** Checks one address; the domain comes back in punycode and lower case. Quoted local parts, lists, names and IP addresses are refused. */
export function checkAddress(raw: string | null): CheckedAddress {
  const text = (raw ?? '').trim().normalize('NFC');
  if (!text) return { ok: false, reason: 'there is no address' };
  // eslint-disable-next-line no-control-regex -- these are what is refused
  if (/[\u0000-\u0020\u007f-\u00a0\u2028\u2029\u200b-\u200f\u202a-\u202e,;:<>()[\]"\\]/.test(text)) return { ok: false, reason: 'the address holds characters that no address has' };
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const domain = toAscii(text.slice(at + 1));
  if (at < 1 || !atoms.test(local) || bytesOf(local) > 64) return { ok: false, reason: 'the part before @ is not valid' };
  if (!domain || !domainName.test(domain)) return { ok: false, reason: 'the domain of the address is not valid' };
  return { ok: true, address: `${local}@${domain}`, needsUtf8: /[^\u0000-\u007f]/.test(local) };
}

function bytesOf(text: string): number {
  return /^[\u0000-\u007f]*$/.test(text) ? text.length : new TextEncoder().encode(text).length;
}

/** A host name in ASCII as the URL standard makes it; empty when it is none. */
function toAscii(domain: string): string {
  const plain = domain.toLowerCase();
  // Most are plain already; 100,000 of them are checked in one fan-out.
  if (domainName.test(plain) && !plain.includes('xn--')) return plain;
  if (/[/?#%@]/.test(domain) || !URL.canParse(`http://${domain}/`)) return '';
  return new URL(`http://${domain}/`).hostname;
}

/** Most addresses: whatever the check says of such a one, nothing of it changes but capital letters. */
const plainAddress = /^[\w.+-]+@[a-z0-9.-]+\.[a-z]+$/i;

/** The form under which an address is kept among those that must not be written to. */
export function addressKey(address: string): string {
  if (plainAddress.test(address) && !address.includes('--')) return address.toLowerCase();
  const checked = checkAddress(address);
  return (checked.ok ? checked.address : address.trim().normalize('NFC')).toLowerCase();
}
