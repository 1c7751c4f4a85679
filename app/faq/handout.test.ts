import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, it } from 'vitest';
import { answerDesk } from '../../tests/world/answer-desk.ts';
import { makeSession } from '../../tests/world/people.ts';
import { call } from '../../tests/world/calls.ts';
import { renderHandout, type Handout } from './handout-pdf.server.ts';
import { getHandout } from './queries/answer-texts.server.ts';
import { loader } from './routes/answer-handout.ts';

async function readPdf(bytes: Uint8Array): Promise<{ pages: number; text: string }> {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const { items } = await (await pdf.getPage(1)).getTextContent();
  return { pages: pdf.numPages, text: items.map((item) => ('str' in item ? item.str : '')).join(' ').replace(/\s+/g, ' ') };
}
const now = { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23' };

it('is one sheet with the short form, the steps, the facts, the day and where to look further', async () => {
  await using w = await answerDesk();
  const id = await w.published({ slug: 'muc-2', body: '1. Đến **Công an** cấp xã.\n2. Xuất trình thẻ.', papers: ['Thẻ căn cước còn hạn', 'Điện thoại'], fee: 'Không thu phí' });
  const { pages, text } = await readPdf(await renderHandout(await getHandout(w.db, id, now, 'https://hoc06.vi-du.vn')));
  expect(pages).toBe(1);
  for (const part of ['Hỏi đáp', 'Đăng ký tài khoản mức 2 ở đâu?', '1. Đến Công an cấp xã.', 'Giấy tờ cần mang: Thẻ căn cước còn hạn; Điện thoại', 'Phí, lệ phí: Không thu phí', 'Đúng tại ngày 30/09/2026.', 'https://hoc06.vi-du.vn/help/muc-2']) expect(text).toContain(part);
  const token = await makeSession(w.db, w.reader, w.clock.now().toISOString());
  expect((await call(loader as never, { db: w.db, clock: w.clock, path: '/x', params: { id }, token })).status).toBe(403);
  const internal = await w.published({ slug: 'noi-bo', audience: 'INTERNAL' });
  expect((await getHandout(w.db, internal, now, 'https://hoc06.vi-du.vn')).mark).toBe('Nội bộ');
  const draft = await w.add();
  await expect(getHandout(w.db, draft, now, 'https://hoc06.vi-du.vn')).rejects.toThrow();
});

it('stays one sheet, whatever is written', async () => {
  const long: Handout = { label: 'Hỏi đáp', question: 'Ế'.repeat(200), short: 'Thuỷ '.repeat(120), steps: 'Nguyễn Thuỳ Dương đến Công an phường Hoa Lư.\n'.repeat(220), facts: [{ term: 'Phí', detail: 'x'.repeat(300) }], asOf: 'Đúng tại ngày 30/09/2026.', more: 'Quét mã.', address: `https://hoc06.vi-du.vn/help/${'a'.repeat(80)}`, mark: 'Dữ liệu minh hoạ' };
  const { pages, text } = await readPdf(await renderHandout(long));
  expect([pages, text.includes('Đúng tại ngày 30/09/2026.'), text.includes('Dữ liệu minh hoạ')]).toEqual([1, true, true]);
});
