import { execFile } from 'node:child_process';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { writeFileSync, readFileSync, mkdirSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../tests/support/server.ts';
import { done, entryWorld, inPieces } from '../../tests/world/contest-entries.ts';
import { lockedOffice, office, officeMembers, oldOffice, pdf, zipOf } from '../../tests/world/entry-files.ts';
import { fromPhone, jpeg, png, webp } from '../../tests/world/photos.ts';
import { sha256 } from '../platform/signing.server.ts';
import { beginUpload, receivePiece, uploadProgress } from './commands/upload-entry-file.server.ts';
import { alone, entryFilePath } from './entry-store.server.ts';
import { bytesOnDisk, hashOnDisk, removeFromDisk, writePieces } from '../platform/files/disk.server.ts';
import { inspectFile } from '../platform/files/inspect-file.server.ts';
import { scanFile, verdictOf } from '../platform/files/virus-scan.server.ts';

async function inspected(bytes: Buffer) {
  using folder = temporaryFolder();
  writeFileSync(join(folder.path, 'f'), bytes);
  return await inspectFile(join(folder.path, 'f'));
}

describe('a file is known by its bytes', () => {
  it.each<[string, Buffer, string]>([['PDF', pdf(), 'PDF'], ['DOCX', office('docx'), 'DOCX'], ['PPTX', office('pptx'), 'PPTX'], ['XLSX', office('xlsx'), 'XLSX'], ['PNG', png, 'PNG'], ['JPEG', jpeg, 'JPEG'], ['JPEG of a phone', fromPhone(6), 'JPEG']])('%s', async (_what, bytes, kind) => {
    expect(await inspected(bytes)).toEqual({ ok: true, kind });
  });

  const long = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(65_536 - 9 - 5, 0x20), Buffer.from('/Encrypt 5 0 R\n%%EOF')]);
  const utf16 = Buffer.from(`\ufeff${String(officeMembers('docx', { type: 'application/vnd.ms-word.document.macroEnabled.main+xml' })[0]?.text)}`, 'utf16le');
  it.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'EMPTY'], ['a ZIP', zipOf([{ name: 'a.txt', text: 'x' }]), 'ARCHIVE'], ['an empty ZIP', zipOf([]), 'ARCHIVE'], ['a program', Buffer.from('MZ\x90\x00'), 'UNKNOWN'], ['a page', Buffer.from('<!doctype html><script>'), 'UNKNOWN'], ['a picture of another kind', webp, 'UNKNOWN'],
    ['a PDF with a password', pdf('/Encrypt 9 0 R'), 'PASSWORD'], ['the same across two pieces', long, 'PASSWORD'], ['Office with a password', lockedOffice(), 'PASSWORD'], ['old Office', oldOffice(), 'OLD_OFFICE'],
    ['macros', zipOf(officeMembers('docx', { more: [{ name: 'word/vbaProject.bin', text: 'x' }] })), 'MACRO'], ['macros said in UTF-16', zipOf([{ name: '[Content_Types].xml', text: utf16 }, { name: 'word/document.xml', text: 'x' }]), 'MACRO'],
    ['a PDF that is a ZIP', Buffer.concat([pdf(), zipOf([{ name: 'evil.js', text: 'x' }])]), 'POLYGLOT'], ['a picture that is a ZIP', Buffer.concat([png, office('docx')]), 'POLYGLOT'], ['a picture that is a PDF', Buffer.concat([jpeg.subarray(0, 40), pdf()]), 'POLYGLOT'],
    ['a ZIP that begins as something else', Buffer.concat([Buffer.from('GIF89a'), office('docx')]), 'UNKNOWN'], ['half a PDF', pdf().subarray(0, -7), 'BROKEN'], ['half a picture', png.subarray(0, 30), 'BROKEN'], ['half an Office file', office('docx').subarray(0, -30), 'BROKEN'],
    ['a list of types that is no deflate', zipOf([{ name: '[Content_Types].xml', text: 'x', isPacked: true, compressed: 1 }, { name: 'word/document.xml', text: 'x' }]), 'BROKEN'],
    ['a list of types without end', zipOf([{ name: '[Content_Types].xml', text: Buffer.alloc(3_000_000, 0x20), isPacked: true, size: 10 }, { name: 'word/document.xml', text: 'x' }]), 'BROKEN'],
  ])('and %s is refused', async (_what, bytes, fault) => {
    expect(await inspected(bytes)).toEqual({ ok: false, fault });
  });
});

async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}
async function* breaking(text: string) {
  yield Buffer.from(text);
  throw new Error('the line broke');
}

describe('files on the disk', () => {
  it('are written as they arrive, with their hash, and never more than fits', async () => {
    using folder = temporaryFolder();
    const path = entryFilePath(folder.path, 'e1', 'f1');
    expect(await writePieces(path, pieces('ab', 'cd'), { offset: 0, room: 10 })).toEqual({ bytes: 4, sha256: sha256('abcd'), isTooLong: false });
    expect(await writePieces(path, pieces('abc', 'def', 'g'), { offset: 0, room: 5 })).toMatchObject({ bytes: 3, isTooLong: true });
    expect([await bytesOnDisk(path), await hashOnDisk(path)]).toEqual([3, sha256('abc')]);
    await removeFromDisk(path);
    await removeFromDisk(path);
    expect(await bytesOnDisk(path)).toBe(0);
  });

  it('keep what came before the line broke, and go on from there', async () => {
    using folder = temporaryFolder();
    const path = entryFilePath(folder.path, 'e1', 'f1');
    await expect(writePieces(path, breaking('abc'), { offset: 0, room: 10 })).rejects.toThrow('the line broke');
    expect(await bytesOnDisk(path)).toBe(3);
    await writePieces(path, pieces('def'), { offset: 3, room: 10 });
    expect(readFileSync(path, 'utf8')).toBe('abcdef');
  });

  it('never lie outside their folder', () => {
    for (const bad of ['..', '../x', 'a/b', '', 'a\0', 'x'.repeat(61)]) {
      expect(() => entryFilePath('/files', bad, 'f')).toThrow('not an id');
      expect(() => entryFilePath('/files', 'e', bad)).toThrow('not an id');
    }
  });

  it('are touched by one at a time', async () => {
    const gate = Promise.withResolvers<string>();
    const first = alone('f', () => gate.promise);
    expect([await alone('f', async () => 'second'), await alone('g', async () => 'other')]).toEqual(['BUSY', 'other']);
    gate.resolve('first');
    expect(await first).toBe('first');
    await expect(alone('f', () => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(await alone('f', async () => 'again')).toBe('again');
  });
});

/** A scanner that answers with these words once everything has come. */
async function scanner(answer: (received: Buffer) => string | null): Promise<Server & AsyncDisposable & { port: number }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const parts: Buffer[] = [];
    socket.on('error', () => undefined);
    socket.on('data', (part: Buffer) => {
      parts.push(part);
      const all = Buffer.concat(parts);
      if (!all.subarray(-4).equals(Buffer.alloc(4))) return;
      const words = answer(all);
      if (words === null) socket.destroy();
      else socket.end(words);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return Object.assign(server, { port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: close });
}

describe('the scanner', () => {
  it('gets the file in pieces with their lengths, and its word counts', async () => {
    using folder = temporaryFolder();
    mkdirSync(folder.path, { recursive: true });
    const file = join(folder.path, 'f');
    writeFileSync(file, Buffer.alloc(300_000, 0x61));
    let seen = Buffer.alloc(0);
    await using clam = await scanner((received) => ((seen = Buffer.from(received)), 'stream: OK\0'));
    expect(await scanFile(file, { CLAMAV_HOST: '127.0.0.1', CLAMAV_PORT: clam.port })).toEqual({ scan: 'CLEAN', note: null });
    expect(seen.subarray(0, 10).toString()).toBe('zINSTREAM\0');
    let [at, total] = [10, 0];
    for (let length = seen.readUInt32BE(at); length > 0; length = seen.readUInt32BE(at)) [at, total] = [at + 4 + length, total + length];
    expect(total).toBe(300_000);
  });

  it('puts what it finds into quarantine', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'f'), 'x');
    await using clam = await scanner(() => 'stream: Eicar-Test-Signature FOUND\0');
    expect(await scanFile(join(folder.path, 'f'), { CLAMAV_HOST: '127.0.0.1', CLAMAV_PORT: clam.port })).toEqual({ scan: 'QUARANTINED', note: 'Eicar-Test-Signature' });
  });

  it('that is not there, says nothing or speaks of an error leaves the file unscanned', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'f');
    writeFileSync(file, 'x');
    expect(await scanFile(file, { CLAMAV_HOST: undefined, CLAMAV_PORT: 3310 })).toEqual({ scan: 'UNSCANNED', note: null });
    const gone = await scanner(() => '');
    await gone[Symbol.asyncDispose]();
    expect(await scanFile(file, { CLAMAV_HOST: '127.0.0.1', CLAMAV_PORT: gone.port })).toEqual({ scan: 'UNSCANNED', note: 'ECONNREFUSED' });
    await using silent = await scanner(() => null);
    expect((await scanFile(file, { CLAMAV_HOST: '127.0.0.1', CLAMAV_PORT: silent.port })).scan).toBe('UNSCANNED');
    expect(['INSTREAM size limit exceeded. ERROR', '', 'stream: OK FOUND maybe', 'OK'].map((text) => verdictOf(text).scan)).toEqual(['UNSCANNED', 'UNSCANNED', 'UNSCANNED', 'UNSCANNED']);
  });
});

describe('a full disk', () => {
  it('is said in a sentence, and the upload goes on where it was once there is room', async () => {
    await using w = await entryWorld();
    const bytes = pdf();
    const { fileId } = await done(beginUpload(w.ports, w.lead, w.entryId, { name: 'a.pdf', bytes: bytes.length, sha256: sha256(bytes) }));
    const path = entryFilePath(w.ports.filesDir, w.entryId, fileId);
    mkdirSync(join(path, '..'), { recursive: true });
    // Whatever is written to this device finds the disk full.
    symlinkSync('/dev/full', path);
    const send = (offset: number) => receivePiece(w.ports, w.lead, { entryId: w.entryId, fileId, offset }, inPieces(bytes.subarray(offset), 100));
    await expect(send(0)).rejects.toMatchObject({ kind: 'unavailable', say: { vi: expect.stringContaining('hết chỗ lưu tệp') } });
    expect(await uploadProgress(w.ports, w.lead, w.entryId, fileId)).toEqual({ received: 0, isComplete: false });
    unlinkSync(path);
    expect(await send(0)).toMatchObject({ ok: true, isComplete: true });
  });

  it('that takes half of a piece and then no more is not taken for a whole file', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'f');
    // A file of one process that may not grow beyond four blocks: the first write is cut short without a word.
    const program = `import { writePieces } from './app/platform/files/disk.server.ts';
      async function* pieces() { yield Buffer.alloc(6_000, 1); }
      await writePieces(process.argv[1], pieces(), { offset: 0, room: 10_000 }).then(() => console.log('kept'), (error) => console.log(error.kind));`;
    const { stdout } = await promisify(execFile)('/bin/sh', ['-c', 'ulimit -f 4 && exec "$0" --input-type=module -e "$1" "$2"', process.execPath, program, path]);
    expect(stdout.trim()).toBe('unavailable');
  });

  it('and a file that is taken out of the entry while its last piece arrives is gone, without a row in the log that it came', async () => {
    await using w = await entryWorld();
    const bytes = pdf();
    const { fileId } = await done(beginUpload(w.ports, w.lead, w.entryId, { name: 'a.pdf', bytes: bytes.length, sha256: null }));
    async function* whileRemoved() {
      yield bytes;
      await w.db.updateTable('entry_file').set({ removed_at: w.clock.now().toISOString() }).where('id', '=', fileId).execute();
    }
    await expect(receivePiece(w.ports, w.lead, { entryId: w.entryId, fileId, offset: 0 }, whileRemoved())).rejects.toMatchObject({ kind: 'not-found' });
    expect(await w.db.selectFrom('audit_event').select('id').where('action', '=', 'entry.add-file').execute()).toEqual([]);
  });
});
