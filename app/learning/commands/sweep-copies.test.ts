import { once } from 'node:events';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeCourse } from '../../../tests/world/courses.ts';
import { recognitionWorld, type RecognitionWorld } from '../../../tests/world/recognition.ts';
import { decideRequest } from './decide-request.server.ts';
import { endExemption } from './grant-exemption.server.ts';
import { sweepCopies } from './sweep-copies.server.ts';

const nothing = { erased: 0, loose: 0, scanned: 0 };
let w: RecognitionWorld;
beforeEach(async () => {
  w = await recognitionWorld();
});
afterEach(() => w[Symbol.asyncDispose]());

it('keeps what is waited for, and what holds, for as long as it does', async () => {
  const held = await w.sent();
  await decideRequest(w.ports, w.admin, held, { decision: 'ACCEPTED', lastDay: '2027-11-30', reason: '' });
  await w.sent({ courseId: (await makeCourse(w.db, { slug: 'khac', title: 'Khoá khác' })).courseId });
  w.clock.pass({ days: 300 });
  expect(await sweepCopies(w.ports)).toEqual(nothing);
  expect(w.copies()).toHaveLength(2);
  w.clock.pass({ days: 200 });
  expect(await sweepCopies(w.ports)).toEqual({ ...nothing, erased: 1 });
  expect([(await w.own(held)).copy?.isErased, w.copies().length]).toEqual([true, 1]);
});

it('erases the copy of a refused request ninety days after, once, and keeps what was decided', async () => {
  const id = await w.sent();
  await decideRequest(w.ports, w.admin, id, { decision: 'REFUSED', lastDay: null, reason: 'Chưa đủ nội dung' });
  w.clock.pass({ days: 90 });
  expect(await sweepCopies(w.ports)).toEqual(nothing);
  w.clock.pass({ days: 2 });
  expect([await sweepCopies(w.ports), await sweepCopies(w.ports), w.copies()]).toEqual([{ ...nothing, erased: 1 }, nothing, []]);
  expect(await w.own(id)).toMatchObject({ state: 'REFUSED', reason: 'Chưa đủ nội dung', copy: { isErased: true } });
});

it('erases the copy of a recognition that was ended early', async () => {
  const id = await w.sent();
  await decideRequest(w.ports, w.admin, id, { decision: 'ACCEPTED', lastDay: '2027-11-30', reason: '' });
  const { id: exemption } = await w.db.selectFrom('exemption').select('id').executeTakeFirstOrThrow();
  await endExemption(w.ports, w.admin, exemption, { reason: 'Cấp nhầm' });
  w.clock.pass({ days: 92 });
  expect(await sweepCopies(w.ports)).toEqual({ ...nothing, erased: 1 });
});

it('gives up drafts that nobody goes on with', async () => {
  const id = await w.drafted();
  w.clock.pass({ days: 92 });
  expect(await sweepCopies(w.ports)).toEqual({ ...nothing, erased: 1 });
  expect([(await w.own(id)).state, w.copies()]).toEqual(['WITHDRAWN', []]);
});

it('leaves a draft its copy that somebody goes on with while the sweep is under way', async () => {
  await w.drafted();
  await w.drafted({ courseId: (await makeCourse(w.db, { slug: 'khac', title: 'Khoá khác' })).courseId });
  w.clock.pass({ days: 92 });
  // As the first one is given up, the other is touched.
  await sql`create trigger touched after update of withdrawn_at on recognition_request when new.withdrawn_at is not null begin update recognition_request set changed_at = new.withdrawn_at where withdrawn_at is null; end`.execute(w.db);
  expect(await sweepCopies(w.ports)).toEqual({ ...nothing, erased: 1 });
  expect(w.copies()).toHaveLength(1);
});

it('drops bytes that have no row, but not what may be arriving at this moment', async () => {
  const id = await w.sent();
  const folder = join(w.filesDir, 'recognition', id);
  mkdirSync(folder, { recursive: true });
  for (const [name, hours] of [['broken-off', 25], ['arriving', 1]] as const) {
    writeFileSync(join(folder, name), 'x');
    const at = new Date(w.clock.now().getTime() - hours * 3_600_000);
    utimesSync(join(folder, name), at, at);
  }
  expect(await sweepCopies(w.ports)).toEqual({ ...nothing, loose: 1 });
  expect(w.copies()).toHaveLength(2);
  expect(await sweepCopies({ ...w.ports, filesDir: join(w.filesDir, 'nowhere') })).toEqual(nothing);
});

it.each([['OK', 1, { isScanned: true, isErased: false }], ['Eicar FOUND', 0, { isErased: true }]])('has copies looked at that came while no scanner answered: %s', async (verdict, left, copy) => {
  const id = await w.sent();
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (part: Buffer) => void (part.subarray(-4).equals(Buffer.alloc(4)) && socket.end(`stream: ${verdict}\0`)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const scanner = { CLAMAV_HOST: '127.0.0.1', CLAMAV_PORT: (server.address() as AddressInfo).port };
  expect(await sweepCopies({ ...w.ports, scanner })).toEqual({ ...nothing, scanned: 1 });
  server.close();
  expect((await w.own(id)).copy).toMatchObject(copy);
  expect(w.copies()).toHaveLength(left);
});
