import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strToU8, zipSync } from 'fflate';
import { judgingWorld, makeEntrant, makeEntry, refusals, type JudgingWorld } from '../../../tests/world/contest-judging.ts';
import { blindCopyPath } from '../blind-store.server.ts';
import { entryFilePath } from '../entry-store.server.ts';
import { getBlindEntry } from '../queries/blind-entry.server.ts';
import { listCopies } from '../queries/blind-copies.server.ts';
import { copiesRunning, listBlindness } from '../queries/blindness.server.ts';
import { getReviewFile } from '../queries/read-review.server.ts';
import { clearBlindCopy, makeBlindCopies, requestAllBlindCopies, requestBlindCopies } from './make-blind-copies.server.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'hoc06-blind-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const docx = (words: string) => zipSync({ 'docProps/core.xml': strToU8('<x><dc:creator>Quàng Thị Hoẵng</dc:creator></x>'), 'word/document.xml': strToU8(`<w:document><w:p><w:t>${words}</w:t></w:p></w:document>`) });

async function world() {
  const w = await judgingWorld({ entries: 0, judges: 1 });
  const entry = await makeEntry(w.db, w.contest, { owner: await makeEntrant(w.db, { fullName: 'Quàng Thị Hoẵng' }) });
  const put = async (id: string, bytes: Uint8Array | null, kind = 'DOCX') => {
    await w.db.insertInto('entry_file').values({ id, entry_id: entry, name: `Quàng Thị Hoẵng ${id}.docx`, kind, declared_bytes: 1, received_bytes: 1, sha256: 'x', uploaded_by: w.organiser.id, begun_at: `2026-11-20T00:00:0${id.length}.000Z`, completed_at: '2026-11-20T00:01:00.000Z' }).execute();
    const path = entryFilePath(dir, entry, id);
    mkdirSync(dirname(path), { recursive: true });
    if (bytes) writeFileSync(path, bytes);
  };
  const place = { contestId: w.contest.id, entryId: entry };
  const make = () => makeBlindCopies({ ...w.ports, filesDir: dir }, { entryId: entry, askedBy: w.organiser.id });
  return Object.assign(w, { entry, put, place, make });
}
const readable = async (w: JudgingWorld & { entry: string }) => (await getBlindEntry(w.db, w.entry, true, '█')).files;

describe('clean copies', () => {
  it('of clean files are read by judges at once, under names that say nothing; others wait for a look', async () => {
    await using w = await world();
    await w.put('a', docx('Không ai được nêu tên ở đây.'));
    await w.put('bb', docx('Quàng Thị Hoẵng viết.'));
    expect((await listBlindness(w.db, w.contest.id))[0]).toMatchObject({ state: 'COPY', files: 2 });
    expect(await w.make()).toBe(2);
    expect((await readable(w)).map(({ name }) => name)).toEqual(['tep-1.docx']);
    expect((await listBlindness(w.db, w.contest.id))[0]).toMatchObject({ state: 'LOOK', toLook: 1 });
    expect(Buffer.from(readFileSync(blindCopyPath(dir, w.entry, 'a'))).includes('Hoẵng')).toBe(false);
    expect(await clearBlindCopy(w.ports, w.organiser, { ...w.place, fileId: 'bb', note: 'Tên trong trích dẫn luật' })).toEqual({ ok: true });
    expect((await readable(w)).map(({ name }) => name)).toEqual(['tep-1.docx', 'tep-2.docx']);
    expect(refusals(await clearBlindCopy(w.ports, w.organiser, { ...w.place, fileId: 'bb', note: 'lần nữa' }))).toMatch(/^form: /);
    expect((await w.db.selectFrom('audit_event').select('action').orderBy('seq').execute()).map(({ action }) => action)).toEqual(['blind-copy.make', 'blind-copy.make', 'blind-copy.clear']);
  });

  it('are made once, also by two who press at the same time', async () => {
    await using w = await world();
    await w.put('a', docx('x'));
    await Promise.all([1, 2].map(() => w.make()));
    expect(await w.db.selectFrom('blind_copy').select('file_id').execute()).toHaveLength(1);
    expect(await w.db.selectFrom('audit_event').select('action').execute()).toHaveLength(1);
    expect(await w.make()).toBe(0);
  });

  it.each([['is not what it says', strToU8('no zip')], ['is not there', null], ['is empty', new Uint8Array()]])('a file that %s stays closed for ever', async (_what, bytes) => {
    await using w = await world();
    await w.put('a', bytes);
    await w.make();
    expect([await readable(w), (await listCopies(w.db, w.entry))[0]?.copy?.left]).toEqual([[], [{ kind: 'BROKEN', text: '' }]]);
    expect(refusals(await clearBlindCopy(w.ports, w.organiser, { ...w.place, fileId: 'a', note: 'cứ cho đọc đi' }))).toMatch(/không làm sạch được/);
    expect((await listBlindness(w.db, w.contest.id))[0]?.state).toBe('BROKEN');
  });

  it('of one’s own entry are somebody else’s to clear', async () => {
    await using w = await world();
    await w.db.updateTable('entry').set({ owner_id: w.organiser.id }).execute();
    expect(refusals(await clearBlindCopy(w.ports, w.organiser, { ...w.place, fileId: 'a', note: 'x' }))).toMatch(/người khác phải quyết định/);
  });

  it('are the organiser’s to make, of entries of her contest', async () => {
    await using w = await world();
    await expect(requestBlindCopies(w.ports, await w.staff('SYSTEM_ADMIN'), w.place)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(requestBlindCopies(w.ports, w.organiser, { ...w.place, contestId: 'khac' })).rejects.toMatchObject({ kind: 'not-found' });
    expect(await w.db.selectFrom('job').select('id').execute()).toEqual([]);
    expect(() => blindCopyPath(dir, '../x', 'a')).toThrow('not an id');
  });

  it('reach a judge only through a review of her own', async () => {
    await using w = await world();
    await w.put('a', docx('Không ai được nêu tên ở đây.'));
    await w.make();
    const judge = w.judges[0] ?? { id: '', person: w.organiser };
    await w.db.insertInto('review_round').values({ id: 'r', contest_id: w.contest.id, kind: 'PRELIMINARY', seed: 1, assigned_by: w.organiser.id, assigned_at: '2026-11-22T00:00:00.000Z' }).execute();
    await w.db.insertInto('review_assignment').values({ id: 'as', round_id: 'r', judge_id: judge.id, entry_id: w.entry, label: '01', assigned_at: '2026-11-22T00:00:00.000Z' }).execute();
    const at = w.clock.now().toISOString();
    expect((await getReviewFile(w.db, judge.person.id, { assignment: 'as', file: 1 }, at)).name).toBe('tep-1.docx');
    await expect(getReviewFile(w.db, w.organiser.id, { assignment: 'as', file: 1 }, at)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(getReviewFile(w.db, judge.person.id, { assignment: 'as', file: 2 }, at)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('are asked for once: a job waits, and says so; what is there already is not asked for', async () => {
    await using w = await world();
    await w.put('a', docx('Không ai được nêu tên ở đây.'));
    expect(await Promise.all([1, 2].map(() => requestBlindCopies(w.ports, w.organiser, w.place)))).toEqual([{ ok: true }, { ok: true }]);
    expect(await w.db.selectFrom('job').select(['name', 'payload']).execute()).toEqual([{ name: 'contest.make-blind-copies', payload: JSON.stringify({ entryId: w.entry, askedBy: w.organiser.id }) }]);
    expect(await copiesRunning(w.db, w.entry)).toBe('WAITING');
    await w.db.updateTable('job').set({ state: 'FAILED' }).execute();
    expect(await copiesRunning(w.db, w.entry)).toBe('FAILED');
    expect(await requestBlindCopies(w.ports, w.organiser, w.place)).toEqual({ ok: true });
    expect(await w.make()).toBe(1);
    await w.db.updateTable('job').set({ state: 'DONE' }).execute();
    expect([await copiesRunning(w.db, w.entry), refusals(await requestBlindCopies(w.ports, w.organiser, w.place))]).toEqual([null, 'form: Mọi tệp đã có bản sao ẩn danh.']);
  });

  it('of a whole contest are asked for at once: one job for each entry that lacks some', async () => {
    await using w = await world();
    await w.put('a', docx('Không ai được nêu tên ở đây.'));
    await makeEntry(w.db, w.contest);
    const jobs = () => w.db.selectFrom('job').select('payload').where('name', '=', 'contest.make-blind-copies').execute();
    await expect(requestAllBlindCopies(w.ports, await w.staff('SYSTEM_ADMIN'), w.contest.id)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await Promise.all([1, 2].map(() => requestAllBlindCopies(w.ports, w.organiser, w.contest.id)))).toEqual([{ ok: true, entries: 1 }, { ok: true, entries: 1 }]);
    expect(await jobs()).toEqual([{ payload: JSON.stringify({ entryId: w.entry, askedBy: w.organiser.id }) }]);
    await w.make();
    expect(refusals(await requestAllBlindCopies(w.ports, w.organiser, w.contest.id))).toBe('form: Mọi tệp đã có bản sao ẩn danh.');
  });

  it('that the machine could not write are no fault of the file: the job comes again', async () => {
    await using w = await world();
    await w.put('a', docx('Không ai được nêu tên ở đây.'));
    // A file stands where the folder of copies would be.
    const blocked = dirname(blindCopyPath(dir, w.entry, 'a'));
    mkdirSync(dirname(blocked), { recursive: true });
    writeFileSync(blocked, '');
    await expect(w.make()).rejects.toMatchObject({ code: 'EEXIST' });
    expect((await listCopies(w.db, w.entry))[0]?.copy).toBeNull();
    rmSync(blocked);
    expect([await w.make(), (await readable(w)).map(({ place }) => place)]).toEqual([1, [1]]);
  });
});
