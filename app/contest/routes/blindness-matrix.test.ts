import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOfFile } from '../../../tests/support/file-text.ts';
import { findLeaks, leaksIn, type Door, type Reader, type Secrets } from '../../../tests/world/blindness.ts';
import { addMember, judgingWorld, type JudgingWorld, makeEntrant, makeEntry } from '../../../tests/world/contest-judging.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { roles, type Actor } from '../../people/actor.ts';
import { page } from '../../people/index.server.ts';
import { confirmAssignment } from '../commands/confirm-assignment.server.ts';
import { makeBlindCopies } from '../commands/make-blind-copies.server.ts';
import { writeScoreSheet } from '../commands/write-score-sheet.server.ts';
import { entryFilePath } from '../entry-store.server.ts';
import { contestLists } from '../forms/contest-list.ts';
import { planAssignment } from '../queries/assignment.server.ts';
import { getJudgingContest } from '../queries/judging-contest.server.ts';
import * as assignment from './desk-assignment.tsx';
import * as blindCopy from './desk-blind-copy.ts';
import * as blindness from './desk-blindness.tsx';
import * as entries from './desk-entries.tsx';
import * as deskFile from './desk-entry-file.ts';
import * as deskWithdrawal from './desk-entry-withdrawal.tsx';
import * as deskEntry from './desk-entry.tsx';
import * as expert from './desk-judge-expert.tsx';
import * as judgeNew from './desk-judge-new.tsx';
import * as deskJudge from './desk-judge.tsx';
import * as judges from './desk-judges.tsx';
import * as listFile from './contest-list-file.ts';
import * as notes from './desk-judge-notes.tsx';
import * as more from './desk-reviews-more.tsx';
import * as sheets from './entry-sheets.tsx';
import * as release from './desk-review-release.tsx';
import * as similar from './desk-similar.tsx';
import * as invitation from './own-invitation.tsx';
import * as judging from './own-judging.tsx';
import * as file from './own-review-file.ts';
import * as tie from './own-review-tie.tsx';
import * as review from './own-review.tsx';
import * as screening from './own-screening.tsx';

// Names that nothing else in the world could spell by chance.
const owner = { fullName: 'Quàng Thị Hoẵng', email: 'hoang.quang@nuoi-ong.example', legalName: 'Công ty cổ phần Nuôi Ong Kẽ Trọ', taxCode: '2799887766' };
const member = { fullName: 'Ksor H’Bia Blao', email: 'blao@nuoi-ong.example' };
const words = { SUMMARY: `Nhóm ${owner.fullName} (${owner.email}, 0987 654 321) làm.`, PROBLEM: `Theo ${member.fullName.toUpperCase()} thì khó.`, PLAN: `${owner.legalName} triển khai.`.normalize('NFD') };

const [fileId, docxId, pdfId] = ['0199-tep-ong-7731', '0199-tep-ong-7732', '0199-tep-ong-7733'];

let dir: string;
let w: JudgingWorld;
let entrant: Actor;
let rival: Actor;
let entrantSecrets: Secrets;
let judgeSecrets: (but: string) => Secrets;
const scoreSecrets: Secrets = { score: '"value":3.5', comment: 'Nhận xét thầm lặng của giám khảo', note: 'Ghi chú thầm lặng cho ban tổ chức', reason: 'Căn cứ thầm lặng của điểm' };
const own = { review: '', other: '', seat: '', otherSeat: '', entry: '' };

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'hoc06-matrix-'));
  w = await judgingWorld({ entries: 3, judges: 4, dataDir: dir });
  entrant = await makeEntrant(w.db, { kind: 'ENTERPRISE', ...owner });
  rival = await makeEntrant(w.db);
  own.entry = await makeEntry(w.db, w.contest, { owner: entrant, number: 'SOBAI-7731', title: `Ong của ${owner.fullName}`, parts: words });
  const official = await makePerson(w.db, { fullName: member.fullName, email: member.email, unitId: await makeUnit(w.db, { name: 'Phòng Nuôi Ong Thượng' }) });
  await addMember(w.db, own.entry, { id: official.id, fullName: member.fullName, email: member.email });
  await makeEntry(w.db, w.contest, { owner: rival });
  await w.db.insertInto('entry_file').values({ id: fileId, entry_id: own.entry, name: `${owner.fullName}.pdf`, kind: 'PDF', declared_bytes: 10, received_bytes: 10, sha256: 'x', uploaded_by: entrant.id, begun_at: '2026-11-20T00:00:00.000Z', completed_at: '2026-11-20T00:00:00.000Z' }).execute();
  for (const [id, bytes] of Object.entries({ [docxId]: dirtyDocx(), [pdfId]: await dirtyPdf() })) await handInFile(id, id === pdfId ? 'PDF' : 'DOCX', bytes);
  await makeBlindCopies({ ...w.ports, filesDir: join(dir, 'files') }, { entryId: own.entry, askedBy: w.organiser.id });
  const { fingerprint } = await planAssignment(w.db, await getJudgingContest(w.db, w.contest.id), 3);
  await confirmAssignment(w.ports, w.organiser, w.contest.id, { seed: 3, fingerprint });
  await readSeats();
});
afterAll(async () => {
  await w[Symbol.asyncDispose]();
  rmSync(dir, { recursive: true, force: true });
});

/** Documents whose pages name nobody, and whose insides name the owner wherever a program writes its author. */
const pageWords = 'Trích dữ liệu mở của tỉnh về các trại nuôi, cập nhật hằng tháng.';
const dirtyDocx = () => zipSync({ 'docProps/core.xml': strToU8(`<x><dc:creator>${owner.fullName}</dc:creator><cp:lastModifiedBy>${member.fullName}</cp:lastModifiedBy></x>`), 'docProps/app.xml': strToU8(`<x><Company>${owner.legalName}</Company></x>`), 'word/document.xml': strToU8(`<w:document><w:p><w:t>${pageWords}</w:t></w:p></w:document>`) });

async function dirtyPdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setAuthor(owner.fullName);
  document.setTitle(`${owner.legalName} (${owner.email})`);
  document.addPage([400, 400]).drawText('Open data of the province about farms, every month and for everybody.', { x: 20, y: 300, size: 10 });
  return document.save();
}

async function handInFile(id: string, kind: string, bytes: Uint8Array): Promise<void> {
  await w.db.insertInto('entry_file').values({ id, entry_id: own.entry, name: `${owner.fullName}.${kind.toLowerCase()}`, kind, declared_bytes: bytes.length, received_bytes: bytes.length, sha256: id, uploaded_by: entrant.id, begun_at: '2026-11-20T01:00:00.000Z', completed_at: '2026-11-20T01:00:00.000Z' }).execute();
  const path = entryFilePath(join(dir, 'files'), own.entry, id);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}

/** The first judge has an entry of the entrant; the second one has scored it already. */
async function readSeats(): Promise<void> {
  const rows = await w.db.selectFrom('review_assignment').select(['id', 'judge_id', 'label']).where('entry_id', '=', own.entry).orderBy('id').execute();
  const [first, second] = rows.flatMap((row) => w.judges.filter(({ id }) => id === row.judge_id).map((judge) => ({ row, judge })));
  if (!first || !second) throw new Error('nobody reads the entry');
  Object.assign(own, { review: first.row.id, other: second.row.id, seat: first.judge.id, otherSeat: second.judge.id });
  const [one = '', two = ''] = w.contest.criteria;
  await writeScoreSheet(w.ports, second.judge.person, own.other, { deed: 'lock', revision: 0, comment: scoreSecrets['comment'] ?? '', note: scoreSecrets['note'] ?? '', confidence: 3, abstainReason: '', typed: { [`score-${one}`]: '3,5', [`reason-${one}`]: scoreSecrets['reason'] ?? '', [`score-${two}`]: '3,5', [`reason-${two}`]: scoreSecrets['reason'] ?? '' } });
  entrantSecrets = { ...owner, member: member.fullName, memberEmail: member.email, phone: '0987 654 321', unit: 'Phòng Nuôi Ong Thượng', number: 'SOBAI-7731', entryId: own.entry, ownerId: entrant.id, fileName: `${owner.fullName}.pdf`, fileId, docxId, pdfId };
  judgeSecrets = (but) => Object.fromEntries(w.judges.filter(({ id }) => id !== but).flatMap(({ id, person }, at) => [[`judge ${at}`, person.fullName], [`judge id ${at}`, id], [`judge account ${at}`, person.id]]));
}

const junk = ['q=hoang', 'q=%27%20or%201=1', 'sort=owner', 'order=desc', 'page=2', 'page=999', 'count=1', 'format=csv', 'export=csv', 'state=ELIGIBLE', 'done=locked&label=1', 'beside=x', 'seed=7'];
const asScript = { accept: 'application/json' };
const doors = (): Door[] => {
  const [assignmentOf, seatOf] = [{ assignment: own.review }, { judge: own.seat }];
  return [
    { name: 'judging', route: judging, queries: junk },
    ...[own.review, own.other, 'khong-co', own.entry].map((id): Door => ({ name: `review ${id.slice(-4)}`, route: review, params: { assignment: id }, queries: junk, forms: [{}, { deed: 'save', revision: '999' }, { deed: 'lock', revision: 'x' }, { deed: 'hack' }] })),
    { name: 'draft', route: { action: review.action }, params: assignmentOf, headers: asScript, forms: [{}, { revision: '999' }] },
    { name: 'draft of another', route: { action: review.action }, params: { assignment: own.other }, headers: asScript, forms: [{ revision: '0' }] },
    { name: 'tie', route: tie, params: assignmentOf, queries: junk, forms: [{}] },
    { name: 'tie of another', route: tie, params: { assignment: own.other }, forms: [{}] },
    ...['1', '2', '3', '4', '0', '-1', '1e1', fileId, docxId].map((place): Door => ({ name: `file ${place}`, route: file, params: { ...assignmentOf, file: place } })),
    { name: 'file that is none', route: file, params: { ...assignmentOf, file: '../../etc' } },
    { name: 'invitation', route: invitation, params: seatOf, queries: junk, forms: [{}, { deed: 'accept', maxReviews: 'x' }] },
    { name: 'invitation of another', route: invitation, params: { judge: own.otherSeat }, forms: [{ deed: 'save', maxReviews: '3' }] },
    { name: 'screening of the entry', route: screening, params: { entry: own.entry }, queries: junk, forms: [{}, { deed: 'reply', reply: 'quá ngắn' }] },
    ...desk(),
  ];
};
const desk = (): Door[] => [
  { name: 'desk entries', route: entries, queries: junk },
  { name: 'desk entry', route: deskEntry, params: { entry: own.entry }, queries: junk, forms: [{}] },
  { name: 'desk withdrawal', route: deskWithdrawal, params: { entry: own.entry }, queries: junk, forms: [{}, { reason: 'x' }] },
  { name: 'desk original file', route: deskFile, params: { entry: own.entry, file: fileId } },
  { name: 'desk similar', route: similar, queries: junk },
  { name: 'desk judges', route: judges, queries: junk },
  { name: 'desk judge', route: deskJudge, params: { judge: own.otherSeat }, queries: junk, forms: [{}] },
  { name: 'desk judge new', route: judgeNew, queries: [`user=${entrant.id}`], forms: [{ userId: entrant.id, maxReviews: '3' }] },
  { name: 'desk expert', route: expert, forms: [{}, { deed: 'check', email: 'a@b.example', fullName: 'Ai Đó', employer: 'Đâu đó', maxReviews: '3' }] },
  { name: 'desk assignment', route: assignment, queries: junk, forms: [{}, { seed: '1', fingerprint: 'a'.repeat(64) }] },
  { name: 'desk release', route: release, params: { assignment: own.other }, forms: [{}] },
  { name: 'desk blindness', route: blindness, queries: junk },
  ...[fileId, docxId, pdfId].map((id): Door => ({ name: `desk clean copy ${id}`, route: blindCopy, params: { entry: own.entry, file: id } })),
  { name: 'desk original document', route: deskFile, params: { entry: own.entry, file: docxId } },
  { name: 'desk more reviews', route: more, queries: junk, forms: [{}, { deed: 'add', entry: own.entry, judge: own.otherSeat }, { deed: 'give', entry: own.entry }, { deed: 'excuse', entry: own.entry, reason: 'Một lý do đủ dài.' }] },
  { name: 'desk notes', route: notes, queries: junk, forms: [{}, { review: own.other, key: 'x' }] },
  { name: 'sheets of the entry', route: sheets, params: { entry: own.entry }, queries: junk },
  ...contestLists.map((list): Door => ({ name: `list of ${list}`, route: listFile, params: { list }, queries: ['format=csv', 'format=xlsx'] })),
];

describe('before identities are opened', () => {
  it('a judge learns nothing about entrants, other judges or their scores, wherever she asks', async () => {
    const judge = w.judges.find(({ id }) => id === own.seat)?.person ?? w.organiser;
    const { leaks, asked, statuses } = await findLeaks(w.ask, [{ name: 'judge', person: judge, secrets: { ...entrantSecrets, ...judgeSecrets(own.seat), ...scoreSecrets } }], doors());
    expect(leaks).toEqual([]);
    expect(asked).toBeGreaterThan(150);
    expect([...statuses].toSorted((a, b) => a - b)).toEqual(expect.arrayContaining([200, 403, 404, 409, 422]));
  });

  it('entrants learn nothing about judges, scores or each other', async () => {
    const secrets = { ...judgeSecrets(''), ...scoreSecrets };
    const readers: Reader[] = [{ name: 'owner', person: entrant, secrets }, { name: 'rival', person: rival, secrets: { ...secrets, ...entrantSecrets } }];
    expect((await findLeaks(w.ask, readers, doors())).leaks).toEqual([]);
  });

  it('nobody else learns anything at all, whatever her role: not the publisher, not the auditor, not the administrator', async () => {
    const secrets = { ...entrantSecrets, ...judgeSecrets(''), ...scoreSecrets };
    const readers = await Promise.all(roles.filter((role) => role !== 'CONTEST_ORGANISER').map(async (role): Promise<Reader> => ({ name: role, person: await w.staff(role), secrets })));
    expect((await findLeaks(w.ask, readers, doors())).leaks).toEqual([]);
  });

  it('the organiser knows who entered and who judges, and sees no score', async () => {
    const { leaks, statuses } = await findLeaks(w.ask, [{ name: 'organiser', person: w.organiser, secrets: scoreSecrets }], doors());
    // Notes are written to her, and show at once; nothing else of the sheet does.
    expect([...new Set(leaks)].filter((leak) => !/^organiser → desk notes(\?[^:]*)?( \(form\))?: note$/.test(leak))).toEqual([]);
    expect(leaks).toContain('organiser → desk notes: note');
    expect(statuses.has(200)).toBe(true);
  });

  it('no message to a judge names an entry, an entrant or another judge', async () => {
    const rows = await w.db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select(['m.content', 'm.reason', 'r.variables']).where('r.user_id', 'in', w.judges.map(({ person }) => person.id)).execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(leaksIn(JSON.stringify(rows), { ...entrantSecrets, ...judgeSecrets('') })).toEqual([]);
  });

  it('the entry can be read all the same: what names somebody is masked, the rest stands', async () => {
    const judge = w.judges.find(({ id }) => id === own.seat)?.person ?? w.organiser;
    const { entry } = (await w.ask(review.loader, judge, { assignment: own.review })).body as { entry: { title: string; parts: { part: string; body: string }[]; files: { name: string }[]; waitingFiles: number; owner: unknown } };
    expect([entry.title, entry.parts[0]?.body, entry.owner, entry.files.map(({ name }) => name), entry.waitingFiles]).toEqual(['Ong của [đã ẩn]', 'Nhóm [đã ẩn] ([đã ẩn], [đã ẩn]) làm.', null, ['tep-2.docx', 'tep-3.pdf'], 1]);
  });
});

it('real documents of the entry reach the judge with their pages and without their authors, whom the originals name', async () => {
  const judge = w.judges.find(({ id }) => id === own.seat)?.person ?? w.organiser;
  for (const [place, words, original] of [['2', pageWords, dirtyDocx()], ['3', 'Open data of the province', await dirtyPdf()]] as const) {
    const { status, bytes } = await w.ask(file.loader, judge, { assignment: own.review, file: place });
    const read = await textOfFile(bytes ?? new Uint8Array());
    expect([status, read.includes(words), leaksIn(read, entrantSecrets)]).toEqual([200, true, []]);
    expect(leaksIn(await textOfFile(original), entrantSecrets)).toEqual(expect.arrayContaining(['fullName', 'legalName']));
  }
});

describe('the matrix itself', () => {
  it('catches a leak that is planted: a page that tells the owner, one that counts by name, an error that quotes', async () => {
    const planted = page({ guard: 'signed-in' }, async ({ context }) => ({ rows: await context.db.selectFrom('entry').innerJoin('user_account as u', 'u.id', 'entry.owner_id').select('u.name_fold').execute() }));
    const judge = w.judges.find(({ id }) => id === own.seat)?.person ?? w.organiser;
    const { leaks } = await findLeaks(w.ask, [{ name: 'judge', person: judge, secrets: entrantSecrets }], [{ name: 'planted', route: { loader: planted } }]);
    expect(leaks).toEqual(['judge → planted: fullName']);
  });

  it.each([['in capitals', 'QUÀNG THỊ HOẴNG'], ['without marks', 'quang-thi-hoang.pdf'], ['in pieces', 'Quàng Thị Hoẵng'.normalize('NFD')], ['as an address', 'mailto:HOANG.QUANG@nuoi-ong.example']])('sees through a name %s', (_how, text) => {
    expect(leaksIn(text, { ...owner })).not.toEqual([]);
    expect(leaksIn('Một bài dự thi về ong', { ...owner })).toEqual([]);
  });

  it('shows names in a contest that is not blind, so that it looks at the right thing', async () => {
    await w.db.updateTable('contest').set({ blind: 0 }).execute();
    const judge = w.judges.find(({ id }) => id === own.seat)?.person ?? w.organiser;
    const { leaks } = await findLeaks(w.ask, [{ name: 'judge', person: judge, secrets: entrantSecrets }], [{ name: 'review', route: { loader: review.loader }, params: { assignment: own.review } }]);
    await w.db.updateTable('contest').set({ blind: 1 }).execute();
    expect(leaks).toEqual(expect.arrayContaining(['judge → review: fullName', 'judge → review: number']));
  });
});
