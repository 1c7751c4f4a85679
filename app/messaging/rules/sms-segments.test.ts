import { expect, it } from 'vitest';
import { linkToken } from '../link-token.server.ts';
import { mobileNumber } from '../../platform/text/phone.ts';
import { filledWithLink, linkGap, linkLength, smsSize, withoutMarks } from '../index.ts';

it.each([
  ['', 'GSM7', 0, 0],
  ['a'.repeat(160), 'GSM7', 160, 1],
  ['a'.repeat(161), 'GSM7', 161, 2],
  ['€'.repeat(80), 'GSM7', 160, 1],
  [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'GSM7', 306, 3],
  ['ệ'.repeat(70), 'UCS2', 70, 1],
  ['ệ'.repeat(71), 'UCS2', 71, 2],
  [`${'ệ'.repeat(66)}😀${'ệ'.repeat(66)}`, 'UCS2', 134, 3],
])('counts %j', (text, encoding, units, segments) => {
  expect(smsSize(text)).toEqual({ encoding, units, segments });
});

it('offers a text without marks that fits the small alphabet', () => {
  expect(withoutMarks('Đề án “06” – Hoà Lư…')).toBe('De an "06" - Hoa Lu...');
  expect(smsSize(withoutMarks('Không đọc mã OTP cho bất kỳ ai')).encoding).toBe('GSM7');
});

it('knows mobile numbers of the country, and nothing else', () => {
  for (const raw of ['0912 345 678', '+84912345678', '84.912.345.678', '0084912345678']) expect(mobileNumber(raw), raw).toBe('+84912345678');
  for (const raw of [null, '', '0229 3871 234', '+1 202 555 0100', '091234567', '0912345678;0987654321']) expect(mobileNumber(raw), String(raw)).toBeNull();
});

it('counts a link at the length that it is sent with', () => {
  const baseUrl = 'https://hoc06.vi-du.vn';
  const link = `${baseUrl}/go/${linkToken('secret', '0193f0a0-0000-7000-8000-000000000001')}`;
  expect(linkLength(baseUrl)).toBe(link.length);
  expect(smsSize(filledWithLink(`Xem ${linkGap}. {{ lien_ket }}`, linkLength(baseUrl)))).toEqual(smsSize(`Xem ${link}. ${link}`));
});
