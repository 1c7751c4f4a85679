import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideNumbers, maskContact, maskName, maskNumbers, sensitiveIn } from './sensitive.ts';

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
    ['CCCD 037190001234 0912345678', ['IDENTITY']],
    ['gọi 0912345678 164123456', ['IDENTITY']],
    ['CCCD 037 190 001 234 05', ['IDENTITY']],
    ['thẻ 4111 1111 1111 1111 12/28', ['CARD']],
    ['thẻ 12-4111-1111-1111-1111', ['CARD']],
    ['0912 345 678 0987 654 321', []],
    ['091 234 5678 038 456 7890', []],
    ['từ 06.01.2022 15.02.2024', []],
    ['Cho vay 200.000.000 đồng, chưa trả', []],
    ['nợ 1.200.000.000đ và 150,000,000 VNĐ', []],
    ['037.190.001.234 đi lấy', ['IDENTITY']],
    ['200.000.000', ['IDENTITY']],
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
  it.each([['Gọi lại số 0912 345 678 sau 14:30', 'Gọi lại số •••••••678 sau 14:30'], ['Vay 200.000.000 đồng, gọi 0912345678', 'Vay 200.000.000 đồng, gọi •••••••678'], ['Nợ 1.500.000.000đ', 'Nợ 1.500.000.000đ'], ['Mã 200.000.000', 'Mã ••••••000'], ['Điều 06, năm 2026', 'Điều 06, năm 2026']])('%s', (text, masked) => {
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
  it('keep every sum of money with its unit, and nothing of any other long number but its end', () => {
    const sum = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.array(fc.stringMatching(/^\d{3}$/), { minLength: 1, maxLength: 4 })).map(([first, rest]) => [first, ...rest].join('.'));
    fc.assert(fc.property(sum, fc.constantFrom(' đồng', 'đ', ' VNĐ', ' vnd'), fc.stringMatching(/^0[35789]\d{8}$/), (money, unit, telephone) => {
      expect(maskNumbers(`Trả ${money}${unit} rồi gọi ${telephone}`)).toBe(`Trả ${money}${unit} rồi gọi •••••••${telephone.slice(-3)}`);
    }));
  });
});

describe('what strangers typed', () => {
  it.each([
    ['Gọi tôi 0912345678', 'Gọi tôi ••••'],
    ['Gọi tôi 091 234 56 78', 'Gọi tôi ••••'],
    ['Gọi tôi 091.234.56.78 nhé', 'Gọi tôi •••• nhé'],
    ['cccd 037-190-001-234', 'cccd ••••'],
    ['３７１９０００１２３４', '••••'],
    ['mức 2, điều 12, 15.000 đồng', 'mức 2, điều 12, 15.000 đồng'],
    ['năm 2026', 'năm ••••'],
    ['', ''],
  ])('%s', (text, hidden) => {
    expect(hideNumbers(text, 4)).toBe(hidden);
  });

  it('keeps no four digits in a row and no telephone in groups', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 .-aé') }), (text) => {
      const hidden = hideNumbers(text, 12);
      expect(hidden).not.toMatch(/\d{4}|\d(?:[ .-]?\d){7}/);
      expect(hideNumbers(hidden, 12)).toBe(hidden);
    }));
  });
});
