import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { renderCertificate, type CertificatePaper } from './certificate-pdf.server.ts';

const paper: CertificatePaper = {
  id: 'c', certificate_no: 'NB-2026-000123', verify_code: 'ABCD-EFGH-JKMN', user_id: 'u', course_id: 'k', course_version_id: 'v',
  course_title: 'An toàn thông tin', full_name: 'Nguyễn Thị Thuỳ Dương', unit_name: 'UBND phường Hoa Lư', score: 8.5, periods: 3,
  issued_at: '2026-11-23T01:00:00.000Z', valid_until: '2027-11-23', revoked_at: null, revoked_reason: null, replaces_id: null,
  issuer: 'Ban Tổ chức', verifyUrl: 'https://hoc06.vi-du.invalid/verify/ABCD-EFGH-JKMN', isSample: false,
};

/** The lines of a paper as a reader program finds them. */
async function linesOf(changes: Partial<CertificatePaper>): Promise<string[]> {
  const document = await getDocument({ data: new Uint8Array(await renderCertificate({ ...paper, ...changes })), useSystemFonts: false, verbosity: 0 }).promise;
  const { items } = await (await document.getPage(1)).getTextContent();
  const lines = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item.str] : []));
  return lines;
}

describe('names that are hard to set', () => {
  it.each([
    'Đỗ Đức Đạt', 'Ưng Quỳnh Ửng', 'Ngô Phương Nguyệt Quế', 'Lý A', 'Vừ A Dính', 'Y Ngông Niê Kdăm', 'Hà Thị Khiết', 'Kso̊r', 'Trần-Lê Ánh', "O'Brien Thị Hoa",
    'Ẳ Ẵ Ặ Ẫ Ậ Ổ Ỗ Ộ Ớ Ợ', 'ắ ằ ẳ ẵ ặ ấ ầ ẩ ẫ ậ', 'ế ề ể ễ ệ ố ồ ổ ỗ ộ', 'ớ ờ ở ỡ ợ ứ ừ ử ữ ự', 'í ì ỉ ĩ ị ý ỳ ỷ ỹ ỵ', 'NGUYỄN THỊ THUỲ DƯƠNG',
  ])('%s can be searched and copied, composed in the one place and not in the other', async (name) => {
    const wanted = name.normalize('NFC').replace(/[\u0300-\u036f]/g, '');
    const text = (await linesOf({ full_name: name.normalize('NFD'), course_title: name.normalize('NFC') })).join('\n').normalize('NFC').replace(/[\u0300-\u036f]/g, '');
    expect(text.split(wanted).length - 1).toBeGreaterThanOrEqual(2);
  });

  it.each([
    ['many spaces', '  Nguyễn   Văn  An ', 'Nguyễn Văn An'],
    ['a line break', 'Nguyễn\nVăn An', 'Nguyễn Văn An'],
    ['pictures', 'Nguyễn 🎉 An', 'Nguyễn An'],
    ['a script that the typeface does not have', 'Nguyễn 漢字 An', 'Nguyễn An'],
  ])('%s leave a tidy line', async (_what, name, line) => {
    expect(await linesOf({ full_name: name })).toContain(line);
  });

  it('of every length up to a hundred letters keep their words whole', async () => {
    const word = 'Phượng';
    for (const count of [1, 2, 4, 6, 8, 10, 14]) {
      const lines = (await linesOf({ full_name: Array.from({ length: count }, () => word).join(' ') })).filter((line) => line.includes(word));
      expect(lines.join(' ').replace('…', '').trim().split(' ').every((each) => each === word), `${count} words`).toBe(true);
      expect(lines.length).toBeLessThanOrEqual(2);
    }
  });
});

describe('days and numbers as official papers write them', () => {
  it.each([
    ['2026-01-05T01:00:00.000Z', 'ngày 05 tháng 01 năm 2026'],
    ['2026-02-28T17:00:00.000Z', 'ngày 01 tháng 3 năm 2026'],
    ['2026-03-09T16:59:59.999Z', 'ngày 09 tháng 3 năm 2026'],
    ['2026-10-10T01:00:00.000Z', 'ngày 10 tháng 10 năm 2026'],
    ['2026-12-31T17:00:00.000Z', 'ngày 01 tháng 01 năm 2027'],
  ])('issued at %s: %s', async (issued_at, words) => {
    expect((await linesOf({ issued_at })).join('\n')).toContain(words);
  });

  it.each([[10, '10,0/10', 1, '1 tiết'], [8, '8,0/10', 1.5, '1,5 tiết'], [8.75, '8,8/10', 2.25, '2,25 tiết'], [9.25, '9,3/10', 12, '12 tiết']])('a score of %d as %s, %d periods as %s', async (score, mark, periods, length) => {
    const text = (await linesOf({ score, periods })).join('\n');
    expect(text).toContain(`Điểm: ${mark}`);
    expect(text).toContain(`Thời lượng: ${length}`);
  });
});
