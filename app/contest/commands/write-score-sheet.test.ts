import { describe, expect, it } from 'vitest';
import { judgingWorld, makeEntrant, refusals, type JudgingWorld } from '../../../tests/world/contest-judging.ts';
import type { SheetForm } from '../forms/judging.ts';
import { findRound } from '../queries/contest-round.server.ts';
import { listOwnContests } from '../queries/own-reviews.server.ts';
import { eraseAccount } from './erase-account.server.ts';
import { giveBackTied, writeScoreSheet } from './write-score-sheet.server.ts';

async function deskWorld() {
  const w = await judgingWorld({ entries: 1, judges: 2 });
  const judge = w.judges[0];
  if (!judge) throw new Error('no judge');
  await w.db.insertInto('review_round').values({ id: 'r', contest_id: w.contest.id, kind: 'PRELIMINARY', seed: 1, assigned_by: w.organiser.id, assigned_at: '2026-11-22T00:00:00.000Z' }).execute();
  await w.db.insertInto('review_assignment').values({ id: 'a', round_id: 'r', judge_id: judge.id, entry_id: w.entries[0] ?? '', label: '01', assigned_at: '2026-11-22T00:00:00.000Z' }).execute();
  return Object.assign(w, { judge: judge.person });
}
const full = (w: JudgingWorld, more: Partial<SheetForm> = {}): SheetForm => ({ deed: 'lock', revision: 0, comment: 'Ý tưởng rõ, nên thêm số liệu.', note: '', confidence: 4, abstainReason: '', typed: Object.fromEntries(w.contest.criteria.flatMap((id) => [[`score-${id}`, '7,5'], [`reason-${id}`, 'Có căn cứ']])), ...more });
const stored = (w: JudgingWorld) => w.db.selectFrom('score').select(['value', 'reason']).execute();

describe('a score sheet', () => {
  it('is saved half done, goes on from another window only after a look, and is locked when whole', async () => {
    await using w = await deskWorld();
    const [first = ''] = w.contest.criteria;
    expect(await writeScoreSheet(w.ports, w.judge, 'a', full(w, { deed: 'save', comment: '', confidence: null, typed: { [`score-${first}`]: '6' } }))).toMatchObject({ ok: true, revision: 1 });
    expect(await stored(w)).toEqual([{ value: 6, reason: '' }]);
    expect(refusals(await writeScoreSheet(w.ports, w.judge, 'a', full(w, { deed: 'save' })))).toMatch(/cửa sổ khác/);
    expect(await writeScoreSheet(w.ports, w.judge, 'a', full(w, { revision: 1 }))).toMatchObject({ ok: true, label: '01' });
    expect(await stored(w)).toEqual([{ value: 7.5, reason: 'Có căn cứ' }, { value: 7.5, reason: 'Có căn cứ' }]);
    expect(refusals(await writeScoreSheet(w.ports, w.judge, 'a', full(w, { deed: 'save', revision: 2 })))).toMatch(/đã khoá/);
    await expect(w.db.updateTable('score').set({ value: 10 }).execute()).rejects.toThrow('a locked score does not change');
  });

  it('says everything that is missing before it is locked, and writes nothing then', async () => {
    await using w = await deskWorld();
    const [first = '', second = ''] = w.contest.criteria;
    const said = refusals(await writeScoreSheet(w.ports, w.judge, 'a', full(w, { comment: 'Tốt', confidence: null, typed: { [`score-${first}`]: '6' } })));
    expect(said.split('\n').map((line) => line.split(':')[0])).toEqual([`reason-${first}`, `score-${second}`, 'comment', 'confidence']);
    expect(await stored(w)).toEqual([]);
  });

  it.each(['11', '-1', '7,3', '1e1', 'bảy', '٧', '0x5', '7.5.5', '999999999999', '<b>7</b>', 'NaN'])('takes %j for no score', async (typed) => {
    await using w = await deskWorld();
    const [first = ''] = w.contest.criteria;
    expect(refusals(await writeScoreSheet(w.ports, w.judge, 'a', full(w, { deed: 'save', typed: { [`score-${first}`]: typed } })))).toMatch(new RegExp(`^score-${first}: Điểm là số từ 0 đến 10`));
  });

  it('leaves criteria of other contests alone', async () => {
    await using w = await deskWorld();
    await writeScoreSheet(w.ports, w.judge, 'a', full(w, { deed: 'save', typed: { 'score-cua-nguoi-khac': '9' } }));
    expect(await stored(w)).toEqual([]);
  });

  it('can be given up with a reason: locked without scores', async () => {
    await using w = await deskWorld();
    expect(refusals(await writeScoreSheet(w.ports, w.judge, 'a', full(w, { deed: 'abstain' })))).toMatch(/^abstainReason: /);
    expect((await writeScoreSheet(w.ports, w.judge, 'a', full(w, { deed: 'abstain', abstainReason: 'Ngoài chuyên môn' }))).ok).toBe(true);
    expect([await stored(w), await w.db.selectFrom('score_sheet').select(['abstained_reason', 'locked_at']).executeTakeFirst()]).toEqual([[], { abstained_reason: 'Ngoài chuyên môn', locked_at: '2026-11-23T01:00:00.000Z' }]);
  });

  it('is taken in the whole last second and not after it', async () => {
    await using w = await deskWorld();
    w.clock.set('2027-02-15T16:59:59.999Z');
    expect((await writeScoreSheet(w.ports, w.judge, 'a', full(w, { deed: 'save' }))).ok).toBe(true);
    w.clock.set('2027-02-15T17:00:00.000Z');
    expect(refusals(await writeScoreSheet(w.ports, w.judge, 'a', full(w, { revision: 1 })))).toMatch(/hết thời hạn/);
  });

  it('is the judge’s alone, and nobody’s once it was released', async () => {
    await using w = await deskWorld();
    for (const other of [w.organiser, w.judges[1]?.person ?? w.organiser]) await expect(writeScoreSheet(w.ports, other, 'a', full(w))).rejects.toMatchObject({ kind: 'not-found' });
    await w.db.updateTable('review_assignment').set({ released_at: '2026-11-23T00:00:00.000Z', released_reason: 'x' }).execute();
    await expect(writeScoreSheet(w.ports, w.judge, 'a', full(w))).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('cannot be locked once a tie is pinned, but given back', async () => {
    await using w = await deskWorld();
    await w.db.insertInto('conflict_of_interest').values({ id: 'c', judge_id: w.judges[0]?.id ?? '', entry_id: w.entries[0] ?? '', source: 'ENTRANT', reason: 'NAMED', found_at: '2026-11-23T00:00:00.000Z' }).execute();
    expect(refusals(await writeScoreSheet(w.ports, w.judge, 'a', full(w)))).toMatch(/trả bài/);
    expect(await stored(w)).toEqual([]);
    expect((await giveBackTied(w.ports, w.judge, 'a', 'Có quan hệ')).ok).toBe(true);
  });

  it('sent twice at once is locked once', async () => {
    await using w = await deskWorld();
    const both = await Promise.all([1, 2].map(() => writeScoreSheet(w.ports, w.judge, 'a', full(w))));
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(await stored(w)).toHaveLength(2);
  });
});

it('a judge who recognises the entrant gives the entry back for good', async () => {
  await using w = await deskWorld();
  expect(await giveBackTied(w.ports, w.judge, 'a', 'Từng hướng dẫn đội này')).toEqual({ ok: true });
  expect(await w.db.selectFrom('conflict_of_interest').select(['source', 'reason', 'entry_id']).execute()).toEqual([{ source: 'JUDGE', reason: 'Từng hướng dẫn đội này', entry_id: w.entries[0] }]);
  await expect(giveBackTied(w.ports, w.judge, 'a', 'lần nữa')).rejects.toMatchObject({ kind: 'not-found' });
});

describe('an entry that is erased while it is judged', () => {
  it('leaves the desks of those who have not locked, so that the round goes on; what is locked stays', async () => {
    await using w = await deskWorld();
    const [, second] = w.judges;
    const owner = await makeEntrant(w.db);
    await w.db.updateTable('entry').set({ owner_id: owner.id }).execute();
    await w.db.insertInto('review_assignment').values({ id: 'b', round_id: 'r', judge_id: second?.id ?? '', entry_id: w.entries[0] ?? '', label: '02', assigned_at: '2026-11-22T00:00:00.000Z' }).execute();
    await writeScoreSheet(w.ports, w.judge, 'a', full(w, { deed: 'save' }));
    expect(await writeScoreSheet(w.ports, second?.person ?? w.judge, 'b', full(w))).toMatchObject({ ok: true });
    expect(await eraseAccount(w.ports, owner)).toEqual({ ok: true });
    expect(await w.db.selectFrom('review_assignment').select(['id', 'released_reason']).orderBy('id').execute()).toEqual([{ id: 'a', released_reason: expect.stringContaining('đã xoá thông tin') }, { id: 'b', released_reason: null }]);
    expect((await listOwnContests(w.db, w.judge.id))[0]?.reviews).toEqual([]);
    expect(await findRound(w.db, w.contest.id)).toMatchObject({ assigned: 1, locked: 1 });
    await expect(writeScoreSheet(w.ports, w.judge, 'a', full(w, { revision: 1 }))).rejects.toMatchObject({ kind: 'not-found' });
  });
});
