import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { done, entryWorld, inPieces, lastMoment, tooLate, type EntryWorld } from '../../../tests/world/contest-entries.ts';
import { makeOutsider } from '../../../tests/world/contests.ts';
import { lockedOffice, office, officeMembers, pdf, zipOf } from '../../../tests/world/entry-files.ts';
import { fromPhone, jpeg, png } from '../../../tests/world/photos.ts';
import { newId } from '../../platform/ids.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { removeEntryFile } from './remove-entry-file.server.ts';
import { saveEntryPart } from './save-entry-part.server.ts';
import { beginUpload, receivePiece, uploadEntryFile, uploadProgress } from './upload-entry-file.server.ts';

const upload = (w: EntryWorld, name: string, bytes: Buffer) => uploadEntryFile(w.ports, w.lead, w.entryId, { name, pieces: inPieces(bytes, 1_000) });
const rows = (w: EntryWorld) => w.db.selectFrom('entry_file').selectAll().orderBy('id').execute();
const onDisk = (w: EntryWorld) => {
  const folder = join(w.ports.filesDir, 'entries', w.entryId);
  return existsSync(folder) ? readdirSync(folder) : [];
};
/** Fills the entry's room without any bytes. */
const occupy = (w: EntryWorld, bytes: number) => w.db.insertInto('entry_file').values({ id: newId(), entry_id: w.entryId, name: 'x.pdf', kind: 'PDF', declared_bytes: bytes, received_bytes: bytes, sha256: 'x', uploaded_by: w.lead.id, begun_at: '2026-11-23T01:00:00.000Z', completed_at: '2026-11-23T01:00:00.000Z' }).execute();

async function* gigantic(total: number) {
  const piece = Buffer.alloc(1_000_000, 0x20);
  piece.write('%PDF-1.7');
  for (let sent = 0; sent < total; sent += piece.length) yield piece;
}

describe('a file by the form', () => {
  it.each<[string, Buffer, string]>([['a.pdf', pdf(), 'PDF'], ['a.docx', office('docx'), 'DOCX'], ['a.pptx', office('pptx'), 'PPTX'], ['a.xlsx', office('xlsx'), 'XLSX'], ['a.PNG', png, 'PNG'], ['a.jpg', jpeg, 'JPEG'], ['photo.jpg', fromPhone(6), 'JPEG']])('%s is kept with its hash, as it was sent (its receipt names that hash), unscanned when there is no scanner', async (name, bytes, kind) => {
    await using w = await entryWorld();
    const { fileId } = await done(upload(w, name, bytes));
    expect(await rows(w)).toMatchObject([{ id: fileId, name, kind, received_bytes: bytes.length, sha256: sha256(bytes), scan: 'UNSCANNED', scan_note: null, completed_at: expect.any(String) }]);
    expect(readFileSync(join(w.ports.filesDir, 'entries', w.entryId, fileId)).equals(bytes)).toBe(true);
  });

  it.each<[string, string, Buffer, RegExp]>([
    ['a wrong ending', 'a.docx', pdf(), /Đuôi tệp không khớp với nội dung: nội dung là PDF/], ['an ending of another kind', 'a.exe', pdf(), /Chỉ nhận tệp/], ['a ZIP', 'a.zip', zipOf([{ name: 'x', text: 'x' }]), /Chỉ nhận tệp/], ['a ZIP called DOCX', 'a.docx', zipOf([{ name: 'x', text: 'x' }]), /tệp nén/],
    ['no ending', 'thuyet-minh', pdf(), /Chỉ nhận tệp/], ['no bytes', 'a.pdf', Buffer.alloc(0), /rỗng/], ['macros', 'a.docx', zipOf(officeMembers('docx', { more: [{ name: 'word/vbaProject.bin', text: 'x' }] })), /macro/], ['a password', 'a.pdf', pdf('/Encrypt 4 0 R'), /mật khẩu/],
    ['a password of Office', 'a.xlsx', lockedOffice(), /mật khẩu/], ['a polyglot', 'a.pdf', Buffer.concat([pdf(), zipOf([{ name: 'x', text: 'x' }])]), /loại tệp khác/], ['a docm', 'a.docm', office('docx'), /Chỉ nhận tệp/],
  ])('with %s is refused with a sentence and leaves nothing', async (_what, name, bytes, words) => {
    await using w = await entryWorld();
    expect(await upload(w, name, bytes)).toMatchObject({ ok: false, faults: { file: { vi: expect.stringMatching(words) } } });
    expect([await rows(w), onDisk(w)]).toEqual([[], []]);
  });

  it('keeps its name without path and hidden signs', async () => {
    await using w = await entryWorld();
    await done(upload(w, '..\\..\\C:/x/B\u202eản đồ\u0000.pdf', pdf()));
    expect((await rows(w))[0]?.name).toBe('Bản đồ.pdf');
  });

  it('of 300 MB is refused and not kept, however long it goes on', async () => {
    await using w = await entryWorld();
    expect(await uploadEntryFile(w.ports, w.lead, w.entryId, { name: 'a.pdf', pieces: gigantic(300_000_000) })).toMatchObject({ ok: false, faults: { file: { vi: expect.stringContaining('25 MB') } } });
    expect([await rows(w), onDisk(w)]).toEqual([[], []]);
  });

  it('needs room among a hundred megabytes and twenty files', async () => {
    await using w = await entryWorld();
    await occupy(w, 100_000_000 - 50);
    expect(await upload(w, 'a.pdf', pdf())).toMatchObject({ ok: false, faults: { file: { vi: expect.stringContaining('100 MB') } } });
    await w.db.updateTable('entry_file').set({ declared_bytes: 1 }).execute();
    for (let n = 0; n < 19; n += 1) await occupy(w, 1);
    expect(await upload(w, 'a.pdf', pdf())).toMatchObject({ ok: false, faults: { file: { vi: expect.stringContaining('20 tệp') } } });
    expect(onDisk(w)).toEqual([]);
  });

  it('is not taken from strangers, nor after the deadline, nor from somebody who was removed while it arrived', async () => {
    await using w = await entryWorld();
    await expect(uploadEntryFile(w.ports, await makeOutsider(w.db), w.entryId, { name: 'a.pdf', pieces: inPieces(pdf()) })).rejects.toMatchObject({ kind: 'not-found' });
    const { actor, memberId } = await w.join();
    async function* whileRemoved() {
      yield pdf();
      await w.db.updateTable('entry_member').set({ removed_at: '2026-11-23T01:00:00.000Z' }).where('id', '=', memberId).execute();
    }
    await expect(uploadEntryFile(w.ports, actor, w.entryId, { name: 'a.pdf', pieces: whileRemoved() })).rejects.toMatchObject({ kind: 'not-found' });
    w.clock.set(tooLate);
    expect(await upload(w, 'a.pdf', pdf())).toMatchObject({ ok: false, faults: { late: expect.anything() } });
    expect([await rows(w), onDisk(w)]).toEqual([[], []]);
  });

  it('that breaks off leaves nothing', async () => {
    await using w = await entryWorld();
    async function* broken() {
      yield pdf().subarray(0, 20);
      throw new Error('the line broke');
    }
    await expect(uploadEntryFile(w.ports, w.lead, w.entryId, { name: 'a.pdf', pieces: broken() })).rejects.toThrow('the line broke');
    expect([await rows(w), onDisk(w)]).toEqual([[], []]);
  });
});

describe('a file in pieces', () => {
  const begin = (w: EntryWorld, bytes: number, seal: string | null = null) => beginUpload(w.ports, w.lead, w.entryId, { name: 'a.pdf', bytes, sha256: seal });
  const piece = (w: EntryWorld, fileId: string, offset: number, bytes: Buffer) => receivePiece(w.ports, w.lead, { entryId: w.entryId, fileId, offset }, inPieces(bytes));

  it('is whole when its last byte has come, with the same hash as in one go', async () => {
    await using w = await entryWorld();
    const bytes = pdf();
    const { fileId } = await done(begin(w, bytes.length));
    expect(await piece(w, fileId, 0, bytes.subarray(0, 50))).toEqual({ ok: true, received: 50, isComplete: false });
    expect(await uploadProgress(w.ports, w.lead, w.entryId, fileId)).toEqual({ received: 50, isComplete: false });
    expect(await done(begin(w, bytes.length))).toMatchObject({ fileId, received: 50 });
    expect(await piece(w, fileId, 50, bytes.subarray(50))).toEqual({ ok: true, received: bytes.length, isComplete: true });
    expect(await rows(w)).toMatchObject([{ sha256: sha256(bytes), scan: 'UNSCANNED', received_bytes: bytes.length }]);
    expect(await piece(w, fileId, 50, Buffer.from('again'))).toEqual({ ok: true, received: bytes.length, isComplete: true });
  });

  it('goes on after a broken line from what had come, and takes no piece twice or out of order', async () => {
    await using w = await entryWorld();
    const bytes = pdf();
    const { fileId } = await done(begin(w, bytes.length));
    async function* broken() {
      yield bytes.subarray(0, 30);
      throw new Error('the line broke');
    }
    await expect(receivePiece(w.ports, w.lead, { entryId: w.entryId, fileId, offset: 0 }, broken())).rejects.toThrow('the line broke');
    for (const offset of [0, 29, 31, 1_000]) expect(await piece(w, fileId, offset, bytes)).toMatchObject({ ok: false, faults: { offset: { vi: expect.stringContaining('30 byte') } } });
    expect(await piece(w, fileId, 30, bytes.subarray(30))).toMatchObject({ isComplete: true });
    expect((await rows(w))[0]?.sha256).toBe(sha256(bytes));
  });

  it('is judged at its end like any other, and one that is refused is gone', async () => {
    await using w = await entryWorld();
    const bytes = pdf('/Encrypt 4 0 R');
    const { fileId } = await done(begin(w, bytes.length));
    expect(await piece(w, fileId, 0, bytes)).toMatchObject({ ok: false, faults: { file: { vi: expect.stringContaining('mật khẩu') } } });
    expect((await rows(w))[0]).toMatchObject({ completed_at: null, removed_at: expect.any(String) });
    expect(onDisk(w)).toEqual([]);
    await expect(piece(w, fileId, 0, bytes)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('that was sealed by its hash takes only what fits it, and is another upload than one with another seal', async () => {
    await using w = await entryWorld();
    const bytes = pdf();
    const { fileId } = await done(begin(w, bytes.length, sha256('another')));
    expect((await done(begin(w, bytes.length, sha256(bytes)))).fileId).not.toBe(fileId);
    expect(await piece(w, fileId, 0, bytes)).toMatchObject({ ok: false, faults: { file: { vi: expect.stringContaining('khác tệp đã chọn') } } });
    expect(onDisk(w)).toEqual([]);
  });

  it('ends after the deadline only when it was sealed before it, and within half an hour', async () => {
    await using w = await entryWorld();
    const bytes = pdf();
    w.clock.set(lastMoment);
    const [bare, sealed] = [await done(begin(w, bytes.length)), await done(begin(w, bytes.length, sha256(bytes)))];
    async function* dripping() {
      yield bytes;
      w.clock.set(tooLate);
    }
    expect(await receivePiece(w.ports, w.lead, { entryId: w.entryId, fileId: bare.fileId, offset: 0 }, dripping())).toMatchObject({ ok: false, faults: { late: expect.anything() } });
    w.clock.set('2026-12-31T17:30:00.000Z');
    expect(await piece(w, sealed.fileId, 0, bytes.subarray(0, 40))).toMatchObject({ ok: false, faults: { late: expect.anything() } });
    w.clock.set('2026-12-31T17:29:59.999Z');
    expect(await piece(w, sealed.fileId, 0, bytes)).toMatchObject({ ok: true, isComplete: true });
    expect((await rows(w)).map((row) => row.completed_at)).toEqual([null, '2026-12-31T17:29:59.999Z']);
  });

  it('that broke off can be taken out after the deadline, so that one that arrived goes along; what arrived stays', async () => {
    await using w = await entryWorld();
    await w.fill();
    const bytes = pdf();
    w.clock.set(lastMoment);
    const [broken, sealed] = [await done(begin(w, bytes.length)), await done(begin(w, bytes.length, sha256(bytes)))];
    w.clock.set('2026-12-31T17:05:00.000Z');
    await done(piece(w, sealed.fileId, 0, bytes));
    expect(await w.handIn()).toMatchObject({ ok: false, faults: { files: expect.anything() } });
    expect(await removeEntryFile(w.ports, w.lead, w.entryId, sealed.fileId)).toMatchObject({ ok: false, faults: { late: expect.anything() } });
    await done(removeEntryFile(w.ports, w.lead, w.entryId, broken.fileId));
    expect(await w.handIn()).toMatchObject({ ok: true, version: 1 });
  });

  it('does not end after the deadline of a contest whose terms give no minutes for it', async () => {
    await using w = await entryWorld({ lateUploadMinutes: 0 });
    const bytes = pdf();
    w.clock.set(lastMoment);
    const { fileId } = await done(begin(w, bytes.length, sha256(bytes)));
    w.clock.set(tooLate);
    expect(await piece(w, fileId, 0, bytes)).toMatchObject({ ok: false, faults: { late: expect.anything() } });
  });

  it('never grows beyond what was said at its beginning', async () => {
    await using w = await entryWorld();
    const { fileId } = await done(begin(w, 10));
    expect(await piece(w, fileId, 0, Buffer.alloc(11, 0x61))).toMatchObject({ ok: false });
    expect((await uploadProgress(w.ports, w.lead, w.entryId, fileId)).received).toBeLessThanOrEqual(10);
  });

  it('is written by one at a time', async () => {
    await using w = await entryWorld();
    const bytes = pdf();
    const { fileId } = await done(begin(w, bytes.length));
    const both = await Promise.all([piece(w, fileId, 0, bytes), piece(w, fileId, 0, bytes)]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect((await rows(w))[0]?.sha256).toBe(sha256(bytes));
  });

  it.each([[0, /rỗng/], [25_000_001, /25 MB/]])('of %i bytes is not begun', async (bytes, words) => {
    await using w = await entryWorld();
    expect(await begin(w, bytes)).toMatchObject({ ok: false, faults: { file: { vi: expect.stringMatching(words) } } });
    expect(await rows(w)).toEqual([]);
  });

  it('belongs to its entry: others find nothing', async () => {
    await using w = await entryWorld();
    const { fileId } = await done(begin(w, 10));
    const stranger = await makeOutsider(w.db);
    await expect(receivePiece(w.ports, stranger, { entryId: w.entryId, fileId, offset: 0 }, inPieces(pdf()))).rejects.toMatchObject({ kind: 'not-found' });
    await expect(uploadProgress(w.ports, w.lead, w.entryId, '../../hoc06.db')).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('removing a file', () => {
  it('takes its bytes away, unless a submission names it', async () => {
    await using w = await entryWorld();
    const [kept, loose] = [await w.attach('mot.pdf'), await w.attach('hai.pdf')];
    await done(removeEntryFile(w.ports, w.lead, w.entryId, loose));
    expect(onDisk(w)).toEqual([kept]);
    await w.fill();
    await done(w.handIn());
    await done(removeEntryFile(w.ports, w.lead, w.entryId, kept));
    expect(onDisk(w)).toEqual([kept]);
    await expect(removeEntryFile(w.ports, w.lead, w.entryId, kept)).rejects.toMatchObject({ kind: 'not-found' });
    await done(saveEntryPart(w.ports, w.lead, { entryId: w.entryId, part: 'PLAN' }, { body: 'khác', revision: 1 }));
    await done(w.handIn());
    expect((await w.db.selectFrom('entry_submission').select('content').where('version', '=', 2).executeTakeFirstOrThrow()).content).not.toContain(kept);
  });

  it('is over with the deadline', async () => {
    await using w = await entryWorld();
    const fileId = await w.attach();
    w.clock.set(tooLate);
    expect(await removeEntryFile(w.ports, w.lead, w.entryId, fileId)).toMatchObject({ ok: false, faults: { late: expect.anything() } });
    expect(onDisk(w)).toEqual([fileId]);
  });
});
