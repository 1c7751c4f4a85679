import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRefused } from './refused-rows.ts';

const [a, b] = ['0193f0a0-0000-7000-8000-00000000000a', '0193f0a0-0000-7000-8000-00000000000b'];
const read = (text: string) => {
  const rows = readRefused(text);
  return rows.ok ? Object.fromEntries(rows.reasons) : rows.line;
};

describe('refused rows', () => {
  it.each<[string, string, unknown]>([
    ['nothing', ' \r\n\n', {}],
    ['bare references', `${a}\n${b}`, { [a]: '', [b]: '' }],
    ['a reason behind a comma, a semicolon, a tab', `${a}, không có tài khoản\n${b};đã khoá\t`, { [a]: 'không có tài khoản', [b]: '' }],
    ['quotes and capitals', `"${a.toUpperCase()}","không có, hoặc đã khoá"`, { [a]: 'không có, hoặc đã khoá' }],
    ['our own file with a column of reasons', `\uFEFFreference,full_name,unit,phone,reason\r\n${a},Thuỳ Dương,UBND,84912345678,không khớp\r\n`, { [a]: 'không khớp' }],
    ['our own file as it was: names and numbers are not kept', `reference,full_name,unit,phone\n${a},Thuỳ Dương,UBND,84912345678`, { [a]: '' }],
    ['other columns without a heading', `${a},Thuỳ Dương,84912345678`, { [a]: '' }],
    ['the same twice', `${a},một\n${a},hai`, { [a]: 'một' }],
    ['a line that is none', `${a}\nThuỳ Dương`, 2],
    ['a heading in the middle', `${a}\nreference`, 2],
    ['half a reference', a.slice(0, 35), 1],
    ['a quote that is never closed', `"${a}\n${b}`, 1],
    ['a formula', `=HYPERLINK("x")`, 1],
  ])('%s', (_what, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('keep reasons short and in one line, whatever stands there', () => {
    expect(Object.values(read(`${a},${'ă'.repeat(5_000)}`))[0]).toHaveLength(200);
    expect(read(`${a},\u202e\u0007lý do`)).toEqual({ [a]: 'lý do' });
  });

  it('are read without a throw from any text', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(a, b, 'reference', ',', '"', ';', '\n')), { maxLength: 30 }).map((parts) => parts.join('')), (text) => {
      const rows = readRefused(text);
      return rows.ok ? [...rows.reasons.keys()].every((key) => /^[0-9a-f-]{36}$/.test(key)) : rows.line >= 1;
    }));
  });
});
