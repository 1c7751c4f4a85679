import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { exifData, jpeg, jpegSegment, png, pngChunk, withChunks, withSegments } from '../../tests/world/photos.ts';
import { makeBlindCopy } from './blind-copy.server.ts';
import { blindOfficePart, textOfPart } from './rules/blind-office.ts';

const team = { names: ['Be Van Dan', 'Quàng Thị Hoẵng'], organisations: ['Nuoi Ong Ke Tro'] };
const secret = 'Secret-Author-Quang';
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

async function dirtyPdf(words: string): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setAuthor(secret);
  document.setTitle(`${secret} title`);
  document.setProducer(`${secret} producer`);
  document.setCreator(`${secret} creator`);
  await document.attach(strToU8(`${secret} attached`), `${secret}.txt`, { mimeType: 'text/plain' });
  document.addJavaScript('main', `app.alert("${secret} script")`);
  document.catalog.set(PDFName.of('Metadata'), document.context.register(document.context.stream(`<x:xmpmeta>${secret} xmp</x:xmpmeta>`)));
  const page = document.addPage([400, 400]);
  page.drawText(words, { x: 20, y: 300, size: 10 });
  page.node.set(PDFName.of('PieceInfo'), document.context.obj({ App: { Private: PDFString.of(`${secret} piece`) } }));
  const note = document.context.register(document.context.obj({ Type: 'Annot', Subtype: 'Text', Rect: [10, 10, 30, 30], Contents: PDFString.of('A note of mine'), T: PDFString.of(`${secret} note`), M: PDFString.of('D:20260101') }));
  page.node.set(PDFName.of('Annots'), document.context.obj([note]));
  return document.save({ useObjectStreams: false });
}

describe('a clean copy of a PDF', () => {
  it('has the page and none of what programs wrote about its author', async () => {
    const dirty = await dirtyPdf('A long enough sentence about data that is open to everybody in the province.');
    expect(text(dirty)).toContain(secret);
    const { bytes, leftovers } = await makeBlindCopy('PDF', dirty, team);
    const read = await PDFDocument.load(bytes, { updateMetadata: false });
    expect([read.getPageCount(), read.getAuthor(), read.getTitle(), read.getProducer(), read.getCreator()]).toEqual([1, undefined, undefined, undefined, undefined]);
    expect(leftovers).toEqual([]);
    const plain = await (await PDFDocument.load(bytes, { updateMetadata: false })).save({ useObjectStreams: false });
    expect(text(plain)).not.toContain(secret);
    expect(text(plain)).not.toMatch(/xmpmeta|JavaScript|EmbeddedFile|PieceInfo/);
  });

  it('says what is left in words, and which pages no program can read', async () => {
    const { leftovers } = await makeBlindCopy('PDF', await dirtyPdf('Written by BE VAN DAN of Nuoi Ong Ke Tro, be.dan@ong.example, 0912 345 678.'), team);
    expect(leftovers.map(({ kind }) => kind)).toEqual(['NAME', 'ORGANISATION', 'EMAIL', 'PHONE']);
    expect((await makeBlindCopy('PDF', await dirtyPdf('x'), team)).leftovers).toEqual([{ kind: 'PICTURE', text: '1' }]);
  });

  it.each([['itself', false], ['a pattern', true]])('lists every page that paints a picture as %s, however much is written on it', async (_how, isPattern) => {
    const document = await PDFDocument.create();
    const page = document.addPage([400, 400]);
    page.drawText('A long enough sentence about data that is open to everybody in the province.', { x: 20, y: 300, size: 10 });
    document.addPage([400, 400]).drawText('Another long enough sentence about data, on a page that has no picture.', { x: 20, y: 300, size: 10 });
    const { context } = document;
    const logo = context.register(context.stream(new Uint8Array(64 * 64).fill(9), { Type: 'XObject', Subtype: 'Image', Width: 64, Height: 64, ColorSpace: 'DeviceGray', BitsPerComponent: 8 }));
    const tile = context.register(context.stream('q 9 0 0 9 0 0 cm /Logo Do Q', { Type: 'Pattern', PatternType: 1, PaintType: 1, TilingType: 1, BBox: [0, 0, 9, 9], XStep: 9, YStep: 9, Resources: { XObject: { Logo: logo } } }));
    page.node.setXObject(PDFName.of('Logo'), logo);
    page.node.Resources()?.set(PDFName.of('Pattern'), context.obj({ Tile: tile }));
    page.node.addContentStream(context.register(context.stream(isPattern ? '/Pattern cs /Tile scn 0 0 90 90 re f' : 'q 90 0 0 90 0 0 cm /Logo Do Q')));
    expect((await makeBlindCopy('PDF', await document.save(), team)).leftovers).toEqual([{ kind: 'PICTURE', text: '1' }]);
  });

  it.each([['nothing', new Uint8Array()], ['words', strToU8('no pdf at all')], ['half of one', strToU8('%PDF-1.7\n1 0 obj\n<</Type /Cata')]])('cannot be made of %s', async (_what, bytes) => {
    await expect(makeBlindCopy('PDF', bytes, team)).rejects.toThrow();
  });
});

const word = (body: string) => `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`;
const parts: Record<string, string> = {
  '[Content_Types].xml': '<Types/>',
  '_rels/.rels': `<Relationships><Relationship Id="rId1" Type="http://x/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/><Relationship Id="rId2" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>`,
  'docProps/core.xml': `<cp:coreProperties><dc:creator>${secret}</dc:creator><cp:lastModifiedBy>${secret}</cp:lastModifiedBy></cp:coreProperties>`,
  'docProps/app.xml': `<Properties><Company>${secret}</Company><Manager>${secret}</Manager></Properties>`,
  'docProps/custom.xml': `<Properties><property name="Owner"><vt:lpwstr>${secret}</vt:lpwstr></property></Properties>`,
  'docProps/thumbnail.jpeg': secret,
  'word/document.xml': word(`<w:p><w:ins w:id="1" w:author="${secret}" w:date="2026-01-01T00:00:00Z"><w:r><w:t>Quàng Thị</w:t></w:r><w:r><w:t xml:space="preserve"> Hoẵng &amp; bạn</w:t></w:r></w:ins></w:p><w:p><w:r><w:t>Dòng khác</w:t></w:r></w:p>`),
  'word/comments.xml': `<w:comments><w:comment w:id="0" w:author="${secret}" w:initials="SAQ"><w:p><w:r><w:t>Nhận xét</w:t></w:r></w:p></w:comment></w:comments>`,
  'word/people.xml': `<w15:people><w15:person w15:author="${secret}"><w15:presenceInfo w15:providerId="AD" w15:userId="${secret}"/></w15:person></w15:people>`,
  'word/_rels/settings.xml.rels': `<Relationships><Relationship Id="r" Type="http://x/attachedTemplate" Target="file:///C:\\Users\\${secret}\\mau.dotx" TargetMode="External"/></Relationships>`,
  'ppt/commentAuthors.xml': `<p:cmAuthorLst><p:cmAuthor id="1" name="${secret}" initials="S" lastIdx="1"/></p:cmAuthorLst>`,
  'xl/workbook.xml': `<workbook><fileSharing userName="${secret}"/><x15ac:absPath url="C:\\Users\\${secret}\\" xmlns:x15ac="x"/><sheets><sheet name="Bảng 1"/></sheets></workbook>`,
  'xl/comments1.xml': `<comments><authors><author>${secret}</author></authors><commentList/></comments>`,
  'xl/persons/person.xml': `<personList><person displayName="${secret}" id="{1}" userId="${secret}"/></personList>`,
};
const packed = (more: Record<string, Uint8Array> = {}) => zipSync({ ...Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])), ...more });

describe('a clean copy of an Office file', () => {
  it('has its parts and none of their people', async () => {
    const { bytes, leftovers } = await makeBlindCopy('DOCX', packed(), team);
    const clean = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
    expect(Object.entries(clean).filter(([, xml]) => xml.includes(secret) || xml.includes('SAQ')).map(([name]) => name)).toEqual([]);
    expect(Object.keys(clean)).not.toContain('docProps/thumbnail.jpeg');
    expect(clean['_rels/.rels']).toContain('word/document.xml');
    expect(clean['xl/workbook.xml']).toContain('<sheet name="Bảng 1"/>');
    expect(clean['word/document.xml']).toContain('Dòng khác');
    expect(leftovers).toEqual([{ kind: 'NAME', text: 'Quàng Thị Hoẵng' }]);
  });

  it('keeps no time of packing, and lists its pictures for somebody to look at', async () => {
    const made = await Promise.all([1, 2].map(() => makeBlindCopy('PPTX', packed({ 'ppt/media/image1.png': withChunks(pngChunk('tEXt', secret)), 'ppt/media/image2.emf': strToU8('x') }), team)));
    expect(made[0]?.bytes).toEqual(made[1]?.bytes);
    expect(made[0]?.leftovers.filter(({ kind }) => kind === 'PICTURE').map(({ text: name }) => name)).toEqual(['image1.png', 'image2.emf']);
    expect(text(unzipSync(made[0]?.bytes ?? new Uint8Array())['ppt/media/image1.png'] ?? new Uint8Array())).not.toContain(secret);
  });

  it('opens Office files inside it, twice over, and lists whatever else it cannot read', async () => {
    const inside = (depth: number): Uint8Array => packed(depth > 0 ? { [`word/embeddings/tang${depth}.docx`]: inside(depth - 1) } : {});
    const { bytes, leftovers } = await makeBlindCopy('DOCX', packed({ 'word/embeddings/tang3.docx': inside(2), 'word/embeddings/oleObject1.bin': strToU8(secret), 'word/embeddings/hong.xlsx': strToU8('PK\u0003\u0004 no zip') }), team);
    expect(leftovers.filter(({ kind }) => kind !== 'NAME')).toEqual([{ kind: 'FILE', text: 'tang1.docx' }, { kind: 'FILE', text: 'oleObject1.bin' }, { kind: 'FILE', text: 'hong.xlsx' }]);
    for (const [depth, outer] of [[3, bytes], [2, unzipSync(bytes)['word/embeddings/tang3.docx']]] as const) {
      const opened = unzipSync(unzipSync(outer ?? new Uint8Array())[`word/embeddings/tang${depth}.docx`] ?? new Uint8Array());
      expect(strFromU8(opened['docProps/core.xml'] ?? new Uint8Array())).not.toContain(secret);
      expect(strFromU8(opened['word/document.xml'] ?? new Uint8Array())).not.toContain(secret);
    }
  });

  it('finds the team in a file inside it, in what pictures are called, and in addresses of links', async () => {
    const asides = { 'word/header1.xml': '<w:hdr><pic:cNvPr id="1" name="be-van-dan.png" descr="Ảnh &#8211; Nuoi Ong Ke Tro"/></w:hdr>', 'word/_rels/document.xml.rels': '<Relationships><Relationship Id="rId5" Type="http://x/hyperlink" Target="https://ong.example/be%20v%C4%83n%20dan" TargetMode="External"/></Relationships>' };
    const bytes = zipSync(Object.fromEntries(Object.entries(asides).map(([name, xml]) => [name, strToU8(xml)])));
    const expected = [{ kind: 'NAME', text: 'be-van-dan' }, { kind: 'ORGANISATION', text: 'Nuoi Ong Ke Tro' }, { kind: 'NAME', text: 'be văn dan' }];
    expect((await makeBlindCopy('DOCX', bytes, team)).leftovers).toEqual(expected);
    expect((await makeBlindCopy('PPTX', zipSync({ 'ppt/embeddings/a.docx': bytes }), team)).leftovers).toEqual(expected);
  });

  it('has no printer, nor anything that points to one', async () => {
    const { bytes, leftovers } = await makeBlindCopy('XLSX', zipSync({
      '[Content_Types].xml': strToU8('<Types><Override PartName="/xl/printerSettings/printerSettings1.bin" ContentType="x"/><Override PartName="/xl/workbook.xml" ContentType="y"/></Types>'),
      'xl/printerSettings/printerSettings1.bin': strToU8(secret),
      'xl/worksheets/sheet1.xml': strToU8('<worksheet><pageSetup paperSize="9" orientation="portrait" r:id="rId1"/></worksheet>'),
      'xl/worksheets/_rels/sheet1.xml.rels': strToU8('<Relationships><Relationship Id="rId1" Type="http://x/printerSettings" Target="../printerSettings/printerSettings1.bin"/></Relationships>'),
    }), team);
    const clean = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
    expect(leftovers).toEqual([]);
    expect(clean).toEqual({ '[Content_Types].xml': '<Types><Override PartName="/xl/workbook.xml" ContentType="y"/></Types>', 'xl/worksheets/sheet1.xml': '<worksheet><pageSetup paperSize="9" orientation="portrait"/></worksheet>', 'xl/worksheets/_rels/sheet1.xml.rels': '<Relationships></Relationships>' });
  });

  it('reads runs as people do, and letters by number', () => {
    expect(textOfPart('<w:p><w:t>A &lt;b&gt; &#272;&#x1EA1;i</w:t></w:p><w:p><w:t>&amp;lt;</w:t></w:p>&#xD800;')).toBe('A <b> Đại\n&lt;\n');
  });

  it('leaves text alone, whatever it says', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (said) => {
      const xml = word(`<w:p><w:t>${said.replace(/[&<>]/g, '')}</w:t></w:p>`);
      expect(blindOfficePart({ name: 'word/footnotes.xml', xml })).toBe(xml);
    }));
  });

  it('cannot be made of something else', async () => {
    await expect(makeBlindCopy('XLSX', strToU8('PK no zip'), team)).rejects.toThrow();
  });
});

describe('a clean copy of a picture', () => {
  it('has no camera, place, comment, or bytes behind its end, and stays the right way up', async () => {
    const clean = text((await makeBlindCopy('JPEG', withSegments(jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifData(6, secret)])), jpegSegment(0xe2, `ICC_PROFILE\0\x01\x01${secret}`), jpegSegment(0xed, secret), jpegSegment(0xfe, secret)), team)).bytes);
    expect([clean.includes(secret), clean.includes('Exif')]).toEqual([false, true]);
    const { bytes } = await makeBlindCopy('PNG', Buffer.concat([withChunks(...['tEXt', 'iTXt', 'zTXt', 'eXIf', 'tIME', 'prVt'].map((name) => pngChunk(name, secret))), Buffer.from(secret, 'latin1')]), team);
    expect(Buffer.from(bytes)).toEqual(png);
  });

  it('inside an Office file is as clean, and what is no picture stays for somebody to look at', async () => {
    const { bytes, leftovers } = await makeBlindCopy('DOCX', zipSync({ 'word/media/a.jpg': withSegments(jpegSegment(0xfe, secret)), 'word/media/b.png': strToU8(`no picture ${secret}`) }), team);
    const parts = unzipSync(bytes);
    expect([Buffer.from(parts['word/media/a.jpg'] ?? []), text(parts['word/media/b.png'] ?? new Uint8Array())]).toEqual([jpeg, `no picture ${secret}`]);
    expect(leftovers).toEqual([{ kind: 'PICTURE', text: 'a.jpg' }, { kind: 'PICTURE', text: 'b.png' }]);
  });

  it('is always looked at by somebody', async () => {
    expect((await makeBlindCopy('PNG', png, team)).leftovers).toEqual([{ kind: 'PICTURE', text: '1' }]);
    await expect(makeBlindCopy('JPEG', png, team)).rejects.toThrow(RangeError);
  });
});
