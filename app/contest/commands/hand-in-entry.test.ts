import { describe, expect, it } from 'vitest';
import { done, entrySecret, entryWorld, inPieces, lastMoment, tooLate, wordsOfParts } from '../../../tests/world/contest-entries.ts';
import { makeOutsider, makeRules } from '../../../tests/world/contests.ts';
import { pdf } from '../../../tests/world/entry-files.ts';
import { findAuditBreak } from '../../platform/audit.server.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { entryHead, newEntryView } from '../queries/entry-page.server.ts';
import { checkReceiptFile, receiptFile, receiptPublicKey } from '../receipt-signature.server.ts';
import { handInEntry } from './hand-in-entry.server.ts';
import { withdrawEntry } from './withdraw-entry.server.ts';
import { handOverLead } from './entry-team.server.ts';
import { saveEntryPart } from './save-entry-part.server.ts';
import { beginUpload, receivePiece, uploadEntryFile } from './upload-entry-file.server.ts';

const submissions = (w: { db: Awaited<ReturnType<typeof entryWorld>>['db'] }) => w.db.selectFrom('entry_submission').selectAll().orderBy('version').execute();
const problem = (entryId: string) => ({ entryId, part: 'PROBLEM' as const });

describe('handing in', () => {
  it('keeps everything with a receipt that verifies offline, and tells the team by mail', async () => {
    await using w = await entryWorld();
    const { actor } = await w.join({ fullName: 'Lê Quý Đôn' });
    await w.fill();
    await w.attach('Thuyết minh.pdf');
    expect(await w.handIn()).toEqual({ ok: true, version: 1, isNew: true });
    const [row] = await submissions(w);
    if (!row) throw new Error('nothing was kept');
    const checked = checkReceiptFile(receiptFile(row), receiptPublicKey(entrySecret));
    expect(checked).toMatchObject({ ok: true, receipt: { version: 1, submittedAt: '2026-11-23T01:00:00.000Z', files: [{ name: 'Thuyết minh.pdf', bytes: pdf().length, sha256: sha256(pdf()) }] } });
    expect(JSON.parse(row.content)).toMatchObject({ team: [{ name: 'Đoàn Thị Điểm', isLead: true }, { name: 'Lê Quý Đôn', isLead: false }], parts: { PLAN: wordsOfParts.PLAN } });
    const told = await w.db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select(['r.user_id', 'm.content']).where('m.source_id', 'like', 'entry-receipt:%').execute();
    expect(told.map((one) => one.user_id).toSorted()).toEqual([w.lead.id, actor.id].toSorted());
    expect(told[0]?.content).toContain(row.content_hash);
    expect(await w.db.selectFrom('contest_consent').select(['user_id', 'rules_id']).where('user_id', '=', w.lead.id).execute()).toEqual([{ user_id: w.lead.id, rules_id: w.contest.rulesId }]);
    expect(await findAuditBreak(w.db)).toBeNull();
  });

  it('is one submission when it is clicked twice, at once or later, and from two tabs with the same content', async () => {
    await using w = await entryWorld();
    await w.fill();
    const both = await Promise.all([w.handIn('k'), w.handIn('k'), w.handIn('other tab')]);
    expect(both.map((one) => one.ok && one.version)).toEqual([1, 1, 1]);
    await done(saveEntryPart(w.ports, w.lead, problem(w.entryId), { body: 'viết thêm', revision: 1 }));
    expect(await w.handIn('k')).toEqual({ ok: true, version: 1, isNew: false });
    expect(await submissions(w)).toHaveLength(1);
    expect(await w.db.selectFrom('message').select('id').where('source_id', 'like', 'entry-receipt:%').execute()).toHaveLength(1);
  });

  it('makes a version of each change, and leaves the older ones as they were', async () => {
    await using w = await entryWorld();
    await w.fill();
    await w.handIn();
    const [first] = await submissions(w);
    await done(saveEntryPart(w.ports, w.lead, problem(w.entryId), { body: 'bản hai', revision: 1 }));
    w.clock.pass({ minutes: 5 });
    expect(await w.handIn()).toEqual({ ok: true, version: 2, isNew: true });
    const rows = await submissions(w);
    expect(rows[0]).toEqual(first);
    expect(rows.map((row) => [row.version, row.submitted_at])).toEqual([[1, '2026-11-23T01:00:00.000Z'], [2, '2026-11-23T01:05:00.000Z']]);
    await expect(w.db.updateTable('entry_submission').set({ receipt: '{}' }).execute()).rejects.toThrow('does not change');
    await expect(w.db.deleteFrom('entry_submission').execute()).rejects.toThrow('is kept');
  });

  it('names every step that is missing and keeps nothing', async () => {
    await using w = await entryWorld();
    await done(beginUpload(w.ports, w.lead, w.entryId, { name: 'a.pdf', bytes: 100, sha256: null }));
    const refused = await w.handIn();
    expect(refused.ok ? [] : Object.keys(refused.faults)).toEqual(['files', 'plan', 'maturity', 'effect', 'legality', 'data', 'solution', 'problem', 'summary']);
    expect([await submissions(w), await w.db.selectFrom('contest_consent').selectAll().execute(), await w.db.selectFrom('message').select('id').execute()]).toEqual([[], [], []]);
  });

  it('needs agreement to the newest rules', async () => {
    await using w = await entryWorld();
    await w.fill();
    const rulesId = await makeRules(w.db, w.contest, { version: 2, body: 'Mới' });
    expect(await w.handIn()).toMatchObject({ ok: false, faults: { rules: { vi: expect.stringContaining('(2)') } } });
    await makeRules(w.db, w.contest, { version: 3, publishedAt: null });
    expect(await handInEntry(w.ports, w.lead, { entryId: w.entryId, key: 'k', rulesId })).toMatchObject({ ok: true });
  });

  it('is the lead’s to do', async () => {
    await using w = await entryWorld();
    const { actor, memberId } = await w.join();
    await w.fill();
    await expect(handInEntry(w.ports, actor, { entryId: w.entryId, key: 'k', rulesId: w.contest.rulesId })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(handInEntry(w.ports, await makeOutsider(w.db), { entryId: w.entryId, key: 'k', rulesId: w.contest.rulesId })).rejects.toMatchObject({ kind: 'not-found' });
    await done(handOverLead(w.ports, w.lead, w.entryId, memberId));
    await expect(w.handIn()).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await handInEntry(w.ports, actor, { entryId: w.entryId, key: 'k', rulesId: w.contest.rulesId })).toMatchObject({ ok: true });
  });

  it('marks what looks like a state secret for the organiser, and takes the entry all the same', async () => {
    await using w = await entryWorld();
    await w.fill();
    await done(saveEntryPart(w.ports, w.lead, problem(w.entryId), { body: 'Trích:\nTUYỆT MẬT\nhết', revision: 1 }));
    await done(w.handIn());
    expect(await w.db.selectFrom('entry_flag').select(['entry_id', 'kind', 'note', 'cleared_at']).execute()).toEqual([{ entry_id: w.entryId, kind: 'SECRET_MARK', note: 'TUYỆT MẬT', cleared_at: null }]);
  });
});

describe('the deadline', () => {
  it('counts its last second whole, and says of the next one when it came', async () => {
    await using w = await entryWorld();
    await w.fill();
    w.clock.set(tooLate);
    expect(await w.handIn('late')).toEqual({ ok: false, faults: { late: { vi: 'Đã hết hạn nộp bài lúc 31/12/2026 23:59:59. Máy chủ nhận yêu cầu này lúc 01/01/2027 00:00:00 (giờ Việt Nam), nên không nhận được nữa.', en: expect.stringContaining('01/01/2027 00:00:00') } } });
    expect(await submissions(w)).toEqual([]);
    w.clock.set(lastMoment);
    expect(await w.handIn('in time')).toMatchObject({ ok: true, version: 1 });
    w.clock.set(tooLate);
    expect(await w.handIn('in time')).toEqual({ ok: true, version: 1, isNew: false });
  });

  it('has a grace that counts and is never named', async () => {
    await using w = await entryWorld({ graceSeconds: 30 });
    await w.fill();
    w.clock.set('2026-12-31T17:00:30.000Z');
    const refused = await w.handIn();
    expect(JSON.stringify(refused)).toContain('23:59:59');
    expect(JSON.stringify(refused)).not.toContain('00:00:29');
    w.clock.set('2026-12-31T17:00:29.999Z');
    // The pages are shut while the grace runs: they would tell of it.
    const at = w.clock.now().toISOString();
    expect(await entryHead(w.db, w.lead, w.entryId, at)).toMatchObject({ isOpen: false, isOver: true });
    expect(await newEntryView(w.db, w.lead, w.contest.slug, at)).toMatchObject({ phase: 'LATE' });
    expect(await w.handIn()).toMatchObject({ ok: true });
  });

  it('waits for a file whose upload began before it, and for nothing else', async () => {
    await using w = await entryWorld();
    await w.fill();
    const bytes = pdf();
    w.clock.set(lastMoment);
    const { fileId } = await done(beginUpload(w.ports, w.lead, w.entryId, { name: 'a.pdf', bytes: bytes.length, sha256: sha256(bytes) }));
    w.clock.set('2026-12-31T17:03:00.000Z');
    expect(await w.handIn()).toMatchObject({ ok: false, faults: { late: expect.anything() } });
    expect(await receivePiece(w.ports, w.lead, { entryId: w.entryId, fileId, offset: 0 }, inPieces(bytes))).toEqual({ ok: true, received: bytes.length, isComplete: true });
    expect(await saveEntryPart(w.ports, w.lead, problem(w.entryId), { body: 'thêm sau hạn', revision: 1 })).toMatchObject({ ok: false });
    expect(await uploadEntryFile(w.ports, w.lead, w.entryId, { name: 'b.pdf', pieces: inPieces(bytes) })).toMatchObject({ ok: false, faults: { late: expect.anything() } });
    expect(await w.handIn('kept')).toMatchObject({ ok: true, version: 1 });
    w.clock.set('2026-12-31T17:19:00.000Z');
    expect(await w.handIn('later')).toMatchObject({ ok: false, faults: { late: expect.anything() } });
  });
});

describe('withdrawing', () => {
  it('takes the entry out, keeps its receipt, and it may be handed in again with the same words', async () => {
    await using w = await entryWorld();
    await w.fill();
    await w.handIn();
    await done(withdrawEntry(w.ports, w.lead, w.entryId));
    expect(await withdrawEntry(w.ports, w.lead, w.entryId)).toMatchObject({ ok: false });
    expect((await w.db.selectFrom('entry').select('withdrawn_at').executeTakeFirstOrThrow()).withdrawn_at).not.toBeNull();
    expect(await w.handIn()).toEqual({ ok: true, version: 2, isNew: true });
    expect((await w.db.selectFrom('entry').select('withdrawn_at').executeTakeFirstOrThrow()).withdrawn_at).toBeNull();
  });

  it('is not possible without a submission, by others, and after the deadline it is for good', async () => {
    await using w = await entryWorld();
    const { actor } = await w.join();
    expect(await withdrawEntry(w.ports, w.lead, w.entryId)).toMatchObject({ ok: false, faults: { form: { vi: expect.stringContaining('chưa nộp') } } });
    await w.fill();
    await w.handIn();
    await expect(withdrawEntry(w.ports, actor, w.entryId)).rejects.toMatchObject({ kind: 'forbidden' });
    w.clock.set(tooLate);
    expect(await withdrawEntry(w.ports, w.lead, w.entryId)).toMatchObject({ ok: true });
    expect(await w.handIn()).toMatchObject({ ok: false, faults: { late: expect.anything() } });
  });
});
