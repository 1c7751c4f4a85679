import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusals } from '../../../tests/world/campaigns.ts';
import { makeCourse } from '../../../tests/world/courses.ts';
import { office, pdf, zipOf } from '../../../tests/world/entry-files.ts';
import { fromPhone, jpeg, png, webp } from '../../../tests/world/photos.ts';
import { recognitionWorld, type RecognitionWorld } from '../../../tests/world/recognition.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { copyPath } from '../copy-path.server.ts';
import { attachCopy } from './attach-copy.server.ts';
import { beginRequest } from './write-request.server.ts';

let w: RecognitionWorld;
let id: string;
beforeEach(async () => {
  w = await recognitionWorld();
  const form = w.form();
  await beginRequest(w.ports, w.learner, form);
  id = form.id;
});
afterEach(() => w[Symbol.asyncDispose]());

async function* endless(bytes: number) {
  for (let sent = 0; sent < bytes; sent += 1_000_000) yield Buffer.alloc(1_000_000, 0x20);
}

describe('the copy of a certificate', () => {
  it.each<[string, Buffer, string]>([['a.pdf', pdf(), 'PDF'], ['Ảnh chụp.PNG', png, 'PNG'], ['e.jpg', jpeg, 'JPEG'], ['g.jpeg', jpeg, 'JPEG']])('called %s is taken', async (name, bytes, kind) => {
    expect(await w.attach(id, { name, bytes })).toEqual({ ok: true });
    expect((await w.own(id)).copy).toMatchObject({ name, kind, bytes: bytes.length, isScanned: false, isErased: false });
    expect(w.copies()).toHaveLength(1);
  });

  it.each<[string, Buffer, RegExp]>([
    ['a.docx', office('docx'), /Chỉ nhận tệp/], ['a.exe', Buffer.from('MZ'), /Chỉ nhận tệp/], ['khong-duoi', pdf(), /Chỉ nhận tệp/], ['a.pdf', Buffer.alloc(0), /rỗng/], ['a.pdf', png, /phần mở rộng/], ['a.png', jpeg, /phần mở rộng/],
    ['a.pdf', office('docx'), /phần mở rộng/], ['a.pdf', Buffer.from('<script>alert(1)</script>'), /bị hỏng/], ['a.jpg', webp, /bị hỏng/], ['a.pdf', pdf('/Encrypt 9 0 R'), /mật khẩu/], ['a.pdf', Buffer.concat([pdf(), zipOf([{ name: 'x.js', text: 'x' }])]), /bị hỏng/],
  ])('called %s is refused with a sentence when it is something else, and leaves nothing behind', async (name, bytes, sentence) => {
    expect(refusals(await w.attach(id, { name, bytes }))).toMatch(sentence);
    expect([w.copies(), (await w.own(id)).copy]).toEqual([[], null]);
  });

  it('of a photo is the picture alone, with the hash of what is kept; half a picture is none', async () => {
    expect(await w.attach(id, { name: 'anh.jpg', bytes: fromPhone(8) })).toEqual({ ok: true });
    const { copy } = await w.own(id);
    const kept = readFileSync(copyPath(w.ports.filesDir, id, copy?.id ?? ''));
    const row = await w.db.selectFrom('recognition_request').select(['file_sha256', 'file_bytes']).where('id', '=', id).executeTakeFirstOrThrow();
    expect(row).toEqual({ file_sha256: sha256(kept), file_bytes: kept.length });
    expect([kept.toString('latin1').includes('Exif'), /GPS|comment|script/.test(kept.toString('latin1'))]).toEqual([true, false]);
    expect(refusals(await w.attach(id, { name: 'nua.jpg', bytes: Buffer.concat([jpeg.subarray(0, 200), Buffer.from([0xff, 0xd9])]) }))).toMatch(/^file: Ảnh bị hỏng/);
    expect(w.copies()).toHaveLength(1);
  });

  it('of 200 MB is refused without being kept', async () => {
    expect(refusals(await attachCopy(w.ports, w.learner, id, { name: 'lon.pdf', pieces: endless(200_000_000) }))).toMatch(/^file: Tệp lớn hơn 10 MB/);
    expect(w.copies()).toEqual([]);
  });

  it('takes the place of the one before, and a refused one leaves that where it was', async () => {
    await w.attach(id, { name: 'mo.pdf' });
    const first = w.copies();
    expect((await w.attach(id, { name: 'ro.png', bytes: jpeg })).ok).toBe(false);
    expect(w.copies()).toEqual(first);
    await w.attach(id, { name: 'ro.png', bytes: png });
    expect(w.copies()).toHaveLength(1);
    expect([w.copies()[0] === first[0], (await w.own(id)).copy?.name]).toEqual([false, 'ro.png']);
  });

  it('is nobody else’s to bring, and none is taken once the request is sent', async () => {
    await expect(w.attach(id, { who: w.wardAdmin })).rejects.toMatchObject({ kind: 'not-found' });
    const sent = await w.sent({ courseId: (await makeCourse(w.db, { slug: 'khac', title: 'Khoá khác' })).courseId });
    expect(refusals(await w.attach(sent, { name: 'khac.pdf' }))).toMatch(/^form: /);
    expect((await w.own(sent)).copy?.name).toBe('chung-nhan.pdf');
  });

  it('keeps a name without direction marks and paths', async () => {
    await w.attach(id, { name: '../../e\u202etc/chứng nhận\u0000.pdf' });
    expect((await w.own(id)).copy?.name).toBe('chứng nhận.pdf');
  });
});
