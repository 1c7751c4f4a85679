import { describe, expect, it } from 'vitest';
import { judgingWorld, makeEntrant, makeEntry, makeJudge, type JudgingWorld } from '../../../tests/world/contest-judging.ts';
import { extendContest } from '../../../tests/world/contests.ts';
import { newId } from '../../platform/ids.ts';
import { remindContests } from './remind-contests.server.ts';

type Told = { what: string; to: string; vi: string; en: string };
async function told(w: JudgingWorld): Promise<Told[]> {
  const rows = await w.db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select(['m.source_id', 'm.content', 'r.user_id']).where('m.source_id', 'like', 'contest-remind:%').orderBy('m.id').execute();
  return rows.map((row) => {
    const words = JSON.parse(row.content) as Record<'vi' | 'en', { subject: string; body: string }>;
    return { what: row.source_id.split(':')[1] ?? '', to: row.user_id, vi: `${words.vi.subject}\n${words.vi.body}`, en: `${words.en.subject}\n${words.en.body}` };
  });
}
const ends = '2026-11-26T16:59:59.000Z';
const scoring = (more: object = {}) => judgingWorld({ entries: 3, judges: 2, contest: { moments: { SCORING_ENDS: ends } }, ...more });
async function giveOut(w: JudgingWorld, judge = 0): Promise<string[]> {
  const known = await w.db.selectFrom('review_round').select('id').executeTakeFirst();
  const round = known?.id ?? newId();
  if (!known) await w.db.insertInto('review_round').values({ id: round, contest_id: w.contest.id, kind: 'PRELIMINARY', seed: 1, assigned_by: w.organiser.id, assigned_at: '2026-11-22T00:00:00.000Z' }).execute();
  const rows = w.entries.map((entry, at) => ({ id: newId(), round_id: round, judge_id: w.judges[judge]?.id ?? '', entry_id: entry, label: `B${at}`, assigned_at: '2026-11-22T00:00:00.000Z' }));
  await w.db.insertInto('review_assignment').values(rows).execute();
  return rows.map(({ id }) => id);
}
const at = async (w: JudgingWorld, now: string) => {
  w.clock.set(now);
  return remindContests(w.ports);
};

describe('a judge is reminded', () => {
  it.each([
    ['2026-11-23T16:59:58.999Z', 0], ['2026-11-23T16:59:59.000Z', 1], ['2026-11-26T16:59:58.999Z', 1], ['2026-11-26T16:59:59.000Z', 0], ['2026-11-27T00:00:00.000Z', 0],
  ])('at %s: %i times', async (now, times) => {
    await using w = await scoring();
    await giveOut(w);
    expect(await at(w, now)).toBe(times);
  });

  it('once by all workers together', async () => {
    await using w = await scoring();
    await giveOut(w);
    await giveOut(w, 1);
    w.clock.set('2026-11-25T01:00:00.000Z');
    expect((await Promise.all([1, 2, 3, 4].map(() => remindContests(w.ports)))).toSorted()).toEqual([0, 0, 0, 2]);
    expect((await told(w)).map(({ to }) => to).toSorted()).toEqual(w.judges.map(({ person }) => person.id).toSorted());
  });

  it('of a later day of her own again, and only of what is open by then', async () => {
    await using w = await scoring();
    const [first = '', second = '', third = ''] = await giveOut(w);
    expect(await at(w, '2026-11-25T01:00:00.000Z')).toBe(1);
    await w.db.updateTable('review_assignment').set({ due_at: '2026-11-30T16:59:59.000Z' }).where('id', '=', third).execute();
    for (const id of [first, second]) await w.db.insertInto('score_sheet').values({ assignment_id: id, saved_at: '2026-11-25T02:00:00.000Z', locked_at: '2026-11-25T02:00:00.000Z' }).execute();
    expect(await at(w, '2026-11-27T01:00:00.000Z')).toBe(0);
    expect(await at(w, '2026-11-28T01:00:00.000Z')).toBe(1);
    const [early, late] = await told(w);
    expect([early?.vi, late?.vi]).toEqual([expect.stringContaining('Còn 3 bài'), expect.stringContaining('Còn 1 bài')]);
    expect(late?.vi).toContain('30/11/2026 23:59:59');
  });

  it('with the nearest of two ends, in both languages, by Vietnam’s time whatever the server’s', async () => {
    await using w = await scoring();
    const [first = ''] = await giveOut(w);
    await w.db.updateTable('review_assignment').set({ due_at: '2026-11-25T16:59:59.000Z' }).where('id', '=', first).execute();
    const ports = { ...w.ports, timeZone: 'America/New_York' };
    w.clock.set('2026-11-24T01:00:00.000Z');
    expect(await remindContests(ports)).toBe(1);
    const [notice] = await told(w);
    for (const words of [notice?.vi, notice?.en]) expect(words).toMatch(/25.*(11|Nov).*2026.*23:59:59/s);
    expect(notice?.vi).not.toBe(notice?.en);
    expect(`${notice?.vi}${notice?.en}`).not.toMatch(/undefined|NaN|\{count\}|\{until\}/);
  });

  it.each([
    ['was taken out', (w: JudgingWorld) => w.db.updateTable('judge').set({ removed_at: '2026-11-23T00:00:00.000Z' }).execute()],
    ['judges a contest that was closed', (w: JudgingWorld) => w.db.updateTable('contest').set({ closed_at: '2026-11-23T00:00:00.000Z' }).execute()],
    ['has given everything back', (w: JudgingWorld) => w.db.updateTable('review_assignment').set({ released_at: '2026-11-23T00:00:00.000Z' }).execute()],
    ['judges a contest without an end', (w: JudgingWorld) => w.db.deleteFrom('contest_moment').where('kind', '=', 'SCORING_ENDS').execute()],
  ])('never who %s', async (_what, change) => {
    await using w = await scoring();
    await giveOut(w);
    await change(w);
    expect(await at(w, '2026-11-25T01:00:00.000Z')).toBe(0);
  });

  it('a hostile title stays a title: nothing in it is a variable or a link of the message', async () => {
    await using w = await judgingWorld({ entries: 1, judges: 1, contest: { title: '{{cuoc_thi}} [x](https://evil.invalid) ${until}', moments: { SCORING_ENDS: ends } } });
    await giveOut(w);
    expect(await at(w, '2026-11-25T01:00:00.000Z')).toBe(1);
    expect((await told(w))[0]?.vi).not.toContain('evil.invalid');
  });
});

describe('whoever was invited is reminded', () => {
  it.each([['2026-11-24T02:59:59.999Z', 0], ['2026-11-24T03:00:00.000Z', 1], ['2027-06-01T00:00:00.000Z', 1]])('at %s: %i times', async (now, times) => {
    await using w = await judgingWorld({ entries: 0, judges: 0 });
    await makeJudge(w.db, w.contest, await w.staff(), { acceptedAt: null });
    expect(await at(w, now)).toBe(times);
    expect(await remindContests(w.ports)).toBe(0);
  });

  it('not once scores are sealed, the contest is closed, or she has answered either way', async () => {
    await using w = await judgingWorld({ entries: 1, judges: 1 });
    const id = await makeJudge(w.db, w.contest, await w.staff(), { acceptedAt: null });
    await giveOut(w);
    await w.db.updateTable('review_round').set({ commitment: 'x', committed_at: '2026-11-23T00:00:00.000Z' }).execute();
    expect(await at(w, '2026-11-24T03:00:00.000Z')).toBe(0);
    await using closed = await judgingWorld({ entries: 0, judges: 0, contest: { closedAt: '2026-11-23T00:00:00.000Z' } });
    await makeJudge(closed.db, closed.contest, await closed.staff(), { acceptedAt: null });
    expect(await at(closed, '2026-11-24T03:00:00.000Z')).toBe(0);
    expect(id).not.toBe('');
  });
});

describe('a team with a draft is reminded', () => {
  const draft = async (w: JudgingWorld) => makeEntry(w.db, w.contest, { owner: await makeEntrant(w.db), submittedAt: null, outcome: null });
  it.each([
    ['2026-12-29T16:59:58.999Z', 0, 0], ['2026-12-29T16:59:59.000Z', 0, 1], ['2026-12-31T16:59:58.999Z', 0, 1], ['2026-12-31T16:59:59.000Z', 0, 0],
    ['2026-12-29T16:59:59.000Z', 1, 0], ['2026-12-29T17:00:59.000Z', 1, 1], ['2026-12-31T16:59:59.000Z', 1, 1], ['2026-12-31T17:00:59.000Z', 1, 0],
  ])('at %s with %i minutes more: %i times', async (now, minutes, times) => {
    await using w = await judgingWorld({ takesEntries: true, entries: 0, judges: 0, contest: { graceSeconds: 3_600 } });
    await draft(w);
    if (minutes > 0) await extendContest(w.db, w.contest, minutes);
    expect(await at(w, now)).toBe(times);
  });

  it('once, also when the deadline moves behind the first reminder, and never of hidden grace', async () => {
    await using w = await judgingWorld({ takesEntries: true, entries: 0, judges: 0, contest: { graceSeconds: 3_600 } });
    await draft(w);
    expect(await at(w, '2026-12-30T01:00:00.000Z')).toBe(1);
    await extendContest(w.db, w.contest, 14_400);
    expect(await at(w, '2027-01-09T01:00:00.000Z')).toBe(0);
    expect((await told(w))[0]?.vi).toContain('31/12/2026 23:59:59');
  });

  it('not of a call that is not public, nor of an entry that was handed in, withdrawn or erased', async () => {
    await using w = await judgingWorld({ takesEntries: true, entries: 2, judges: 0 });
    const gone = await draft(w);
    await w.db.updateTable('entry').set({ withdrawn_at: '2026-11-30T00:00:00.000Z', erased_at: '2026-11-30T00:00:00.000Z' }).where('id', '=', gone).execute();
    expect(await at(w, '2026-12-30T01:00:00.000Z')).toBe(0);
    await using hidden = await judgingWorld({ takesEntries: true, entries: 0, judges: 0, contest: { publishedAt: null } });
    await draft(hidden);
    expect(await at(hidden, '2026-12-30T01:00:00.000Z')).toBe(0);
  });
});
