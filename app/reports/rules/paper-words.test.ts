import { describe, expect, it } from 'vitest';
import { samplePaper } from '../../../tests/world/papers.ts';
import { addresseeLines, annexName, annexOrigin, hasSignature, headLines, placeAndDay, readyPaper, recipientLines, roughWidth, signLine, subjectLines } from './paper-words.ts';

describe('words of an official paper', () => {
  it.each([
    ['2023-08-02', 'Ninh Bình, ngày 02 tháng 8 năm 2023'],
    ['2026-01-31', 'Ninh Bình, ngày 31 tháng 01 năm 2026'],
    ['2026-12-10', 'Ninh Bình, ngày 10 tháng 12 năm 2026'],
  ])('writes %s as the form asks', (day, words) => expect(placeAndDay('Ninh Bình', day)).toBe(words));

  it('leaves dots for a number that has not been given, and nothing where none is to come', () => {
    expect([signLine('12/BC-UBND'), signLine(null), signLine('')]).toEqual(['Số: 12/BC-UBND', 'Số: ........../..........', '']);
    expect(placeAndDay('', '2026-01-31')).toBe('Ngày 31 tháng 01 năm 2026');
  });

  it('knows what nobody signs', () => {
    const nobody = { recipients: [], signer: { onBehalf: [], title: '', name: '' } };
    expect([hasSignature(nobody), hasSignature(samplePaper()), hasSignature({ ...nobody, recipients: ['Lưu: VT'] }), hasSignature({ ...nobody, signer: { ...nobody.signer, name: null } })]).toEqual([false, true, true, true]);
  });

  it('ends recipients with a semicolon and the last one with a full stop, whatever was typed', () => {
    expect(recipientLines(['Như trên;', 'Công an tỉnh', 'Lưu: VT.'])).toEqual(['- Như trên;', '- Công an tỉnh;', '- Lưu: VT.']);
    expect(recipientLines(['Lưu: VT'])).toEqual(['- Lưu: VT.']);
    expect(recipientLines([])).toEqual([]);
  });

  it('addresses one body on a line, several in a list', () => {
    expect(addresseeLines([])).toEqual([]);
    expect(addresseeLines(['Công an tỉnh'])).toEqual(['Kính gửi: Công an tỉnh']);
    expect(addresseeLines(['Công an tỉnh', 'Sở Tư pháp'])).toEqual(['Kính gửi:', '- Công an tỉnh;', '- Sở Tư pháp.']);
  });

  it('numbers annexes only when there are several', () => {
    expect(annexName(0, 1)).toBe('Phụ lục');
    expect([0, 1, 2, 3, 4, 8, 9, 13].map((at) => annexName(at, 20))).toEqual(['I', 'II', 'III', 'IV', 'V', 'IX', 'X', 'XIV'].map((number) => `Phụ lục ${number}`));
    expect(annexOrigin(samplePaper())).toBe('(Kèm theo Báo cáo số 12/BC-UBND ngày 05 tháng 02 năm 2026 của UBND phường Hoa Lư)');
    expect(annexOrigin(samplePaper({ sign: null, kind: 'BÁO CÁO' }))).toContain('Báo cáo số ........../.......... ngày');
  });

  it.each([
    ['Ủy ban nhân dân phường Hoa Lư', ['ỦY BAN NHÂN DÂN', 'PHƯỜNG HOA LƯ']],
    ['Uỷ ban nhân dân xã Gia Viễn', ['UỶ BAN NHÂN DÂN', 'XÃ GIA VIỄN']],
    ['UBND tỉnh Ninh Bình', ['UBND TỈNH NINH BÌNH']],
    ['Văn phòng Ủy ban nhân dân tỉnh', ['VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH']],
    ['Ủy ban nhân dân', ['ỦY BAN NHÂN DÂN']],
    ['', []],
  ])('writes "%s" into the head so that its place is not torn', (name, lines) => expect(headLines(name)).toEqual(lines));

  it('keeps a month and its year on one line', () => {
    expect(subjectLines('Tổng hợp kết quả tháng 11 năm 2026\ncủa tháng tới')).toEqual(['Tổng hợp kết quả tháng\u00A011\u00A0năm\u00A02026', 'của tháng tới']);
  });

  it('knows that capitals are wider', () => {
    expect(roughWidth('BÁO CÁO', 14)).toBeGreaterThan(roughWidth('báo cáo', 14));
    expect(roughWidth('', 14)).toBe(0);
  });
});

describe('a paper made ready', () => {
  it('has composed texts without what a file may not hold', () => {
    const ready = readyPaper(samplePaper({ subject: 'Kết quả\u0000\u0008\t “ổn” \uFFFE\u202E'.normalize('NFD'), opening: ['\uD800 nửa chữ'] }));
    expect(ready.subject).toBe('Kết quả  “ổn” ');
    expect(ready.opening).toEqual(['\uFFFD nửa chữ']);
  });

  it('ends its last sentence with the mark of the end, and only that one', () => {
    const endOf = (parts: Parameters<typeof samplePaper>[0]) => readyPaper(samplePaper(parts)).parts;
    expect(endOf({ parts: [{ heading: 'I', paragraphs: ['Một.', 'Hai.'] }] })[0]?.paragraphs).toEqual(['Một.', 'Hai./.']);
    expect(endOf({ parts: [{ heading: 'I', paragraphs: ['Hai./.'] }] })[0]?.paragraphs).toEqual(['Hai./.']);
    expect(endOf({ parts: [{ heading: 'I', paragraphs: ['Một.'] }, { heading: 'II', paragraphs: ['A.'], parts: [{ heading: '1', paragraphs: ['B'] }] }] })).toMatchObject([{ paragraphs: ['Một.'] }, { paragraphs: ['A.'], parts: [{ paragraphs: ['B./.'] }] }]);
    expect(endOf({ parts: [{ heading: 'I', paragraphs: ['Bảng:'], table: { columns: [{ head: 'A', width: 100 }], rows: [] } }] })[0]?.paragraphs).toEqual(['Bảng:']);
    expect(endOf({ parts: [] })).toEqual([]);
    const closed = readyPaper(samplePaper({ parts: [{ heading: 'I', paragraphs: ['Một.'] }], closing: 'Trên đây là báo cáo.' }));
    expect([closed.parts[0]?.paragraphs, closed.closing]).toEqual([['Một.'], 'Trên đây là báo cáo./.']);
    expect(endOf({ parts: [{ heading: 'I', paragraphs: [''] }] })[0]?.paragraphs).toEqual(['']);
  });
});
