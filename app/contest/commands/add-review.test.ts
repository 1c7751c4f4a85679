import { describe, expect, it } from 'vitest';
import { refusals } from '../../../tests/world/campaigns.ts';
import { commit, hashNow } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { momentOf } from '../../people/index.server.ts';
import { newId } from '../../platform/ids.ts';
import { readMinutes } from '../queries/minutes.server.ts';
import { listOwnContests } from '../queries/own-reviews.server.ts';
import { readReviewNeeds } from '../queries/review-needs.server.ts';
import * as more from '../routes/desk-reviews-more.tsx';
import { addReview, excuseEntry } from './add-review.server.ts';
import { commitRound } from './commit-round.server.ts';
import { releaseReview } from './confirm-assignment.server.ts';
import { pinByOrganiser } from './invite-judge.server.ts';
import { writeScoreSheet } from './write-score-sheet.server.ts';

/** Two of three judges are left to the second entry; the points lie far apart, so that nothing is near the border. */
const oneShort = [[9, 9, 9], [6, 6, 'x'], [1, 1, 1]] as const;
const reason = 'Hai giám khảo còn lại đều có quan hệ.';
const needs = async (w: ResultsWorld) => (await readReviewNeeds(w.db, w.organiser, w.contest.id, momentOf(w.ports))).rows;
const short = async (w: ResultsWorld) => (await needs(w)).map(({ number, needs: own }) => [number, own.join(' ')]);
const add = (w: ResultsWorld, entry: number, judge: string, dueOn: string | null = null) => addReview(w.ports, w.organiser, w.contest.id, { entry: w.entries[entry]?.id ?? '', judge, dueOn });
const excuse = (w: ResultsWorld, entry: number) => excuseEntry(w.ports, w.organiser, w.contest.id, { entry: w.entries[entry]?.id ?? '', reason });
const committing = async (w: ResultsWorld) => commitRound(w.ports, w.organiser, { contest: w.contest.id, hash: await hashNow(w) });

async function spareJudge(w: ResultsWorld, fullName = 'Giám khảo Dự Bị') {
  const person = await makePerson(w.db, { fullName, unitId: await makeUnit(w.db, { name: `Viện ${fullName}` }) });
  const [id, at] = [newId(), '2026-11-21T00:00:00.000Z'];
  await w.db.insertInto('judge').values({ id, contest_id: w.contest.id, user_id: person.id, max_reviews: 5, invited_by: w.organiser.id, invited_at: at, accepted_at: at, declared_at: at }).execute();
  return { id, person };
}

describe('a review that is added', () => {
  it('goes under the entry’s label to a judge who may see it; she is told, the log says why, and the round waits for her', async () => {
    await using w = await resultsWorld({ sheets: oneShort });
    const spare = await spareJudge(w);
    expect(await short(w)).toEqual([[w.entries[1]?.number, 'SHORT']]);
    expect((await needs(w))[0]?.judges).toEqual([{ id: spare.id, fullName: 'Giám khảo Dự Bị', load: 0, maxReviews: 5 }]);
    expect(await add(w, 1, spare.id)).toEqual({ ok: true, number: w.entries[1]?.number });
    const rows = await w.db.selectFrom('review_assignment').select(['judge_id', 'label', 'due_at']).where('entry_id', '=', w.entries[1]?.id ?? '').execute();
    expect(rows.filter(({ judge_id }) => judge_id === spare.id)).toEqual([{ judge_id: spare.id, label: rows[0]?.label, due_at: null }]);
    expect((await w.db.selectFrom('message_recipient').select('user_id').execute()).map(({ user_id }) => user_id)).toEqual([spare.person.id]);
    expect(await w.db.selectFrom('audit_event').select(['action', 'details']).execute()).toEqual([{ action: 'review.add', details: expect.stringContaining('SHORT') as string }]);
    expect(await short(w)).toEqual([]);
    expect(refusals(await committing(w))).toContain('Chưa khoá hết phiếu');
    expect(refusals(await add(w, 1, spare.id))).toContain('không còn cần');
  });

  it('never goes to a tie, to somebody who has or had the entry, to one who is full, or to nobody', async () => {
    await using w = await resultsWorld({ sheets: oneShort });
    const [tied, full, free] = [await spareJudge(w, 'Có Quan Hệ'), await spareJudge(w, 'Đã Đủ Bài'), await spareJudge(w, 'Còn Rảnh')];
    await pinByOrganiser(w.ports, w.organiser, w.contest.id, { judgeId: tied.id, entryId: w.entries[1]?.id ?? '', reason: 'Cùng viết một bài báo' });
    await w.db.updateTable('judge').set({ max_reviews: 1 }).where('id', '=', full.id).execute();
    await w.db.insertInto('review_assignment').values({ id: 'filled', round_id: w.round, judge_id: full.id, entry_id: w.entries[0]?.id ?? '', label: 'z', assigned_at: '2026-11-22T00:00:00.000Z' }).execute();
    for (const judge of [tied.id, full.id, w.judges[2]?.id ?? '', w.judges[0]?.id ?? '', 'khong-co', '']) expect(refusals(await add(w, 1, judge))).toMatch(/^judge: /);
    expect((await needs(w))[0]?.judges.map(({ id }) => id)).toEqual([free.id]);
  });

  it('makes up for one that was given to nobody, and for an entry that lost all', async () => {
    await using w = await resultsWorld({ sheets: [[9, 9, 9], [6, 6, 6], [1, 1, 1]], unlocked: [3, 4, 5] });
    for (const row of await w.db.selectFrom('review_assignment').select('id').where('entry_id', '=', w.entries[1]?.id ?? '').execute()) expect(await releaseReview(w.ports, w.organiser, w.contest.id, { assignmentId: row.id, reason: 'Ốm', to: null })).toMatchObject({ ok: true });
    expect((await needs(w)).map(({ number, have }) => [number, have])).toEqual([[w.entries[1]?.number, 0]]);
    expect(refusals(await committing(w))).toContain(w.entries[1]?.number);
    expect(await add(w, 1, (await spareJudge(w)).id)).toMatchObject({ ok: true });
  });

  it('links juries that share no entry', async () => {
    await using w = await resultsWorld({ sheets: [[9, 8, 9, null, null], [8, 7, 9, null, null], [null, null, null, 5, 4]] });
    expect(await short(w)).toEqual([[w.entries[2]?.number, 'SHORT UNLINKED']]);
    const [first] = (await needs(w))[0]?.judges ?? [];
    expect(w.judges.slice(0, 3).map(({ id }) => id)).toContain(first?.id);
    expect(refusals(await committing(w))).toContain('so sánh');
    expect(await add(w, 2, first?.id ?? '')).toMatchObject({ ok: true });
    expect(await short(w)).toEqual([]);
  });

  it('is offered near the border of the prizes by numbers alone: no place, no points, and only while all sheets are locked', async () => {
    await using w = await resultsWorld({ sheets: [[1, 2, 1], [8, 7, 9], [8, 8, 8], [9, 8, 9]] });
    const spare = await spareJudge(w);
    const near = (await short(w)).filter(([, own]) => own === 'CUT').map(([number]) => number);
    expect(near.length).toBeGreaterThan(1);
    expect(near).toEqual(near.toSorted());
    const answer = await w.ask(more.loader, w.organiser);
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.body)).not.toMatch(/"(rank|score|se|low|high|cut|means|leniency)"/);
    const at = w.entries.findIndex(({ number }) => number === near[0]);
    expect(await add(w, at, spare.id)).toMatchObject({ ok: true });
    expect(await short(w)).toEqual([]);
  });

  it('has a day of its own once judging has ended, and is scored until then', async () => {
    await using w = await resultsWorld({ sheets: oneShort, moments: { SCORING_ENDS: '2026-11-22T16:59:59.000Z' } });
    const spare = await spareJudge(w);
    for (const day of [null, '2026-11-22']) expect(refusals(await add(w, 1, spare.id, day))).toMatch(/^dueOn: /);
    expect(await add(w, 1, spare.id, '2026-11-24')).toMatchObject({ ok: true });
    const [review] = (await listOwnContests(w.db, spare.person.id))[0]?.reviews ?? [];
    expect(review?.dueAt).toBe('2026-11-24T16:59:59.000Z');
    const sheet = { deed: 'save' as const, revision: 0, comment: 'Bài tốt, rõ ràng.', note: '', confidence: 3, abstainReason: '', typed: {} };
    expect(await writeScoreSheet(w.ports, spare.person, review?.id ?? '', sheet)).toMatchObject({ ok: true });
    w.clock.set('2026-11-25T00:00:00.000Z');
    expect(refusals(await writeScoreSheet(w.ports, spare.person, review?.id ?? '', { ...sheet, revision: 1 }))).toMatch(/^form: /);
    expect(refusals(await releaseReview(w.ports, w.organiser, w.contest.id, { assignmentId: review?.id ?? '', reason: 'Quá hạn', to: w.judges[0]?.id ?? '' }))).toMatch(/^to: .*hạn riêng/);
  });

  it('comes too late after the commitment, also for the database', async () => {
    await using w = await resultsWorld({ sheets: oneShort });
    const spare = await spareJudge(w);
    await commit(w);
    expect(refusals(await add(w, 1, spare.id))).toContain('niêm phong');
    expect(refusals(await excuse(w, 1))).toContain('niêm phong');
    await expect(w.db.insertInto('review_assignment').values({ id: 'late', round_id: w.round, judge_id: spare.id, entry_id: w.entries[1]?.id ?? '', label: 'z', assigned_at: '2026-11-23T00:00:00.000Z' }).execute()).rejects.toThrow('a committed round takes no further review');
    await expect(w.db.updateTable('review_excuse').set({ reason: 'một lý do khác hẳn' }).execute()).rejects.toThrow('does not change once its round is committed');
    expect(await short(w)).toEqual([]);
  });

  it('belongs to organisers who neither judge nor have entered', async () => {
    await using w = await resultsWorld({ sheets: oneShort });
    for (const other of [w.publisher, w.auditor]) {
      await expect(addReview(w.ports, other, w.contest.id, { entry: '', judge: '', dueOn: null })).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(excuseEntry(w.ports, other, w.contest.id, { entry: '', reason })).rejects.toMatchObject({ kind: 'forbidden' });
      expect((await w.ask(more.loader, other)).status).toBe(403);
    }
    await w.db.updateTable('entry').set({ owner_id: w.organiser.id }).where('id', '=', w.entries[2]?.id ?? '').execute();
    expect(refusals(await add(w, 1, ''))).toContain('có bài trong cuộc thi');
    expect((await w.ask(more.loader, w.organiser)).status).toBe(403);
  });
});

describe('an entry with too few scores', () => {
  it('keeps the round from its commitment until somebody gives the reason, which the minutes then state', async () => {
    await using w = await resultsWorld({ sheets: oneShort });
    expect(refusals(await committing(w))).toContain(`ít hơn 3 phiếu đã khoá: ${w.entries[1]?.number}`);
    expect(refusals(await excuse(w, 0))).toContain('không còn cần');
    expect(await excuse(w, 1)).toMatchObject({ ok: true });
    expect((await needs(w))[0]?.excuse).toBe(reason);
    expect(await committing(w)).toEqual({ ok: true });
    expect((await readMinutes(w.db, w.organiser, w.contest.id)).thin).toEqual([{ number: w.entries[1]?.number, count: 2, reason }]);
  });

  it('says nothing of entries that are gone', async () => {
    await using w = await resultsWorld({ sheets: oneShort });
    await w.db.updateTable('entry').set({ withdrawn_at: '2026-11-22T04:00:00.000Z' }).where('id', '=', w.entries[1]?.id ?? '').execute();
    expect(await short(w)).toEqual([]);
    expect(await committing(w)).toEqual({ ok: true });
  });

  it('is excused at the page, with a reason of some words', async () => {
    await using w = await resultsWorld({ sheets: oneShort });
    const form = { deed: 'excuse', entry: w.entries[1]?.id ?? '' };
    expect(await w.ask(more.action, w.organiser, {}, { ...form, reason: 'ngắn' })).toMatchObject({ status: 422, body: { values: form } });
    expect((await w.ask(more.action, w.organiser, {}, { ...form, reason })).status).toBe(303);
    expect((await w.ask(more.action, w.organiser, {}, { deed: 'add', entry: form.entry, judge: 'khong-co' })).status).toBe(422);
  });
});
