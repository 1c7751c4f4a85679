import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressKey, checkAddress } from './mail-address.ts';

describe('the domain of an address', () => {
  it('is what the URL standard makes of it, also on the short way for plain ones', () => {
    const label = fc.stringMatching(/^[A-Za-z0-9-]{1,12}$/);
    fc.assert(fc.property(fc.array(label, { minLength: 1, maxLength: 4 }), (labels) => {
      const domain = labels.join('.');
      const checked = checkAddress(`a@${domain}`);
      if (!checked.ok) return;
      expect(URL.canParse(`http://${domain}/`)).toBe(true);
      expect(checked.address).toBe(`a@${new URL(`http://${domain}/`).hostname}`);
    }), { numRuns: 500 });
  });

  it.each([['A@Vi-Du.VN', 'A@vi-du.vn'], ['an@Xã-Hoa-Lư.vn', 'an@xn--x-hoa-l-xwa56p.vn'], ['a@1.2.3.4', null], ['a@0x7f.1', null]])('%s becomes %s', (raw, address) => {
    const checked = checkAddress(raw);
    if (address === null) expect(checked.ok).toBe(false);
    else expect(checked).toMatchObject({ ok: true, address });
  });
});

it('a letter counts by its bytes before the @', () => {
  expect(checkAddress(`${'a'.repeat(64)}@vi-du.vn`).ok).toBe(true);
  expect(checkAddress(`${'ơ'.repeat(33)}@vi-du.vn`).ok).toBe(false);
  expect(checkAddress(`${'ơ'.repeat(32)}@vi-du.vn`)).toMatchObject({ ok: true, needsUtf8: true });
});

it('an address has one key, however it is written', () => {
  expect(addressKey(' Thuy.Duong@Vi-Du.VN ')).toBe('thuy.duong@vi-du.vn');
  expect(addressKey('an@Xã-Hoa-Lư.vn')).toBe(addressKey('AN@xã-hoa-lư.vn'));
});

it('the key of a plain address is found the short way, and is that of the long one', () => {
  const part = fc.stringMatching(/^[A-Za-z0-9._+-]{1,12}$/);
  const longKey = (address: string) => {
    const checked = checkAddress(address);
    return (checked.ok ? checked.address : address.trim().normalize('NFC')).toLowerCase();
  };
  fc.assert(fc.property(part, part, fc.constantFrom('vn', 'VN', '0x7f', '1', 'xn--x-hoa-l-xwa56p', ''), (local, domain, top) => {
    for (const address of [`${local}@${domain}.${top}`, `${local}@xn--${domain}.${top}`]) expect(addressKey(address)).toBe(longKey(address));
  }), { numRuns: 500 });
});
