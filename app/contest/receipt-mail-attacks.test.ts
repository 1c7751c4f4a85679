import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../platform/canonical.ts';
import { sha256 } from '../platform/signing.server.ts';
import { checkReceiptFile, keyName, receiptBlock, receiptFile, receiptPublicKey, receiptTextIn, signReceipt } from './receipt-signature.server.ts';

const secret = 'a secret of thirty-two characters';
const key = receiptPublicKey(secret);
const words = fc.string({ unit: 'binary', maxLength: 80 });

function made(title = 'Bản đồ “ngập úng” {xã}', version = 1) {
  const content = canonicalJson({ parts: { SUMMARY: title } });
  const receipt = canonicalJson({ entry: 'SK26-0001', title, version, submittedAt: '2026-11-23T01:00:00.000Z', contentHash: sha256(content), key: keyName(key) });
  return { content, receipt, signature: signReceipt(secret, receipt) };
}
const block = receiptBlock(made());
const lines = block.split('\n');
const checked = (text: string) => checkReceiptFile(receiptTextIn(text), key);
const letter = `Máy chủ đã nhận bài dự thi SK26-0001.\n\n${block}\n\nĐừng trả lời thư này.`;

/** Lines of at most 76 signs, other bytes and the equals sign as numbers. */
function quotedPrintable(text: string): string {
  return text.split('\n').map((line) => {
    const coded = [...Buffer.from(line, 'utf8')].map((byte) => (byte > 126 || byte === 61 ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte))).join('');
    return coded.length > 60 ? (coded.match(/(?:=[0-9A-F]{2}|[^=]){1,25}/g) ?? []).join('=\r\n') : coded;
  }).join('\r\n');
}

/** What programs do to a mail on its way to a file. */
const travels: Record<string, (text: string) => string> = {
  'with line ends of Windows': (text) => text.replaceAll('\n', '\r\n'),
  'with a byte-order mark': (text) => `\uFEFF${text}`,
  'quoted once': (text) => text.replaceAll(/^/gm, '> '),
  'quoted by three people': (text) => text.replaceAll(/^/gm, '>>> '),
  'indented': (text) => text.replaceAll(/^/gm, '\t    '),
  'with hard spaces': (text) => text.replaceAll(/^/gm, '\u00A0'),
  'on one line': (text) => text.replaceAll('\n', ' '),
  'with an empty line between any two': (text) => text.replaceAll('\n', '\n\n'),
  'with blanks at the ends of lines': (text) => text.replaceAll('\n', '   \n'),
  'broken anew after forty letters': (text) => text.split('\n').map((line) => (line.startsWith('-----') ? line : (line.match(/.{1,40}/g) ?? []).join('\n'))).join('\n'),
  'with zero-width letters in it': (text) => text.replaceAll(/([A-Za-z0-9]{20})/g, '$1\u200b'),
  'behind a letter that only talks of such blocks': (text) => `Khối -----END HOC06 RECEIPT----- ở bên dưới.\n${text}`,
  'quoted-printable, as a message file has it': quotedPrintable,
  'in front of any other block': (text) => `${text}\n-----BEGIN PGP SIGNATURE-----\nabcd\n-----END PGP SIGNATURE-----`,
};

describe('a receipt in a mail', () => {
  it.each(Object.keys(travels))('is good %s', (how) => {
    expect(checked(travels[how]?.(letter) ?? '')).toMatchObject({ ok: true, hasContent: false, receipt: { entry: 'SK26-0001', version: 1 } });
  });

  it('is good whatever its title says, and stays within what any mail carries', () => {
    fc.assert(fc.property(words, fc.nat(99), (title, version) => {
      const text = receiptBlock(made(title, version));
      expect(checked(`${title}\n${text}\n${title}`)).toMatchObject({ ok: true, receipt: { version } });
      for (const line of text.split('\n')) expect(line).toMatch(/^(-----(BEGIN|END) HOC06 RECEIPT-----|[A-Za-z0-9+/=]{1,76})$/);
    }));
  });

  it('with any letter changed, lost or doubled is none', () => {
    const from = lines[0]?.length ?? 0;
    const to = block.lastIndexOf('\n');
    const inside = fc.integer({ min: from + 1, max: to - 1 }).filter((at) => /[A-Za-z0-9+/]/.test(block[at] ?? ''));
    fc.assert(fc.property(inside, fc.constantFrom(...'ABCXYZabcxyz0129+/'), (at, other) => {
      fc.pre(block[at] !== other);
      expect(checked(block.slice(0, at) + other + block.slice(at + 1)).ok).toBe(false);
      expect(checked(block.slice(0, at) + block.slice(at + 1)).ok).toBe(false);
      expect(checked(block.slice(0, at) + (block[at] ?? '') + block.slice(at)).ok).toBe(false);
    }));
  });

  it('with a line lost, doubled or out of place is none', () => {
    for (let at = 1; at < lines.length - 1; at += 1) {
      expect([at, checked(lines.toSpliced(at, 1).join('\n')).ok]).toEqual([at, false]);
      expect([at, checked(lines.toSpliced(at, 0, lines[at] ?? '').join('\n')).ok]).toEqual([at, false]);
      if (at > 1) expect([at, checked(lines.with(at, lines[1] ?? '').with(1, lines[at] ?? '').join('\n')).ok]).toEqual([at, false]);
    }
  });

  it('of which the begin or the end is missing says nothing of itself', () => {
    for (const torn of [lines.slice(1).join('\n'), lines.slice(0, -1).join('\n'), `${lines[0]}\n${lines.at(-1)}`, `${lines.at(-1)}\n${lines[0]}`, block.replaceAll('HOC06', 'HOC07')]) expect(checked(torn).ok).toBe(false);
  });

  it('is the first whole one: an answer that cut the quotation short hides nothing', () => {
    const older = receiptBlock(made('Bản cũ', 7));
    expect(checked(`${block}\n${older}`)).toMatchObject({ receipt: { version: 1 } });
    expect(checked(`${older}\n${block}`)).toMatchObject({ receipt: { version: 7 } });
    expect(checked(`${lines.slice(0, 3).join('\n')}\n[…]\n${block}`)).toMatchObject({ ok: true, receipt: { version: 1 } });
  });

  it('names no version that its signature does not cover', () => {
    const [one, two] = [made('Một', 1), made('Hai', 2)];
    for (const mixed of [{ ...one, signature: two.signature }, { ...one, receipt: two.receipt }, { ...one, receipt: one.receipt.replace('"version":1', '"version":3') }]) expect(checked(receiptBlock(mixed))).toEqual({ ok: false, why: 'SIGNATURE' });
    expect(checkReceiptFile(receiptTextIn(block), receiptPublicKey('another secret of thirty-two signs'))).toEqual({ ok: false, why: 'SIGNATURE' });
  });

  it('says of the whole file the same as of the mail, except for the content', () => {
    fc.assert(fc.property(words, (title) => {
      const row = made(title);
      const [file, mail] = [checkReceiptFile(receiptFile(row), key), checked(receiptBlock(row))];
      expect(file).toEqual({ ...mail, hasContent: true });
    }));
  });
});

describe('what is no receipt at all', () => {
  it('is refused in a word, however deep or strange it is', () => {
    for (const text of ['['.repeat(200_000), `{"content":${'['.repeat(100_000)}${']'.repeat(100_000)},"receipt":{},"signature":""}`, `{"content":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)},"receipt":{},"signature":""}`]) expect(checkReceiptFile(text, key)).toEqual({ ok: false, why: 'FORM' });
  });

  it('never throws and never passes', () => {
    fc.assert(fc.property(fc.oneof(words, fc.json(), fc.json().map((text) => `{"content":null,"receipt":${text},"signature":"AAAA"}`)), (text) => {
      expect(checked(text).ok).toBe(false);
      expect(checked(`${lines[0]}\n${text}\n${lines.at(-1)}`).ok).toBe(false);
    }));
  });
});
