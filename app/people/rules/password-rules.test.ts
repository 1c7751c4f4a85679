import fc from 'fast-check';
import { expect, it } from 'vitest';
import { longestPassword, passwordFaults, passwordPolicy, type PasswordOwner } from './password-rules.ts';

const policy = passwordPolicy.fallback;
const owner: PasswordOwner = { fullName: 'Nguyễn Thị Thuỳ Dương', staffNo: 'NB-04512', email: 'ntt.duong@ninhbinh.gov.vn' };
const faultsOf = (password: string) => passwordFaults(password, owner, policy).map((fault) => fault.vi);

it.each([
  ['con mèo nằm trên mái nhà', 'a phrase with marks'],
  ['sau nay troi se nang 27', 'a phrase with digits'],
  ['Trời-xanh-2-mây', 'fifteen characters of four kinds'],
  ['xK9#mQ2$vL5!pR8', 'a generated one'],
  ['trang giấy trắng bay qua sông Đáy', 'a long phrase'],
])('takes %s (%s)', (password) => {
  expect(faultsOf(password)).toEqual([]);
});

it.each([
  ['', 'có 0 ký tự'],
  ['Ab1!', 'có 4 ký tự'],
  ['Trời-xanh-2-m', 'có 13 ký tự'],
  ['trời-xanh-2-mây', 'thiếu chữ hoa'],
  ['TRỜI-XANH-2-MÂY', 'thiếu chữ thường'],
  ['Trời-xanh-hai-mây', 'thiếu chữ số'],
  ['Troixanh2maytrang', 'thiếu ký tự khác chữ và số'],
  ['troixanhmaytrang', 'thiếu chữ hoa, chữ số, ký tự khác chữ và số'],
  ['Password@123456', 'quá phổ biến'],
  ['P@ssw0rd!!20262026', 'quá phổ biến'],
  ['MatKhau@2026!!!', 'quá phổ biến'],
  ['Matkhaumatkhau@1234', 'quá phổ biến'],
  ['aaaaaaaaaaaaaaaaaaaaaaaa', 'quá phổ biến'],
  ['abababababababababababab', 'quá phổ biến'],
  ['abcdefghijklmnopqrstuvwxyz', 'quá phổ biến'],
  ['01234567890123456789', 'quá phổ biến'],
  ['zyxwvutsrqponmlkjihgfedcba', 'quá phổ biến'],
  ['qwertyuiopasdfghjklzxcvbnm', 'quá phổ biến'],
  ['Nguyễn Thị Thuỳ Dương 1990', 'chứa họ tên'],
  ['thuyduong yeu doi va hoa 9', 'chứa họ tên'],
  ['toi la NB-04512 cua tinh nha', 'chứa họ tên'],
  ['ntt.duong la toi day ma 2026', 'chứa họ tên'],
])('refuses %s because it %s', (password, why) => {
  expect(faultsOf(password).join(' ')).toContain(why);
});

it('says every fault of a password in a sentence of its own', () => {
  expect(faultsOf('admin')).toHaveLength(2);
  expect(faultsOf('admin').every((sentence) => sentence.endsWith('.'))).toBe(true);
});

it('counts letters, not bytes or halves of an emoji', () => {
  expect(faultsOf('😀😁😂')[0]).toContain('có 3 ký tự');
});

it('refuses a password that would take long to hash', () => {
  expect(faultsOf('ă'.repeat(longestPassword + 1)).join(' ')).toContain(`quá ${longestPassword} ký tự`);
});

it('speaks both languages', () => {
  for (const password of ['', 'troixanhmaytrang', 'Password@123456', 'Nguyễn Thị Thuỳ Dương 1990']) {
    for (const fault of passwordFaults(password, owner, policy)) expect([fault.vi.length > 10, fault.en.length > 10, fault.en]).toEqual([true, true, expect.not.stringMatching(/\{/)]);
  }
});

it('takes an owner without staff number and e-mail', () => {
  expect(passwordFaults('con mèo nằm trên mái nhà', { fullName: 'An', staffNo: null, email: null }, policy)).toEqual([]);
});

it('never lets through less than the shortest length', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: policy.minLength - 1 }), (password) => ([...password].length >= policy.minLength ? true : faultsOf(password).length > 0)));
});

it('never takes fewer than four kinds below the length of a phrase', () => {
  const short = fc.string({ unit: fc.constantFrom(...'abcdefghij0123'), minLength: policy.minLength, maxLength: policy.passphraseLength - 1 });
  fc.assert(fc.property(short, (password) => faultsOf(password).length > 0));
});

it('never takes a password with the whole name in it, however it is written', () => {
  const around = fc.string({ unit: fc.constantFrom(...'xyzXYZ019-_!'), minLength: 3, maxLength: 30 });
  const spelling = fc.constantFrom('nguyenthithuyduong', 'Nguyễn Thị Thuỳ Dương', 'NGUYEN-THI-THUY-DUONG', 'Nguyễn Thị Thùy Dương'.normalize('NFD'));
  fc.assert(fc.property(around, spelling, around, (before, name, after) => faultsOf(before + name + after).some((fault) => fault.includes('họ tên'))));
});

it('does not care for Unicode form', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'aăâeêoôơuưđ ấềộ9A!') , minLength: 4, maxLength: 40 }), (text) => {
    const [composed, decomposed] = [text.normalize('NFC'), text.normalize('NFD')];
    expect(faultsOf(composed)).toEqual(faultsOf(decomposed));
  }));
});
