import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { samplePaper } from '../../../tests/world/papers.ts';
import { addresseeLines, annexName, annexOrigin, capitals, linesOf, placeAndDay, readyPaper, recipientLines, roughWidth, signLine } from './paper-words.ts';

/* What people type into the header and the texts of a report, as clumsy as they do. */

const lastOf = (text: string) => readyPaper(samplePaper({ parts: [{ heading: 'I', paragraphs: ['Một.', text] }] })).parts[0]?.paragraphs.at(-1);
const hostile = fc.string({ unit: fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), fc.constantFrom('\u0000', '\u0008', '\uFFFE', '\uFFFF', '\uD800', '\u202E', '\t', '\n', '\r\n', '<', '&', ']]>', 'ệ'.normalize('NFD'), '👩‍💻')), maxLength: 40 });

describe('the end of a paper', () => {
  it.each([
    ['Đề nghị cấp thêm máy;', 'Đề nghị cấp thêm máy./.'],
    ['Đề nghị cấp thêm máy ;. ', 'Đề nghị cấp thêm máy./.'],
    ['- Bổ sung biên chế,', '- Bổ sung biên chế./.'],
    ['Gồm các việc sau:', 'Gồm các việc sau./.'],
    ['Hết./.', 'Hết./.'],
    ['Hết. / .', 'Hết./.'],
    ['Có đủ không?', 'Có đủ không?./.'],
    ['Số liệu tại https://vi-du.invalid/a/', 'Số liệu tại https://vi-du.invalid/a./.'],
    ['(xem phụ lục)', '(xem phụ lục)./.'],
    ['   ', '   '],
  ])('of %j is %j', (typed, shown) => expect(lastOf(typed)).toBe(shown));

  it('is set once, however often a paper is made ready', () => {
    fc.assert(fc.property(hostile, (text) => {
      const once = readyPaper(samplePaper({ parts: [{ heading: 'I', paragraphs: [text] }] }));
      expect(readyPaper(once)).toEqual(once);
    }));
  });

  it('stands at the end of the last part within the last part, nowhere else', () => {
    const { parts } = readyPaper(samplePaper({ parts: [{ heading: 'I', paragraphs: ['A;'], parts: [{ heading: '1', paragraphs: ['B;'] }, { heading: '2', paragraphs: ['C;', 'D;'] }] }] }));
    expect(parts).toMatchObject([{ paragraphs: ['A;'], parts: [{ paragraphs: ['B;'] }, { paragraphs: ['C;', 'D./.'] }] }]);
  });
});

describe('the header of a paper', () => {
  it.each([
    ['12/BC-UBND', 'Số: 12/BC-UBND'],
    ['Số: 12/BC-UBND', 'Số: 12/BC-UBND'],
    ['số :12/BC-UBND', 'Số: 12/BC-UBND'],
    ['SỐ:  12/BC-UBND', 'Số: 12/BC-UBND'],
    ['Sốt-rét/12', 'Số: Sốt-rét/12'],
  ])('takes the number %j as %j, in the annexes too', (sign, line) => {
    expect(signLine(sign)).toBe(line);
    expect(annexOrigin(samplePaper({ sign }))).toContain(`(Kèm theo Báo cáo ${line.replace('Số: ', 'số ')} ngày`);
  });

  it('says no number where a paper gets none', () => {
    expect(annexOrigin(samplePaper({ sign: '' }))).toBe('(Kèm theo Báo cáo ngày 05 tháng 02 năm 2026 của UBND phường Hoa Lư)');
    expect(annexOrigin(samplePaper({ sign: null }))).toContain('số ........../.......... ngày');
  });

  it.each([
    ['Hoa Lư', 'Hoa Lư, ngày 05 tháng 02 năm 2026'],
    ['Hoa Lư,', 'Hoa Lư, ngày 05 tháng 02 năm 2026'],
    ['Hoa Lư , ', 'Hoa Lư, ngày 05 tháng 02 năm 2026'],
    ['TP. Hoa Lư', 'TP. Hoa Lư, ngày 05 tháng 02 năm 2026'],
    ['…………', '…………, ngày 05 tháng 02 năm 2026'],
    [' , ', 'Ngày 05 tháng 02 năm 2026'],
    ['', 'Ngày 05 tháng 02 năm 2026'],
  ])('sets one comma behind %j', (place, line) => expect(placeAndDay(place, '2026-02-05')).toBe(line));

  it.each([['2026-01-01', '01 tháng 01'], ['2026-02-28', '28 tháng 02'], ['2024-02-29', '29 tháng 02'], ['2026-03-09', '09 tháng 3'], ['2026-10-10', '10 tháng 10'], ['2026-12-31', '31 tháng 12']])('writes %s with zeros only where the form has them', (day, words) => expect(placeAndDay('X', day)).toContain(`ngày ${words} năm`));
});

describe('lists of a paper', () => {
  it('end each line once, the last one with a full stop', () => {
    fc.assert(fc.property(fc.array(fc.stringMatching(/^[a-zđ ]{1,8}[;. ]{0,3}$/), { minLength: 1, maxLength: 6 }), (typed) => {
      const lines = recipientLines(typed);
      expect(lines).toHaveLength(typed.length);
      for (const [at, line] of lines.entries()) expect(line).toMatch(at === lines.length - 1 ? /^- [^;.]*[^;.\s]?\.$/ : /^- [^;.]*[^;.\s]?;$/);
    }));
  });

  it('of addressees have a head only when there are several', () => {
    expect(addresseeLines(['A;', 'B', 'C.'])).toEqual(['Kính gửi:', '- A;', '- B;', '- C.']);
    expect(addresseeLines(['A;'])).toEqual(['Kính gửi: A;']);
  });

  it('of annexes are numbered one after the other without a gap', () => {
    const names = Array.from({ length: 40 }, (_, at) => annexName(at, 40));
    expect(new Set(names).size).toBe(40);
    expect(names.every((name) => /^Phụ lục (XL|X{0,3})(IX|IV|V?I{0,3})$/.test(name))).toBe(true);
    expect([names[3], names[8], names[38], names[39]]).toEqual(['Phụ lục IV', 'Phụ lục IX', 'Phụ lục XXXIX', 'Phụ lục XL']);
  });
});

describe('texts of a paper', () => {
  it('hold nothing that a file may not hold, wherever they stand', () => {
    fc.assert(fc.property(hostile, (text) => {
      const ready = readyPaper(samplePaper({ superior: text, issuer: text, subject: text, opening: [text], parts: [{ heading: text, paragraphs: [text], table: { columns: [{ head: text, width: 1 }], rows: [[text]], note: text } }], annexes: [{ title: text, isLandscape: true, table: { columns: [{ head: text, width: 1 }], rows: [[text]] } }], recipients: [text], signer: { onBehalf: [text], title: text, name: text } }));
      const all = JSON.stringify(ready);
      expect(JSON.parse(all)).toEqual(ready);
      const flat: string[] = [];
      const walk = (value: unknown): void => {
        if (typeof value === 'string') flat.push(value);
        else if (value !== null && typeof value === 'object') Object.values(value).forEach(walk);
      };
      walk(ready);
      expect(flat.filter((one) => /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF\u202A-\u202E\u200B-\u200F]/.test(one) || one !== one.normalize('NFC') || !one.isWellFormed())).toEqual([]);
    }));
  });

  it('keep numbers, booleans and nothing as they are', () => {
    const ready = readyPaper(samplePaper({ superior: null, sign: null, isDraft: true }));
    expect([ready.superior, ready.sign, ready.isDraft, ready.annexes[1]?.isLandscape]).toEqual([null, null, true, true]);
  });

  it('fall into lines without blank ones', () => {
    expect(linesOf(' a \n\n\t\n b\n')).toEqual(['a', 'b']);
    expect(linesOf('\n \n')).toEqual([]);
  });

  it('stand in Vietnamese capitals', () => {
    expect(capitals('ủy ban nhân dân phường đông thành i')).toBe('ỦY BAN NHÂN DÂN PHƯỜNG ĐÔNG THÀNH I');
  });

  it('are the wider the longer they are', () => {
    fc.assert(fc.property(fc.string({ maxLength: 30 }), fc.string({ minLength: 1, maxLength: 5 }), (text, more) => {
      expect(roughWidth(text + more, 14)).toBeGreaterThan(roughWidth(text, 14));
    }));
    expect(roughWidth('ab', 28)).toBeCloseTo(roughWidth('ab', 14) * 2);
  });
});
