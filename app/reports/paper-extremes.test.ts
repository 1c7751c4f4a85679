import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { samplePaper } from '../../tests/world/papers.ts';
import { paperDocx } from './paper-docx.server.ts';
import { paperPdf } from './paper-pdf.server.ts';
import type { Paper } from './rules/paper.ts';

/** The first tag of an XML text that does not fit, or what its characters may not be; null when it is well formed. */
function xmlFault(xml: string): string | null {
  const odd = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.exec(xml);
  if (odd || !xml.isWellFormed()) return `character at ${odd?.index}`;
  const open: string[] = [];
  for (const [tag, close, name = '', empty] of xml.replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->/g, '').matchAll(/<(\/?)([\w:.-]+)(?:\s+[\w:.-]+="[^"<]*")*\s*(\/?)>/g)) {
    if (close && open.pop() !== name) return tag;
    if (!close && !empty) open.push(name);
  }
  const left = xml.replace(/<\?[\s\S]*?\?>/g, '').replace(/<(\/?)([\w:.-]+)(?:\s+[\w:.-]+="[^"<]*")*\s*(\/?)>/g, '');
  if (/[<]/.test(left)) return `bare: ${left.slice(left.indexOf('<'), left.indexOf('<') + 40)}`;
  if (/&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i.test(left)) return 'bare &';
  return open.length > 0 ? `open: ${open.join(' ')}` : null;
}
async function docx(changes: Partial<Paper>) {
  const files = unzipSync(await paperDocx(samplePaper(changes)));
  const parts = Object.entries(files).filter(([name]) => /\.(xml|rels)$/.test(name)).map(([name, bytes]): [string, string] => [name, Buffer.from(bytes).toString('utf8')]);
  const main = parts.find(([name]) => name === 'word/document.xml')?.[1] ?? '';
  return { parts, main, texts: [...main.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text = '']) => text) };
}
async function pdf(changes: Partial<Paper>) {
  const document = await getDocument({ data: new Uint8Array(await paperPdf(samplePaper(changes))), useSystemFonts: false, verbosity: 0 }).promise;
  const pages = [];
  for (let at = 1; at <= document.numPages; at += 1) {
    const page = await document.getPage(at);
    const { items } = await page.getTextContent();
    pages.push({ view: page.view.map(Math.round), text: items.map((item) => ('str' in item ? item.str : '')).join(' ').replace(/\s+/g, ' ') });
  }
  return { pages, text: pages.map(({ text }) => text).join(' ') };
}

const nothing: Partial<Paper> = { superior: null, issuer: '', sign: '', place: '', kind: '', subject: '', addressees: [], opening: [], parts: [], annexes: [], recipients: [], signer: { onBehalf: [], title: '', name: '' } };
const words = fc.string({ unit: fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }), fc.constantFrom('<', '>', '&', '"', "'", ']]>', '<w:p>', '</w:t>', '\u0000', '\uFFFE', '\uD800', '\u202E', '\n', '\t', 'ệ'.normalize('NFD'))), maxLength: 25 });
const table = fc.record({ columns: fc.array(fc.record({ head: words, width: fc.integer({ min: 1, max: 60 }), isNumeric: fc.boolean() }), { minLength: 1, maxLength: 4 }), rows: fc.array(fc.array(words, { maxLength: 6 }), { maxLength: 4 }), note: words });
const part = fc.record({ heading: words, paragraphs: fc.array(words, { maxLength: 3 }), table });
const paper: fc.Arbitrary<Partial<Paper>> = fc.record({ superior: fc.option(words), issuer: words, sign: fc.option(words), place: words, kind: words, subject: words, addressees: fc.array(words, { maxLength: 3 }), opening: fc.array(words, { maxLength: 2 }), parts: fc.array(part, { maxLength: 3 }), annexes: fc.array(fc.record({ title: words, table, isLandscape: fc.boolean() }), { maxLength: 2 }), recipients: fc.array(words, { maxLength: 3 }), signer: fc.record({ onBehalf: fc.array(words, { maxLength: 2 }), title: words, name: fc.option(words) }), isDraft: fc.boolean() });

describe('whatever is typed', () => {
  it('the Word file is well formed', async () => {
    await fc.assert(fc.asyncProperty(paper, async (changes) => {
      const { parts } = await docx(changes);
      expect(parts.map(([name, xml]) => [name, xmlFault(xml)]).filter(([, fault]) => fault !== null)).toEqual([]);
    }), { numRuns: 25 });
  });

  it('the PDF opens', async () => {
    await fc.assert(fc.asyncProperty(paper, async (changes) => {
      const { pages } = await pdf(changes);
      expect(pages.length).toBeGreaterThanOrEqual(1 + (changes.annexes?.length ?? 0));
    }), { numRuns: 12 });
  });
});

describe('a paper with nothing in it', () => {
  it('is a sheet with the head alone, as Word file and as PDF', async () => {
    const { parts, texts } = await docx(nothing);
    expect(parts.map(([, xml]) => xmlFault(xml)).filter(Boolean)).toEqual([]);
    expect(texts.filter((text) => text.trim() !== '')).toEqual(['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Ngày 05 tháng 02 năm 2026']);
    const { pages } = await pdf(nothing);
    expect([pages.length, pages[0]?.text]).toEqual([1, expect.stringContaining('Độc lập - Tự do - Hạnh phúc')]);
  });

  it('of a table has its head', async () => {
    const empty = { columns: [{ head: 'Đơn vị', width: 60 }, { head: 'Số', width: 40, isNumeric: true }], rows: [] };
    const changes = { ...nothing, annexes: [{ title: 'Không có đơn vị nào', table: empty, isLandscape: true }] };
    expect((await docx(changes)).texts).toContain('Đơn vị');
    const { pages } = await pdf(changes);
    expect([pages.length, pages[1]?.text.includes('Đơn vị'), (pages[1]?.view[2] ?? 0) > (pages[1]?.view[3] ?? 0)]).toEqual([2, true, true]);
  });
});

describe('a paper with too much in it', () => {
  const rows = Array.from({ length: 600 }, (_, at) => [String(at + 1), `Đơn vị có tên rất dài để phải xuống dòng trong ô số ${at + 1}`, String(at * 7)]);
  const big = { columns: [{ head: 'TT', width: 10, isNumeric: true }, { head: 'Đơn vị', width: 30 }, { head: 'Số', width: 60, isNumeric: true }], rows };

  it('loses no row of a long table, and has its head on each page of it', async () => {
    const { pages, text } = await pdf({ ...nothing, annexes: [{ title: 'Dài', table: big, isLandscape: false }] });
    for (const at of [1, 2, 299, 599, 600]) expect(text).toContain(`ô số ${at} ${(at - 1) * 7}`);
    expect(pages.length).toBeGreaterThan(10);
    for (const { text: page } of pages.slice(1)) expect(page).toContain('TT Đơn vị Số');
    const { main, texts } = await docx({ ...nothing, annexes: [{ title: 'Dài', table: big, isLandscape: false }] });
    expect([texts.includes('4193'), main.match(/<w:tblHeader\/>/g)?.length, xmlFault(main)]).toEqual([true, 1, null]);
  });

  it('numbers fifty annexes, each on a page of its own', async () => {
    const annexes = Array.from({ length: 50 }, (_, at) => ({ title: `Phần ${at + 1}`, table: { columns: [{ head: 'A', width: 100 }], rows: [['x']] }, isLandscape: at % 2 === 1 }));
    const { pages } = await pdf({ annexes, parts: [] });
    expect(pages.length).toBe(51);
    for (const at of [0, 1, 48, 49]) expect(pages[at + 1]?.text).toContain(`PHẦN ${at + 1}`);
    expect(pages.slice(1).map(({ view }) => (view[2] ?? 0) > (view[3] ?? 0))).toEqual(annexes.map(({ isLandscape }) => isLandscape));
    expect((await docx({ annexes })).main.match(/<w:sectPr/g)).toHaveLength(51);
  });

  it('keeps a name that is longer than a line, and a word without a blank', async () => {
    const long = 'Trung tâm Phục vụ hành chính công và Chuyển đổi số '.repeat(6).trim();
    const { text, pages } = await pdf({ issuer: long, superior: long, subject: long, addressees: [long], signer: { onBehalf: [long], title: long, name: long }, recipients: Array.from({ length: 40 }, (_, at) => `${long} ${at}`), parts: [{ heading: long, paragraphs: ['a'.repeat(2_000)] }], annexes: [] });
    expect(text.replace(/\s/g, '')).toContain('a'.repeat(50));
    expect(text).toContain('số 39.');
    expect(pages.length).toBeLessThan(12);
  });

  it('goes as deep as parts go', async () => {
    let deep: Paper['parts'][number] = { heading: 'đáy', paragraphs: ['Hết;'] };
    for (let at = 0; at < 30; at += 1) deep = { heading: `Tầng ${at}`, paragraphs: [], parts: [deep] };
    expect((await docx({ parts: [deep], annexes: [], recipients: [] })).texts).toEqual(expect.arrayContaining(['đáy', 'Hết./.', 'Tầng 29']));
    expect((await pdf({ parts: [deep], annexes: [] })).text).toContain('Hết./.');
  });
});

describe('both files of a paper', () => {
  it('say the same of what people typed with marks too many', async () => {
    const changes: Partial<Paper> = { sign: 'Số: 07/BC-UBND', place: 'Hoa Lư,', recipients: ['Như trên.;', 'Lưu: VT;'], parts: [{ heading: 'I', paragraphs: ['Đề nghị cấp thêm máy;'] }], annexes: [{ title: 'Bảng', table: { columns: [{ head: 'A', width: 100 }], rows: [['1']] }, isLandscape: false }] };
    const wanted = ['Số: 07/BC-UBND', 'Hoa Lư, ngày 05 tháng 02 năm 2026', '- Như trên;', '- Lưu: VT.', 'Đề nghị cấp thêm máy./.', '(Kèm theo Báo cáo số 07/BC-UBND ngày 05 tháng 02 năm 2026 của UBND phường Hoa Lư)'];
    const [word, print] = [await docx(changes), await pdf(changes)];
    for (const text of wanted) expect([word.texts.includes(text), print.text.includes(text)], text).toEqual([true, true]);
  });
});
