import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../platform/signing.server.ts';
import { checkReceiptFile, keyName, receiptFile, receiptPublicKey, signReceipt } from './receipt-signature.server.ts';
import { canonicalJson } from '../platform/canonical.ts';

const secret = 'a secret of thirty-two characters';
const key = receiptPublicKey(secret);

function row(words = 'Thuyết minh có “dấu” và \n xuống dòng') {
  const content = canonicalJson({ format: 'hoc06.entry/1', parts: { SUMMARY: words } });
  const receipt = canonicalJson({ format: 'hoc06.entry-receipt/1', entry: 'SK26-0001', contentHash: sha256(content), version: 1, key: keyName(key) });
  return { content, receipt, signature: signReceipt(secret, receipt) };
}

describe('a receipt', () => {
  it('is verified with nothing but the file and the key', () => {
    expect(checkReceiptFile(receiptFile(row()), key)).toMatchObject({ ok: true, hasContent: true, receipt: { entry: 'SK26-0001', version: 1 } });
  });

  it('shows any changed, missing or added byte', () => {
    const file = Buffer.from(receiptFile(row()));
    fc.assert(fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ by;
      expect(checkReceiptFile(changed.toString('utf8'), key).ok).toBe(false);
    }), { numRuns: 400 });
    for (let at = 0; at < file.length; at += 1) expect(checkReceiptFile(Buffer.concat([file.subarray(0, at), file.subarray(at + 1)]).toString('utf8'), key).ok, `without byte ${at}`).toBe(false);
    expect(checkReceiptFile(`${file.toString('utf8')}\n`, key)).toEqual({ ok: false, why: 'FORM' });
  });

  it('says what is wrong: content, receipt, signature, key', () => {
    const good = row();
    const other = row('Lời khác');
    const tampered = canonicalJson({ ...(JSON.parse(good.receipt) as object), version: 2 });
    expect(checkReceiptFile(receiptFile({ ...good, content: other.content }), key)).toEqual({ ok: false, why: 'CONTENT' });
    expect(checkReceiptFile(receiptFile({ ...good, receipt: tampered }), key)).toEqual({ ok: false, why: 'SIGNATURE' });
    expect(checkReceiptFile(receiptFile({ ...good, signature: other.signature }), key)).toEqual({ ok: false, why: 'SIGNATURE' });
    expect(checkReceiptFile(receiptFile(good), receiptPublicKey(`${secret}.`))).toEqual({ ok: false, why: 'SIGNATURE' });
    for (const bad of ['', 'x', `${key}=`, `${key}A`, key.slice(1)]) expect(checkReceiptFile(receiptFile(good), bad)).toEqual({ ok: false, why: 'KEY' });
  });

  it('takes no other letters of the same signature', () => {
    const good = row();
    const last = good.signature.at(-1) ?? '';
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const twin = good.signature.slice(0, -1) + alphabet[alphabet.indexOf(last) ^ 1];
    expect(Buffer.from(twin, 'base64url').equals(Buffer.from(good.signature, 'base64url'))).toBe(true);
    expect(checkReceiptFile(receiptFile({ ...good, signature: twin }), key)).toEqual({ ok: false, why: 'SIGNATURE' });
  });

  it('still proves itself when the words are erased', () => {
    for (const content of ['', '{}']) expect(checkReceiptFile(receiptFile({ ...row(), content }), key)).toMatchObject({ ok: true, hasContent: false });
  });

  it.each(['', 'null', '[]', '{}', '"x"', '{"content":null,"receipt":null,"signature":"x"}', '{"content":null,"receipt":{},"signature":1}', '{"receipt":{},"content":null,"signature":""}', '\u0000', '{"__proto__":1}'])('%j is none', (text) => {
    expect(checkReceiptFile(text, key)).toEqual({ ok: false, why: 'FORM' });
  });

  it('is signed with a key that follows from the secret, of its own purpose', () => {
    expect([receiptPublicKey(secret), receiptPublicKey('another')].map((one) => Buffer.from(one, 'base64url').length)).toEqual([32, 32]);
    expect(receiptPublicKey('another')).not.toBe(key);
    expect(keyName(key)).toMatch(/^[0-9a-f]{16}$/);
  });
});
