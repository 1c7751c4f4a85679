import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusals } from '../../../tests/world/campaigns.ts';
import { compareAll, finalWorld, openPairs, tenSheets } from '../../../tests/world/contest-final.ts';
import { commit, hashNow, open, resultsHash } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { roles } from '../../people/actor.ts';
import { getContestHead, listRounds } from '../queries/contest-round.server.ts';
import { readFinalDesk } from '../queries/final.server.ts';
import { duelProgress, getOwnDuel, readOwnDuel } from '../queries/own-duels.server.ts';
import { findPublication } from '../queries/publications.server.ts';
import { readStanding } from '../queries/standing.server.ts';
import { publicCommitmentFile, readVerification } from '../queries/verification.server.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { commitRound, unblindRound } from './commit-round.server.ts';
import { decideDuel, giveBackDuels, releaseDuels } from './decide-duel.server.ts';
import { decidePrize } from './decide-prize.server.ts';
import { removeJudge } from './invite-judge.server.ts';
import { openFinal } from './open-final.server.ts';
import { publishResults } from './publish-results.server.ts';

const idAt = (w: ResultsWorld, at: number) => w.entries[at]?.id ?? '';
const first = async (w: ResultsWorld) => (await openPairs(w))[0] ?? { id: '', judge: w.auditor, a: '', b: '' };
const opening = (w: ResultsWorld) => openFinal(w.ports, w.organiser, w.contest.id);
const standing = async (w: ResultsWorld) => readStanding(w.db, await getContestHead(w.db, w.contest.id));
const ready = async (w: ResultsWorld) => {
  const view = await standing(w);
  if (view.state !== 'READY') throw new Error(view.state);
  return view;
};

describe('opening a final', () => {
  it('is for designs that have one, after the commitment, while identities are closed, once', async () => {
    await using none = await resultsWorld({ sheets: tenSheets });
    expect(refusals(await opening(none))).toContain('không có chung kết');
    await using w = await resultsWorld({ sheets: tenSheets, finalists: 8 });
    expect(refusals(await opening(w))).toContain('mã cam kết trước');
    await commit(w);
    for (const role of roles.filter((one) => one !== 'CONTEST_ORGANISER')) await expect(openFinal(w.ports, await w.person(role), w.contest.id)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await opening(w)).toEqual({ ok: true, duels: 28 * 3 });
    expect(refusals(await opening(w))).toContain('đã được mở');
    expect((await listRounds(w.db, w.contest.id)).map(({ kind, assigned, locked }) => [kind, assigned, locked])).toEqual([['PRELIMINARY', 30, 30], ['FINAL', 84, 0]]);
  });

  it('is refused to an entrant, to a judge, and once identities are open', async () => {
    await using w = await finalWorld({ isOpened: false });
    await w.db.updateTable('entry').set({ owner_id: w.organiser.id }).where('id', '=', idAt(w, 9)).execute();
    expect(refusals(await opening(w))).toContain('có bài trong cuộc thi');
    await w.db.updateTable('entry').set({ owner_id: w.entries[8]?.owner.id ?? '' }).where('id', '=', idAt(w, 9)).execute();
    const judge = w.judges[0]?.person ?? w.auditor;
    await expect(openFinal(w.ports, { ...judge, grants: w.organiser.grants }, w.contest.id)).rejects.toMatchObject({ kind: 'forbidden' });
    await w.db.updateTable('review_round').set({ unblinded_at: '2026-11-23T00:00:00.000Z' }).execute();
    expect(refusals(await opening(w))).toContain('Danh tính đã mở');
    expect(await w.db.selectFrom('duel').select('id').execute()).toEqual([]);
  });

  it('takes whoever shares the last place, and is refused where that makes too many', async () => {
    const flat = Array.from({ length: 10 }, (_, at) => (at < 7 ? [9, 9, 9] : [5, 5, 5]));
    await using w = await finalWorld({ sheets: flat });
    expect((await w.db.selectFrom('finalist').select('entry_id').execute()).length).toBe(10);
    await using many = await finalWorld({ isOpened: false, sheets: Array.from({ length: 16 }, () => [7, 7, 7]) });
    expect(refusals(await opening(many))).toContain('quá nhiều bài đồng hạng');
    expect((await readFinalDesk(many.db, many.organiser, many.contest.id)).planned).toMatchObject({ finalists: null, duels: 0 });
  });

  it('needs somebody without a tie for each pair; judges with ties get none of those', async () => {
    await using w = await finalWorld({ isOpened: false });
    const pin = (judge: number, entry: number) => w.db.insertInto('conflict_of_interest').values({ id: `${judge}-${entry}`, judge_id: w.judges[judge]?.id ?? '', entry_id: idAt(w, entry), source: 'ORGANISER', reason: 'x', found_at: '2026-11-23T00:00:00.000Z' }).execute();
    await pin(0, 0);
    await pin(1, 1);
    await pin(2, 2);
    await pin(2, 0);
    // Nobody may compare the first with the second: one is tied to the one, one to the other, the third to the first.
    expect(refusals(await opening(w))).toContain('1 cặp không giám khảo nào');
    await w.db.updateTable('judge').set({ removed_at: '2026-11-23T00:00:00.000Z' }).execute();
    expect(refusals(await opening(w))).toContain('không có giám khảo');
  });

  it('the database holds that a final follows a committed round, of entries that are finalists', async () => {
    await using w = await resultsWorld({ sheets: tenSheets, finalists: 8 });
    const round = { id: 'f', contest_id: w.contest.id, kind: 'FINAL', seed: 1, assigned_by: w.organiser.id, assigned_at: '2026-11-23T00:00:00.000Z' };
    await expect(w.db.insertInto('review_round').values(round).execute()).rejects.toThrow('a final follows a committed round');
    await commit(w);
    await w.db.insertInto('review_round').values(round).execute();
    await expect(w.db.insertInto('duel').values({ id: 'd', round_id: 'f', judge_id: w.judges[0]?.id ?? '', a_entry_id: idAt(w, 0), b_entry_id: idAt(w, 1) }).execute()).rejects.toThrow('FOREIGN KEY');
    await expect(w.db.updateTable('contest').set({ finalists: 9 }).execute()).rejects.toThrow('the method does not change');
    await expect(w.db.updateTable('contest').set({ scoring_method: 'RAW_MEAN' }).execute()).rejects.toThrow('the method does not change');
    await expect(w.db.updateTable('contest').set({ title: 'Tên mới' }).execute()).resolves.toBeDefined();
  });
});

describe('before the final is over', () => {
  let w: ResultsWorld;
  beforeAll(async () => {
    w = await finalWorld({ isOpened: false });
  });
  afterAll(() => w[Symbol.asyncDispose]());

  it('nothing goes on without it: no identities, no decisions, no publication', async () => {
    expect((await ready(w)).awaitsFinal).toBe(true);
    expect(refusals(await unblindRound(w.ports, w.organiser, w.contest.id))).toContain('Tổ chức chung kết');
    expect(refusals(await decidePrize(w.ports, w.organiser, { contest: w.contest.id, entry: idAt(w, 0), verdict: { kind: 'NONE' }, reason: 'Không trao giải nào.', was: '' }))).toContain('Tổ chức chung kết');
    expect(refusals(await publishResults(w.ports, w.publisher, { contest: w.contest.id, hash: await resultsHash(w), minutes: 'Ban giám khảo thống nhất.' }))).toContain('Tổ chức chung kết');
  });

  it('and while it runs neither places nor choices are shown to anybody', async () => {
    await opening(w);
    const [one, two] = await openPairs(w);
    await decideDuel(w.ports, one?.judge ?? w.auditor, one?.id ?? '', { winner: 'A', reason: 'Lý do thầm lặng' });
    expect(await standing(w)).toMatchObject({ state: 'WAITING', round: { kind: 'FINAL', locked: 1, assigned: 84 } });
    for (const who of [w.organiser, w.publisher, w.auditor]) {
      const seen = JSON.stringify(await readFinalDesk(w.db, who, w.contest.id));
      for (const secret of ['strength', '"rank"', 'winner', 'thầm lặng']) expect(seen).not.toContain(secret);
      expect(w.judges.some(({ name }) => seen.includes(name))).toBe(who === w.organiser);
    }
    const [entry] = await w.db.selectFrom('audit_event').select(['details', 'action']).where('action', '=', 'duel.decide').execute();
    expect(entry?.details).toBe('{}');
    expect(refusals(await commitRound(w.ports, w.organiser, { contest: w.contest.id, hash: await hashNow(w) }))).toContain('Chưa khoá hết');
    expect(refusals(await unblindRound(w.ports, w.organiser, w.contest.id))).toContain('mã cam kết trước');
    expect(two).toBeDefined();
  });
});

describe('comparing', () => {
  let w: ResultsWorld;
  beforeAll(async () => {
    w = await finalWorld();
  });
  afterAll(() => w[Symbol.asyncDispose]());

  it('is for the judge of the pair alone, and a choice stands for ever', async () => {
    const { id, judge } = await first(w);
    for (const other of [...w.judges.map(({ person }) => person).filter((person) => person.id !== judge.id), w.organiser, w.entries[0]?.owner ?? w.auditor]) {
      await expect(decideDuel(w.ports, other, id, { winner: 'A', reason: '' })).rejects.toMatchObject({ kind: 'not-found' });
      await expect(readOwnDuel(w.db, other.id, id)).rejects.toMatchObject({ kind: 'not-found' });
    }
    expect(await decideDuel(w.ports, judge, id, { winner: 'DRAW', reason: 'Ngang nhau' })).toMatchObject({ ok: true, next: expect.any(String) });
    expect(refusals(await decideDuel(w.ports, judge, id, { winner: 'A', reason: '' }))).toContain('không sửa được');
    expect(refusals(await giveBackDuels(w.ports, judge, id, { side: 'a', reason: 'Đồng nghiệp cũ' }))).toContain('không sửa được');
    await expect(w.db.updateTable('duel').set({ winner: 'A' }).where('id', '=', id).execute()).rejects.toThrow('a decided pair does not change');
    await expect(w.db.deleteFrom('duel').where('id', '=', id).execute()).rejects.toThrow('a decided pair is kept');
  });

  it('shows masked words under labels that were drawn, and no id', async () => {
    const { id, judge } = await first(w);
    const seen = JSON.stringify(await readOwnDuel(w.db, judge.id, id));
    for (const { id: entry, number, owner } of w.entries) for (const secret of [entry, number, owner.id, owner.fullName]) expect(seen).not.toContain(secret);
    const labels = (await w.db.selectFrom('finalist').select('label').orderBy('label').execute()).map(({ label }) => label);
    expect(labels.join('')).toBe('ABCDEFGH');
  });

  it('of an entry with a tie is refused; the pairs go back, the tie is pinned and nothing of it comes again', async () => {
    const pair = await first(w);
    const judge = w.judges.find(({ person }) => person.id === pair.judge.id);
    const before = await duelProgress(w.db, judge?.id ?? '');
    expect(await giveBackDuels(w.ports, pair.judge, pair.id, { side: 'b', reason: 'Tôi nhận ra giải pháp này' })).toEqual({ ok: true });
    await expect(getOwnDuel(w.db, pair.judge.id, pair.id)).rejects.toMatchObject({ kind: 'not-found' });
    const after = await duelProgress(w.db, judge?.id ?? '');
    expect(before.count - after.count).toBeGreaterThanOrEqual(6);
    expect((await openPairs(w)).filter((one) => one.judge.id === pair.judge.id && [one.a, one.b].includes(pair.b))).toEqual([]);
    // A tie that data gives later keeps her from choosing, too.
    const next = (await openPairs(w)).find((one) => one.judge.id === pair.judge.id);
    await w.db.insertInto('conflict_of_interest').values({ id: 'late', judge_id: judge?.id ?? '', entry_id: next?.a ?? '', source: 'ORGANISATION', reason: 'SAME_UNIT', found_at: '2026-11-23T02:00:00.000Z' }).execute();
    expect(refusals(await decideDuel(w.ports, pair.judge, next?.id ?? '', { winner: 'A', reason: '' }))).toContain('xung đột lợi ích');
  });

  it('open pairs are taken from a judge only where somebody else compares them, and she keeps her seat until then', async () => {
    await using own = await finalWorld();
    const [one, two, three] = own.judges;
    const release = (judge: string, as = own.organiser) => releaseDuels(own.ports, as, { contest: own.contest.id, judge, reason: 'Giám khảo đi công tác' });
    await expect(release(one?.id ?? '', own.publisher)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(refusals(await removeJudge(own.ports, own.organiser, own.contest.id, { judgeId: two?.id ?? '', reason: 'Bận' }))).not.toBe('');
    expect(await release(one?.id ?? '')).toEqual({ ok: true });
    expect(refusals(await release(one?.id ?? ''))).toContain('không có lượt nào thu hồi được');
    expect(await release(two?.id ?? '')).toEqual({ ok: true });
    expect(refusals(await release(three?.id ?? ''))).toMatch(/\d+ cặp chỉ có giám khảo này so/);
    expect(refusals(await release('khong-co'))).toContain('không có lượt nào thu hồi được');
    expect(await removeJudge(own.ports, own.organiser, own.contest.id, { judgeId: two?.id ?? '', reason: 'Bận' })).toEqual({ ok: true });
  });
});

describe('the end of a final', () => {
  let w: ResultsWorld;
  let order: string[];
  beforeAll(async () => {
    w = await finalWorld();
    // The final turns the first round round.
    order = w.entries.slice(0, 8).toReversed().map(({ id }) => id);
    await compareAll(w, order);
  });
  afterAll(() => w[Symbol.asyncDispose]());

  it('puts finalists in the order of their pairs before all others, sealed until its own commitment', async () => {
    const sealed = await readFinalDesk(w.db, w.organiser, w.contest.id);
    expect([sealed.desk.view.state, sealed.isDetermined]).toEqual(['SEALED', null]);
    await commit(w);
    const view = await ready(w);
    expect(view.standing.lines.map(({ entry }) => entry)).toEqual([...order, idAt(w, 8), idAt(w, 9)]);
    expect(view.standing.lines.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(view.standing.lines.map(({ duels }) => duels !== undefined)).toEqual([...Array.from({ length: 8 }, () => true), false, false]);
    expect([view.standing.cut, view.awaitsFinal]).toEqual([null, false]);
    // Everybody lost to whoever stands before her: the pairs alone do not settle strengths, and the page says so.
    expect((await readFinalDesk(w.db, w.auditor, w.contest.id)).isDetermined).toBe(false);
  });

  it('opens identities only while both rounds are what their hashes say', async () => {
    await w.db.updateTable('review_round').set({ commitment: 'f'.repeat(64) }).where('kind', '=', 'PRELIMINARY').execute();
    expect(refusals(await unblindRound(w.ports, w.organiser, w.contest.id))).toContain('không còn khớp');
    const [preliminary] = await listRounds(w.db, w.contest.id);
    expect(preliminary?.commitment).toBe('f'.repeat(64));
  });

  it('is published with its strengths, and both files can be checked', async () => {
    await using own = await finalWorld();
    const ids = own.entries.slice(0, 8).map(({ id }) => id);
    await compareAll(own, ids);
    await commit(own);
    await open(own);
    for (const at of [0, 1]) expect(await decidePrize(own.ports, own.organiser, { contest: own.contest.id, entry: ids[at] ?? '', verdict: { kind: 'PRIZE', prize: own.contest.prizes[at] ?? '' }, reason: '', was: '' })).toEqual({ ok: true });
    expect(await publishResults(own.ports, own.publisher, { contest: own.contest.id, hash: await resultsHash(own), minutes: 'Ban giám khảo thống nhất.' })).toEqual({ ok: true });
    const publication = await findPublication(own.db, own.contest.id);
    expect(publication?.standing.map(({ duels }) => typeof duels?.strength)).toEqual([...Array.from({ length: 8 }, () => 'number'), 'undefined', 'undefined']);
    const { rounds } = await readVerification(own.db, own.contest.slug);
    expect(rounds.map(({ kind, unblindedAt }) => [kind, unblindedAt !== null])).toEqual([['PRELIMINARY', true], ['FINAL', true]]);
    for (const { kind, commitment } of rounds) expect(sha256(await publicCommitmentFile(own.db, own.ports.secret, own.contest.slug, kind))).toBe(commitment);
    const file = await publicCommitmentFile(own.db, own.ports.secret, own.contest.slug, 'FINAL');
    expect(file).toContain(rounds[0]?.commitment ?? 'none');
    for (const secret of [...own.judges.flatMap(({ id, name }) => [id, name]), ...ids]) expect(file).not.toContain(secret);
  });

  it('of a finalist who has gone gives her no place, and her pairs still tell about the others', async () => {
    await using own = await finalWorld();
    const ids = own.entries.slice(0, 8).map(({ id }) => id);
    await compareAll(own, ids);
    await own.db.updateTable('entry').set({ withdrawn_at: '2026-11-23T02:00:00.000Z' }).where('id', '=', ids[2] ?? '').execute();
    const view = await ready(own);
    expect(view.standing.lines.map(({ entry, rank }) => [entry, rank]).slice(0, 4)).toEqual([[ids[0], 1], [ids[1], 2], [ids[3], 3], [ids[4], 4]]);
    expect(view.standing.lines.slice(7).map(({ rank }) => rank)).toEqual([8, 9]);
  });
});

it('a design with a final that too few entries reached goes on without it', async () => {
  await using w = await resultsWorld({ finalists: 8 });
  await commit(w);
  expect((await ready(w)).awaitsFinal).toBe(false);
  expect(refusals(await opening(w))).toContain('quá ít bài');
  await open(w);
  expect(await decidePrize(w.ports, w.organiser, { contest: w.contest.id, entry: idAt(w, 0), verdict: { kind: 'PRIZE', prize: w.contest.prizes[0] ?? '' }, reason: '', was: '' })).toEqual({ ok: true });
});
