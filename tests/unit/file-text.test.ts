import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { paperPdf } from '../../app/reports/paper-pdf.server.ts';
import { samplePaper } from '../world/papers.ts';
import { textOfFile } from '../support/file-text.ts';

it('reads plain text, also text of many bytes', async () => {
  expect(await textOfFile(strToU8('Đề án 06'))).toBe('Đề án 06');
});

it('reads what is packed, also in packs within packs, with their names', async () => {
  const inner = zipSync({ 'word/document.xml': strToU8('<w:t>mật</w:t>') });
  expect(await textOfFile(zipSync({ 'công-văn.docx': inner, 'a.txt': strToU8('thường') }))).toBe('công-văn.docx\nword/document.xml\n<w:t>mật</w:t>\na.txt\nthường');
});

it('reads a PDF to its last page, and what it says of itself', async () => {
  const text = (await textOfFile(await paperPdf(samplePaper()))).replace(/\s+/g, '');
  for (const part of ['Kết quả triển khai các mô hình điểm', 'Nguyễn Thị Thuỳ Dương', 'TIẾN ĐỘ 43 MÔ HÌNH THEO THÁNG', '"Title":']) expect(text).toContain(part.replace(/\s+/g, ''));
});
