import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, it } from 'vitest';
import { answerDesk } from '../../tests/world/answer-desk.ts';
import { makeSession } from '../../tests/world/people.ts';
import { call } from '../../tests/world/calls.ts';
import { addDocument } from './commands/legal-documents.server.ts';
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
  const long: Handout = { label: 'Hỏi đáp', question: 'Ế'.repeat(200), short: 'Thuỷ '.repeat(120), steps: 'Nguyễn Thuỳ Dương đến Công an phường Hoa Lư.\n'.repeat(220), facts: [{ term: 'Phí', detail: 'x'.repeat(300) }], warnings: ['Lưu ý: '.repeat(40)], asOf: 'Đúng tại ngày 30/09/2026.', more: 'Quét mã.', address: `https://hoc06.vi-du.vn/help/${'a'.repeat(80)}`, mark: 'Dữ liệu minh hoạ' };
  const { pages, text } = await readPdf(await renderHandout(long));
  expect([pages, text.includes('Đúng tại ngày 30/09/2026.'), text.includes('Dữ liệu minh hoạ')]).toEqual([1, true, true]);
});

it.each<[string, { effectiveFrom?: string; effectiveTo?: string }, string[]]>([
  ['holds without an end', {}, []],
  ['holds until a day that is far off', { effectiveTo: '2027-02-21' }, []],
  ['holds for ever, as some write it', { effectiveTo: '9999-12-31' }, []],
  ['lapses within ninety days', { effectiveTo: '2027-02-20' }, ['Lưu ý: Thông tư 64 hết hiệu lực từ ngày 21/02/2027. Từ ngày đó hãy quét mã để xem câu trả lời mới.']],
  ['holds today for the last time', { effectiveTo: '2026-11-23' }, ['Lưu ý: Thông tư 64 hết hiệu lực từ ngày 24/11/2026. Từ ngày đó hãy quét mã để xem câu trả lời mới.']],
  ['has lapsed this morning', { effectiveTo: '2026-11-22' }, ['Lưu ý: căn cứ đã hết hiệu lực: Thông tư 64. Hỏi lại nơi tiếp nhận trước khi làm theo.']],
  ['does not hold yet', { effectiveFrom: '2026-11-24' }, ['Lưu ý: căn cứ chưa có hiệu lực: Thông tư 64. Hỏi lại nơi tiếp nhận trước khi làm theo.']],
  ['comes and goes within ninety days', { effectiveFrom: '2026-12-01', effectiveTo: '2026-12-31' }, ['Lưu ý: căn cứ chưa có hiệu lực: Thông tư 64. Hỏi lại nơi tiếp nhận trước khi làm theo.']],
])('warns on paper when a document under it %s', async (_what, days, warnings) => {
  await using w = await answerDesk();
  const name = 'Thông tư 64';
  await w.must(addDocument(w.ports, w.editor, { name, effectiveFrom: days.effectiveFrom ?? null, effectiveTo: days.effectiveTo ?? null }));
  const basis = (article: string) => ({ document: name, article, effectiveFrom: null, effectiveTo: null });
  const id = await w.published({ slug: 'le-phi', legalBasis: [basis('Điều 1'), basis('Điều 2')] });
  const handout = await getHandout(w.db, id, now, 'https://hoc06.vi-du.vn');
  expect(handout.warnings).toEqual(warnings);
  const { pages, text } = await readPdf(await renderHandout(handout));
  expect(pages).toBe(1);
  for (const warning of warnings) expect(text).toContain(warning);
  expect(text.includes('Lưu ý')).toBe(warnings.length > 0);
});
