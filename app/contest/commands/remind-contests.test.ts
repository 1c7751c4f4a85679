import { describe, expect, it } from 'vitest';
import { addMember, judgingWorld, makeEntrant, makeEntry, makeJudge, type JudgingWorld } from '../../../tests/world/contest-judging.ts';
import { extendContest } from '../../../tests/world/contests.ts';
import { newId } from '../../platform/ids.ts';
import { remindContests } from './remind-contests.server.ts';

const told = async (w: JudgingWorld) =>
  (await w.db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select(['m.source_id', 'm.content', 'r.user_id']).where('m.source_id', 'like', 'contest-remind:%').orderBy('m.id').execute()).map((row) => ({
    what: row.source_id.split(':')[1],
    to: row.user_id,
    body: (JSON.parse(row.content) as { vi: { subject: string; body: string } }).vi,
  }));

async function giveOut(w: JudgingWorld): Promise<string[]> {
  const round = newId();
  await w.db.insertInto('review_round').values({ id: round, contest_id: w.contest.id, kind: 'PRELIMINARY', seed: 1, assigned_by: w.organiser.id, assigned_at: '2026-11-22T00:00:00.000Z' }).execute();
  const reviews = w.entries.map((entry, at) => ({ id: `review-${at}`, round_id: round, judge_id: w.judges[0]?.id ?? '', entry_id: entry, label: `B${at}`, assigned_at: '2026-11-22T00:00:00.000Z' }));
  await w.db.insertInto('review_assignment').values(reviews).execute();
  return reviews.map(({ id }) => id);
}

describe('reminders of a contest', () => {
  it('reach a judge within three days of the end, once, with how many sheets are open', async () => {
    await using w = await judgingWorld({ entries: 3, judges: 2, contest: { moments: { SCORING_ENDS: '2026-11-26T16:59:59.000Z' } } });
    const [first = ''] = await giveOut(w);
    await w.db.insertInto('score_sheet').values({ assignment_id: first, saved_at: '2026-11-22T00:00:00.000Z', locked_at: '2026-11-22T00:00:00.000Z' }).execute();
    expect(await remindContests(w.ports)).toBe(0);
    w.clock.set('2026-11-24T01:05:00.000Z');
    expect([await remindContests(w.ports), await remindContests(w.ports)]).toEqual([1, 0]);
    w.clock.set('2026-11-25T01:05:00.000Z');
    expect(await remindContests(w.ports)).toBe(0);
    expect(await told(w)).toEqual([{ what: 'score', to: w.judges[0]?.person.id, body: { subject: 'Còn 2 bài dự thi chờ Anh/Chị chấm', body: expect.stringContaining('26/11/2026 23:59:59') as string } }]);
  });

  it('of a review with a day of its own follow that day', async () => {
    await using w = await judgingWorld({ entries: 1, judges: 1, contest: { moments: { SCORING_ENDS: '2026-11-20T16:59:59.000Z' } } });
    await giveOut(w);
    expect(await remindContests(w.ports)).toBe(0);
    await w.db.updateTable('review_assignment').set({ due_at: '2026-11-25T16:59:59.000Z' }).execute();
    expect(await remindContests(w.ports)).toBe(1);
  });

  it('leave alone whoever has locked, gave back, or judges what is committed', async () => {
    await using w = await judgingWorld({ entries: 2, judges: 1, contest: { moments: { SCORING_ENDS: '2026-11-24T16:59:59.000Z' } } });
    const [first = '', second = ''] = await giveOut(w);
    await w.db.insertInto('score_sheet').values({ assignment_id: first, saved_at: '2026-11-22T00:00:00.000Z', locked_at: '2026-11-22T00:00:00.000Z' }).execute();
    await w.db.updateTable('review_assignment').set({ released_at: '2026-11-22T00:00:00.000Z' }).where('id', '=', second).execute();
    expect(await remindContests(w.ports)).toBe(0);
    await w.db.updateTable('review_assignment').set({ released_at: null }).where('id', '=', second).execute();
    await w.db.updateTable('review_round').set({ commitment: 'x', committed_at: '2026-11-22T00:00:00.000Z' }).execute();
    expect(await remindContests(w.ports)).toBe(0);
  });

  it('reach somebody who was invited three days ago and said nothing', async () => {
    await using w = await judgingWorld({ entries: 0, judges: 0 });
    const [silent, answered] = [await w.staff(), await w.staff()];
    await makeJudge(w.db, w.contest, silent, { acceptedAt: null });
    await w.db.updateTable('judge').set({ declined_at: '2026-11-22T00:00:00.000Z' }).where('id', '=', await makeJudge(w.db, w.contest, answered, { acceptedAt: null })).execute();
    expect(await remindContests(w.ports)).toBe(0);
    w.clock.set('2026-11-24T03:00:00.000Z');
    expect([await remindContests(w.ports), await remindContests(w.ports)]).toEqual([1, 0]);
    expect((await told(w)).map(({ what, to }) => [what, to])).toEqual([['invited', silent.id]]);
  });

  it('reach the whole team of a draft in the last two days, by the deadline that everybody reads', async () => {
    await using w = await judgingWorld({ takesEntries: true, entries: 1, judges: 0, contest: { graceSeconds: 600 } });
    const [owner, member] = [await makeEntrant(w.db), await makeEntrant(w.db)];
    const draft = await makeEntry(w.db, w.contest, { owner, submittedAt: null, outcome: null });
    await addMember(w.db, draft, member);
    await extendContest(w.db, w.contest, 60);
    w.clock.set('2026-12-29T17:00:00.000Z');
    expect(await remindContests(w.ports)).toBe(0);
    w.clock.set('2026-12-30T01:05:00.000Z');
    expect([await remindContests(w.ports), await remindContests(w.ports)]).toEqual([1, 0]);
    const notices = await told(w);
    expect(notices.map(({ what, to }) => [what, to]).toSorted()).toEqual([['draft', member.id], ['draft', owner.id]].toSorted());
    expect(notices[0]?.body.body).toContain('01/01/2027 00:59:59');
    w.clock.set('2026-12-31T18:00:00.000Z');
    expect(await remindContests(w.ports)).toBe(0);
  });
});
