import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordFaults, type Glossary } from './check-words.ts';

const glossary: Glossary = {
  terms: [
    { term: 'đầu mối', instead_of: [] },
    { term: 'mô-đun', instead_of: ['module', 'học phần'] },
    { term: 'xác thực nhiều lớp', instead_of: ['2FA', 'xác thực 2 bước'] },
  ],
  abbreviations: [{ short: 'OTP', long: 'mật khẩu dùng một lần' }, { short: 'HĐND', long: 'Hội đồng nhân dân' }],
};
const faults = (text: string) => wordFaults(text, glossary).map(({ line, reason }) => `${line}: ${reason.en}`);
const unknown = (term: string) => `The term “${term}” is not in content/glossary.yaml.`;

describe('terms', () => {
  it('are looked at where they are explained, with their line', () => {
    expect(faults('Văn xuôi.\n\n<Terms>\n\n- **Đầu mối**: người nhận báo.\n- **Tường lửa**: nghĩa.\n\n</Terms>\n\n- **Tường lửa**: không phải phần giải thích.')).toEqual([`6: ${unknown('Tường lửa')}`]);
  });

  it('are compared in small letters with their marks', () => {
    for (const known of ['đầu mối', 'Đầu mối', 'ĐẦU MỐI']) expect(faults(`<Terms>\n- **${known}**: x\n</Terms>`).filter((fault) => fault.includes('The term')), known).toEqual([]);
    expect(faults('<Terms>\n- **Dau moi**: x\n</Terms>')).toEqual([`2: ${unknown('Dau moi')}`]);
  });
});

describe('abbreviations', () => {
  it.each([
    ['Mã OTP và HĐND.', []],
    ['Gửi XYZ, rồi XYZ.', ['XYZ']],
    ['“ĐKK” đứng trong ngoặc', ['ĐKK']],
    ['Quý IV, mục III, phần XII', []],
    ['Quyết định 06/QĐ-TTg, Nghị định 13/2023/NĐ-CP', []],
    ['Mã TP-0123 và tệp HUONG-DAN.docm', []],
    ['Tôi ở A, không ở B', []],
    ['VNeID, KHPPH-TCTĐA06', []],
    ['DANG-NHAP.invalid', []],
    ['T2 và K9 và MK12', ['MK12']],
  ])('in “%s”: %j', (text, expected) => {
    expect(faults(text)).toEqual(expected.map((short) => `1: The abbreviation ${short} is not in content/glossary.yaml.`));
  });

  it.each(['    level: REMEMBER', '  - id: XYZ', '    type: ABC', '      - { course: XYZ, module: ABC }', '<Message from="NGAN HANG A" channel="sms">', '<Mail from="XYZ" subject="ABC" answer="keep" why="x">', 'suits: { roles: [XYZ] }'])('are not looked for in what a machine reads or a sender shouts: %s', (line) => {
    expect(faults(line)).toEqual([]);
  });

  it('are looked for in the reasons that stand beside such fields', () => {
    expect(faults('<Mail from="ABC" subject="x" answer="keep" why="Do XYZ gửi.">')).toEqual(['1: The abbreviation XYZ is not in content/glossary.yaml.']);
    expect(faults('      - { key: a, text: "Gọi XYZ", why: "x" }')).toEqual(['1: The abbreviation XYZ is not in content/glossary.yaml.']);
  });
});

describe('other names', () => {
  it.each([
    ['Học module một', ['module']],
    ['Học Module một', ['module']],
    ['Học phần này', ['học phần']],
    ['modules', []],
    ['Xác thực 2 bước.', ['xác thực 2 bước']],
    ['mô-đun một', []],
  ])('in “%s”: %j', (text, names) => {
    const terms: Record<string, string> = { module: 'mô-đun', 'học phần': 'mô-đun', 'xác thực 2 bước': 'xác thực nhiều lớp' };
    expect(faults(text)).toEqual(names.map((name) => `1: Write “${terms[name]}” instead of “${name}”.`));
  });

  it('may hold signs that mean something else in a pattern', () => {
    expect(wordFaults('Dùng C++ (bản mới).', { terms: [{ term: 'ngôn ngữ lập trình', instead_of: ['C++'] }], abbreviations: [] })).toHaveLength(1);
  });
});

it('whatever stands in a file is read to its end, and every fault has a line of it', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom('<Terms>', '</Terms>', '- **x**: y', 'XYZ', 'module')), { maxLength: 12 }), (lines) => {
      const text = lines.join('\n');
      const count = text.split('\n').length;
      for (const { line } of wordFaults(text, glossary)) expect(line >= 1 && line <= count).toBe(true);
    }),
  );
});
