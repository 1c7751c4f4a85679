import { describe, expect, it } from 'vitest';
import { judgingWorld, makeEntry, makeJudge, refusals, type JudgingWorld } from '../../../tests/world/contest-judging.ts';
import { listReplacements, planAssignment } from '../queries/assignment.server.ts';
import { getJudgingContest } from '../queries/judging-contest.server.ts';
import { confirmAssignment, releaseReview } from './confirm-assignment.server.ts';
import { screenEntry } from './screen-entry.server.ts';

const preview = async (w: JudgingWorld, seed = 5) => planAssignment(w.db, await getJudgingContest(w.db, w.contest.id), seed);
const confirm = async (w: JudgingWorld, seed = 5) => confirmAssignment(w.ports, w.organiser, w.contest.id, { seed, fingerprint: (await preview(w, seed)).fingerprint });
const assignments = (w: JudgingWorld) => w.db.selectFrom('review_assignment').selectAll().orderBy('id').execute();

describe('giving out entries', () => {
  it('writes what was shown, all at once, and tells every judge', async () => {
    await using w = await judgingWorld({ entries: 6, judges: 4 });
    const { plan } = await preview(w);
    expect(await confirm(w)).toEqual({ ok: true, reviews: 18 });
    expect((await assignments(w)).map((row) => `${row.judge_id} ${row.entry_id}`).toSorted()).toEqual(plan.reviews.map((row) => `${row.judgeId} ${row.entryId}`).toSorted());
    expect((await w.db.selectFrom('message_recipient').select('user_id').execute()).map((row) => row.user_id).toSorted()).toEqual(w.judges.map(({ person }) => person.id).toSorted());
    expect(await w.db.selectFrom('review_round').select(['seed', 'kind']).execute()).toEqual([{ seed: 5, kind: 'PRELIMINARY' }]);
  });

  it('draws labels, ids and their order anew, so that the seed leads back to no entry', async () => {
    await using w = await judgingWorld({ entries: 9, judges: 4 });
    const { plan } = await preview(w);
    await confirm(w);
    const rows = await assignments(w);
    const labelOf = new Map(rows.map((row) => [row.entry_id, row.label]));
    expect([...labelOf.values()].toSorted()).toEqual([...new Set(plan.reviews.map(({ label }) => label))].toSorted());
    expect(rows.every((row) => labelOf.get(row.entry_id) === row.label)).toBe(true);
    // One chance in 362,880 that nine labels are drawn as the seed has them.
    expect(plan.reviews.some(({ entryId, label }) => labelOf.get(entryId) !== label)).toBe(true);
    expect(rows.every(({ id }) => id[14] === '4')).toBe(true);
  });

  it('does so once, also when the button is pressed twice', async () => {
    await using w = await judgingWorld();
    const { fingerprint } = await preview(w);
    const both = await Promise.all([1, 2].map(() => confirmAssignment(w.ports, w.organiser, w.contest.id, { seed: 5, fingerprint })));
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(refusals(both.find(({ ok }) => !ok))).toMatch(/đã được xác nhận/);
    expect(await assignments(w)).toHaveLength(12);
  });

  it('refuses a plan that is no longer the one that was seen, and pins the tie that changed it', async () => {
    await using w = await judgingWorld({ judges: 5 });
    const { fingerprint, plan } = await preview(w);
    const judge = w.judges.find(({ id }) => plan.reviews.some(({ judgeId, entryId }) => judgeId === id && entryId === w.entries[0]));
    await w.db.insertInto('declared_tie').values({ id: 'd', judge_id: null, entry_id: w.entries[0] ?? '', name: judge?.person.fullName ?? '', reason: 'x', declared_by: w.organiser.id, declared_at: '2026-11-22T00:00:00.000Z' }).execute();
    expect(refusals(await confirmAssignment(w.ports, w.organiser, w.contest.id, { seed: 5, fingerprint }))).toMatch(/đã thay đổi/);
    expect(await assignments(w)).toEqual([]);
    expect(await confirm(w)).toMatchObject({ ok: true });
    expect((await assignments(w)).some((row) => row.entry_id === w.entries[0] && row.judge_id === judge?.id)).toBe(false);
    expect(await w.db.selectFrom('conflict_of_interest').select(['source', 'judge_id']).execute()).toEqual([{ source: 'ENTRANT', judge_id: judge?.id }]);
  });

  it('leaves out what was not found eligible, withdrawn entries, and judges who did not accept', async () => {
    await using w = await judgingWorld({ entries: 3, judges: 4 });
    await makeEntry(w.db, w.contest, { outcome: null });
    await makeEntry(w.db, w.contest, { outcome: 'UNCLEAR' });
    await makeEntry(w.db, w.contest, { submittedAt: null });
    const withdrawn = await makeEntry(w.db, w.contest);
    await w.db.updateTable('entry').set({ withdrawn_at: '2026-11-21T00:00:00.000Z' }).where('id', '=', withdrawn).execute();
    await makeJudge(w.db, w.contest, await w.staff(), { acceptedAt: null });
    expect(await preview(w)).toMatchObject({ entries: 3, unscreened: 2, judges: 4 });
  });

  it('waits for screening: never is somebody out who may still reply, has replied, or was not looked at', async () => {
    await using w = await judgingWorld({ entries: 3, judges: 4 });
    const waiting = await makeEntry(w.db, w.contest, { outcome: 'UNCLEAR' });
    const unchecked = await makeEntry(w.db, w.contest, { outcome: null });
    expect(refusals(await confirm(w))).toBe('form: Chưa xác nhận phân công được. 1 bài còn được giải trình, muộn nhất đến hết ngày 30/11/2026. 1 bài chưa kiểm tra.');
    await w.db.updateTable('entry').set({ withdrawn_at: '2026-11-22T00:00:00.000Z' }).where('id', '=', unchecked).execute();
    await w.db.updateTable('eligibility_check').set({ reply: 'Chúng tôi đã bổ sung.', replied_at: '2026-11-22T00:00:00.000Z' }).where('entry_id', '=', waiting).execute();
    expect(refusals(await confirm(w))).toContain('1 bài đã giải trình, chờ kết luận.');
    expect(await assignments(w)).toEqual([]);
    await screenEntry(w.ports, w.organiser, w.contest.id, { entryId: waiting, version: 1, outcome: 'ELIGIBLE', reason: 'Đã bổ sung đủ.', replyUntil: null });
    expect(await confirm(w)).toMatchObject({ ok: true });
    expect(new Set((await assignments(w)).map((row) => row.entry_id))).toContain(waiting);
  });

  it('goes on once the day of the reply has passed without one', async () => {
    await using w = await judgingWorld({ entries: 3, judges: 4 });
    await makeEntry(w.db, w.contest, { outcome: 'INELIGIBLE' });
    w.clock.set('2026-11-30T16:59:59.000Z');
    expect(refusals(await confirm(w))).toContain('1 bài còn được giải trình');
    w.clock.set('2026-11-30T17:00:00.000Z');
    expect(await confirm(w)).toMatchObject({ ok: true });
  });

  it('says when judges are too few, and gives out nothing', async () => {
    await using w = await judgingWorld({ judges: 2 });
    expect((await preview(w)).plan.short).toHaveLength(4);
    expect(refusals(await confirm(w))).toMatch(/chưa đủ giám khảo/);
    expect(await w.db.selectFrom('review_round').selectAll().execute()).toEqual([]);
  });

  it('is the organiser’s deed alone', async () => {
    await using w = await judgingWorld();
    const auditor = await w.staff('AUDITOR', 'CONTEST_APPROVER', 'SYSTEM_ADMIN');
    await expect(confirmAssignment(w.ports, auditor, w.contest.id, { seed: 1, fingerprint: 'x' })).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('a review that is taken back', () => {
  it('goes to a judge without a tie, with room, who has not read it, under the same label', async () => {
    await using w = await judgingWorld({ entries: 3, judges: 4 });
    await confirm(w);
    const [first] = await assignments(w);
    if (!first) throw new Error('nothing was given out');
    const round = first.round_id;
    const [free] = await listReplacements(w.db, w.contest.id, round, first.entry_id);
    expect(free).toBeDefined();
    expect(await releaseReview(w.ports, w.organiser, w.contest.id, { assignmentId: first.id, reason: 'Ốm', to: free?.id ?? null })).toEqual({ ok: true, isReplaced: true });
    const now = (await assignments(w)).filter((row) => row.entry_id === first.entry_id);
    expect(now.find((row) => row.judge_id === free?.id)?.label).toBe(first.label);
    expect(now.find(({ id }) => id === first.id)).toMatchObject({ released_reason: 'Ốm', released_at: '2026-11-23T01:00:00.000Z' });
    expect(await listReplacements(w.db, w.contest.id, round, first.entry_id)).toEqual([]);
    expect(refusals(await releaseReview(w.ports, w.organiser, w.contest.id, { assignmentId: first.id, reason: 'x', to: null }))).toMatch(/đã được thu hồi/);
    const second = now.find(({ released_at, judge_id }) => released_at === null && judge_id !== free?.id);
    expect(refusals(await releaseReview(w.ports, w.organiser, w.contest.id, { assignmentId: second?.id ?? '', reason: 'x', to: first.judge_id }))).toMatch(/^to: /);
  });

  it('of one’s own entry is somebody else’s to take back, and no disabled account takes over', async () => {
    await using w = await judgingWorld({ entries: 3, judges: 4 });
    await confirm(w);
    const [first] = await assignments(w);
    const free = await listReplacements(w.db, w.contest.id, first?.round_id ?? '', first?.entry_id ?? '');
    expect(free).toHaveLength(1);
    await w.db.updateTable('user_account').set({ disabled_at: '2026-11-22T00:00:00.000Z' }).where('id', '=', w.judges.find(({ id }) => id === free[0]?.id)?.person.id ?? '').execute();
    expect(await listReplacements(w.db, w.contest.id, first?.round_id ?? '', first?.entry_id ?? '')).toEqual([]);
    await w.db.updateTable('entry').set({ owner_id: w.organiser.id }).where('id', '=', first?.entry_id ?? '').execute();
    expect(refusals(await releaseReview(w.ports, w.organiser, w.contest.id, { assignmentId: first?.id ?? '', reason: 'x', to: null }))).toMatch(/có bài trong cuộc thi này nên người khác phải phân công chấm/);
  });

  it('stays once its sheet is locked, unless the judge abstained', async () => {
    await using w = await judgingWorld();
    await confirm(w);
    const [scored, abstained] = await assignments(w);
    for (const [review, reason] of [[scored, null], [abstained, 'Ngoài chuyên môn']] as const) await w.db.insertInto('score_sheet').values({ assignment_id: review?.id ?? '', abstained_reason: reason, saved_at: '2026-11-23T00:00:00.000Z', locked_at: '2026-11-23T00:00:00.000Z' }).execute();
    const form = { reason: 'x', to: null };
    expect(refusals(await releaseReview(w.ports, w.organiser, w.contest.id, { ...form, assignmentId: scored?.id ?? '' }))).toMatch(/đã khoá điểm/);
    await expect(w.db.updateTable('review_assignment').set({ released_at: '2026-11-23T00:00:00.000Z' }).where('id', '=', scored?.id ?? '').execute()).rejects.toThrow('a review with a locked sheet does not change');
    expect(await releaseReview(w.ports, w.organiser, w.contest.id, { ...form, assignmentId: abstained?.id ?? '' })).toMatchObject({ ok: true });
  });

  it('stays where it is once scores are sealed, and is found under its own contest only', async () => {
    await using w = await judgingWorld();
    await confirm(w);
    const [first] = await assignments(w);
    const form = { assignmentId: first?.id ?? '', reason: 'x', to: null };
    await expect(releaseReview(w.ports, w.organiser, 'cuoc-thi-khac', form)).rejects.toMatchObject({ kind: 'not-found' });
    await w.db.updateTable('review_round').set({ committed_at: '2026-11-23T00:00:00.000Z', commitment: 'x' }).execute();
    expect(refusals(await releaseReview(w.ports, w.organiser, w.contest.id, form))).toMatch(/niêm phong/);
  });
});
