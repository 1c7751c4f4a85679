import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counted } from '../../../tests/support/counted.ts';
import { addMember, judgingWorld, makeEntrant, makeEntry, type JudgingWorld } from '../../../tests/world/contest-judging.ts';
import { makeContest, type MadeContest } from '../../../tests/world/contests.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { newId } from '../../platform/ids.ts';
import { getBlindEntry, handedIn, identitiesBehind, identitiesOf, wordsOf } from './blind-entry.server.ts';
import { listBlindFiles, listCopies } from './blind-copies.server.ts';
import { getCopy, getHandedIn, leftInWords, listBlindness } from './blindness.server.ts';
import { handedFileIds, lastSubmissions } from './handed-files.server.ts';

let w: JudgingWorld;
let contest: MadeContest;
const at = '2026-11-20T00:00:00.000Z';
const gone = { kind: 'not-found' };

interface FileTraits {
  name?: string;
  scan?: 'CLEAN' | 'UNSCANNED' | 'QUARANTINED';
  released?: boolean;
  removed?: boolean;
  unfinished?: boolean;
  copy?: { left?: { kind: string; text: string }[]; cleared?: boolean };
}
let counter = 0;
async function addFile(entry: string, { name = 'Thuyết minh.pdf', scan = 'CLEAN', released = false, removed = false, unfinished = false, copy }: FileTraits = {}): Promise<string> {
  const id = `tep-${String((counter += 1)).padStart(4, '0')}`;
  await w.db.insertInto('entry_file').values({ id, entry_id: entry, name, kind: 'PDF', declared_bytes: 10, received_bytes: 10, sha256: 'x', uploaded_by: w.organiser.id, begun_at: at, completed_at: unfinished ? null : at, scan, removed_at: removed ? at : null, ...(released ? { released_by: w.organiser.id, released_at: at, release_note: 'Đã xem' } : {}) }).execute();
  if (copy) await w.db.insertInto('blind_copy').values({ file_id: id, entry_id: entry, name: `tep-${counter}.pdf`, bytes: 9, sha256: 'y', leftovers: JSON.stringify(copy.left ?? []), made_at: at, ...(copy.cleared ? { cleared_by: w.organiser.id, cleared_at: at, clearing_note: 'Không sao' } : {}) }).execute();
  return id;
}
/** A further version that names these files, or none in a way that we know. */
async function handAnew(entry: string, version: number, content: unknown): Promise<void> {
  await w.db.insertInto('entry_submission').values({ id: newId(), entry_id: entry, version, submitted_by: w.organiser.id, submitted_at: at, rules_id: contest.rulesId, content: JSON.stringify(content), content_hash: newId(), receipt: '{}', signature: 'x' }).execute();
}
const leftover = [{ kind: 'NAME', text: 'Bế Văn Đàn' }];
const states: [string, FileTraits[], { state: string; files: number; toLook: number }][] = [
  ['no file at all', [], { state: 'READY', files: 0, toLook: 0 }],
  ['a file without its copy', [{}], { state: 'COPY', files: 1, toLook: 0 }],
  ['a copy in which nothing is left', [{ copy: {} }], { state: 'READY', files: 1, toLook: 0 }],
  ['a copy to look at', [{ copy: { left: leftover } }], { state: 'LOOK', files: 1, toLook: 1 }],
  ['a copy that was looked at', [{ copy: { left: leftover, cleared: true } }], { state: 'READY', files: 1, toLook: 0 }],
  ['one to look at beside one without a copy', [{ copy: { left: leftover } }, {}], { state: 'COPY', files: 2, toLook: 1 }],
  ['a broken one, whatever the others are', [{}, { copy: { left: leftover } }, { copy: { left: [{ kind: 'BROKEN', text: '' }] } }], { state: 'BROKEN', files: 3, toLook: 2 }],
  ['a file in quarantine', [{ scan: 'QUARANTINED' }], { state: 'READY', files: 0, toLook: 0 }],
  ['a file let out of quarantine', [{ scan: 'QUARANTINED', released: true }], { state: 'COPY', files: 1, toLook: 0 }],
  ['a file that was taken out', [{ removed: true }], { state: 'READY', files: 0, toLook: 0 }],
  ['a file that never came whole', [{ unfinished: true }], { state: 'READY', files: 0, toLook: 0 }],
];

const entries = new Map<string, string>();
let team: { entry: string; owner: string };
beforeAll(async () => {
  w = await judgingWorld({ entries: 2, judges: 0 });
  contest = await makeContest(w.db, { createdBy: w.organiser.id });
  for (const [what, files] of states) {
    const entry = await makeEntry(w.db, contest, { title: what });
    for (const file of files) await addFile(entry, file);
    entries.set(what, entry);
  }
  const owner = await makeEntrant(w.db, { kind: 'ENTERPRISE', fullName: 'Bế Văn Đàn', legalName: 'Công ty cổ phần Nuôi Ong Kẽ Trọ' });
  const entry = await makeEntry(w.db, contest, { owner, title: 'Ong của Bế Văn Đàn', parts: { SUMMARY: 'Lý Thường Kiệt và Phòng Nuôi Ong Thượng viết; gọi 0912 345 678.', PLAN: 'CÔNG TY CỔ PHẦN NUÔI ONG KẼ TRỌ' } });
  const official = await makePerson(w.db, { fullName: 'Lý Thường Kiệt', unitId: await makeUnit(w.db, { name: 'Phòng Nuôi Ong Thượng' }) });
  await addMember(w.db, entry, { id: official.id, fullName: 'Lý Thường Kiệt', email: 'ltk@vi-du.invalid' });
  await addMember(w.db, entry, { id: null, fullName: 'Người Được Mời', email: 'moi@vi-du.invalid' }, null);
  team = { entry, owner: owner.id };
  await makeEntry(w.db, contest, { title: 'nháp', submittedAt: null, outcome: null });
});
afterAll(() => w[Symbol.asyncDispose]());

describe('the list of blindness', () => {
  it('counts the places of files so that they stay when one of them leaves quarantine', async () => {
    const entry = await makeEntry(w.db, await makeContest(w.db, { createdBy: w.organiser.id }), { title: 'Ba tệp, tệp đầu bị giữ' });
    const held = await addFile(entry, { scan: 'QUARANTINED', copy: {} });
    for (const file of [{ copy: {} }, { copy: { left: leftover } }]) await addFile(entry, file);
    const places = async () => (await listBlindFiles(w.db, entry)).files.map(({ place }) => place);
    expect([await places(), (await listCopies(w.db, entry)).map(({ place }) => place)]).toEqual([[2], [2, 3]]);
    await w.db.updateTable('entry_file').set({ released_by: w.organiser.id, released_at: at, release_note: 'Máy quét nhầm' }).where('id', '=', held).execute();
    expect(await places()).toEqual([1, 2]);
  });

  it.each(states)('says of an entry with %s what is to be done', async (what, _files, expected) => {
    const row = (await listBlindness(w.db, contest.id)).find(({ title }) => title === what);
    expect(row).toMatchObject({ id: entries.get(what), masked: 0, ...expected });
    const copies = await listCopies(w.db, entries.get(what) ?? '');
    expect(copies).toHaveLength(expected.files);
  });

  it('counts what is masked in the words of each team, by that team alone', async () => {
    const rows = await listBlindness(w.db, contest.id);
    expect(rows.filter(({ masked }) => masked > 0).map(({ id }) => id)).toEqual([team.entry]);
    const left = await leftInWords(w.db, team.entry);
    expect(left.map(({ kind, text }) => `${kind} ${text}`).toSorted()).toEqual(['NAME Bế Văn Đàn', 'NAME Lý Thường Kiệt', 'ORGANISATION CÔNG TY CỔ PHẦN NUÔI ONG KẼ TRỌ', 'ORGANISATION Phòng Nuôi Ong Thượng', 'PHONE 0912 345 678']);
    expect(rows.find(({ id }) => id === team.entry)?.masked).toBe(left.length);
  });

  it('has what was handed in and not withdrawn, of this contest, in as many statements as for one entry', async () => {
    expect((await listBlindness(w.db, contest.id)).map(({ title }) => title)).toEqual([...states.map(([what]) => what), 'Ong của Bế Văn Đàn']);
    const [many, few] = [counted(w.db), counted(w.db)];
    await listBlindness(many.db, contest.id);
    expect(await listBlindness(few.db, w.contest.id)).toHaveLength(2);
    expect(many.count()).toBe(few.count());
    expect(many.count()).toBeLessThanOrEqual(10);
  });

  it('is empty for a contest without entries, and for none', async () => {
    for (const id of [(await makeContest(w.db)).id, 'khong-co', '']) expect(await listBlindness(w.db, id)).toEqual([]);
  });

  it('leaves an entry of another contest unfound', async () => {
    await expect(getHandedIn(w.db, w.contest.id, team.entry)).rejects.toMatchObject(gone);
    expect((await getHandedIn(w.db, contest.id, team.entry)).id).toBe(team.entry);
    for (const entry of ['', 'x', "' or 1=1 --"]) await expect(getHandedIn(w.db, contest.id, entry)).rejects.toMatchObject(gone);
  });
});

describe('a copy', () => {
  it('goes out when it could be made, for its own entry and contest alone', async () => {
    const [good, broken] = [entries.get('a copy to look at') ?? '', entries.get('a broken one, whatever the others are') ?? ''];
    const [file] = await listCopies(w.db, good);
    const place = { contest: contest.id, entry: good, file: file?.fileId ?? '' };
    expect(await getCopy(w.db, place)).toEqual({ entryId: good, fileId: file?.fileId, name: file?.copy?.name });
    for (const wrong of [{ contest: w.contest.id }, { entry: broken }, { entry: 'x' }, { file: 'x' }, { file: '' }]) await expect(getCopy(w.db, { ...place, ...wrong })).rejects.toMatchObject(gone);
    const outcomes = await Promise.all((await listCopies(w.db, broken)).map(({ fileId }) => getCopy(w.db, { contest: contest.id, entry: broken, file: fileId }).then(({ name }) => name, ({ kind }: { kind: string }) => kind)));
    expect(outcomes).toEqual(['not-found', expect.stringMatching(/^tep-\d+\.pdf$/), 'not-found']);
  });
});

describe('what was handed in, of many entries at once', () => {
  it('is the last version of each, whatever was typed since', async () => {
    const [one, two, draft] = [await makeEntry(w.db, contest, { title: 'Một' }), await makeEntry(w.db, contest, { title: 'Hai' }), await makeEntry(w.db, contest, { title: 'Ba', submittedAt: null, outcome: null })];
    await handAnew(one, 2, { entry: { title: 'Một, bản hai' }, parts: { SUMMARY: 'Mới' }, files: [] });
    for (const entry of [one, draft]) await w.db.insertInto('entry_part').values({ entry_id: entry, part: 'SUMMARY', body: 'Đang gõ', revision: 1, saved_at: at, saved_by: w.organiser.id }).execute();
    const words = await wordsOf(w.db, [one, two, draft, 'x']);
    expect([words.get(one), words.get(two)?.title, words.get(draft)]).toEqual([{ title: 'Một, bản hai', parts: { SUMMARY: 'Mới' } }, 'Hai', { title: null, parts: { SUMMARY: 'Đang gõ' } }]);
    for (const id of [one, two, draft, 'x']) expect(await handedIn(w.db, id)).toEqual(words.get(id));
    expect([...(await lastSubmissions(w.db, [one, draft])).keys()]).toEqual([one]);
    expect(await lastSubmissions(w.db, [])).toEqual(new Map());
    await w.db.updateTable('entry').set({ withdrawn_at: at }).where('id', 'in', [one, two]).execute();
  });

  it('are the files that the last version names; where it names none in a way that we know, those that lie there', async () => {
    const [named, unnamed] = [await makeEntry(w.db, contest), await makeEntry(w.db, contest)];
    const [first, second, third] = [await addFile(named), await addFile(named, { removed: true }), await addFile(named)];
    const [lies, taken] = [await addFile(unnamed), await addFile(unnamed, { removed: true })];
    await handAnew(named, 2, { parts: {}, files: [{ id: first }] });
    await handAnew(named, 3, { parts: {}, files: [{ id: second }, { id: third }, { id: lies }, { id: 'x' }] });
    expect((await handedFileIds(w.db, named)).toSorted()).toEqual([second, third]);
    // What one entry names of another's files stays with the other.
    expect((await handedFileIds(w.db, named, unnamed)).toSorted()).toEqual([second, third, lies].toSorted());
    expect(await handedFileIds(w.db, unnamed)).not.toContain(taken);
    expect(await handedFileIds(w.db)).toEqual([]);
    await w.db.updateTable('entry').set({ withdrawn_at: at }).where('id', 'in', [named, unnamed]).execute();
  });
});

describe('who stands behind entries', () => {
  it('are everybody who was ever asked into the team, with what each belongs to, and nobody of another', async () => {
    const other = entries.get('no file at all') ?? '';
    const behind = await identitiesBehind(w.db, [team.entry, other, 'x']);
    expect([...behind.keys()].toSorted()).toEqual([team.entry, other].toSorted());
    expect(new Set(behind.get(team.entry)?.names)).toEqual(new Set(['Bế Văn Đàn', 'Lý Thường Kiệt', 'Người Được Mời']));
    expect(behind.get(team.entry)?.organisations).toEqual(expect.arrayContaining(['Công ty cổ phần Nuôi Ong Kẽ Trọ', 'Phòng Nuôi Ong Thượng']));
    expect(behind.get(other)?.names).toHaveLength(1);
    for (const id of [team.entry, other]) expect(await identitiesOf(w.db, id)).toEqual(behind.get(id));
    await expect(identitiesOf(w.db, 'x')).rejects.toThrow('no entry x');
  });

  it('stay behind the mask after they have left, and are read only where the contest is open', async () => {
    await w.db.updateTable('entry_member').set({ removed_at: at }).where('entry_id', '=', team.entry).execute();
    const blind = await getBlindEntry(w.db, team.entry, true, '█');
    expect(JSON.stringify(blind)).not.toMatch(/Bế Văn Đàn|Lý Thường Kiệt|Nuôi Ong|0912 345/iu);
    expect([blind.owner, blind.title]).toEqual([null, 'Ong của █']);
    const open = await getBlindEntry(w.db, team.entry, false, '█');
    expect([open.owner?.name, open.title, open.parts[0]?.body]).toEqual(['Bế Văn Đàn', 'Ong của Bế Văn Đàn', expect.stringContaining('Lý Thường Kiệt')]);
  });
});
