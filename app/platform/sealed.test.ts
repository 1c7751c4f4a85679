import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blindCode, seal, unseal } from './sealed.server.ts';

describe('sealing', () => {
  it('opens what it sealed, for any text, and never writes the same twice', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const one = seal('secret', 'ticket.name', 'row-1', text);
      const two = seal('secret', 'ticket.name', 'row-1', text);
      return unseal('secret', 'ticket.name', 'row-1', one) === Buffer.from(text, 'utf8').toString('utf8') && one !== two;
    }));
  });

  it('does not open with another secret, for another purpose, in another row', () => {
    const sealed = seal('secret', 'ticket.name', 'row-1', 'Nguyễn Thị Thuỳ Dương');
    expect(sealed).not.toContain('Dương');
    expect(unseal('other', 'ticket.name', 'row-1', sealed)).toBeNull();
    expect(unseal('secret', 'ticket.contact', 'row-1', sealed)).toBeNull();
    expect(unseal('secret', 'ticket.name', 'row-2', sealed)).toBeNull();
  });

  it('does not open when any byte was altered, and not what is no sealed text at all', () => {
    const sealed = seal('secret', 'p', 'o', 'chín chín');
    const bytes = Buffer.from(sealed.slice(3), 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(unseal('secret', 'p', 'o', `v1.${altered.toString('base64url')}`)).toBeNull();
    }
    for (const junk of ['', 'v1.', 'v1.AAAA', 'v2.' + sealed.slice(3), 'Nguyễn Văn An', sealed.slice(0, 30)]) expect(unseal('secret', 'p', 'o', junk)).toBeNull();
  });
});

it('compares blindly: the same text gives the same code under one secret and purpose only', () => {
  const code = blindCode('secret', 'party', 'nguyen van an');
  expect(blindCode('secret', 'party', 'nguyen van an')).toBe(code);
  expect(new Set([code, blindCode('other', 'party', 'nguyen van an'), blindCode('secret', 'citizen', 'nguyen van an'), blindCode('secret', 'party', 'nguyen van anh')]).size).toBe(4);
});
