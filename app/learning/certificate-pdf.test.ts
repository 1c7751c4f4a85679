import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { renderCertificate, type CertificatePaper } from './certificate-pdf.server.ts';

const paper: CertificatePaper = {
  id: 'c', certificate_no: 'NB-2026-000123', verify_code: 'ABCD-EFGH-JKMN', user_id: 'u', course_id: 'k', course_version_id: 'v',
  course_title: 'An toàn thông tin cho người dùng cuối', full_name: 'Nguyễn Thị Thuỳ Dương', unit_name: 'Văn phòng HĐND và UBND, UBND phường Hoa Lư',
  score: 8.5, periods: 1.5, issued_at: '2026-11-23T01:00:00.000Z', valid_until: '2027-02-05', revoked_at: null, revoked_reason: null, replaces_id: null,
  issuer: 'Ban Tổ chức chương trình đào tạo Đề án 06 tỉnh Ninh Bình', verifyUrl: 'https://hoc06.vi-du.invalid/verify/ABCD-EFGH-JKMN', isSample: false,
};

/** Opens the paper as a reader would. */
async function open(changes: Partial<CertificatePaper> = {}) {
  const bytes = await renderCertificate({ ...paper, ...changes });
  const document = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 }).promise;
  const page = await document.getPage(1);
  const { items } = await page.getTextContent();
  const lines = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item] : []));
  return { bytes, document, page, lines, text: lines.map((line) => line.str).join('\n') };
}

describe('renderCertificate', () => {
  it('says everything that the certificate says, in right Vietnamese', async () => {
    const { text } = await open();
    for (const part of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'CHỨNG NHẬN HOÀN THÀNH', 'Nguyễn Thị Thuỳ Dương', 'Văn phòng HĐND và UBND, UBND phường Hoa Lư',
      'An toàn thông tin cho người dùng cuối', 'Điểm: 8,5/10', 'Thời lượng: 1,5 tiết', 'NB-2026-000123', 'ABCD-EFGH-JKMN', 'Cấp ngày 23 tháng 11 năm 2026',
      'Có giá trị đến hết ngày 05 tháng 02 năm 2027', 'hoc06.vi-du.invalid/verify', 'Ban Tổ chức chương trình đào tạo Đề án 06 tỉnh Ninh Bình',
    ]) expect(text).toContain(part);
    expect(text).not.toMatch(/chứng chỉ|ĐÃ THU HỒI|mẫu/i);
  });

  it('is one tagged A4 landscape page with its language and title', async () => {
    const { bytes, document, page } = await open();
    expect(document.numPages).toBe(1);
    expect(page.view.map(Math.round)).toEqual([0, 0, 842, 595]);
    const { info } = (await document.getMetadata()) as { info: Record<string, unknown> };
    expect(info).toMatchObject({ PDFFormatVersion: '1.7', Language: 'vi-VN', Title: 'Chứng nhận hoàn thành NB-2026-000123 – Nguyễn Thị Thuỳ Dương', Author: paper.issuer });
    expect(((await document.getMarkInfo()) as unknown as Map<string, boolean>).get('Marked')).toBe(true);
    const tree = JSON.stringify(await page.getStructTree());
    for (const role of ['"H1"', '"P"', '"Figure"']) expect(tree).toContain(role);
    expect(tree).toContain(`Mã QR dẫn tới ${paper.verifyUrl}`);
    expect(bytes.length).toBeLessThan(300_000);
  });

  it('links the QR code to the public page', async () => {
    const { page } = await open();
    expect((await page.getAnnotations()).map((note: { url?: string }) => note.url)).toEqual([paper.verifyUrl]);
  });

  it('embeds its typeface instead of hoping for it', async () => {
    const { bytes } = await open();
    const raw = bytes.toString('latin1');
    expect(raw).toContain('BeVietnamPro');
    expect(raw).toMatch(/\/FontFile2/);
    expect(raw).not.toMatch(/\/BaseFont \/(Helvetica|Times|Courier)/);
  });

  it.each(['ế ộ ữ ậ ằ Ể Ỗ', 'Đặng Nguyễn Ỷ Lan', 'Trần Ngọc Quỳnh Như Ỵ Ữ Ẫ Ẳ'])('keeps all marks of %s', async (fullName) => {
    expect((await open({ full_name: fullName })).text).toContain(fullName);
    expect((await open({ full_name: fullName.normalize('NFD') })).text).toContain(fullName);
  });

  it('sets a long name on two lines inside the frame', async () => {
    const { lines } = await open({ full_name: 'Công Tằng Tôn Nữ Hoàng Thị Nguyễn Phước Ngọc Ánh Tuyết Trần Lê Quỳnh' });
    const name = lines.filter((line) => /Công Tằng|Lê Quỳnh/.test(line.str));
    expect(name).toHaveLength(2);
    for (const line of name) expect(line.transform[4] >= 100 && line.transform[4] + line.width <= 742).toBe(true);
  });

  it('survives five hundred characters, with or without spaces', async () => {
    for (const name of ['Nguyễn '.repeat(72).trim(), 'Ă'.repeat(500)]) {
      const { lines } = await open({ full_name: name, course_title: name, unit_name: name, issuer: name });
      for (const line of lines) expect(line.transform[4] > 48 && line.transform[4] + line.width < 794, line.str).toBe(true);
      expect(lines.some((line) => line.str.endsWith('…'))).toBe(true);
    }
  });

  it('leaves out what the typeface does not have', async () => {
    expect((await open({ full_name: 'Nguyễn 🎉 Văn 👩‍💻 An' })).text).toContain('Nguyễn Văn An');
    expect((await open({ full_name: '🎉🎉' })).text).toContain('–');
  });

  it('carries a watermark when it was taken back or replaced, not when it was renewed', async () => {
    const revoked_at = '2026-12-01T00:00:00.000Z';
    expect((await open({ revoked_at, revoked_reason: 'RULES_BROKEN' })).text).toContain('ĐÃ THU HỒI');
    expect((await open({ revoked_at, revoked_reason: 'REPLACED' })).text).toContain('ĐÃ THU HỒI');
    expect((await open({ revoked_at, revoked_reason: 'RENEWED' })).text).not.toContain('ĐÃ THU HỒI');
  });

  it('leaves out what is not there: unit, score, end date', async () => {
    const { text } = await open({ unit_name: '', score: 0, valid_until: null });
    expect(text).toContain('Không thời hạn');
    expect(text).not.toContain('Điểm');
  });

  it('marks the demo province as a sample', async () => expect((await open({ isSample: true })).text).toContain('Bản mẫu – dữ liệu minh hoạ'));
});
