import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../platform/http/forms.server.ts';
import { day, email, fullName, newPersonForm, phone, staffNo } from './person.ts';

describe('a name', () => {
  it.each([
    ["  Y'Bliêu   Êban ", "Y'Bliêu Êban"],
    ['Nguyễn "Tí" Văn Tèo', 'Nguyễn "Tí" Văn Tèo'],
    ['Nguyễn Thị Thuỳ Dương'.normalize('NFD'), 'Nguyễn Thị Thuỳ Dương'],
    ['Trần\u200B Văn\u00A0An', 'Trần Văn An'],
    ['\u202EnA năV nầrT\u202C', 'nA năV nầrT'],
    ['Lê Thị 😀 Vui', 'Lê Thị 😀 Vui'],
    ['Robert\'); drop table user_account;--', 'Robert\'); drop table user_account;--'],
    ['O’Brien & Co', 'O’Brien & Co'],
  ])('%j is kept as %j', (typed, kept) => {
    expect(fullName.parse(typed)).toBe(kept);
  });

  it.each([
    ['', 'nhập thông tin'],
    ['   ', 'nhập thông tin'],
    ['\u200B\u202E', 'nhập thông tin'],
    ['12345', 'phải có chữ cái'],
    ['😀😀', 'phải có chữ cái'],
    ['<script>alert(1)</script>', 'không dùng các ký hiệu'],
    ['ă'.repeat(121), 'dài quá 120'],
    ['Nguyễn '.repeat(72), 'dài quá 120'],
  ])('%j is refused', (typed, words) => {
    const parsed = fullName.safeParse(typed, { reportInput: true });
    expect(parsed.success ? '' : faultsOf(parsed.error)['form']?.vi).toContain(words);
  });

  it('never keeps what cannot be seen, nor two spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (typed) => {
        const parsed = fullName.safeParse(typed);
        return !parsed.success || !/[\u202A-\u202E\u200B\u0000-\u001F<>]|\s{2}|^\s|\s$/u.test(parsed.data);
      }),
    );
  });
});

describe('other fields', () => {
  it.each([['', null], [' Dương@Vi-Du.INVALID ', undefined], ['a@b.vn', 'a@b.vn'], ['A@B.VN', 'a@b.vn'], ['khong-phai', undefined], ['a b@c.vn', undefined]])('e-mail %j becomes %j', (typed, kept) => {
    const parsed = email.safeParse(typed);
    expect(parsed.success ? parsed.data : undefined).toBe(kept);
  });

  it.each([['', null], [' nb-01/2 ', 'NB-01/2'], ['đ.12', 'Đ.12'], ['a b', undefined], ['<b>', undefined], ['1'.repeat(41), undefined]])('staff number %j becomes %j', (typed, kept) => {
    const parsed = staffNo.safeParse(typed);
    expect(parsed.success ? parsed.data : undefined).toBe(kept);
  });

  it.each([['', null], ['  ', null], [' 0912 345 678 ', '+84912345678'], ['+84-912-345-678', '+84912345678'], ['02293871234', undefined], ['912345678', undefined], ['không có', undefined], [`0912345678${' '.repeat(40)}`, undefined], ['<b>0912345678</b>', undefined]])('phone %j becomes %j', (typed, kept) => {
    const parsed = phone.safeParse(typed);
    expect(parsed.success ? parsed.data : undefined).toBe(kept);
  });

  it.each(['2026-02-30', '11/23/2026', '', 'hôm nay'])('%j is no day', (typed) => {
    expect(day.safeParse(typed).success).toBe(false);
  });

  it('say every fault in both languages', () => {
    const parsed = newPersonForm.safeParse({ fullName: '', email: 'x', phone: '1', staffNo: '<', category: '', unitId: '', position: '', joinedOn: '' }, { reportInput: true });
    const faults = parsed.success ? {} : faultsOf(parsed.error);
    expect(Object.keys(faults).toSorted()).toEqual(['email', 'fullName', 'joinedOn', 'phone', 'position', 'staffNo', 'unitId']);
    for (const fault of Object.values(faults)) expect([fault.vi, fault.en].every((text) => text.endsWith('.'))).toBe(true);
  });
});
