import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { officeMembers, pdf, zipOf, type Member } from '../../../tests/world/entry-files.ts';
import { attachmentHeader, cleanFileName, extensionOf } from './file-name.ts';
import { acceptedEndings, kindOfEnding, magicOf, saysEncrypted } from './file-kind.ts';
import { judgeOffice } from './office-kind.ts';
import { readZipDirectory, readZipEnd } from './zip-directory.ts';

describe('the name of a file', () => {
  it.each([
    ['../../etc/passwd', 'passwd'], ['C:\\Users\\An\\Bản đồ.pdf', 'Bản đồ.pdf'], ['a\u202efdp.exe', 'afdp.exe'], ['bản\u0000 đồ\r\n.pdf', 'bản đồ.pdf'], ['Thuyết minh.pdf'.normalize('NFD'), 'Thuyết minh.pdf'], ['...', 'tep'], ['', 'tep'], ['   ', 'tep'],
    ['.htaccess', 'htaccess'], ['con.pdf', 'tep-con.pdf'], ['a<b>c:"d|e?f*.pdf', 'a_b_c__d_e_f_.pdf'], ['dir/', 'tep'], ['x.pdf.', 'x.pdf'], ['📎 kế hoạch.docx', '📎 kế hoạch.docx'], ["'; drop table entry_file; --.pdf", "'; drop table entry_file; --.pdf"],
  ])('%j becomes %j', (raw, clean) => {
    expect(cleanFileName(raw)).toBe(clean);
  });

  it('is short and keeps its ending', () => {
    const long = cleanFileName(`${'ộ'.repeat(500)}.pdf`);
    expect([long.length <= 120, long.endsWith('.pdf')]).toEqual([true, true]);
    expect(cleanFileName(`a.${'x'.repeat(500)}`).length).toBeLessThanOrEqual(121);
  });

  it('never holds a path, a control or half a character, whatever it was, and changes nothing the second time', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: fc.constantFrom(...'a./\\:.. \u202e\u0000\n😀đ"'), maxLength: 40 })), (raw) => {
      const clean = cleanFileName(raw);
      expect(clean).not.toMatch(/[\\/<>:"|?*\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|^\.|^\s|^$/u);
      expect(clean.isWellFormed()).toBe(true);
      expect(cleanFileName(clean)).toBe(clean);
    }));
  });

  it('has an ending in small letters', () => {
    expect(['A.PDF', 'a.b.Docx', 'none', '.pdf', 'a.'].map(extensionOf)).toEqual(['pdf', 'docx', '', 'pdf', '']);
    expect(['pdf', 'jpg', 'jpeg', 'zip', 'docm', 'constructor', ''].map(kindOfEnding)).toEqual(['PDF', 'JPEG', 'JPEG', undefined, undefined, undefined, undefined]);
    expect(acceptedEndings).toBe('.pdf,.docx,.pptx,.xlsx,.png,.jpg,.jpeg');
  });

  it('goes into a header that no name can break out of, and comes back from it', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }).map(cleanFileName), (name) => {
      const header = attachmentHeader(name);
      expect(header).toMatch(/^attachment; filename="[^"\\%\r\n]*"; filename\*=UTF-8''[\w.%~-]+$/);
      expect(() => new Headers({ 'Content-Disposition': header })).not.toThrow();
      expect(decodeURIComponent(header.split("UTF-8''")[1] ?? '')).toBe(name);
    }));
    expect(attachmentHeader('Đề án 06 (bản 2).pdf')).toBe("attachment; filename=\"De an 06 (ban 2).pdf\"; filename*=UTF-8''%C4%90%E1%BB%81%20%C3%A1n%2006%20%28b%E1%BA%A3n%202%29.pdf");
  });
});

const read = (zip: Buffer) => {
  const end = readZipEnd(zip.subarray(-66_000), zip.length);
  return end.ok ? readZipDirectory(zip.subarray(end.value.directoryAt, end.value.directoryAt + end.value.directoryBytes), end.value) : end;
};
const one: Member = { name: 'a.txt', text: 'abc' };

describe('the directory of a ZIP', () => {
  it('lists its members', () => {
    expect(read(zipOf(officeMembers('docx')))).toMatchObject({ ok: true, value: [{ name: '[Content_Types].xml', offset: 0, method: 8 }, { name: '_rels/.rels' }, { name: 'word/document.xml' }] });
  });

  it.each<[string, Buffer, string]>([
    ['bytes in front', zipOf([one], { before: Buffer.from('MZ and a program') }), 'POLYGLOT'],
    ['bytes behind', zipOf([one], { after: Buffer.from('trailing') }), 'POLYGLOT'],
    ['another ZIP behind', Buffer.concat([zipOf([one]), zipOf([one])]), 'POLYGLOT'],
    ['a comment', zipOf([one], { comment: '%PDF-1.7 hides here' }), 'POLYGLOT'],
    ['a first member that is not at the beginning', zipOf([{ ...one, offset: 5 }]), 'POLYGLOT'],
    ['no members', zipOf([]), 'BROKEN'],
    ['a way up', zipOf([one, { name: 'word/../../evil', text: '' }]), 'BROKEN'],
    ['an absolute path', zipOf([{ name: '/etc/passwd', text: '' }]), 'BROKEN'],
    ['a path of Windows', zipOf([{ name: 'C:\\x', text: '' }]), 'BROKEN'],
    ['a name twice', zipOf([one, { ...one, name: 'A.TXT' }]), 'BROKEN'],
    ['a password', zipOf([{ ...one, flags: 0x801 }]), 'PASSWORD'],
    ['members over each other', zipOf([{ ...one, compressed: 60 }, { name: 'b.txt', text: 'b' }]), 'BOMB'],
    ['petabytes', zipOf([{ ...one, size: 0xffff_fffe }]), 'BOMB'],
    ['a thousandfold packing', zipOf([{ ...one, size: 30_000_000 }]), 'BOMB'],
    ['nothing but an end', Buffer.from('PK\x05\x06'), 'BROKEN'],
    ['no end', zipOf([one]).subarray(0, -1), 'BROKEN'],
    ['an end of its own making', Buffer.alloc(22), 'BROKEN'],
  ])('with %s is refused', (_what, zip, fault) => {
    expect(read(zip)).toEqual({ ok: false, fault });
  });

  it('is read without a fault of our own, whatever stands there', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(60), fc.integer({ min: 0, max: 255 }), (noise, at, value) => {
      const zip = Buffer.from(zipOf([one, { name: 'b', text: 'b' }]));
      zip[zip.length - 1 - at] = value;
      expect(typeof read(zip).ok).toBe('boolean');
      expect(read(Buffer.from(noise)).ok).toBe(false);
    }));
  });
});

describe('an Office file', () => {
  const judge = (members: Member[]) => judgeOffice(members.map(({ name }) => ({ name, method: 0, compressed: 0, size: 0, offset: 0, isEncrypted: false })), String(members.find(({ name }) => name === '[Content_Types].xml')?.text ?? '') || null);

  it.each([['docx', 'DOCX'], ['pptx', 'PPTX'], ['xlsx', 'XLSX']] as const)('%s is known by its own list of types', (ending, kind) => {
    expect(judge(officeMembers(ending))).toEqual({ ok: true, kind });
  });

  it.each<[string, Member[], string]>([
    ['a type with macros', officeMembers('docx', { type: 'application/vnd.ms-word.document.macroEnabled.main+xml' }), 'MACRO'],
    ['a program of Visual Basic', officeMembers('xlsx', { more: [{ name: 'xl/vbaProject.bin', text: 'x' }] }), 'MACRO'],
    ['the same in capitals and elsewhere', officeMembers('pptx', { more: [{ name: 'other/VBAPROJECT.BIN', text: 'x' }] }), 'MACRO'],
    ['a sheet of Excel 4 macros', officeMembers('xlsx', { more: [{ name: 'xl/macrosheets/sheet1.xml', text: 'x' }] }), 'MACRO'],
    ['a program inside', officeMembers('docx', { more: [{ name: 'word/embeddings/setup.exe', text: 'x' }] }), 'MACRO'],
    ['a template', officeMembers('docx', { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml' }), 'ARCHIVE'],
    ['no list of types', [one], 'ARCHIVE'],
    ['a list without the part', officeMembers('docx').filter(({ name }) => name !== 'word/document.xml'), 'ARCHIVE'],
  ])('with %s is refused', (_what, members, fault) => {
    expect(judge(members)).toEqual({ ok: false, fault });
  });

  it('that is two kinds at once is refused', () => {
    const types = `${String(officeMembers('docx')[0]?.text)}${String(officeMembers('xlsx')[0]?.text)}`;
    expect(judge([{ name: '[Content_Types].xml', text: types }, { name: 'word/document.xml', text: '' }, { name: 'xl/workbook.xml', text: '' }])).toEqual({ ok: false, fault: 'POLYGLOT' });
  });
});

describe('first bytes', () => {
  it.each([['%PDF-1.7', 'PDF'], [' %PDF-1.7', 'HIDDEN_PDF'], ['GIF89a%PDF-', 'HIDDEN_PDF'], ['Rar!\x1a\x07', 'ARCHIVE'], ['PK\x05\x06', 'ARCHIVE'], ['MZ', null], ['<svg>', null], ['', null], ['GIF89a', null], ['\x89PNG\r\n\x1a\n', 'PNG'], ['\xff\xd8\xff\xe0', 'JPEG'], ['7z\xbc\xaf\x27\x1c', 'ARCHIVE'], ['\x1f\x8b\x08', 'ARCHIVE']])('%j are %j', (head, magic) => {
    expect(magicOf(Buffer.from(head, 'latin1'))).toBe(magic);
  });

  it('of a PDF that says it is encrypted, in any of its ways of writing', () => {
    expect(['/Encrypt 5 0 R', '/Encrypt<</Filter/Standard', '/#45ncrypt 12 0 R', '/Encryp#74\n7 0 R', pdf('/Encrypt 9 0 R').toString('latin1')].map(saysEncrypted)).toEqual([true, true, true, true, true]);
    expect(['/EncryptMetadata false', '(how to /Encrypt a file)', pdf().toString('latin1'), '/Encryption 1 0 R'].map(saysEncrypted)).toEqual([false, false, false, false]);
  });
});
