import { once } from 'node:events';
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { done, entryWorld, inPieces } from '../../../tests/world/contest-entries.ts';
import { pdf } from '../../../tests/world/entry-files.ts';
import { sweepEntryFiles } from './sweep-entry-files.server.ts';
import { beginUpload, receivePiece } from './upload-entry-file.server.ts';

const nothing = { abandoned: 0, loose: 0, scanned: 0 };

it('drops uploads that nobody went on with for a week, and leaves whole files and fresh uploads alone', async () => {
  await using w = await entryWorld();
  const whole = await w.attach();
  const { fileId } = await done(beginUpload(w.ports, w.lead, w.entryId, { name: 'b.pdf', bytes: 500, sha256: null }));
  await receivePiece(w.ports, w.lead, { entryId: w.entryId, fileId, offset: 0 }, inPieces(pdf().subarray(0, 50)));
  const at = (id: string) => join(w.ports.filesDir, 'entries', w.entryId, id);
  w.clock.pass({ days: 7 });
  expect(await sweepEntryFiles(w.ports)).toEqual(nothing);
  w.clock.pass({ seconds: 1 });
  expect(await sweepEntryFiles(w.ports)).toEqual({ ...nothing, abandoned: 1 });
  expect([existsSync(at(whole)), existsSync(at(fileId))]).toEqual([true, false]);
  expect(await sweepEntryFiles(w.ports)).toEqual(nothing);
  await expect(receivePiece(w.ports, w.lead, { entryId: w.entryId, fileId, offset: 0 }, inPieces(pdf()))).rejects.toMatchObject({ kind: 'not-found' });
});

it('drops bytes that no row knows once they are a day old, and all bytes of an erased entry', async () => {
  await using w = await entryWorld();
  const whole = await w.attach();
  const folder = join(w.ports.filesDir, 'entries', w.entryId);
  writeFileSync(join(folder, 'orphan'), 'x');
  utimesSync(join(folder, 'orphan'), new Date('2026-11-20T00:00:00Z'), new Date('2026-11-20T00:00:00Z'));
  writeFileSync(join(folder, 'arriving'), 'x');
  utimesSync(join(folder, 'arriving'), w.clock.now(), w.clock.now());
  mkdirSync(join(w.ports.filesDir, 'entries', 'no-entry'));
  expect(await sweepEntryFiles(w.ports)).toEqual({ ...nothing, loose: 1 });
  const copies = join(w.ports.filesDir, 'blind', w.entryId);
  mkdirSync(copies, { recursive: true });
  expect(await sweepEntryFiles(w.ports)).toEqual(nothing);
  await w.db.updateTable('entry').set({ erased_at: w.clock.now().toISOString() }).execute();
  expect(await sweepEntryFiles(w.ports)).toEqual({ ...nothing, loose: 3 });
  expect(existsSync(copies)).toBe(false);
  expect(existsSync(join(folder, whole))).toBe(false);
});

it('has files scanned that were taken in while there was no scanner', async () => {
  await using w = await entryWorld();
  await w.attach();
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (part: Buffer) => void (part.subarray(-4).equals(Buffer.alloc(4)) && socket.end('stream: Eicar FOUND\0')));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const scanner = { CLAMAV_HOST: '127.0.0.1', CLAMAV_PORT: (server.address() as AddressInfo).port };
  expect(await sweepEntryFiles({ ...w.ports, scanner })).toEqual({ ...nothing, scanned: 1 });
  expect(await w.db.selectFrom('entry_file').select(['scan', 'scan_note']).execute()).toEqual([{ scan: 'QUARANTINED', scan_note: 'Eicar' }]);
  server.close();
  expect(await sweepEntryFiles({ ...w.ports, scanner })).toEqual(nothing);
});

it('has nothing to do in a house without entries', async () => {
  await using w = await entryWorld();
  expect(await sweepEntryFiles({ ...w.ports, filesDir: join(w.ports.filesDir, 'nowhere') })).toEqual(nothing);
});

it('drops what was taken out before it was handed in, and keeps what a submission names', async () => {
  await using w = await entryWorld();
  await w.fill();
  const filed = await w.attach('nop.pdf');
  await done(w.handIn());
  const draft = await w.attach('nhap.pdf');
  const at = (id: string) => join(w.ports.filesDir, 'entries', w.entryId, id);
  // A process that died between the row and the disk leaves the bytes.
  await w.db.updateTable('entry_file').set({ removed_at: w.clock.now().toISOString() }).execute();
  for (const id of [filed, draft]) utimesSync(at(id), w.clock.now(), w.clock.now());
  expect(await sweepEntryFiles(w.ports)).toEqual(nothing);
  w.clock.pass({ days: 2 });
  expect(await sweepEntryFiles(w.ports)).toEqual({ ...nothing, loose: 1 });
  expect([existsSync(at(filed)), existsSync(at(draft))]).toEqual([true, false]);
});
