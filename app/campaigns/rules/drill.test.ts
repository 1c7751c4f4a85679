import fc from 'fast-check';
import { expect, it } from 'vitest';
import { smsSize } from '../../messaging/index.ts';
import { drillLine, drillScript, drillSms } from './drill.ts';
import { fileName } from './file-name.ts';

it('a drill says that it is one before a line, and at both ends of what is heard', () => {
  expect(drillLine('CẢNH BÁO')).toBe('DIỄN TẬP: CẢNH BÁO');
  expect(drillScript('Bà con chú ý.')).toBe('Đây là bản tin diễn tập. Bà con chú ý. Bản tin vừa rồi là diễn tập.');
});

it('its mark never makes a text message change its alphabet', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'Z', ' ', '1', 'đ', 'ế', '€', '[', '😀'), maxLength: 200 });
  fc.assert(fc.property(text, (some) => smsSize(drillSms(some)).encoding === smsSize(some).encoding && drillSms(some).endsWith(` ${some}`)));
  expect([drillSms('Chu y'), drillSms('Chú ý')]).toEqual(['[DIEN TAP] Chu y', '[DIỄN TẬP] Chú ý']);
});

it('a file says in its name what must not be overlooked, in letters that every system takes', () => {
  const file = (code: string, is_drill: number, launched_at: string | null) => fileName('bien-ban', { code, is_drill, launched_at, cancelled_at: null });
  expect(file('TT-2026-01', 0, 'x')).toBe('bien-ban-TT-2026-01');
  expect(file('TT-2026-01', 1, null)).toBe('DIEN-TAP-CHUA-DUYET-bien-ban-TT-2026-01');
  expect(file('ĐA06/2026.1', 0, null)).toBe('CHUA-DUYET-bien-ban-DA06-2026-1');
  fc.assert(fc.property(fc.string(), fc.nat(1), fc.constantFrom(null, 'x'), (code, drill, at) => /^[A-Za-z0-9-]+$/.test(file(code, drill, at))));
});
