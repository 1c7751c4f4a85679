import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { requestContext } from '../../tests/support/context.ts';
import { temporaryFolder } from '../../tests/support/server.ts';
import { refusals } from '../../tests/world/campaigns.ts';
import { office, pdf, zipOf } from '../../tests/world/entry-files.ts';
import { reportWorld, type ReportWorld } from '../../tests/world/monthly-reports.ts';
import { sha256 } from '../platform/signing.server.ts';
import { fromPhone, jpeg, png, talkative, webp } from '../../tests/world/photos.ts';
import { removeEvidence, uploadEvidence } from './commands/upload-evidence.server.ts';
import { evidencePath } from './evidence-path.server.ts';
import { receiveEvidence } from './evidence-store.server.ts';
import { getEvidence } from './queries/evidence.server.ts';
import { listFiles } from './queries/report-content.server.ts';

const today = '2026-11-23';
async function* whole(bytes: Buffer, piece = 1_000_000) {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
}
async function* endless(bytes: number) {
  const piece = Buffer.alloc(1_000_000, 0x20);
  for (let sent = 0; sent < bytes; sent += piece.length) yield piece;
}
function bench(world: ReportWorld, filesDir: string) {
  const ports = { ...world.ports, filesDir, scanner: { CLAMAV_PORT: 3310 } };
  return {
    ports,
    send: (name: string, bytes: Buffer, { as = world.focal, model = 28, id = world.id } = {}) => uploadEvidence(ports, as, { id, model }, { name, pieces: whole(bytes) }),
    left: () => { const folder = join(filesDir, 'monthly', world.id); return existsSync(folder) ? readdirSync(folder).length : 0; },
  };
}

describe('evidence', () => {
  it.each<[string, Buffer, string]>([['a.pdf', pdf(), 'PDF'], ['b.docx', office('docx'), 'DOCX'], ['c.xlsx', office('xlsx'), 'XLSX'], ['d.PNG', png, 'PNG'], ['e.jpg', jpeg, 'JPEG'], ['g.jpeg', jpeg, 'JPEG']])('is taken as %s, by its bytes', async (name, bytes, kind) => {
    await using world = await reportWorld();
    using folder = temporaryFolder();
    const { send, left } = bench(world, folder.path);
    expect((await send(name, bytes)).ok).toBe(true);
    expect(await listFiles(world.db, world.id)).toMatchObject([{ model: 28, kind, bytes: bytes.length }]);
    expect(left()).toBe(1);
  });

  it.each<[string, Buffer, RegExp]>([
    ['a.pptx', office('pptx'), /Chỉ nhận tệp/], ['a.exe', Buffer.from('MZ'), /Chỉ nhận tệp/], ['khong-duoi', pdf(), /Chỉ nhận tệp/], ['a.pdf', Buffer.alloc(0), /Tệp rỗng/], ['a.pdf', png, /không đúng với phần mở rộng/], ['a.docx', office('xlsx'), /không đúng/],
    ['a.pdf', Buffer.from('<script>alert(1)</script>'), /bị hỏng/], ['a.xlsx', zipOf([{ name: 'a.txt', text: 'x' }]), /bị hỏng/], ['a.jpg', webp, /bị hỏng/], ['a.pdf', Buffer.concat([pdf(), zipOf([{ name: 'x.js', text: 'x' }])]), /bị hỏng/],
  ])('called %s is refused with a sentence and leaves nothing behind', async (name, bytes, sentence) => {
    await using world = await reportWorld();
    using folder = temporaryFolder();
    const { send, left } = bench(world, folder.path);
    expect(refusals(await send(name, bytes))).toMatch(sentence);
    expect([left(), await listFiles(world.db, world.id)]).toEqual([0, []]);
  });

  it('of a photo is the picture alone: where and with what it was taken goes, which way is up stays, and the hash is that of what is kept', async () => {
    await using world = await reportWorld();
    using folder = temporaryFolder();
    const { send, left } = bench(world, folder.path);
    expect((await send('anh.jpg', fromPhone(6))).ok).toBe(true);
    const [file] = await listFiles(world.db, world.id);
    const kept = readFileSync(evidencePath(folder.path, world.id, file?.id ?? ''));
    expect([file?.bytes, file?.sha256]).toEqual([kept.length, sha256(kept)]);
    expect(kept.toString('latin1')).not.toMatch(/GPS|comment|script/);
    expect(kept.toString('latin1')).toContain('Exif\0\0MM\0*');
    expect([(await send('lai.jpg', fromPhone(6))).ok, left()]).toEqual([true, 1]);
    await send('anh.png', talkative());
    expect((await listFiles(world.db, world.id)).find(({ kind }) => kind === 'PNG')).toMatchObject({ bytes: png.length, sha256: sha256(png) });
  });

  it.each<[string, Buffer]>([['nua.jpg', Buffer.concat([jpeg.subarray(0, 200), Buffer.from([0xff, 0xd9])])], ['nua.png', Buffer.concat([png.subarray(0, 33), png.subarray(-12)])]])('that is no whole picture (%s) is refused, because nothing could be taken out of it', async (name, bytes) => {
    await using world = await reportWorld();
    using folder = temporaryFolder();
    const { send, left } = bench(world, folder.path);
    expect(refusals(await send(name, bytes))).toMatch(/^file: Ảnh bị hỏng/);
    expect([left(), await listFiles(world.db, world.id)]).toEqual([0, []]);
  });

  it('that is no picture stays as it was sent: a signature in it would break otherwise', async () => {
    await using world = await reportWorld();
    using folder = temporaryFolder();
    const { send } = bench(world, folder.path);
    const signed = Buffer.concat([pdf(), jpeg, Buffer.from('\n%%EOF')]);
    await send('ky-so.pdf', signed);
    const [file] = await listFiles(world.db, world.id);
    expect(readFileSync(evidencePath(folder.path, world.id, file?.id ?? '')).equals(signed)).toBe(true);
  });

  it('of 200 MB is refused without being kept', async () => {
    await using world = await reportWorld();
    using folder = temporaryFolder();
    const { ports, left } = bench(world, folder.path);
    expect(refusals(await uploadEvidence(ports, world.focal, { id: world.id, model: 28 }, { name: 'lon.pdf', pieces: endless(200_000_000) }))).toMatch(/^file: Tệp lớn hơn 20 MB/);
    expect(left()).toBe(0);
  });

  it('that announces more than is worth reading is told how much is taken here', async () => {
    await using world = await reportWorld();
    using folder = temporaryFolder();
    const context = requestContext(world.db, world.clock);
    const request = new Request('http://localhost/', { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': '200000000' }, body: 'x' });
    expect(refusals(await receiveEvidence({ ...context, env: { ...context.env, DATA_DIR: folder.path } }, world.focal, { id: world.id, model: 28 }, request))).toMatch(/^file: Tệp lớn hơn 20 MB/);
  });

  it('counts once when it is sent twice, at most ten times for a model, and only for models of the report', async () => {
    await using world = await reportWorld();
    using folder = temporaryFolder();
    const { send, left } = bench(world, folder.path);
    const twice = await Promise.all([send('a.pdf', pdf()), send('lai.pdf', pdf())]);
    expect([twice.map(({ ok }) => ok), left()]).toEqual([[true, true], 1]);
    for (let at = 1; at < 10; at += 1) expect((await send(`${at}.pdf`, pdf(`/Info ${at}`))).ok).toBe(true);
    expect(refusals(await send('11.pdf', pdf('/Info 11')))).toMatch(/^file: Mỗi mô hình có tối đa 10 tệp/);
    expect((await send('11.pdf', pdf('/Info 11'), { model: 27 })).ok).toBe(true);
    await expect(send('a.pdf', pdf(), { model: 1 })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('is written by the focal point alone, and not once the report was handed in', async () => {
    await using world = await reportWorld();
    using folder = temporaryFolder();
    const { send, left, ports } = bench(world, folder.path);
    for (const as of [world.leader, world.standing, world.auditor]) await expect(send('a.pdf', pdf(), { as })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(send('a.pdf', pdf(), { as: world.foreignFocal })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(removeEvidence(ports, world.foreignFocal, world.id, 'x')).rejects.toMatchObject({ kind: 'not-found' });
    await world.fill();
    await world.walk('HAND_IN');
    expect(refusals(await send('a.pdf', pdf()))).toMatch(/^form: Báo cáo đã được gửi duyệt/);
    expect(left()).toBe(0);
  });

  it('that was sent stays readable after it was taken out; one that never was does not', async () => {
    await using world = await reportWorld();
    using folder = temporaryFolder();
    const { send, ports } = bench(world, folder.path);
    await send('a.pdf', pdf());
    await send('b.png', png);
    const [first, second] = await listFiles(world.db, world.id);
    expect((await removeEvidence(ports, world.focal, world.id, second?.id ?? '')).ok).toBe(true);
    expect((await removeEvidence(ports, world.focal, world.id, second?.id ?? '')).ok).toBe(true);
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT', 'RETURN');
    expect((await removeEvidence(ports, world.focal, world.id, first?.id ?? '')).ok).toBe(true);
    const see = (file: string, as = world.standing) => getEvidence(world.db, as, { id: world.id, file }, today);
    expect(await see(first?.id ?? '')).toMatchObject({ name: 'a.pdf' });
    await expect(see(second?.id ?? '')).rejects.toMatchObject({ kind: 'not-found' });
    expect(await see(second?.id ?? '', world.focal)).toMatchObject({ name: 'b.png' });
    await expect(see(first?.id ?? '', world.foreignLeader)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('never lies outside of its folder', () => {
    expect(evidencePath('files', 'a-1', 'b_2')).toBe(join('files', 'monthly', 'a-1', 'b_2'));
    for (const id of ['..', 'a/b', '', 'a\\b', 'x'.repeat(61)]) expect(() => evidencePath('files', id, 'b')).toThrow();
  });
});
