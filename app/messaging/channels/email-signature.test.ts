import { createHook } from 'node:async_hooks';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import DKIM from 'nodemailer/lib/dkim';
import { describe, expect, it } from 'vitest';
import { composeMail } from './email-mime.server.ts';
import { headerLine } from './email-content.ts';
import { signedHeaders } from './email-headers.ts';
import { signMail, type SigningKey } from './email-signature.server.ts';

const pair = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'der' } });
const key: SigningKey = { domain: 'vi-du.vn', selector: 's1', key: createPrivateKey(pair.privateKey) };
const resolver = async () => [[`v=DKIM1; k=rsa; p=${pair.publicKey.toString('base64')}`]];
const isSigned = async (raw: Buffer) => (await dkimVerify(raw, { resolver } as never)).results[0]?.status.result;

/** By nodemailer from the first byte to the last. */
function signedByNodemailer(raw: Buffer, { domain, selector }: SigningKey): Promise<Buffer> {
  return buffer(new DKIM({ domainName: domain, keySelector: selector, privateKey: pair.privateKey, headerFieldNames: signedHeaders }).sign(raw));
}

const mail = ({ subject = 'Nhắc học bài mới', name = 'Nguyễn Thị Thuỳ Dương', text = 'Bài mới đã có.', headers = {} as Record<string, string> } = {}) =>
  composeMail({ from: { name: 'Học 06', address: 'hoc06@vi-du.vn' }, to: { name, address: 'thuy.duong@vi-du.vn' }, subject, messageId: '<a@vi-du.vn>', date: new Date('2026-11-24T01:02:03.000Z'), headers: { 'List-Id': '<training.vi-du.vn>', ...headers }, text, html: `<p>${text}</p>` }, 'mark');

describe('a signature', () => {
  it('is, with the mail behind it, the very bytes that nodemailer makes, whatever the words are', async () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 200 }).map((text) => headerLine(text));
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 3_000 }), fc.constantFrom('', '\n\n\n', ' \t \n \t', 'a  b\t\tc \n\n', '.\n..\n'));
    await fc.assert(fc.asyncProperty(line, line, text, async (subject, name, words) => {
      const raw = mail({ subject, name, text: words });
      expect((await signMail(raw, key, signedHeaders)).toString('latin1')).toBe((await signedByNodemailer(raw, key)).toString('latin1'));
    }), { numRuns: 60 });
  });

  it('covers bodies of every ending, and heads that were folded by others', async () => {
    for (const body of ['', '\r\n', '\r\n\r\n\r\n', 'a', 'a \t\r\n', 'a\r\n \r\n\t\r\n', '  a   b\r\n\r\nc']) {
      const raw = Buffer.from(`From: a@vi-du.vn\r\nSubject:  folded\r\n\t over  lines \r\nX-Other: b\r\nsubject: the last one counts\r\n\r\n${body}`);
      const signed = await signMail(raw, key, signedHeaders);
      expect(signed.toString('latin1'), JSON.stringify(body)).toBe((await signedByNodemailer(raw, key)).toString('latin1'));
      expect(await isSigned(signed), JSON.stringify(body)).toBe('pass');
    }
  });

  it('folds a long domain and selector as nodemailer does', async () => {
    const long: SigningKey = { domain: `${'so-thong-tin.'.repeat(8)}vi-du.vn`, selector: 'khoa-ky-thu-nam-2026.'.repeat(4) + 's', key: key.key };
    expect((await signMail(mail(), long, signedHeaders)).toString()).toBe((await signedByNodemailer(mail(), long)).toString());
  });

  it('holds for a receiver, and for no other word, name or way to unsubscribe', async () => {
    const raw = (await signMail(mail({ headers: { 'List-Unsubscribe': '<https://hoc06.vi-du.vn/unsubscribe/x>', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } }), key, signedHeaders)).toString('latin1');
    expect(await isSigned(Buffer.from(raw, 'latin1'))).toBe('pass');
    for (const [from, to] of [['unsubscribe/x', 'unsubscribe/y'], ['One-Click', 'Two-Click'], ['thuy.duong@', 'duong@'], ['<p>', '<b>']] as const) {
      expect(raw).toContain(from);
      expect(await isSigned(Buffer.from(raw.replace(from, to), 'latin1')), to).not.toBe('pass');
    }
  });

  it('is made in the thread pool, one job for each', async () => {
    let jobs = 0;
    const watch = createHook({ init: (_id, type) => void (type === 'SIGNREQUEST' && (jobs += 1)) }).enable();
    await Promise.all(Array.from({ length: 20 }, () => signMail(mail(), key, signedHeaders)));
    watch.disable();
    expect(jobs).toBe(20);
  });

  it('that cannot be made leaves no mail behind', async () => {
    const { privateKey } = generateKeyPairSync('x25519');
    await expect(signMail(mail(), { ...key, key: privateKey }, signedHeaders)).rejects.toThrow();
  });
});
