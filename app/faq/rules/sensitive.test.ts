import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskContact, maskName, maskNumbers, sensitiveIn } from './sensitive.ts';

describe('what may not be written down', () => {
  it.each([
    ['Số căn cước của tôi là 037190001234', ['IDENTITY']],
    ['căn cước 037 190 001 234 nhé', ['IDENTITY']],
    ['037.190.001.234', ['IDENTITY']],
    ['037–190–001–234', ['IDENTITY']],
    ['CMND 164123456', ['IDENTITY']],
    ['０３７１９０００１２３４', ['IDENTITY']],
    ['thẻ 4111 1111 1111 1111', ['CARD']],
    ['thẻ 4111111111111112', []],
    ['OTP là 123456', ['SECRET_CODE']],
    ['mã xác thực: 8 2 1 9', ['SECRET_CODE']],
    ['Mật khẩu của em là 240685', ['SECRET_CODE']],
    ['mat khau 240685', ['SECRET_CODE']],
    ['mã PIN 1234', ['SECRET_CODE']],
    ['Không nhận được mã OTP khi đăng ký', []],
    ['Quyết định 06/QĐ-TTg ngày 06/01/2022, nộp lúc 14:30', []],
    ['Gọi 19000368 hay 0912345678', []],
    ['', []],
    ['🙂'.repeat(500), []],
  ])('%s', (text, found) => {
    expect(sensitiveIn(text)).toEqual(found);
    expect(sensitiveIn(text.normalize('NFD'))).toEqual(found);
  });

  it('finds every twelve-digit number, wherever it stands', () => {
    const word = fc.string({ unit: fc.constantFrom(...'aăâđêôơư ,;:\n'), maxLength: 30 });
    fc.assert(fc.property(word, fc.stringMatching(/^\d{12}$/), word, (before, number, after) => sensitiveIn(`${before}x${number}x${after}`).includes('IDENTITY')));
  });

  it('takes no long time over a long text', () => {
    expect(sensitiveIn(`${'mật khẩu '.repeat(2_000)}${'1-'.repeat(20_000)}`)).toEqual(['SECRET_CODE']);
  });
});

describe('masks', () => {
  it.each([['Gọi lại số 0912 345 678 sau 14:30', 'Gọi lại số •••••••678 sau 14:30'], ['Điều 06, năm 2026', 'Điều 06, năm 2026']])('%s', (text, masked) => {
    expect(maskNumbers(text)).toBe(masked);
    expect(maskNumbers(masked)).toBe(masked);
  });
  it('show enough to recognise only', () => {
    expect(maskContact('0912345678')).toBe('•••678');
    expect(maskContact('thuy-duong@vi-du.invalid')).toBe('t•••@vi-du.invalid');
    expect(maskContact('Số 5, phố Cũ')).toBe('•••');
    expect(maskName('Nguyễn Thị Thuỳ Dương')).toBe('Nguyễn D•••');
    expect(maskName('Ân')).toBe('Â•••');
    expect(maskName('')).toBe('•••');
  });
  it('leave no run of eight digits in any text', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 .-aé') }), (text) => !/\d{8}/.test(maskNumbers(text))));
  });
});
