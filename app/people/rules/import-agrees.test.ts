import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { email, phone, profileForm, staffNo } from '../forms/person.ts';
import { readLine } from './import-line.ts';

/** What a list brings in must not stand in the way of whoever corrects something else about the person later. */
const columns = { staffNo: 0, fullName: 1, email: 2 };
const read = (number: string, name: string, address: string) => readLine([number, name, address], { columns, pattern: { width: null, exists: () => false }, today: '2026-11-23' });
const takesMail = (address: string) => read('CB01', 'Trần Văn Ưng', address).line.email;
const takesNumber = (number: string) => { const { line, faults } = read(number, 'Trần Văn Ưng', ''); return faults.length === 0 ? line.staffNo : null; };

describe('an e-mail address', () => {
  it.each(['an@vi-du.vn', 'a@b.vn', "o'neil@vi-du.vn", 'a+b_c-d@x.co', '1@2.vn', `${'a'.repeat(64)}@vi-du.vn`, '_@vi-du.vn'])('%s is taken by both', (address) => {
    expect([takesMail(address), email.parse(address)]).toEqual([address, address]);
  });

  it.each(['.an@vi-du.vn', 'an.@vi-du.vn', 'a..n@vi-du.vn', 'a#b@vi-du.vn', 'a/b@vi-du.vn', '{a}@vi-du.vn', 'a@-vi-du.vn', 'a@vi_du.vn', 'a@vi-du.v', 'a@[10.0.0.1]', '"a b"@vi-du.vn', 'a@vi-du.vn.', 'a@@vi-du.vn', '<a@vi-du.vn>', 'a@ví-dụ.vn'])('%s is taken by neither', (address) => {
    expect([takesMail(address), email.safeParse(address).success]).toEqual([null, false]);
  });

  it('that a list takes is always taken by the form, for any address', () => {
    const part = fc.string({ unit: fc.constantFrom(...'ab1.-_+\'#&%'), minLength: 1, maxLength: 8 });
    fc.assert(fc.property(part, part, fc.constantFrom('vn', 'com', 'v', '1n'), (local, host, top) => {
      const address = `${local}@${host}.${top}`;
      const taken = takesMail(address);
      if (taken !== null) expect(email.parse(taken)).toBe(taken);
    }));
  });

  it('of a hostile length is refused without standing still', () => {
    for (const address of [`${'a.'.repeat(5_000)}@x.vn`, `a@${'b-'.repeat(5_000)}.vn`, `a@${'b.'.repeat(5_000)}`]) expect(takesMail(address)).toBeNull();
  });
});

describe('a staff number', () => {
  it('that a list takes is always taken by the form, and means the same', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'aĐé1 ./_-(='), minLength: 1, maxLength: 32 }), (number) => {
      const taken = takesNumber(number);
      if (taken !== null) expect(staffNo.parse(taken)).toBe(taken);
    }));
  });

  it.each([['cb 01', 'CB01'], ['đ.12', 'Đ.12'], [' nb-01/2 ', 'NB-01/2'], ['straße', 'STRASSE']])('%j is kept as %s', (number, kept) => expect(takesNumber(number)).toBe(kept));
});

describe('a phone number', () => {
  it('that a list takes is always taken by the form, and means the same', () => {
    const read = (number: string) => readLine(['CB01', 'Trần Văn Ưng', number], { columns: { staffNo: 0, fullName: 1, phone: 2 }, pattern: { width: null, exists: () => false }, today: '2026-11-23' }).line.phone;
    expect(read('0912 345 678')).toBe(phone.parse('0912 345 678'));
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 .+-('), maxLength: 14 }), (typed) => {
      const taken = read(typed);
      if (taken !== null) expect(phone.parse(taken)).toBe(taken);
    }));
  });
});

describe('a whole person', () => {
  it.each([['CB01', 'Y’Bliêu Êban', 'a@vi-du.vn'], ['1', '李', ''], ['ĐV/2026.01', `${'á'.repeat(119)}b`, "o'neil@x.co"]])('%s, %s is saved again unchanged by the form', (number, name, address) => {
    const { line, faults } = read(number, name, address);
    expect(faults).toEqual([]);
    const form = profileForm.parse({ fullName: line.fullName, email: line.email ?? '', staffNo: line.staffNo, category: '', revision: '0' });
    expect(form).toMatchObject({ fullName: line.fullName, email: line.email, staffNo: line.staffNo });
  });
});
