import { describe, expect, it } from 'vitest';
import { renderRoute } from '../../../tests/support/render-route.tsx';
import { refusals } from '../../../tests/world/campaigns.ts';
import { addMember, judgingWorld, makeEntrant, makeEntry, type JudgingWorld } from '../../../tests/world/contest-judging.ts';
import { commit, decideByRank, open, publishedWorld, resultsHash } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { compareAll, finalWorld } from '../../../tests/world/contest-final.ts';
import type { Actor } from '../../people/actor.ts';
import { planAssignment } from '../queries/assignment.server.ts';
import { getContestHead } from '../queries/contest-round.server.ts';
import { entryHead } from '../queries/entry-page.server.ts';
import { readGallery } from '../queries/gallery.server.ts';
import { getJudgingContest } from '../queries/judging-contest.server.ts';
import { readStanding } from '../queries/standing.server.ts';
import * as deskWithdrawal from '../routes/desk-entry-withdrawal.tsx';
import * as entryPage from '../routes/entry.tsx';
import * as galleryPage from '../routes/entry-gallery.tsx';
import * as publicResults from '../routes/public-results.tsx';
import * as receiptFileRoute from '../routes/withdrawal-receipt-file.ts';
import * as receiptPage from '../routes/withdrawal-receipt.tsx';
import { checkReceiptFile, receiptFile, receiptPublicKey, receiptTextIn } from '../receipt-signature.server.ts';
import { confirmAssignment } from './confirm-assignment.server.ts';
import { setGalleryConsent, setOwnName } from './gallery-consent.server.ts';
import { publishResults } from './publish-results.server.ts';
import { withdrawEntry, withdrawForTeam } from './withdraw-entry.server.ts';

const reason = 'Trưởng nhóm đề nghị bằng thư ngày 23/11/2026.';
const closes = '2026-11-25T16:59:59.000Z';

/** An entry of a team, before its deadline. */
async function teamWorld() {
  const w = await judgingWorld({ entries: 3, judges: 4, contest: { moments: { ENTRIES_CLOSE: closes }, lateUploadMinutes: 0 } });
  const [lead, member] = [await makeEntrant(w.db), await makeEntrant(w.db)];
  const entry = await makeEntry(w.db, w.contest, { owner: lead });
  for (const person of [lead, member]) await addMember(w.db, entry, person);
  await w.db.updateTable('entry_member').set({ is_lead: 1 }).where('user_id', '=', lead.id).execute();
  return Object.assign(w, { lead, member, entry });
}
const confirm = async (w: JudgingWorld) => confirmAssignment(w.ports, w.organiser, w.contest.id, { seed: 5, fingerprint: (await planAssignment(w.db, await getJudgingContest(w.db, w.contest.id), 5)).fingerprint });
const told = async (w: { db: JudgingWorld['db'] }) => (await w.db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select(['m.content', 'r.user_id as who', 'r.variables']).where('m.source_id', 'like', 'entry-withdrawal:%').execute());
const rowOf = (w: { db: JudgingWorld['db'] }, id: string) => w.db.selectFrom('entry').select(['withdrawn_at', 'withdrawn_by', 'withdrawal_reason']).where('id', '=', id).executeTakeFirstOrThrow();

describe('a team withdraws its entry', () => {
  it.each([
    ['2026-11-25T16:59:59.999Z', 'AGAIN', /nộp lại cho đến hết hạn/],
    ['2026-11-25T17:00:00.000Z', 'FINAL', /không nộp lại được/],
  ])('at %s: %s', async (now, how, says) => {
    await using w = await teamWorld();
    w.clock.set(now);
    expect((await entryHead(w.db, w.lead, w.entry, now)).canWithdraw).toBe(how);
    const both = await Promise.all([withdrawEntry(w.ports, w.lead, w.entry), withdrawEntry(w.ports, w.lead, w.entry)]);
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    const letters = await told(w);
    expect(letters.map(({ who }) => who).toSorted()).toEqual([w.lead.id, w.member.id].toSorted());
    expect(letters[0]?.content).toMatch(says);
    expect((await entryHead(w.db, w.lead, w.entry, now)).canWithdraw).toBeNull();
  });

  it('is in no plan afterwards, and no member withdraws it but the lead', async () => {
    await using w = await teamWorld();
    w.clock.set('2026-11-26T01:00:00.000Z');
    await expect(withdrawEntry(w.ports, w.member, w.entry)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(withdrawEntry(w.ports, await makeEntrant(w.db), w.entry)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await withdrawEntry(w.ports, w.lead, w.entry)).toMatchObject({ ok: true });
    expect(await confirm(w)).toMatchObject({ ok: true, reviews: 9 });
  });

  it('asks the organisers once judges have it, who withdraw it with a reason that the team reads', async () => {
    await using w = await teamWorld();
    w.clock.set('2026-11-26T01:00:00.000Z');
    expect(await confirm(w)).toMatchObject({ ok: true });
    expect((await entryHead(w.db, w.lead, w.entry, '2026-11-26T01:00:00.000Z')).canWithdraw).toBe('ASK');
    expect(refusals(await withdrawEntry(w.ports, w.lead, w.entry))).toContain('Hãy gửi đề nghị kèm lý do cho ban tổ chức');
    expect((await rowOf(w, w.entry)).withdrawn_at).toBeNull();
    const [review] = await w.db.selectFrom('review_assignment').select('id').where('entry_id', '=', w.entry).execute();
    await w.db.insertInto('score_sheet').values({ assignment_id: review?.id ?? '', saved_at: '2026-11-26T00:00:00.000Z', locked_at: '2026-11-26T00:00:00.000Z' }).execute();
    for (const short of ['', 'ngắn']) expect((await w.ask(deskWithdrawal.action, w.organiser, { entry: w.entry }, { reason: short })).status).toBe(422);
    expect((await w.ask(deskWithdrawal.action, w.organiser, { entry: w.entry }, { reason })).status).toBe(303);
    expect((await w.ask(deskWithdrawal.action, w.organiser, { entry: w.entry }, { reason })).status).toBe(409);
    expect(await rowOf(w, w.entry)).toEqual({ withdrawn_at: '2026-11-26T01:00:00.000Z', withdrawn_by: w.organiser.id, withdrawal_reason: reason });
    // What was locked stays; what was not waits for nobody any more.
    expect((await w.db.selectFrom('review_assignment').select('id').where('entry_id', '=', w.entry).where('released_at', 'is', null).execute()).map(({ id }) => id)).toEqual([review?.id]);
    const letters = await told(w);
    expect(letters.map(({ who }) => who).toSorted()).toEqual([w.lead.id, w.member.id].toSorted());
    expect([letters[0]?.variables?.includes(reason), letters[0]?.content.includes(reason)]).toEqual([true, false]);
    expect((await w.db.selectFrom('audit_event').select(['action', 'details']).where('action', '=', 'entry.withdraw-for-team').execute())[0]?.details).toContain(reason);
  });

  it('belongs to organisers alone, and never to the team’s own', async () => {
    await using w = await teamWorld();
    const form = { entryId: w.entry, reason };
    for (const who of [w.lead, w.judges[0]?.person ?? w.lead, await w.staff('CONTEST_APPROVER', 'AUDITOR', 'SYSTEM_ADMIN')]) await expect(withdrawForTeam(w.ports, who, w.contest.id, form)).rejects.toMatchObject({ kind: 'forbidden' });
    await addMember(w.db, w.entry, { id: w.organiser.id, fullName: w.organiser.fullName, email: 'to-chuc@vi-du.example' });
    expect(refusals(await withdrawForTeam(w.ports, w.organiser, w.contest.id, form))).toContain('người khác phải quyết định');
    await expect(withdrawForTeam(w.ports, w.organiser, 'khac', form)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

const entryAt = (w: ResultsWorld, at: number) => w.entries[at] ?? { id: '', number: '', owner: w.organiser };
const take = (w: ResultsWorld, at: number) => withdrawForTeam(w.ports, w.organiser, w.contest.id, { entryId: entryAt(w, at).id, reason });

const gone = async (w: { db: JudgingWorld['db'] }) => (await w.db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select(['m.content', 'r.user_id as who', 'r.variables']).where('m.source_id', 'like', 'review-gone:%').execute());

describe('judges of an entry that was withdrawn', () => {
  it('are told when they had it open, by its label alone; who has locked it is not', async () => {
    await using w = await teamWorld();
    w.clock.set('2026-11-26T01:00:00.000Z');
    await confirm(w);
    const reviews = await w.db.selectFrom('review_assignment as a').innerJoin('judge as j', 'j.id', 'a.judge_id').select(['a.id', 'a.label', 'j.user_id']).where('a.entry_id', '=', w.entry).execute();
    const [locked, ...open] = reviews;
    await w.db.insertInto('score_sheet').values({ assignment_id: locked?.id ?? '', saved_at: '2026-11-26T00:00:00.000Z', locked_at: '2026-11-26T00:00:00.000Z' }).execute();
    expect(await withdrawForTeam(w.ports, w.organiser, w.contest.id, { entryId: w.entry, reason })).toEqual({ ok: true });
    const letters = await gone(w);
    expect(letters.map(({ who }) => who).toSorted()).toEqual(open.map(({ user_id }) => user_id).toSorted());
    expect(new Set(letters.map(({ variables }) => (JSON.parse(variables ?? '{}') as { nhan_bai: string }).nhan_bai))).toEqual(new Set([locked?.label]));
    const entry = await w.db.selectFrom('entry').select(['number', 'title']).where('id', '=', w.entry).executeTakeFirstOrThrow();
    for (const secret of [entry.number, entry.title, w.entry, w.lead.fullName, w.member.fullName, reason]) expect(letters.map(({ content, variables }) => content + variables).join()).not.toContain(secret);
  });

  it('hear nothing of a withdrawal before entries are given out', async () => {
    await using w = await teamWorld();
    expect(await withdrawEntry(w.ports, w.lead, w.entry)).toMatchObject({ ok: true });
    expect(await gone(w)).toEqual([]);
  });

  it('of a final are told once, by its letter, however many pairs they had', async () => {
    await using w = await finalWorld();
    const finalist = await w.db.selectFrom('finalist').select(['entry_id', 'label']).limit(1).executeTakeFirstOrThrow();
    const comparing = await w.db.selectFrom('duel as d').innerJoin('judge as j', 'j.id', 'd.judge_id').select('j.user_id').distinct().where((row) => row.or([row('d.a_entry_id', '=', finalist.entry_id), row('d.b_entry_id', '=', finalist.entry_id)])).execute();
    expect(await withdrawForTeam(w.ports, w.organiser, w.contest.id, { entryId: finalist.entry_id, reason })).toEqual({ ok: true });
    const letters = await gone(w);
    expect(letters.map(({ who }) => who).toSorted()).toEqual(comparing.map(({ user_id }) => user_id).toSorted());
    expect(letters[0]?.variables).toContain(`"nhan_bai":"${finalist.label}"`);
  });
});

describe('the receipt of a withdrawal', () => {
  const key = receiptPublicKey('test-secret');
  const kept = (w: { db: JudgingWorld['db'] }) => w.db.selectFrom('entry_withdrawal').selectAll().orderBy('withdrawn_at').execute();

  it.each([['2026-11-25T16:59:59.999Z', 'AGAIN'], ['2026-11-25T17:00:00.000Z', 'FINAL']] as const)('is signed at %s and stands in the mail, checked without a connection', async (now, how) => {
    await using w = await teamWorld();
    w.clock.set(now);
    const taken = await withdrawEntry(w.ports, w.lead, w.entry);
    const [row] = await kept(w);
    const submission = await w.db.selectFrom('entry_submission').select(['content_hash', 'submitted_at']).where('entry_id', '=', w.entry).executeTakeFirstOrThrow();
    expect(taken).toEqual({ ok: true, receiptId: row?.id });
    const [letter] = await told(w);
    const checked = checkReceiptFile(receiptTextIn((JSON.parse(letter?.content ?? '{}') as { vi: { body: string } }).vi.body), key);
    expect(checked).toMatchObject({ ok: true, hasContent: false, receipt: { format: 'hoc06.withdrawal-receipt/1', version: 1, withdrawnAt: now, how, contentHash: submission.content_hash, submittedAt: submission.submitted_at } });
    expect(checkReceiptFile(receiptFile({ content: '', receipt: (row?.receipt ?? '').replace(how, how === 'FINAL' ? 'AGAIN' : 'FINAL'), signature: row?.signature ?? '' }), key)).toEqual({ ok: false, why: 'SIGNATURE' });
    for (const name of [w.lead.fullName, w.member.fullName, w.lead.email]) expect(row?.receipt).not.toContain(name);
  });

  it('is each team’s own, page and file; what organisers take out has one, too', async () => {
    await using w = await teamWorld();
    w.clock.set('2026-11-26T01:00:00.000Z');
    await confirm(w);
    await withdrawForTeam(w.ports, w.organiser, w.contest.id, { entryId: w.entry, reason });
    const [row] = await kept(w);
    const params = { id: w.entry, withdrawal: row?.id ?? '' };
    for (const who of [w.lead, w.member]) {
      const page = await w.ask(receiptPage.loader, who, params);
      expect(renderRoute(receiptPage, { data: page.body })).toContain('Ban tổ chức rút theo đề nghị của nhóm');
      const file = await w.ask(receiptFileRoute.loader, who, params);
      expect(checkReceiptFile(file.text ?? '', key)).toMatchObject({ ok: true, receipt: { how: 'ORGANISER' } });
    }
    const [other = ''] = w.entries;
    for (const [who, asked] of [[w.organiser, params], [await makeEntrant(w.db), params], [w.judges[0]?.person ?? w.organiser, params], [w.lead, { id: other, withdrawal: row?.id ?? '' }], [w.lead, { ...params, withdrawal: 'x' }]] as const) for (const route of [receiptPage, receiptFileRoute]) expect((await w.ask(route.loader, who, asked)).status).toBe(404);
    expect(renderRoute(entryPage, { data: (await w.ask(entryPage.loader, w.lead, { id: w.entry })).body })).toContain(`/contests/entries/${w.entry}/withdrawals/${row?.id}`);
  });

  it('never changes and never goes, and there is none where nothing was withdrawn', async () => {
    await using w = await teamWorld();
    await expect(withdrawEntry(w.ports, w.member, w.entry)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await kept(w)).toEqual([]);
    await withdrawEntry(w.ports, w.lead, w.entry);
    await withdrawEntry(w.ports, w.lead, w.entry);
    expect(await kept(w)).toHaveLength(1);
    await expect(w.db.updateTable('entry_withdrawal').set({ version: 2 }).execute()).rejects.toThrow('a withdrawal is kept as it was signed');
    await expect(w.db.deleteFrom('entry_withdrawal').execute()).rejects.toThrow('a withdrawal is kept as it was signed');
  });
});

describe('an entry withdrawn by the organisers', () => {
  it('has no place, though its scores help to know its judges; a prize that was decided for it is free again', async () => {
    await using w = await resultsWorld();
    await commit(w);
    await open(w);
    await decideByRank(w);
    expect(await take(w, 0)).toEqual({ ok: true });
    const view = await readStanding(w.db, await getContestHead(w.db, w.contest.id));
    expect(view.state === 'READY' ? view.standing.lines.map(({ entry, rank }) => [entry, rank]) : []).toEqual([1, 2, 3].map((at) => [entryAt(w, at).id, at]));
    expect(view.state === 'READY' && view.round.locked).toBe(12);
    expect(await w.db.selectFrom('contest_decision').select('entry_id').where('revoked_at', 'is', null).execute()).toEqual([{ entry_id: entryAt(w, 1).id }]);
    expect(refusals(await publishResults(w.ports, w.publisher, { contest: w.contest.id, hash: await resultsHash(w), minutes: 'Biên bản họp.' }))).not.toContain(entryAt(w, 0).number);
  });

  it('holds no final up', async () => {
    await using w = await finalWorld();
    expect(await take(w, 7)).toEqual({ ok: true });
    expect(await compareAll(w, w.entries.map(({ id }) => id))).toBe(3 * 21);
    expect((await readStanding(w.db, await getContestHead(w.db, w.contest.id))).state).toBe('READY');
  });

  it('is refused once results are public', async () => {
    await using w = await publishedWorld();
    expect(refusals(await take(w, 0))).toContain('Kết quả đã công bố nên bài không rút được nữa');
    expect((await rowOf(w, entryAt(w, 0).id)).withdrawn_at).toBeNull();
  });
});

describe('names in public', () => {
  const shown = async (w: ResultsWorld) => (await readGallery(w.db, w.contest.id))?.winners[0]?.shown ?? null;
  async function shownTeam() {
    const w = await resultsWorld();
    const [first] = w.entries;
    const member = await makeEntrant(w.db, { fullName: 'Quách Thị Thành Viên' });
    await addMember(w.db, first?.id ?? '', member);
    await commit(w);
    await open(w);
    await decideByRank(w);
    await publishResults(w.ports, w.publisher, { contest: w.contest.id, hash: await resultsHash(w), minutes: 'Biên bản họp.' });
    await setGalleryConsent(w.ports, entryAt(w, 0).owner, { entry: entryAt(w, 0).id, isGiven: true });
    return Object.assign(w, { member });
  }
  const unname = (w: ResultsWorld, as: Actor, isNamed = false) => setOwnName(w.ports, as, { entry: entryAt(w, 0).id, isNamed });

  it('each member decides about her own, at once and both ways, in what was published too', async () => {
    await using w = await shownTeam();
    expect((await shown(w))?.team).toEqual([w.member.fullName]);
    expect(await unname(w, w.member)).toEqual({ ok: true });
    expect(await unname(w, w.member)).toEqual({ ok: true });
    expect((await shown(w))?.team).toEqual([]);
    expect(JSON.stringify((await w.ask(publicResults.loader, null)).body)).not.toContain(w.member.fullName);
    expect((await w.ask(galleryPage.loader, w.member, { id: entryAt(w, 0).id })).body).toMatchObject({ unnamedAt: '2026-11-23T01:00:00.000Z' });
    expect((await w.ask(galleryPage.action, w.member, { id: entryAt(w, 0).id }, { deed: 'name' })).status).toBe(303);
    expect((await shown(w))?.team).toEqual([w.member.fullName]);
    expect((await w.db.selectFrom('audit_event').select('action').where('action', 'like', '%member').execute()).map(({ action }) => action).toSorted().toReversed()).toEqual(['contest.unname-member', 'contest.name-member']);
  });

  it('no owner, no stranger and nobody for somebody else', async () => {
    await using w = await shownTeam();
    expect(refusals(await unname(w, entryAt(w, 0).owner))).toContain('Người đứng tên được nêu cùng bài');
    await expect(unname(w, entryAt(w, 1).owner)).rejects.toMatchObject({ kind: 'not-found' });
    expect((await shown(w))?.team).toEqual([w.member.fullName]);
  });

  it('a consent that is taken back is told to the whole team, once', async () => {
    await using w = await shownTeam();
    for (let time = 0; time < 2; time += 1) await setGalleryConsent(w.ports, entryAt(w, 0).owner, { entry: entryAt(w, 0).id, isGiven: false });
    expect(await shown(w)).toBeNull();
    expect((await w.db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select('r.user_id').where('m.source_id', 'like', 'gallery-withdrawal:%').execute()).map(({ user_id }) => user_id).toSorted()).toEqual([entryAt(w, 0).owner.id, w.member.id].toSorted());
  });
});
