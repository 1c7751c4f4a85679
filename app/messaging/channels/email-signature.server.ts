import { once } from 'node:events';
import { sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import RelaxedBody from 'nodemailer/lib/dkim/relaxed-body';
import dkim from 'nodemailer/lib/dkim/sign';
import { foldLines } from 'nodemailer/lib/mime-funcs';

/** As whom mails are signed. */
export interface SigningKey {
  domain: string;
  selector: string;
  /** RSA; read once, since reading it again for each mail costs as much as the signature. */
  key: KeyObject;
}

const signApart = promisify(sign);
const endOfHead = Buffer.from('\r\n\r\n');

/**
 * Puts a DKIM signature (RFC 6376, relaxed/relaxed, rsa-sha256) before a whole mail. The same bytes as nodemailer's own signer makes, by its own parts;
 * only the RSA is done in the thread pool, so that the thread which serves pages and the ledger goes on meanwhile (docs/decisions/0051).
 * @param raw lines end in CRLF
 * @param fields names of the headers to be signed, with colons between them
 * @throws Error when the key cannot sign: nothing goes out unsigned
 */
export async function signMail(raw: Buffer, { domain, selector, key }: SigningKey, fields: string): Promise<Buffer> {
  const cut = raw.indexOf(endOfHead);
  const { headers, fieldNames } = dkim.relaxedHeaders(headerLines(raw.toString('latin1', 0, cut)), fields);
  const tags = ['v=1', 'a=rsa-sha256', 'c=relaxed/relaxed', `d=${domain}`, 'q=dns/txt', `s=${selector}`, `bh=${await bodyHash(raw.subarray(cut + endOfHead.length))}`, `h=${fieldNames}`];
  const unsigned = `${foldLines(`DKIM-Signature: ${tags.join('; ')}`, 76)};\r\n b=`;
  // The signature stands for itself too, with nothing behind its b=.
  const itself = dkim.relaxedHeaders(headerLines(unsigned), 'dkim-signature').headers.replace(/\r\n$/, '');
  const signature = (await signApart('sha256', Buffer.from(headers + itself, 'latin1'), key)).toString('base64');
  return Buffer.concat([Buffer.from(`${unsigned}${folded(signature)}\r\n`), raw]);
}

function headerLines(head: string): { key: string; line: string }[] {
  return head.split(/\r\n(?![ \t])/).map((line) => ({ key: line.slice(0, line.indexOf(':')).trim().toLowerCase(), line }));
}

async function bodyHash(body: Buffer): Promise<string> {
  const hasher = new RelaxedBody();
  const hash = once(hasher, 'hash');
  hasher.resume().end(body);
  return ((await hash) as [string])[0];
}

/** Lines of at most 76 characters; the first one has " b=" before it. */
function folded(signature: string): string {
  return [signature.slice(0, 73), ...(signature.slice(73).match(/.{1,75}/g) ?? [])].join('\r\n ');
}
