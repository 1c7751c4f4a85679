import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { samplePaper } from '../../tests/world/papers.ts';
import { paperPdf } from './paper-pdf.server.ts';
import type { Paper } from './rules/paper.ts';

interface Piece { text: string; x: number; y: number; width: number }

/** Opens the PDF as a reader would. */
async function open(changes: Partial<Paper> = {}) {
  const bytes = await paperPdf(samplePaper(changes));
  const document = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 }).promise;
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, async (_, at) => {
      const page = await document.getPage(at + 1);
      const { items } = await page.getTextContent();
      const pieces = items.flatMap((item): Piece[] => ('str' in item && item.str.trim() !== '' ? [{ text: item.str, x: item.transform[4] as number, y: item.transform[5] as number, width: item.width }] : []));
      return { page, pieces, view: page.view.map(Math.round), text: pieces.map(({ text }) => text).join(' ').replace(/\s+/g, ' ') };
    }),
  );
  return { bytes, document, pages, text: pages.map((page) => page.text).join(' ') };
}

describe('the PDF of a report', () => {
  it('says what the Word file says', async () => {
    const { text, pages } = await open();
    for (const words of [
      'UBND TỈNH NINH BÌNH', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Số: 12/BC-UBND', 'Hoa Lư, ngày 05 tháng 02 năm 2026', 'BÁO CÁO', 'Kính gửi: Công an tỉnh Ninh Bình', 'I. TÌNH HÌNH CHUNG',
      'a) Đơn vị trực thuộc', 'Số liệu tính đến hết ngày 14/01/2026.', 'của UBND phường Hoa Lư./.', 'Nơi nhận:', '- Như trên;', '- Lưu: VT, VP.', 'KT. CHỦ TỊCH', 'Nguyễn Thị Thuỳ Dương', 'Phụ lục II', 'TIẾN ĐỘ 43 MÔ HÌNH THEO THÁNG',
    ]) expect(text).toContain(words);
    expect(pages.map(({ view }) => view[2])).toEqual([595, 595, 595, 595, 842]);
    expect(text).not.toContain('DỰ THẢO');
  });

  it('numbers pages in the upper margin, anew in each part, never the first one', async () => {
    const { pages } = await open();
    const numbers = pages.map(({ pieces, view }) => pieces.find(({ y, text }) => y > (view[3] ?? 0) - 50 && /^\d+$/.test(text))?.text ?? null);
    expect(numbers).toEqual([null, '2', '3', null, null]);
  });

  it('repeats the head of a table on every page and keeps everything inside the margins', async () => {
    const { pages } = await open();
    for (const { text } of pages.slice(0, 3)) expect(text).toContain('TT Mô hình Chỉ tiêu Kết quả');
    for (const { pieces, view } of pages) for (const { x, width, y, text } of pieces) expect(x >= 84 && x + width <= (view[2] ?? 0) - 53 && y > 55, text).toBe(true);
  });

  it('is tagged, with its title and language, and nobody’s name outside its text', async () => {
    const { document, pages, bytes } = await open();
    const { info } = (await document.getMetadata()) as { info: Record<string, unknown> };
    expect(info).toMatchObject({ PDFFormatVersion: '1.7', Language: 'vi-VN', Title: 'BÁO CÁO Kết quả triển khai các mô hình điểm Đề án 06 tháng 01 năm 2026', Author: 'UBND PHƯỜNG HOA LƯ' });
    expect(JSON.stringify(info)).not.toContain('Dương');
    const tree = JSON.stringify(await pages[0]?.page.getStructTree());
    for (const role of ['"H1"', '"H2"', '"H3"', '"P"', '"Table"', '"TR"', '"TH"', '"TD"']) expect(tree).toContain(role);
    expect(bytes.toString('latin1')).not.toMatch(/\/BaseFont \/(Helvetica|Times|Courier)/);
    expect(bytes.toString('latin1')).toContain('BeVietnamPro');
  });

  it('never leaves a signature or a table without the sentence before it, wherever the page ends', async () => {
    const [table, closing] = [{ columns: [{ head: 'Cột đầu', width: 100 }], rows: [['một']] }, 'Trên đây là báo cáo của phường'];
    for (let lines = 20; lines < 34; lines += 1) {
      const filling = Array.from({ length: lines }, (_, at) => `Dòng ${at}.`);
      const tabled = await open({ addressees: [], opening: [], annexes: [], parts: [{ heading: 'I', paragraphs: filling }, { heading: 'II. Bảng', paragraphs: ['Nêu trong bảng dưới đây.'], table }] });
      const signed = await open({ addressees: [], opening: [], annexes: [], parts: [{ heading: 'I', paragraphs: filling }], closing });
      const pageWith = ({ pages }: typeof tabled, words: string) => pages.findIndex(({ text }) => text.includes(words));
      expect([pageWith(tabled, 'II. Bảng'), pageWith(tabled, 'Nêu trong')], `${lines} lines`).toEqual([pageWith(tabled, 'Cột đầu'), pageWith(tabled, 'Cột đầu')]);
      expect(pageWith(signed, `${closing}./.`), `${lines} lines`).toBe(pageWith(signed, 'Nơi nhận:'));
    }
  });

  it('says on every page that it is a draft', async () => {
    const { pages } = await open({ isDraft: true, sign: null, signer: { onBehalf: [], title: 'Giám đốc', name: null } });
    for (const { text } of pages) expect(text).toContain('DỰ THẢO');
    expect(pages[0]?.text).toContain('Số: ........../..........');
  });

  it('breaks a cell that is longer than a page, and loses no word of it', async () => {
    const words = Array.from({ length: 2_500 }, (_, at) => `từ${at}`);
    const { text, pages } = await open({ annexes: [], parts: [{ heading: 'I', paragraphs: [], table: { columns: [{ head: 'A', width: 30 }, { head: 'B', width: 70 }], rows: [['ngắn', words.join(' ')], ['x'.repeat(3_000), '']] } }] });
    for (const word of [words[0], words[1_234], words.at(-1)]) expect(text).toContain(word);
    expect(text.match(/từ\d+/g)).toHaveLength(2_500);
    expect(pages.length).toBeGreaterThan(3);
  });

  it('takes hostile and strange texts', async () => {
    const hostile = '<script>alert(1)</script> ") Tj (\\ 👩‍💻 \u0000\u202E';
    const { text } = await open({ subject: `${hostile}\nDòng hai`.normalize('NFD'), issuer: hostile, superior: null, recipients: [], annexes: [{ title: '👩‍💻', isLandscape: true, table: { columns: [], rows: [[]] } }], parts: [{ heading: '', paragraphs: ['', hostile], table: { columns: [{ head: '', width: 0 }], rows: [[], ['']] } }] });
    expect(text).toContain('<script>alert(1)</script> ") Tj (\\');
    expect(text).toContain('Dòng hai');
  });
});
