import { describe, expect, it } from 'vitest';
import { renderRoute } from '../../../tests/support/render-route.tsx';
import { addMember, judgingWorld, type JudgingWorld, makeEntrant, makeEntry, makeJudge, refusals } from '../../../tests/world/contest-judging.ts';
import { allEntries, countOpenScreening, eligibleIds, listLooks, pageOfEntries, type HandedIn } from '../queries/screening.server.ts';
import { listSimilar, sideBySide } from '../queries/similar-entries.server.ts';
import { listContestWork } from '../queries/waiting-work.server.ts';
import * as deskEntry from '../routes/desk-entry.tsx';
import * as ownScreening from '../routes/own-screening.tsx';
import { nameTie, replyToScreening, screenEntry } from './screen-entry.server.ts';

const doubt = { version: 1, outcome: 'UNCLEAR' as const, reason: 'Chưa rõ nguồn dữ liệu', replyUntil: '2026-11-30' };
const query = { q: '', track: '', page: 1 };
const ids = (rows: readonly HandedIn[]) => rows.map(({ id }) => id);

async function world() {
  const w = await judgingWorld({ entries: 0, judges: 1 });
  const owner = await makeEntrant(w.db);
  const entry = await makeEntry(w.db, w.contest, { owner, outcome: null });
  const look = (form: Partial<Parameters<typeof screenEntry>[3]> = {}) => screenEntry(w.ports, w.organiser, w.contest.id, { ...doubt, entryId: entry, ...form });
  return Object.assign(w, { owner, entry, look });
}

describe('a look at an entry', () => {
  it('leaves a row, tells the owner, and may be followed by another one', async () => {
    await using w = await world();
    expect((await w.look()).ok).toBe(true);
    w.clock.pass({ minutes: 1 });
    expect((await w.look({ outcome: 'ELIGIBLE', reason: 'Đã rõ nguồn dữ liệu', replyUntil: '2026-12-30' })).ok).toBe(true);
    expect(await w.db.selectFrom('eligibility_check').select(['outcome', 'reply_until']).orderBy('checked_at').execute()).toEqual([{ outcome: 'UNCLEAR', reply_until: '2026-11-30' }, { outcome: 'ELIGIBLE', reply_until: null }]);
    expect(await w.db.selectFrom('message_recipient').select('user_id').distinct().execute()).toEqual([{ user_id: w.owner.id }]);
    expect((await w.db.selectFrom('audit_event').select('action').execute()).map(({ action }) => action)).toEqual(['entry.screen', 'entry.screen']);
  });

  it.each([[null], ['2026-11-23'], ['2026-11-01']])('that doubts leaves time for a reply: not until %j', async (replyUntil) => {
    await using w = await world();
    expect(refusals(await w.look({ replyUntil }))).toMatch(/^replyUntil: /);
  });

  it('is never one’s own', async () => {
    await using w = await world();
    await w.db.updateTable('entry').set({ owner_id: w.organiser.id }).execute();
    expect(refusals(await w.look())).toMatch(/người khác phải quyết định/);
  });

  it('comes too late once the entry has been given out or scores are sealed, and for an entry that was withdrawn', async () => {
    await using w = await world();
    await w.db.updateTable('entry').set({ withdrawn_at: '2026-11-22T00:00:00.000Z' }).execute();
    expect(refusals(await w.look())).toMatch(/đã được rút/);
    await w.db.updateTable('entry').set({ withdrawn_at: null }).execute();
    await w.db.insertInto('review_round').values({ id: 'r', contest_id: w.contest.id, kind: 'PRELIMINARY', seed: 1, assigned_by: w.organiser.id, assigned_at: '2026-11-22T00:00:00.000Z' }).execute();
    const seat = await makeJudge(w.db, w.contest, await w.staff());
    await w.db.insertInto('review_assignment').values({ id: 'a', round_id: 'r', judge_id: seat, entry_id: w.entry, label: '01', assigned_at: '2026-11-22T00:00:00.000Z' }).execute();
    expect(refusals(await w.look())).toMatch(/phân công/);
    await w.db.deleteFrom('review_assignment').execute();
    await w.db.updateTable('review_round').set({ commitment: 'x', committed_at: '2026-11-22T00:00:00.000Z' }).execute();
    expect(refusals(await w.look())).toMatch(/niêm phong/);
    await expect(screenEntry(w.ports, w.organiser, 'khac', { ...doubt, entryId: w.entry })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(screenEntry(w.ports, w.owner, w.contest.id, { ...doubt, entryId: w.entry })).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('an entry that is handed in again', () => {
  /** The entrant hands in another version; who looked before had read the earlier one. */
  const again = async (w: Awaited<ReturnType<typeof world>>, version: number, at = w.clock.now().toISOString()) => {
    await w.db.insertInto('entry_submission').values({ id: `${w.entry}-${version}`, entry_id: w.entry, version, submitted_by: w.owner.id, submitted_at: at, rules_id: w.contest.rulesId, content: '{"parts":{}}', content_hash: `h${version}`, receipt: '{}', signature: 'x' }).execute();
    await w.db.updateTable('entry').set({ submitted_at: at }).where('id', '=', w.entry).execute();
  };
  const state = async (w: Awaited<ReturnType<typeof world>>) => (await allEntries(w.db, w.contest.id, '2026-11-23'))[0]?.state;
  const eligible = { outcome: 'ELIGIBLE' as const, reason: 'Đã rõ nguồn dữ liệu', replyUntil: null };

  it('wants another look, in the list, the count, the plan and the work that waits', async () => {
    await using w = await world();
    expect(await w.look(eligible)).toEqual({ ok: true });
    expect([await state(w), [...(await eligibleIds(w.db, w.contest.id))], (await countOpenScreening(w.db, w.contest.id, '2026-11-23')).unchecked]).toEqual(['ELIGIBLE', [w.entry], 0]);
    await again(w, 2);
    expect([await state(w), [...(await eligibleIds(w.db, w.contest.id))], (await countOpenScreening(w.db, w.contest.id, '2026-11-23')).unchecked]).toEqual(['UNCHECKED', [], 1]);
    expect((await listContestWork(w.db, w.organiser)).map(({ kind }) => kind)).toContain('contest.screen');
    w.clock.pass({ minutes: 1 });
    expect(await w.look({ ...eligible, version: 2 })).toEqual({ ok: true });
    expect(await state(w)).toBe('ELIGIBLE');
    expect((await listLooks(w.db, w.entry)).map(({ version, isCurrent }) => [version, isCurrent])).toEqual([[2, true], [1, false]]);
  });

  it('takes no look of a page that shows an earlier version, also at the same moment', async () => {
    await using w = await world();
    await again(w, 2);
    expect(refusals(await w.look(eligible))).toMatch(/^form: Bài vừa được nộp lại \(bản 2\)/);
    for (const version of [0, 3]) expect(refusals(await w.look({ ...eligible, version }))).toMatch(/^form: /);
    expect(await w.db.selectFrom('eligibility_check').select('id').execute()).toEqual([]);
  });

  it('is its own answer to a doubt about the version before', async () => {
    await using w = await world();
    expect((await w.look()).ok).toBe(true);
    await again(w, 2);
    expect(await state(w)).toBe('UNCHECKED');
    expect(refusals(await replyToScreening(w.ports, w.owner, w.entry, 'Chúng tôi đã nộp bản mới'))).toMatch(/^form: /);
    const page = await w.ask(ownScreening.loader, w.owner, { entry: w.entry });
    expect(page.body).toMatchObject({ mayReply: false, isChanged: true });
    expect(renderRoute(ownScreening, { data: page.body })).toContain('Bài đã được nộp lại sau kết luận này');
    const desk = await w.ask(deskEntry.loader, w.organiser, { entry: w.entry });
    expect(renderRoute(deskEntry, { data: desk.body })).toContain('cần xem lại bản nộp 2');
  });
});

describe('the right of reply', () => {
  it('is used once, in time, by the team', async () => {
    await using w = await world();
    await w.look();
    const member = await makeEntrant(w.db);
    await addMember(w.db, w.entry, member);
    await expect(replyToScreening(w.ports, await makeEntrant(w.db), w.entry, 'Không phải của tôi')).rejects.toMatchObject({ kind: 'not-found' });
    w.clock.set('2026-11-30T16:59:59.000Z');
    expect((await replyToScreening(w.ports, member, w.entry, 'Dữ liệu lấy từ cổng mở')).ok).toBe(true);
    expect(refusals(await replyToScreening(w.ports, w.owner, w.entry, 'Lần thứ hai đây'))).toMatch(/^form: Không gửi được/);
    expect((await pageOfEntries(w.db, w.contest.id, { ...query, state: 'REPLIED' }, '2026-12-01')).count).toBe(1);
  });

  it('ends with its day in Vietnam, and does not come before a doubt', async () => {
    await using w = await world();
    expect(refusals(await replyToScreening(w.ports, w.owner, w.entry, 'Chưa ai hỏi tôi cả'))).toMatch(/^form: /);
    await w.look();
    w.clock.set('2026-11-30T17:00:00.000Z');
    expect(refusals(await replyToScreening(w.ports, w.owner, w.entry, 'Muộn một giây rồi'))).toMatch(/^form: /);
  });
});

describe('a tie that an entrant names', () => {
  it('is pinned when it is a judge, and the answer is the same when it is not', async () => {
    await using w = await world();
    const name = w.judges[0]?.person.fullName ?? '';
    expect(await nameTie(w.ports, w.owner, w.entry, { name: 'Không Phải Giám Khảo', reason: 'x' })).toEqual({ ok: true });
    expect(await w.db.selectFrom('conflict_of_interest').selectAll().execute()).toEqual([]);
    expect(await nameTie(w.ports, w.owner, w.entry, { name: name.toUpperCase(), reason: 'Từng tranh chấp' })).toEqual({ ok: true });
    expect(await w.db.selectFrom('conflict_of_interest').select(['source', 'judge_id']).execute()).toEqual([{ source: 'ENTRANT', judge_id: w.judges[0]?.id }]);
    await expect(nameTie(w.ports, await makeEntrant(w.db), w.entry, { name, reason: 'x' })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('cannot be used to try names without end', async () => {
    await using w = await world();
    for (let at = 0; at < 20; at += 1) await nameTie(w.ports, w.owner, w.entry, { name: `Tên ${at}`, reason: 'x' });
    expect(refusals(await nameTie(w.ports, w.owner, w.entry, { name: 'Thêm', reason: 'x' }))).toMatch(/^name: /);
  });
});

describe('the list for screening', () => {
  it('finds by number, by title without marks, by track and by state', async () => {
    await using w: JudgingWorld & { entry: string } = await world();
    const [track = ''] = w.contest.tracks;
    const other = await makeEntry(w.db, w.contest, { title: 'Bản đồ ngập lụt', number: 'X-9', trackId: track, outcome: 'ELIGIBLE' });
    await makeEntry(w.db, w.contest, { submittedAt: null, title: 'Bản đồ chưa nộp', outcome: null });
    const find = async (more: Partial<typeof query & { state: 'ELIGIBLE' | 'UNCHECKED' }>) => ids((await pageOfEntries(w.db, w.contest.id, { ...query, ...more }, '2026-11-23')).rows);
    expect([await find({ q: 'ban do' }), await find({ q: 'x-9' }), await find({ state: 'ELIGIBLE' }), await find({ q: "' or 1=1 --" })]).toEqual([[other], [other], [other], []]);
    expect(await find({ track })).toContain(other);
    expect(await find({ state: 'UNCHECKED' })).toEqual([w.entry]);
  });

  it('shows entries that are alike side by side', async () => {
    await using w = await world();
    const words = { SOLUTION: 'Hệ thống tự động nhắc người dân khi giấy tờ sắp hết hạn và chỉ nơi làm lại gần nhất trong tỉnh.' };
    const one = await makeEntry(w.db, w.contest, { title: 'A', parts: words });
    const other = await makeEntry(w.db, w.contest, { title: 'B', parts: { SOLUTION: `${words.SOLUTION} Có bản đồ.` } });
    const [pair] = await listSimilar(w.db, w.contest.id);
    expect([pair?.one.id, pair?.other.id].toSorted()).toEqual([one, other].toSorted());
    expect((await sideBySide(w.db, w.contest.id, one, other))?.left.some(({ isCommon }) => isCommon)).toBe(true);
    expect([await sideBySide(w.db, w.contest.id, one, one), await sideBySide(w.db, w.contest.id, one, 'khong-co')]).toEqual([null, null]);
  });
});
