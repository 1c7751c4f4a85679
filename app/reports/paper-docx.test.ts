import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../tests/support/server.ts';
import { samplePaper } from '../../tests/world/papers.ts';
import { paperDocx } from './paper-docx.server.ts';
import type { Paper } from './rules/paper.ts';

/** The parts of the file as text, and what a reader would see of its main part, paragraph by paragraph. */
async function open(changes: Partial<Paper> = {}) {
  const files = unzipSync(await paperDocx(samplePaper(changes)));
  const parts = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]));
  const main = parts['word/document.xml'] ?? '';
  const paragraphs = [...main.matchAll(/<w:p[ >][\s\S]*?<\/w:p>/g)].map(([xml]) => ({ xml, text: unescape([...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((match) => match[1]).join('')) }));
  return { parts, main, paragraphs, texts: paragraphs.map(({ text }) => text).filter((text) => text !== '') };
}
const unescape = (xml: string) => xml.replace(/\u00A0/g, ' ').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, '&');
const mm = (value: number) => Math.floor((value / 25.4) * 1_440);

describe('the Word file of a report', () => {
  it('says everything in the order of the form', async () => {
    const { texts } = await open();
    const wanted = [
      'UBND TỈNH NINH BÌNH', 'UBND PHƯỜNG HOA LƯ', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Số: 12/BC-UBND', 'Hoa Lư, ngày 05 tháng 02 năm 2026',
      'BÁO CÁO', 'Kết quả triển khai các mô hình điểm Đề án 06 tháng 01 năm 2026', 'Kính gửi: Công an tỉnh Ninh Bình (cơ quan thường trực)', 'I. TÌNH HÌNH CHUNG', '1. Công tác chỉ đạo', 'a) Đơn vị trực thuộc',
      'II. KẾT QUẢ THEO MÔ HÌNH', 'TT', 'Mô hình', '43', 'Số liệu tính đến hết ngày 14/01/2026.', 'III. KIẾN NGHỊ', 'Trên đây là báo cáo của UBND phường Hoa Lư./.',
      'Nơi nhận:', '- Như trên;', '- Thường trực Đảng uỷ (để b/c);', '- Lưu: VT, VP.', 'TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH', 'Nguyễn Thị Thuỳ Dương',
      'Phụ lục I', 'DANH SÁCH ĐƠN VỊ CHƯA HOÀN THÀNH', 'Phụ lục II', 'TIẾN ĐỘ 43 MÔ HÌNH THEO THÁNG',
    ];
    let at = -1;
    for (const text of wanted) {
      const next = texts.indexOf(text, at + 1);
      expect(next, text).toBeGreaterThan(at);
      at = next;
    }
  });

  it('is A4 with the prescribed margins; annexes lie as they are asked to, each counted from 1', async () => {
    const { main } = await open();
    const sections = [...main.matchAll(/<w:sectPr[\s\S]*?<\/w:sectPr>/g)].map(([xml]) => xml);
    expect(sections).toHaveLength(3);
    for (const xml of sections) {
      expect(/<w:pgMar [^>]*\/>/.exec(xml)?.[0]).toMatch(new RegExp(`(?=.*w:top="${mm(20)}")(?=.*w:bottom="${mm(20)}")(?=.*w:left="${mm(30)}")(?=.*w:right="${mm(20)}")`));
      expect(xml).toContain('<w:titlePg/>');
      expect(xml).toMatch(/<w:pgNumType w:start="1"/);
    }
    expect(sections.map((xml) => /<w:pgSz [^>]*\/>/.exec(xml)?.[0].includes('landscape'))).toEqual([false, false, true]);
    const [portrait, , landscape] = sections.map((xml) => [/w:w="(\d+)"/.exec(/<w:pgSz [^>]*\/>/.exec(xml)?.[0] ?? '')?.[1], /w:h="(\d+)"/.exec(/<w:pgSz [^>]*\/>/.exec(xml)?.[0] ?? '')?.[1]].map(Number));
    expect(portrait).toEqual([mm(210), mm(297)]);
    expect(landscape).toEqual([mm(297), mm(210)]);
  });

  it('is set in Times New Roman of the prescribed sizes and nothing else', async () => {
    const { parts, main, paragraphs } = await open();
    expect(new Set([...main.matchAll(/w:ascii="([^"]+)"/g)].map((match) => match[1]))).toEqual(new Set(['Times New Roman']));
    expect(parts['word/styles.xml']).toMatch(/<w:docDefaults>[\s\S]*w:ascii="Times New Roman"[\s\S]*<w:sz w:val="28"\/>[\s\S]*w:val="vi-VN"[\s\S]*<\/w:docDefaults>/);
    const lookOf = (text: string) => /<w:rPr>[\s\S]*?<\/w:rPr>/.exec(paragraphs.find((one) => one.text === text)?.xml.replace(/<w:pPr>[\s\S]*?<\/w:pPr>/, '') ?? '')?.[0] ?? '';
    const sizeOf = (text: string) => Number(/<w:sz w:val="(\d+)"/.exec(lookOf(text))?.[1]) / 2;
    expect(['UBND TỈNH NINH BÌNH', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'BÁO CÁO', 'Nơi nhận:', '- Như trên;', 'PHÓ CHỦ TỊCH'].map(sizeOf)).toEqual([13, 13, 14, 14, 12, 11, 14]);
    expect(lookOf('Nơi nhận:')).toMatch(/<w:b\/>[\s\S]*<w:i\/>/);
    expect(lookOf('Hoa Lư, ngày 05 tháng 02 năm 2026')).toContain('<w:i/>');
    expect(lookOf('UBND TỈNH NINH BÌNH')).not.toContain('<w:b/>');
  });

  it('has a page number in the middle of the upper margin, none on a first page', async () => {
    const { parts } = await open();
    const headers = Object.entries(parts).filter(([name]) => /^word\/header\d+\.xml$/.test(name)).map(([, xml]) => xml);
    expect(headers).toHaveLength(6);
    const numbered = headers.filter((xml) => xml.includes('PAGE'));
    expect(numbered).toHaveLength(3);
    for (const xml of numbered) expect(xml).toContain('<w:jc w:val="center"/>');
  });

  it('repeats heads of tables, keeps rows whole and draws the head without borders', async () => {
    const { main } = await open();
    const tables = [...main.matchAll(/<w:tbl>[\s\S]*?<\/w:tbl>/g)].map(([xml]) => xml);
    expect(tables).toHaveLength(5);
    const [head, models, signature] = tables as [string, string, string];
    expect(models.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(models.match(/<w:cantSplit\/>/g)).toHaveLength(44);
    for (const xml of [head, signature]) expect(/<w:tblBorders>[\s\S]*?<\/w:tblBorders>/.exec(xml)?.[0].match(/w:val="none"/g)).toHaveLength(6);
    const widths = [...(/<w:tblGrid>[\s\S]*?<\/w:tblGrid>/.exec(models)?.[0] ?? '').matchAll(/w:w="(\d+)"/g)].map((match) => Number(match[1]));
    expect(Math.abs(widths.reduce((sum, one) => sum + one, 0) - mm(160))).toBeLessThanOrEqual(widths.length);
  });

  it('leaves no heading without its table and no signature without a sentence', async () => {
    const isKept = (xml: string | undefined) => /<w:keepNext\/>/.test(xml ?? '');
    const { main, paragraphs } = await open();
    const before = (at: number) => [...main.slice(0, at).matchAll(/<w:p[ >][\s\S]*?<\/w:p>/g)].slice(-2).map(([xml]) => xml);
    const tables = [...main.matchAll(/<w:tbl>/g)].map(({ index }) => index);
    expect([tables[1], tables[2]].map((at) => before(at ?? 0).map(isKept))).toEqual([[true, true], [true, true]]);
    expect(isKept(paragraphs.find(({ text }) => text === 'Chỉ tiêu')?.xml)).toBe(true);
    expect(isKept(paragraphs.find(({ text }) => text.startsWith('Chủ tịch UBND phường giao'))?.xml)).toBe(false);
    const closed = await open({ closing: 'Trên đây là báo cáo của phường' });
    expect([closed.paragraphs.find(({ text }) => text === 'Trên đây là báo cáo của phường./.'), closed.paragraphs.find(({ text }) => text.startsWith('Trên đây là báo cáo của UBND'))].map((one) => isKept(one?.xml))).toEqual([true, false]);
    const unsigned = await open({ recipients: [], signer: { onBehalf: [], title: '', name: '' } });
    expect(isKept(unsigned.paragraphs.find(({ text }) => text.endsWith('./.'))?.xml)).toBe(false);
  });

  it('sets figures at the right, numbers of models in the middle', async () => {
    const { paragraphs } = await open({ parts: [{ heading: 'I', paragraphs: [], table: { columns: [{ head: 'Số', width: 20, isCentred: true }, { head: 'Tên', width: 40 }, { head: 'Kết quả', width: 40, isNumeric: true }], rows: [['28', 'MOOC', '1.250']] } }] });
    const sideOf = (text: string) => /<w:jc w:val="(\w+)"/.exec(paragraphs.find((one) => one.text === text)?.xml ?? '')?.[1];
    expect(['28', 'MOOC', '1.250'].map(sideOf)).toEqual(['center', 'left', 'right']);
  });

  it.each([[true, 6], [false, 0]])('says across every page that it is a draft: %s', async (isDraft, marks) => {
    const { parts } = await open({ isDraft });
    expect(Object.entries(parts).filter(([name, xml]) => name.startsWith('word/header') && xml.includes('DỰ THẢO'))).toHaveLength(marks);
  });

  it('leaves room for what is not known yet', async () => {
    const { texts } = await open({ sign: null, superior: null, addressees: [], opening: [], annexes: [], recipients: [], signer: { onBehalf: [], title: 'Giám đốc', name: null } });
    expect(texts.slice(0, 3)).toEqual(['UBND PHƯỜNG HOA LƯ', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc']);
    expect(texts).toContain('Số: ........../..........');
    expect(texts).not.toContain('Nơi nhận:');
    expect(texts.slice(-2)).toEqual(['GIÁM ĐỐC', '..............................']);
  });

  it('ends with its last part when nobody signs', async () => {
    const { texts } = await open({ sign: '', place: '', annexes: [], recipients: [], signer: { onBehalf: [], title: '', name: '' } });
    expect(texts.at(-1)).toBe('Trên đây là báo cáo của UBND phường Hoa Lư./.');
    expect(texts.filter((text) => /Số:|\.{5}/.test(text))).toEqual([]);
  });

  it('names its subject and nobody', async () => {
    const { parts } = await open();
    const core = parts['docProps/core.xml'] ?? '';
    expect(core).toContain('<dc:title>BÁO CÁO Kết quả triển khai các mô hình điểm Đề án 06 tháng 01 năm 2026</dc:title>');
    expect([/<dc:creator>(.*?)<\/dc:creator>/.exec(core)?.[1], /<cp:lastModifiedBy>(.*?)<\/cp:lastModifiedBy>/.exec(core)?.[1]]).toEqual(['hoc06', 'hoc06']);
    expect(core).not.toContain('Dương');
  });

  it('takes hostile texts for texts', async () => {
    const hostile = `"><script>alert(1)</script>&amp;]]>'\u0000\u0007\u001B\uFFFE 👩‍💻 =1+1`;
    const { parts, texts } = await open({ subject: hostile, recipients: [hostile], parts: [{ heading: hostile, paragraphs: [`${hostile}\nDòng hai`], table: { columns: [{ head: hostile, width: 100 }], rows: [[hostile], ['x'.repeat(20_000)], []] } }], annexes: [{ title: hostile, isLandscape: false, table: { columns: [], rows: [] } }] });
    for (const [name, xml] of Object.entries(parts)) {
      if (!name.endsWith('.xml') && !name.endsWith('.rels')) continue;
      expect(xml, name).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
      expect(xml, name).not.toContain('<script');
    }
    expect(texts).toContain(`"><script>alert(1)</script>&amp;]]>' 👩💻 =1+1`);
    expect(texts).toContain('Dòng hai');
  });
});

const office = spawnSync('soffice', ['--version']).status === 0 && spawnSync('pdftotext', ['-v']).status === 0;

describe('the Word file in another program', () => {
  it.skipIf(!office)(`is opened and laid out by LibreOffice${office ? '' : ' (left out: soffice or pdftotext is not installed)'}`, async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'bao-cao.docx');
    writeFileSync(file, await paperDocx(samplePaper()));
    execFileSync('soffice', [`-env:UserInstallation=file://${join(folder.path, 'profile')}`, '--headless', '--convert-to', 'pdf', '--outdir', folder.path, file], { stdio: 'ignore' });
    const pdf = await getDocument({ data: new Uint8Array(readFileSync(join(folder.path, 'bao-cao.pdf'))), useSystemFonts: false, verbosity: 0 }).promise;
    const views = await Promise.all(Array.from({ length: pdf.numPages }, async (_, at) => (await pdf.getPage(at + 1)).view.map(Math.round)));
    expect(views.filter(([, , width = 0, height = 0]) => width > height)).toHaveLength(1);
    const text = execFileSync('pdftotext', ['-layout', join(folder.path, 'bao-cao.pdf'), '-'], { encoding: 'utf8' }).normalize('NFC');
    const pages = text.split('\f');
    for (const words of ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Số: 12/BC-UBND', 'I. TÌNH HÌNH CHUNG']) expect(pages[0]).toContain(words);
    expect(pages[0]).not.toMatch(/^\s*1\s*$/m);
    expect(pages[1]).toMatch(/^\s*2\s*\n/);
    expect(pages[1]).toMatch(/TT\s+Mô hình\s+Chỉ tiêu\s+Kết quả/);
    for (const words of ['Nơi nhận:', 'TM. ỦY BAN NHÂN DÂN', 'Nguyễn Thị Thuỳ Dương', 'Phụ lục II']) expect(text).toContain(words);
  });
});
