import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusals } from '../../../tests/world/campaigns.ts';
import { compareAll, finalWorld, openPairs } from '../../../tests/world/contest-final.ts';
import { commit, excuseThin, hashNow } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { newId } from '../../platform/ids.ts';
import { listReviews } from '../queries/assignment.server.ts';
import { getContestHead, findRound } from '../queries/contest-round.server.ts';
import { readFinalDesk } from '../queries/final.server.ts';
import { isTied, overtakenBy } from '../queries/late-ties.server.ts';
import { readStanding } from '../queries/standing.server.ts';
import { answerInvitation } from './answer-invitation.server.ts';
import { commitRound } from './commit-round.server.ts';
import { releaseReview } from './confirm-assignment.server.ts';
import { releaseDuels } from './decide-duel.server.ts';
import { pinByOrganiser } from './invite-judge.server.ts';

const reviewOf = async ({ db, judges, entries }: ResultsWorld, judge: number, entry: number) => (await db.selectFrom('review_assignment').select('id').where('judge_id', '=', judges[judge]?.id ?? '').where('entry_id', '=', entries[entry]?.id ?? '').where('released_at', 'is', null).executeTakeFirstOrThrow()).id;
const pin = (w: ResultsWorld, judge: number, entry: number) => pinByOrganiser(w.ports, w.organiser, w.contest.id, { judgeId: w.judges[judge]?.id ?? '', entryId: w.entries[entry]?.id ?? '', reason: 'Cùng viết một bài báo' });
const release = async (w: ResultsWorld, judge: number, entry: number, to: string | null = null) => releaseReview(w.ports, w.organiser, w.contest.id, { assignmentId: await reviewOf(w, judge, entry), reason: 'Có quan hệ', to });
const committing = async (w: ResultsWorld) => commitRound(w.ports, w.organiser, { contest: w.contest.id, hash: await hashNow(w) });
const scoreOf = async (w: ResultsWorld, entry: number) => {
  const view = await readStanding(w.db, await getContestHead(w.db, w.contest.id));
  return view.state === 'READY' ? view.standing.lines.find((line) => line.entry === w.entries[entry]?.id) : undefined;
};
const roundOf = async (w: ResultsWorld) => (await findRound(w.db, w.contest.id)) ?? { id: '', kind: 'FINAL' as const };

describe('a tie that turns up after a sheet was locked', () => {
  it('keeps the round from being committed until the sheet is released, which then counts for nothing', async () => {
    await using w = await resultsWorld({ scoringMethod: 'RAW_MEAN' });
    const before = await scoreOf(w, 0);
    expect([before?.score, before?.sheets]).toEqual([90, 3]);
    expect(await pin(w, 2, 0)).toEqual({ ok: true });
    expect(await overtakenBy(w.db, await roundOf(w))).toEqual([w.judges[2]?.id]);
    expect(refusals(await committing(w))).toBe('form: 1 lượt chấm đã khoá là của giám khảo có xung đột lợi ích phát hiện sau đó. Vui lòng thu hồi các lượt này trước khi công bố mã cam kết.');
    expect(await release(w, 2, 0)).toEqual({ ok: true, isReplaced: false });
    const after = await scoreOf(w, 0);
    expect([after?.score, after?.sheets]).toEqual([85, 2]);
    expect(refusals(await committing(w))).toContain(w.entries[0]?.number);
    await excuseThin(w);
    expect(await committing(w)).toEqual({ ok: true });
  });

  it('is the same when the judge says so herself, at her seat', async () => {
    await using w = await resultsWorld();
    const { person, id } = w.judges[0] ?? { person: w.auditor, id: '' };
    await answerInvitation(w.ports, person, id, { deed: 'save', tracks: [], ties: ['Tác Giả Số 2', 'Tác Giả Số 3'], tiesReason: 'Bạn học' });
    expect(await overtakenBy(w.db, await roundOf(w))).toEqual([id, id]);
    expect(refusals(await committing(w))).toContain('2 lượt chấm');
    for (const entry of [1, 2]) expect(await release(w, 0, entry)).toMatchObject({ ok: true });
    expect(await overtakenBy(w.db, await roundOf(w))).toEqual([]);
  });

  it('gives the entry to another judge, whose sheet the round then waits for', async () => {
    await using w = await resultsWorld();
    const person = await makePerson(w.db, { unitId: await makeUnit(w.db, { name: 'Trường đại học' }) });
    const spare = newId();
    const at = '2026-11-21T00:00:00.000Z';
    await w.db.insertInto('judge').values({ id: spare, contest_id: w.contest.id, user_id: person.id, max_reviews: 5, invited_by: w.organiser.id, invited_at: at, accepted_at: at, declared_at: at }).execute();
    await pin(w, 1, 3);
    expect(await release(w, 1, 3, spare)).toEqual({ ok: true, isReplaced: true });
    expect(refusals(await committing(w))).toContain('Chưa khoá hết phiếu');
    expect((await w.db.selectFrom('message_recipient').select('user_id').execute()).map((row) => row.user_id)).toContain(person.id);
  });

  it('is shown at the desk, with the way to release it; without one a locked sheet stays', async () => {
    await using w = await resultsWorld();
    await pin(w, 0, 0);
    const rows = await listReviews(w.db, w.round);
    expect(rows.filter(({ isTied: tied }) => tied).map(({ judgeId, entryId }) => [judgeId, entryId])).toEqual([[w.judges[0]?.id, w.entries[0]?.id]]);
    expect(refusals(await release(w, 1, 0))).toContain('đã khoá điểm');
    expect(await isTied(w.db, w.judges[0]?.id ?? '', [w.entries[1]?.id ?? '', w.entries[0]?.id ?? ''])).toBe(true);
    expect(await isTied(w.db, w.judges[0]?.id ?? '', [w.entries[1]?.id ?? ''])).toBe(false);
  });

  it('moves nothing once the round is committed: what was published stays checkable', async () => {
    await using w = await resultsWorld();
    await commit(w);
    const before = await scoreOf(w, 0);
    await pin(w, 0, 0);
    expect(refusals(await release(w, 0, 0))).toContain('đã được niêm phong');
    await expect(w.db.updateTable('review_assignment').set({ released_at: '2026-11-23T00:00:00.000Z' }).where('id', '=', await reviewOf(w, 0, 0)).execute()).rejects.toThrow('a review with a locked sheet does not change');
    expect(await scoreOf(w, 0)).toEqual(before);
  });

  it('lets an abstention be, which gives no points', async () => {
    await using w = await resultsWorld({ sheets: [[9, 8, 'x'], [7, 7, 7]] });
    await pin(w, 2, 0);
    expect(await overtakenBy(w.db, await roundOf(w))).toEqual([]);
    await excuseThin(w);
    expect(await committing(w)).toEqual({ ok: true });
  });

  it('lets the database change nothing but the release', async () => {
    await using w = await resultsWorld();
    await pin(w, 0, 0);
    const id = await reviewOf(w, 0, 0);
    for (const set of [{ judge_id: w.judges[1]?.id ?? '' }, { entry_id: w.entries[1]?.id ?? '' }, { label: 'khác' }, { assigned_at: '2026-01-01T00:00:00.000Z' }]) {
      await expect(w.db.updateTable('review_assignment').set({ released_at: '2026-11-23T00:00:00.000Z', ...set }).where('id', '=', id).execute()).rejects.toThrow('a review with a locked sheet does not change');
    }
    expect(await release(w, 0, 0)).toMatchObject({ ok: true });
    await expect(w.db.updateTable('review_assignment').set({ released_reason: 'lý do khác' }).where('id', '=', id).execute()).rejects.toThrow('a review with a locked sheet does not change');
    await expect(w.db.updateTable('score').set({ value: 1 }).where('assignment_id', '=', id).execute()).rejects.toThrow('a locked score does not change');
  });
});

describe('a tie that turns up in the final', () => {
  let w: ResultsWorld;
  let tied: string;
  beforeAll(async () => {
    w = await finalWorld();
    tied = w.entries[0]?.id ?? '';
    await compareAll(w, w.entries.map(({ id }) => id));
    // Somebody else compares some pairs of hers as well: three judges meet in each.
    await pin(w, 0, 0);
  });
  afterAll(() => w[Symbol.asyncDispose]());
  const ofJudge = () => w.db.selectFrom('duel').select(['id', 'a_entry_id', 'b_entry_id', 'released_at', 'winner']).where('judge_id', '=', w.judges[0]?.id ?? '').execute();

  it('keeps the final from being committed, and is counted beside her name', async () => {
    expect(await openPairs(w)).toEqual([]);
    expect(await overtakenBy(w.db, await roundOf(w))).toHaveLength(7);
    expect(refusals(await committing(w))).toContain('7 lượt chấm');
    const { loads } = await readFinalDesk(w.db, w.organiser, w.contest.id);
    expect(loads.map(({ judge, overtaken }) => [judge, overtaken]).filter(([, count]) => count !== 0)).toEqual([[w.judges[0]?.id, 7]]);
  });

  it('lets the organiser take back these pairs and no other of hers', async () => {
    const other = await w.db.selectFrom('duel').select('id').where('judge_id', '=', w.judges[1]?.id ?? '').executeTakeFirstOrThrow();
    await expect(w.db.updateTable('duel').set({ released_at: '2026-11-23T00:00:00.000Z' }).where('id', '=', other.id).execute()).rejects.toThrow('a decided pair does not change');
    expect(refusals(await releaseDuels(w.ports, w.organiser, { contest: w.contest.id, judge: w.judges[1]?.id ?? '', reason: 'Không có lý do gì' }))).toContain('không có lượt nào thu hồi được');
    expect(await releaseDuels(w.ports, w.organiser, { contest: w.contest.id, judge: w.judges[0]?.id ?? '', reason: 'Có quan hệ với một bài' })).toEqual({ ok: true });
    const rows = await ofJudge();
    expect(rows.filter(({ released_at }) => released_at !== null).every(({ a_entry_id, b_entry_id }) => a_entry_id === tied || b_entry_id === tied)).toBe(true);
    expect([rows.length, rows.filter(({ released_at }) => released_at !== null).length, rows.every(({ winner }) => winner !== null)]).toEqual([28, 7, true]);
    expect(await committing(w)).toEqual({ ok: true });
  });

  it('moves nothing after the commitment of the final', async () => {
    await pin(w, 1, 1);
    expect(refusals(await releaseDuels(w.ports, w.organiser, { contest: w.contest.id, judge: w.judges[1]?.id ?? '', reason: 'Có quan hệ với một bài' }))).toContain('không có lượt nào thu hồi được');
    const duel = await w.db.selectFrom('duel').select('id').where('judge_id', '=', w.judges[1]?.id ?? '').executeTakeFirstOrThrow();
    await expect(w.db.updateTable('duel').set({ released_at: '2026-11-23T00:00:00.000Z' }).where('id', '=', duel.id).execute()).rejects.toThrow('a decided pair does not change');
  });
});

it('a pair that only tied judges compare does not hold the final up: without it the two would not be compared at all', async () => {
  await using w = await finalWorld();
  await compareAll(w, w.entries.map(({ id }) => id));
  for (const judge of [0, 1, 2]) await pin(w, judge, 0);
  expect(await overtakenBy(w.db, await roundOf(w))).toEqual([]);
  expect(refusals(await releaseDuels(w.ports, w.organiser, { contest: w.contest.id, judge: w.judges[0]?.id ?? '', reason: 'Có quan hệ với một bài' }))).toBe('');
  expect(await committing(w)).toEqual({ ok: true });
});
