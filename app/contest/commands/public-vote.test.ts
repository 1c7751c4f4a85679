import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusals } from '../../../tests/world/campaigns.ts';
import { resultsHash } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { makeOutsider } from '../../../tests/world/contests.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { vote, voteCloses, voteWorld } from '../../../tests/world/public-vote.ts';
import { roles, type Actor } from '../../people/actor.ts';
import { getContestHead } from '../queries/contest-round.server.ts';
import { findPublication } from '../queries/publications.server.ts';
import { readVoteDesk, readVotePage } from '../queries/vote.server.ts';
import { answerAppeal, raiseAppeal } from './appeal.server.ts';
import { decidePrize } from './decide-prize.server.ts';
import { setGalleryConsent } from './gallery-consent.server.ts';
import { closeVote, openVote } from './public-vote.server.ts';
import { publishResults } from './publish-results.server.ts';
import { withdrawResults } from './withdraw-results.server.ts';

const opening = (w: ResultsWorld, closesAt = voteCloses, as = w.organiser) => openVote(w.ports, as, { contest: w.contest.id, closesAt });
const counts = async (w: ResultsWorld) => (await w.db.selectFrom('vote_candidate').select('votes').orderBy('position').execute()).map(({ votes }) => votes);
const pageAt = (w: ResultsWorld, at: string) => readVotePage(w.db, w.contest.slug, at);
const desk = async (w: ResultsWorld, at: string) => readVoteDesk(w.db, await getContestHead(w.db, w.contest.id), at);
const now = (w: ResultsWorld) => w.clock.now().toISOString();

/** Every table with every row, as somebody with the database would read it. */
async function dump({ db }: ResultsWorld): Promise<Map<string, Record<string, unknown>[]>> {
  const tables = await sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`.execute(db);
  const all = new Map<string, Record<string, unknown>[]>();
  for (const { name } of tables.rows) all.set(name, (await sql<Record<string, unknown>>`select * from ${sql.ref(name)}`.execute(db)).rows);
  return all;
}
const changedTables = (before: Awaited<ReturnType<typeof dump>>, after: Awaited<ReturnType<typeof dump>>) => [...after].filter(([name, rows]) => JSON.stringify(rows) !== JSON.stringify(before.get(name))).map(([name]) => name).toSorted();

describe('opening a vote', () => {
  it('is for organisers, once, over results that are public and at least two winners who may be shown', async () => {
    await using few = await voteWorld({ isOpened: false, consents: 1 });
    expect(refusals(await opening(few))).toContain('ít nhất 2 bài');
    await using w = await voteWorld({ isOpened: false });
    for (const role of roles.filter((one) => one !== 'CONTEST_ORGANISER')) await expect(opening(w, voteCloses, await w.person(role))).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await opening(w)).toEqual({ ok: true });
    expect(refusals(await opening(w))).toContain('đã được mở');
    expect(await counts(w)).toEqual([0, 0]);
    expect(await w.db.selectFrom('job').select(['name', 'run_at']).where('name', '=', 'contest.close-vote').execute()).toEqual([{ name: 'contest.close-vote', run_at: '2026-12-01T17:00:00.000Z' }]);
  });

  it('is not to be had in a contest that was announced without one', async () => {
    await using w = await voteWorld({ isOpened: false, publicVote: 'NONE' });
    expect(refusals(await opening(w))).toContain('không có bình chọn');
    expect(await desk(w, now(w))).toMatchObject({ isPlanned: false, page: { state: 'NONE' } });
  });

  it.each([['in the past', '2026-11-22T00:00:00.000Z'], ['within the day', '2026-11-23T12:00:00.000Z'], ['after two months', '2027-01-23T00:00:00.000Z']])('does not end %s', async (_when, closesAt) => {
    await using w = await voteWorld({ isOpened: false });
    expect(refusals(await opening(w, closesAt))).toContain('kéo dài từ 1 đến 60 ngày');
    expect(await w.db.selectFrom('public_vote').select('contest_id').execute()).toEqual([]);
  });
});

describe('a vote', () => {
  let w: ResultsWorld;
  let outsider: Actor;
  beforeAll(async () => {
    w = await voteWorld();
    outsider = await makeOutsider(w.db);
  });
  afterAll(() => w[Symbol.asyncDispose]());

  it('is one for each person, whether official or from outside; a second one is refused in words and counted as such', async () => {
    expect(await vote(w, outsider, 1)).toEqual({ ok: true });
    expect(await vote(w, w.auditor, 0)).toEqual({ ok: true });
    for (const at of [0, 1]) expect(refusals(await vote(w, outsider, at))).toContain('Mỗi người bình chọn một lần');
    expect(await counts(w)).toEqual([1, 1]);
    const twice = await makeOutsider(w.db);
    const outcomes = await Promise.all([vote(w, twice, 0), vote(w, twice, 1), vote(w, twice, 0)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await counts(w)).reduce((sum, one) => sum + one)).toBe(3);
  });

  it('is for people: not for an address that nobody has verified, nor for an account that is erased or stands for a machine', async () => {
    const [unverified, erased] = [await makeOutsider(w.db), await makeOutsider(w.db)];
    await w.db.updateTable('external_account').set({ verified_at: null }).where('user_id', '=', unverified.id).execute();
    await w.db.updateTable('external_account').set({ erased_at: '2026-11-23T00:00:00.000Z' }).where('user_id', '=', erased.id).execute();
    for (const who of [unverified, erased, { ...(await makePerson(w.db)), accountKind: 'TECHNICAL' as const }]) expect(refusals(await vote(w, who))).toContain('tài khoản đã xác minh');
    expect((await counts(w)).reduce((sum, one) => sum + one)).toBe(3);
  });

  it('is for an entry that stands in it and may still be shown', async () => {
    const voter = await makePerson(w.db);
    for (const at of [2, 3, 99]) expect(refusals(await vote(w, voter, at))).toContain('Chọn một bài trong danh sách');
    await setGalleryConsent(w.ports, w.entries[1]?.owner ?? w.auditor, { entry: w.entries[1]?.id ?? '', isGiven: false });
    expect(refusals(await vote(w, voter, 1))).toContain('Chọn một bài trong danh sách');
    await setGalleryConsent(w.ports, w.entries[1]?.owner ?? w.auditor, { entry: w.entries[1]?.id ?? '', isGiven: true });
    expect(await vote(w, voter, 1)).toEqual({ ok: true });
  });

  it('while it is open nobody is told a number, at the desk neither', async () => {
    for (const seen of [await pageAt(w, now(w)), await desk(w, now(w))]) expect(JSON.stringify(seen)).not.toMatch(/"votes"|"counted"|"voters"|"turnout"|"rank"/);
  });

  it('leaves nothing that joins the voter with her choice: no row holds both, no row a time, and the choice moves no table that knows her', async () => {
    const before = await dump(w);
    const voter = await makeOutsider(w.db);
    const made = await dump(w);
    expect(await vote(w, voter, 0, '198.51.100.9')).toEqual({ ok: true });
    const after = await dump(w);
    expect(changedTables(made, after)).toEqual(['vote_address', 'vote_candidate', 'vote_roll', 'vote_turnout']);
    expect(changedTables(before, made)).not.toContain('vote_roll');
    const votes = JSON.stringify([...after].filter(([name]) => name.startsWith('vote_')));
    for (const trace of [voter.id, voter.email, '198.51.100.9', now(w)]) expect(votes).not.toContain(trace);
    // Neither table keeps an order of arrival: both are stored by their keys, and have no row id to read it from.
    for (const table of ['vote_roll', 'vote_candidate', 'vote_turnout', 'vote_address']) await expect(sql`select rowid from ${sql.ref(table)}`.execute(w.db)).rejects.toThrow('no such column: rowid');
    const marks = after.get('vote_roll')?.map(({ mark }) => String(mark)) ?? [];
    expect(marks).toEqual(marks.toSorted((a, b) => (a < b ? -1 : 1)));
    expect(after.get('audit_event')).toEqual(made.get('audit_event'));
  });

  it('whichever entry is chosen, everything but its count looks the same', async () => {
    await using one = await voteWorld();
    await using other = await voteWorld();
    for (const [world, at] of [[one, 0], [other, 1]] as const) await vote(world, world.auditor, at);
    const shape = async (world: ResultsWorld) => [...(await dump(world))].filter(([name]) => name.startsWith('vote_')).map(([name, rows]) => [name, rows.length]);
    expect(await shape(one)).toEqual(await shape(other));
  });

  it('the database counts one by one, and never more than there are voters', async () => {
    await expect(w.db.updateTable('vote_candidate').set((set) => ({ votes: set('votes', '+', 5) })).execute()).rejects.toThrow('votes are counted one by one');
    await expect(w.db.updateTable('vote_candidate').set((set) => ({ votes: set('votes', '+', 1) })).where('entry_id', '=', w.entries[0]?.id ?? '').execute()).rejects.toThrow('a vote without a voter');
    await expect(w.db.deleteFrom('vote_candidate').execute()).rejects.toThrow('a candidate is kept');
  });
});

describe('the end of a vote', () => {
  it('comes after the announced second, which still counts; then the numbers are public and no vote is taken', async () => {
    await using w = await voteWorld();
    w.clock.set('2026-12-01T16:59:59.999Z');
    expect(await vote(w, await makeOutsider(w.db), 1)).toEqual({ ok: true });
    expect((await pageAt(w, now(w))).counts).toBeNull();
    expect(await closeVote(w.ports, w.contest.id)).toBe(false);
    w.clock.set('2026-12-01T17:00:00.000Z');
    expect(refusals(await vote(w, await makeOutsider(w.db), 0))).toContain('đã kết thúc');
    const { counts: counted } = await pageAt(w, now(w));
    expect(counted?.map(({ entryId, votes, rank }) => [entryId, votes, rank])).toEqual([[w.entries[1]?.id, 1, 1], [w.entries[0]?.id, 0, 2]]);
    // Before and after the job has run the report is the same.
    const live = (await desk(w, now(w))).report;
    expect(await closeVote(w.ports, w.contest.id)).toBe(true);
    expect((await desk(w, now(w))).report).toEqual(live);
    expect(live).toMatchObject({ voters: 1, counted: 1, turnout: [{ day: '2026-12-01', kind: 'OUTSIDE', votes: 1 }], addresses: { count: 1, busiest: 1 }, refused: { CLOSED: 1 }, anomalies: [] });
  });

  it('destroys the roll with its key: who has voted is known to nobody any more; it ends once and is not opened again', async () => {
    await using w = await voteWorld();
    const voter = await makeOutsider(w.db);
    await vote(w, voter, 0);
    w.clock.set('2026-12-02T00:00:00.000Z');
    expect(await closeVote(w.ports, w.contest.id)).toBe(true);
    expect(await closeVote(w.ports, w.contest.id)).toBe(false);
    expect(await closeVote(w.ports, 'khong-co')).toBe(false);
    expect([await w.db.selectFrom('vote_roll').selectAll().execute(), await w.db.selectFrom('vote_address').selectAll().execute(), (await w.db.selectFrom('public_vote').select('roll_key').executeTakeFirst())?.roll_key]).toEqual([[], [], null]);
    expect(refusals(await vote(w, voter, 0))).toContain('đã kết thúc');
    expect(refusals(await opening(w))).toContain('đã được mở');
    await expect(w.db.insertInto('vote_roll').values({ contest_id: w.contest.id, mark: 'x' }).execute()).rejects.toThrow('the vote is closed');
    await expect(w.db.updateTable('public_vote').set({ closes_at: '2027-01-01T00:00:00.000Z' }).execute()).rejects.toThrow('a closed vote does not change');
  });

  it('decides nothing: the results are to the letter what they were', async () => {
    await using w = await voteWorld();
    const before = await findPublication(w.db, w.contest.id);
    for (let at = 0; at < 5; at += 1) await vote(w, await makeOutsider(w.db), 1);
    w.clock.set('2026-12-02T00:00:00.000Z');
    await closeVote(w.ports, w.contest.id);
    expect(await findPublication(w.db, w.contest.id)).toEqual(before);
  });
});

it('a vote rests while its results are taken back, and the report tells new accounts from those before', async () => {
  await using w = await voteWorld();
  const young = await makeOutsider(w.db);
  await w.db.updateTable('external_account').set({ registered_at: now(w) }).where('user_id', '=', young.id).execute();
  expect(await vote(w, young, 0)).toEqual({ ok: true });
  expect((await w.db.selectFrom('vote_turnout').select('kind').execute()).map(({ kind }) => kind)).toEqual(['NEW']);
  await raiseAppeal(w.ports, w.entries[2]?.owner ?? w.auditor, { entry: w.entries[2]?.id ?? '', words: 'Đề nghị xem lại điểm.' });
  const { id } = await w.db.selectFrom('result_appeal').select('id').executeTakeFirstOrThrow();
  await answerAppeal(w.ports, w.organiser, { contest: w.contest.id, appeal: id, outcome: 'UPHELD', answer: 'Khiếu nại đúng.' });
  await withdrawResults(w.ports, w.publisher, { contest: w.contest.id, version: 1, reason: 'Một tệp chưa được chấm.' });
  expect((await pageAt(w, now(w))).state).toBe('RESTING');
  expect(refusals(await vote(w, await makeOutsider(w.db), 0))).toContain('tạm dừng');
  expect(await counts(w)).toEqual([1, 0]);
  // Its time runs out meanwhile: what it came to would order winners who are none now.
  w.clock.set('2026-12-02T00:00:00.000Z');
  expect(await closeVote(w.ports, w.contest.id)).toBe(true);
  for (const seen of [await pageAt(w, now(w)), (await desk(w, now(w))).page]) expect([seen.state, seen.counts]).toEqual(['RESTING', null]);
  expect((await desk(w, now(w))).report).toBeNull();
  expect(await publishResults(w.ports, w.publisher, { contest: w.contest.id, hash: await resultsHash(w), minutes: 'Hội đồng họp lại và thống nhất.' })).toEqual({ ok: true });
  expect((await pageAt(w, now(w))).counts?.map(({ votes }) => votes)).toEqual([1, 0]);
  expect((await desk(w, now(w))).report?.voters).toBe(1);
});

it('the desk of a contest that is not public yet has a page of its vote, too', async () => {
  await using w = await resultsWorld({ publishedAt: null });
  expect(await desk(w, now(w))).toEqual({ page: { state: 'NONE', closesAt: null, candidates: [], counts: null }, votable: 0, isPlanned: true, report: null });
});

it('takes no vote for an entry whose prize was taken back, while what it had stays counted', async () => {
  await using w = await voteWorld();
  await vote(w, await makeOutsider(w.db), 1);
  await raiseAppeal(w.ports, w.entries[2]?.owner ?? w.auditor, { entry: w.entries[2]?.id ?? '', words: 'Đề nghị xem lại điểm.' });
  const { id } = await w.db.selectFrom('result_appeal').select('id').executeTakeFirstOrThrow();
  await answerAppeal(w.ports, w.organiser, { contest: w.contest.id, appeal: id, outcome: 'UPHELD', answer: 'Khiếu nại đúng.' });
  await withdrawResults(w.ports, w.publisher, { contest: w.contest.id, version: 1, reason: 'Một tệp chưa được chấm.' });
  const decision = await w.db.selectFrom('contest_decision').select('id').where('entry_id', '=', w.entries[1]?.id ?? '').executeTakeFirstOrThrow();
  expect(await decidePrize(w.ports, w.organiser, { contest: w.contest.id, entry: w.entries[1]?.id ?? '', verdict: { kind: 'NONE' }, reason: 'Trùng với sáng kiến đã công nhận.', was: decision.id })).toEqual({ ok: true });
  expect(await publishResults(w.ports, w.publisher, { contest: w.contest.id, hash: await resultsHash(w), minutes: 'Hội đồng họp lại và thống nhất.' })).toEqual({ ok: true });
  expect((await pageAt(w, now(w))).candidates.map(({ shown }) => shown !== null)).toEqual([true, false]);
  expect(refusals(await vote(w, await makeOutsider(w.db), 1))).toContain('Chọn một bài trong danh sách');
  expect(await vote(w, await makeOutsider(w.db), 0)).toEqual({ ok: true });
  expect(await counts(w)).toEqual([1, 1]);
});
