import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allParts, decodeHeader, readMime } from '../rules/mime.ts';
import { headerLine } from './email-content.ts';
import { composeMail, type MailWords } from './email-mime.server.ts';

const words = (changes: Partial<MailWords> = {}): MailWords => ({
  from: { name: 'Học 06', address: 'hoc06@vi-du.vn' },
  to: { name: 'Nguyễn Thị Thuỳ Dương', address: 'thuy.duong@vi-du.vn' },
  subject: 'Nhắc học bài mới',
  messageId: '<a@vi-du.vn>',
  date: new Date('2026-11-24T01:02:03.000Z'),
  headers: { 'List-Id': '<training.vi-du.vn>' },
  text: 'Kính gửi Anh/Chị,\n\nBài mới đã có.\n',
  html: '<p>Kính gửi Anh/Chị,</p>\n<p style="color:#0b57a4">Bài mới đã có.</p>\n',
  ...changes,
});
const composed = (changes: Partial<MailWords> = {}) => composeMail(words(changes), 'mark').toString('latin1');
const read = (changes: Partial<MailWords> = {}) => {
  const whole = readMime(composed(changes));
  const parts = allParts(whole).filter((part) => part.parts.length === 0);
  return { header: (name: string) => decodeHeader(whole.headers.get(name) ?? ''), types: parts.map(({ type }) => type), texts: parts.map(({ text }) => text.replaceAll('\r\n', '\n')) };
};

describe('a composed mail', () => {
  it('says the same when it is taken apart', () => {
    const { header, types, texts } = read();
    expect([header('from'), header('to'), header('subject'), header('message-id'), header('list-id')]).toEqual(['Học 06 <hoc06@vi-du.vn>', 'Nguyễn Thị Thuỳ Dương <thuy.duong@vi-du.vn>', 'Nhắc học bài mới', '<a@vi-du.vn>', '<training.vi-du.vn>']);
    expect([header('date'), header('mime-version')]).toEqual(['Tue, 24 Nov 2026 01:02:03 +0000', '1.0']);
    expect(types).toEqual(['text/plain', 'text/html']);
    expect(texts.map((text) => text.trimEnd())).toEqual([words().text.trimEnd(), words().html.trimEnd()]);
  });

  it('is made of short lines of ASCII, whatever its words are', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 2_000 }), (line, body) => {
      const raw = composed({ subject: headerLine(line), to: { name: headerLine(line, 100), address: 'a@vi-du.vn' }, text: body, html: body });
      expect(/^[\u0000-\u007f]*$/.test(raw)).toBe(true);
      expect(raw.split('\r\n').every((one) => one.length <= 200 && !/[\r\n]/.test(one))).toBe(true);
    }));
  });

  it('brings every text back as it was, and no text can end its part', () => {
    const piece = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.constantFrom('--=_mark', '--=_mark--', '=', '=3D', ' ', '\t', '.', '..', '\n', 'ờ'.repeat(80)));
    fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = `${pieces.join('\n').replace(/\r/g, '').normalize('NFC')}|`;
      expect(read({ text, html: `<p>${text}` }).texts.map((one) => one.slice(0, one.lastIndexOf('|') + 1))).toEqual([text, `<p>${text}`]);
    }));
  });

  it.each(['"Ông, Bà" <x@y.vn>', '=?utf-8?q?evil?=', 'Anna', 'Anna-Maria (Huế)', '🎉👩‍👩‍👧', 'a\r\nBcc: x@y.vn'])('holds the name %j in one header', (name) => {
    const raw = composed({ to: { name: headerLine(name), address: 'a@vi-du.vn' } });
    expect(decodeHeader(readMime(raw).headers.get('to') ?? '')).toBe(`${headerLine(name)} <a@vi-du.vn>`);
    expect(readMime(raw).headers.has('bcc')).toBe(false);
    expect(readMime(raw).headers.get('to')).not.toMatch(/[",]/);
  });

  it('breaks no header, even one that was handed in broken', () => {
    expect(readMime(composed({ subject: 'a\r\nBcc: x@y.vn' })).headers.has('bcc')).toBe(false);
    expect(readMime(composed({ headers: { 'X-Corrects': 'a\nBcc: x@y.vn' } })).headers.has('bcc')).toBe(false);
  });
});
