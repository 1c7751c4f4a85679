import { describe, expect, it } from 'vitest';
import { finalWorld } from '../../../tests/world/contest-final.ts';
import { judgingWorld, makeEntry } from '../../../tests/world/contest-judging.ts';
import { commit, decideByRank, open, publishedWorld } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { newId } from '../../platform/ids.ts';
import { listContestWork } from './waiting-work.server.ts';

const workOf = async (w: Pick<ResultsWorld, 'db' | 'organiser'>, kind: string) => (await listContestWork(w.db, w.organiser)).filter((work) => work.kind === kind);

describe('work that waits in contests', () => {
  it('is an invitation until it is answered, then the sheets that are not locked', async () => {
    await using w = await judgingWorld({ entries: 2, judges: 1 });
    const [judge] = w.judges;
    const person = judge?.person ?? w.organiser;
    expect(await listContestWork(w.db, person)).toEqual([]);
    await w.db.updateTable('judge').set({ accepted_at: null }).execute();
    expect(await listContestWork(w.db, person)).toMatchObject([{ kind: 'judge.invited', count: 1, href: `/judging/invitations/${judge?.id}` }]);
    await w.db.updateTable('judge').set({ accepted_at: '2026-11-20T01:00:00.000Z' }).execute();
    const round = newId();
    await w.db.insertInto('review_round').values({ id: round, contest_id: w.contest.id, kind: 'PRELIMINARY', seed: 1, assigned_by: w.organiser.id, assigned_at: '2026-11-21T01:00:00.000Z' }).execute();
    const reviews = w.entries.map((entry, at) => ({ id: newId(), round_id: round, judge_id: judge?.id ?? '', entry_id: entry, label: `B${at}`, assigned_at: '2026-11-21T01:00:00.000Z' }));
    await w.db.insertInto('review_assignment').values(reviews).execute();
    expect(await listContestWork(w.db, person)).toMatchObject([{ kind: 'judge.review', count: 2, href: '/judging', dueAt: expect.any(String) as string }]);
    await w.db.insertInto('score_sheet').values({ assignment_id: reviews[0]?.id ?? '', saved_at: '2026-11-22T01:00:00.000Z', locked_at: '2026-11-22T01:00:00.000Z' }).execute();
    expect(await listContestWork(w.db, person)).toMatchObject([{ count: 1 }]);
    await w.db.updateTable('judge').set({ removed_at: '2026-11-22T02:00:00.000Z' }).execute();
    expect(await listContestWork(w.db, person)).toEqual([]);
  });

  it('is the pairs of a final that a judge has not compared, beginning with the next one', async () => {
    await using w = await finalWorld();
    const duels = await w.db.selectFrom('duel').innerJoin('judge', 'judge.id', 'duel.judge_id').select(['duel.id', 'judge.id as judge', 'judge.user_id as user']).orderBy('duel.id').execute();
    const [first] = duels;
    const own = duels.filter(({ judge }) => judge === first?.judge);
    const person = w.judges.find(({ person }) => person.id === first?.user)?.person ?? w.organiser;
    const found = async () => (await listContestWork(w.db, person)).filter(({ kind }) => kind === 'judge.duel').map(({ count, href }) => [count, href]);
    expect(own.length).toBeGreaterThan(1);
    expect(await found()).toEqual([[own.length, `/judging/duels/${own[0]?.id}`]]);
    await w.db.updateTable('duel').set({ released_at: '2026-11-23T01:00:00.000Z' }).where('id', '=', own[0]?.id ?? '').execute();
    expect(await found()).toEqual([[own.length - 1, `/judging/duels/${own[1]?.id}`]]);
    await w.db.updateTable('contest').set({ closed_at: '2026-11-23T02:00:00.000Z' }).execute();
    expect(await found()).toEqual([]);
  });

  it('is questions without an answer for organisers, hidden ones left out', async () => {
    await using w = await resultsWorld();
    const ask = (hidden: string | null, answered: string | null) => w.db.insertInto('contest_question').values({ id: newId(), contest_id: w.contest.id, asked_by: null, question: 'Nộp mấy bài?', asked_at: '2026-11-20T01:00:00.000Z', hidden_at: hidden, answered_at: answered, answer: answered && 'Một.', answered_by: answered && w.organiser.id } as never).execute();
    for (const [hidden, answered] of [[null, null], [null, null], ['2026-11-21T01:00:00.000Z', null], [null, '2026-11-21T01:00:00.000Z']] as const) await ask(hidden, answered);
    expect(await workOf(w, 'contest.question')).toMatchObject([{ kind: 'contest.question', count: 2, href: `/contest-desk/${w.contest.id}/questions`, subject: expect.any(String) as string }]);
    expect([await listContestWork(w.db, w.publisher), await listContestWork(w.db, w.auditor)]).toEqual([[], []]);
  });

  it('is the publication of what others decided, until it stands', async () => {
    await using w = await resultsWorld();
    await commit(w);
    await open(w);
    await decideByRank(w);
    expect(await listContestWork(w.db, w.publisher)).toMatchObject([{ kind: 'contest.publish', href: `/contest-desk/${w.contest.id}/publication` }]);
    const decider = await makePerson(w.db, { grants: [{ role: 'CONTEST_APPROVER', scope: 'ALL', unitId: null }] });
    await w.db.insertInto('contest_decision').values({ id: 'taken-back', contest_id: w.contest.id, entry_id: w.entries[0]?.id ?? '', prize_id: null, reason: '', decided_by: decider.id, decided_at: '2026-11-23T00:00:00.000Z', revoked_at: '2026-11-23T00:30:00.000Z' }).execute();
    expect(await listContestWork(w.db, decider)).toEqual([]);
    await using done = await publishedWorld();
    expect(await listContestWork(done.db, done.publisher)).toEqual([]);
  });

  it('is objections without an answer', async () => {
    await using w = await publishedWorld();
    await w.db.insertInto('result_appeal').values({ id: newId(), entry_id: w.entries[2]?.id ?? '', raised_by: w.organiser.id, words: 'Xin xem lại điểm.', raised_at: '2026-11-23T01:00:00.000Z', version: 1 } as never).execute();
    expect(await workOf(w, 'contest.appeal')).toMatchObject([{ kind: 'contest.appeal', count: 1, href: `/contest-desk/${w.contest.id}/appeals` }]);
  });

  it('is entries to screen and replies to decide, also of those that came late; then the late ones to give out, until the commitment', async () => {
    await using w = await judgingWorld({ entries: 1, judges: 3 });
    const found = async () => (await listContestWork(w.db, w.organiser)).map(({ kind, count, href }) => [kind, count, href]);
    expect(await found()).toEqual([]);
    await makeEntry(w.db, w.contest, { outcome: null });
    const doubted = await makeEntry(w.db, w.contest, { outcome: 'UNCLEAR' });
    await makeEntry(w.db, w.contest, { outcome: null, submittedAt: null });
    expect(await found()).toEqual([['contest.screen', 1, `/contest-desk/${w.contest.id}/entries?state=UNCHECKED`]]);
    await w.db.updateTable('eligibility_check').set({ reply: 'Đã bổ sung', replied_at: '2026-11-22T00:00:00.000Z' }).where('entry_id', '=', doubted).execute();
    expect(await found()).toEqual([['contest.screen', 1, expect.any(String)], ['contest.reply', 1, `/contest-desk/${w.contest.id}/entries?state=REPLIED`]]);
    await w.db.insertInto('eligibility_check').values({ id: newId(), entry_id: doubted, outcome: 'INELIGIBLE', reason: 'Vẫn thiếu', checked_by: w.organiser.id, checked_at: '2026-11-23T00:00:00.000Z', reply_until: '2026-11-30' }).execute();
    expect(await found()).toMatchObject([['contest.screen', 1, expect.any(String)]]);
    const round = newId();
    await w.db.insertInto('review_round').values({ id: round, contest_id: w.contest.id, kind: 'PRELIMINARY', seed: 1, assigned_by: w.organiser.id, assigned_at: '2026-11-23T01:00:00.000Z' }).execute();
    for (const [at, { id }] of w.judges.entries()) await w.db.insertInto('review_assignment').values({ id: `luot-${at}`, round_id: round, judge_id: id, entry_id: w.entries[0] ?? '', label: '01', assigned_at: '2026-11-23T01:00:00.000Z' }).execute();
    expect(await found()).toEqual([['contest.screen', 1, expect.any(String)]]);
    await w.db.insertInto('eligibility_check').values({ id: newId(), entry_id: doubted, outcome: 'ELIGIBLE', reason: 'Ban tổ chức xem lại', checked_by: w.organiser.id, checked_at: '2026-11-23T02:00:00.000Z' }).execute();
    expect(await found()).toEqual([['contest.screen', 1, expect.any(String)], ['contest.short', 1, `/contest-desk/${w.contest.id}/assignment/more`]]);
    await w.db.updateTable('review_round').set({ commitment: 'x', committed_at: '2026-11-23T03:00:00.000Z' }).execute();
    expect(await found()).toEqual([]);
  });

  it('is entries that lost a judge, until somebody else has them or a reason is given', async () => {
    await using w = await resultsWorld({ sheets: [[9, 8, 'x'], [7, 7, 7]] });
    expect(await workOf(w, 'contest.short')).toMatchObject([{ count: 1, href: `/contest-desk/${w.contest.id}/assignment/more` }]);
    await w.db.updateTable('review_assignment').set({ released_at: '2026-11-23T00:00:00.000Z' }).where('entry_id', '=', w.entries[0]?.id ?? '').where('judge_id', '=', w.judges[2]?.id ?? '').execute();
    expect(await workOf(w, 'contest.short')).toMatchObject([{ count: 1 }]);
    await w.db.insertInto('review_excuse').values({ round_id: w.round, entry_id: w.entries[0]?.id ?? '', reason: 'Không còn giám khảo nào khác.', excused_by: w.organiser.id, excused_at: '2026-11-23T00:00:00.000Z' }).execute();
    expect(await workOf(w, 'contest.short')).toEqual([]);
  });

  it('is clean copies that somebody must look at', async () => {
    await using w = await judgingWorld({ entries: 1, judges: 3 });
    const [entry = ''] = w.entries;
    await w.db.insertInto('entry_file').values({ id: 'tep', entry_id: entry, name: 'a.pdf', kind: 'PDF', declared_bytes: 10, received_bytes: 10, sha256: 'x', uploaded_by: w.organiser.id, begun_at: '2026-11-19T00:00:00.000Z', completed_at: '2026-11-19T00:00:00.000Z' }).execute();
    await w.db.insertInto('blind_copy').values({ file_id: 'tep', entry_id: entry, name: 'tep-1.pdf', bytes: 9, sha256: 'x', leftovers: '[{"kind":"PICTURE","text":""}]', made_at: '2026-11-22T00:00:00.000Z' }).execute();
    expect(await workOf(w, 'contest.copy')).toMatchObject([{ count: 1, href: `/contest-desk/${w.contest.id}/blindness` }]);
    await w.db.updateTable('blind_copy').set({ cleared_by: w.organiser.id, cleared_at: '2026-11-23T00:00:00.000Z', clearing_note: 'Không có tên.' }).execute();
    expect(await workOf(w, 'contest.copy')).toEqual([]);
  });
});
