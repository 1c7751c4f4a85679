import { describe, expect, it } from 'vitest';
import { judgingWorld, makeEntry, makeJudge, refusals, type JudgingWorld } from '../../../tests/world/contest-judging.ts';
import { extendContest } from '../../../tests/world/contests.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { momentOf } from '../../people/index.server.ts';
import { planAssignment } from '../queries/assignment.server.ts';
import { readCommitment } from '../queries/commitment.server.ts';
import { findRound, getContestHead } from '../queries/contest-round.server.ts';
import { getJudgingContest } from '../queries/judging-contest.server.ts';
import { readReviewNeeds } from '../queries/review-needs.server.ts';
import * as page from '../routes/desk-assignment.tsx';
import * as deskEntry from '../routes/desk-entry.tsx';
import * as more from '../routes/desk-reviews-more.tsx';
import { commitRound } from './commit-round.server.ts';
import { confirmAssignment } from './confirm-assignment.server.ts';
import { giveLateEntry } from './give-late-entry.server.ts';
import { screenEntry } from './screen-entry.server.ts';
import { writeScoreSheet } from './write-score-sheet.server.ts';

const closes = '2026-11-20T16:59:59.000Z';
const confirm = async (w: JudgingWorld) => confirmAssignment(w.ports, w.organiser, w.contest.id, { seed: 5, fingerprint: (await planAssignment(w.db, await getJudgingContest(w.db, w.contest.id), 5)).fingerprint });
const given = (w: JudgingWorld, entry: string) => w.db.selectFrom('review_assignment').select(['judge_id', 'label', 'due_at']).where('entry_id', '=', entry).execute();
const give = (w: JudgingWorld, entry: string, dueOn: string | null = null) => giveLateEntry(w.ports, w.organiser, w.contest.id, { entry, dueOn });
const needs = (w: JudgingWorld) => readReviewNeeds(w.db, w.organiser, w.contest.id, momentOf(w.ports));
const eligible = (w: JudgingWorld, entryId: string) => screenEntry(w.ports, w.organiser, w.contest.id, { entryId, version: 1, outcome: 'ELIGIBLE', reason: 'Đủ điều kiện sau khi xem lại.', replyUntil: null });

async function commit(w: JudgingWorld) {
  const round = await findRound(w.db, w.contest.id);
  const secret = 'bi-mat';
  if (!round) throw new Error('no round');
  const { hash } = await readCommitment(w.db, secret, await getContestHead(w.db, w.contest.id), round);
  return commitRound({ ...w.ports, secret }, w.organiser, { contest: w.contest.id, hash });
}

async function lockAll(w: JudgingWorld): Promise<void> {
  for (const { id, judge_id } of await w.db.selectFrom('review_assignment as a').leftJoin('score_sheet as s', 's.assignment_id', 'a.id').select(['a.id', 'a.judge_id']).where('s.locked_at', 'is', null).execute()) {
    const person = (await w.db.selectFrom('judge').select('user_id').where('id', '=', judge_id).executeTakeFirstOrThrow()).user_id;
    const typed = Object.fromEntries(w.contest.criteria.flatMap((criterion) => [[`score-${criterion}`, '7'], [`reason-${criterion}`, 'Rõ ràng, đủ số liệu.']]));
    expect(await writeScoreSheet(w.ports, { ...w.organiser, id: person }, id, { deed: 'lock', revision: 0, comment: 'Nhận xét đủ dài cho bài này.', note: '', confidence: 3, abstainReason: '', typed })).toMatchObject({ ok: true });
  }
}

describe('the assignment waits for the last entry', () => {
  it.each([
    ['while the deadline runs', {}, '2026-11-20T16:59:59.999Z', false],
    ['while an upload of before may still end and be handed in', {}, '2026-11-20T17:44:59.999Z', false],
    ['one millisecond later', {}, '2026-11-20T17:45:00.000Z', true],
    ['in the second after a deadline without late uploads', { lateUploadMinutes: 0 }, '2026-11-20T17:00:00.000Z', true],
    ['in the last instant of one', { lateUploadMinutes: 0 }, '2026-11-20T16:59:59.999Z', false],
    ['in the hidden grace', { lateUploadMinutes: 0, graceSeconds: 30 }, '2026-11-20T17:00:29.999Z', false],
    ['after the grace', { lateUploadMinutes: 0, graceSeconds: 30 }, '2026-11-20T17:00:30.000Z', true],
  ])('%s: %j at %s → %s', async (_when, traits, now, isPossible) => {
    await using w = await judgingWorld({ contest: { moments: { ENTRIES_CLOSE: closes }, ...traits } });
    w.clock.set(now);
    const outcome = await confirm(w);
    expect(outcome.ok).toBe(isPossible);
    if (!isPossible) expect(refusals(outcome)).toMatch(/^form: Chưa xác nhận phân công được: bài còn có thể nộp đến /);
    expect(await w.db.selectFrom('review_round').select('id').execute()).toHaveLength(isPossible ? 1 : 0);
  });

  it('names the moment, with every minute that was added, and says nothing more once it has passed', async () => {
    await using w = await judgingWorld({ contest: { lateUploadMinutes: 0 } });
    await extendContest(w.db, w.contest, 4 * 1_440, 'Mất điện', '2026-11-20T15:00:00.000Z');
    expect(refusals(await confirm(w))).toContain('đến 24/11/2026 23:59:59 (giờ Việt Nam)');
    const shown = (await w.ask(page.loader, w.organiser)).body as { shown: { end: object } };
    expect(shown.shown.end).toEqual({ at: '2026-11-24T16:59:59.999Z', isOver: false });
    w.clock.set('2026-11-24T17:00:00.000Z');
    expect(await confirm(w)).toMatchObject({ ok: true });
  });

  it('is refused at the page too, with the plan kept and nothing written', async () => {
    await using w = await judgingWorld({ takesEntries: true });
    const { fingerprint } = await planAssignment(w.db, await getJudgingContest(w.db, w.contest.id), 5);
    expect((await w.ask(page.loader, w.organiser)).status).toBe(200);
    const answers = await Promise.all([1, 2].map(() => w.ask(page.action, w.organiser, {}, { seed: '5', fingerprint })));
    expect(answers.map(({ status }) => status)).toEqual([409, 409]);
    expect(refusals(answers[0])).toContain('01/01/2027 00:44:59');
    expect(await w.db.selectFrom('audit_event').select('action').execute()).toEqual([]);
  });

  it('is refused where the timetable has no deadline', async () => {
    await using w = await judgingWorld();
    await w.db.deleteFrom('contest_moment').where('kind', '=', 'ENTRIES_CLOSE').execute();
    expect(refusals(await confirm(w))).toContain('chưa có hạn nộp bài');
  });
});

describe('an entry that turns up after the assignment', () => {
  it('is told of at the desk, screened, given out by one button under a label of its own, and judged like the others', async () => {
    await using w = await judgingWorld({ entries: 3, judges: 4 });
    const late = await makeEntry(w.db, w.contest, { number: 'BAI-MUON-1', outcome: 'INELIGIBLE' });
    w.clock.set('2026-12-01T01:00:00.000Z');
    expect(await confirm(w)).toMatchObject({ ok: true });
    expect((await w.ask(page.loader, w.organiser)).body).toMatchObject({ late: { numbers: [], screening: { unchecked: 0, waiting: 0, replied: 0 } } });
    // Found wrong at a second look: the organiser takes it back in.
    expect((await w.ask(deskEntry.loader, w.organiser, { entry: late })).body).toMatchObject({ canLook: true });
    expect((await w.ask(deskEntry.loader, w.organiser, { entry: w.entries[0] ?? '' })).body).toMatchObject({ canLook: false });
    expect(await eligible(w, late)).toEqual({ ok: true });
    expect((await w.ask(page.loader, w.organiser)).body).toMatchObject({ late: { numbers: ['BAI-MUON-1'] } });
    expect((await needs(w)).rows.map(({ number, needs: own, have }) => [number, own, have])).toEqual([['BAI-MUON-1', ['LATE'], 0]]);
    const before = new Set((await w.db.selectFrom('review_assignment').select('label').execute()).map(({ label }) => label));
    const pressed = await Promise.all([give(w, late), give(w, late)]);
    expect(pressed.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    const rows = await given(w, late);
    expect([rows.length, new Set(rows.map(({ label }) => label)).size, before.has(rows[0]?.label ?? ''), rows[0]?.due_at]).toEqual([3, 1, false, null]);
    expect((await w.db.selectFrom('audit_event').select('action').execute()).map(({ action }) => action).at(-1)).toBe('review.give-late');
    expect(refusals(await eligible(w, late))).toContain('đã được phân công');
    await lockAll(w);
    expect(await commit(w)).toEqual({ ok: true });
    expect((await w.ask(page.loader, w.organiser)).body).toMatchObject({ late: null });
  });

  it('holds the commitment up until screening has spoken and judges have it, or a reason says why not', async () => {
    await using w = await judgingWorld({ entries: 3, judges: 3 });
    expect(await confirm(w)).toMatchObject({ ok: true });
    await lockAll(w);
    const late = await makeEntry(w.db, w.contest, { number: 'BAI-MUON-2', outcome: null });
    expect(refusals(await commit(w))).toContain('1 bài chưa kiểm tra');
    expect((await needs(w)).screening).toMatchObject({ unchecked: 1 });
    expect(refusals(await give(w, late))).toMatch(/không còn cần/);
    expect(await eligible(w, late)).toEqual({ ok: true });
    expect(refusals(await commit(w))).toContain('BAI-MUON-2');
    expect(await give(w, late)).toEqual({ ok: true, number: 'BAI-MUON-2', judges: 3 });
    await lockAll(w);
    expect(await commit(w)).toEqual({ ok: true });
  });

  it('never goes to a judge with a tie, and to nobody where all have one', async () => {
    await using w = await judgingWorld({ entries: 2, judges: 4 });
    expect(await confirm(w)).toMatchObject({ ok: true });
    const unit = await makeUnit(w.db, { name: 'Trung tâm chung' });
    const owner = await makePerson(w.db, { fullName: 'Chủ bài muộn', unitId: unit });
    const tied = await makeJudge(w.db, w.contest, await makePerson(w.db, { fullName: 'Cùng đơn vị', unitId: unit }));
    const late = await makeEntry(w.db, w.contest, { owner });
    await give(w, late);
    expect((await given(w, late)).map(({ judge_id }) => judge_id)).not.toContain(tied);
    const other = await makeEntry(w.db, w.contest, { owner });
    for (const { id } of w.judges) await w.db.insertInto('conflict_of_interest').values({ id: `c-${id}`, judge_id: id, entry_id: other, source: 'ORGANISER', reason: 'x', found_at: '2026-11-23T00:00:00.000Z' }).execute();
    expect(refusals(await give(w, other))).toMatch(/Không giám khảo nào nhận được/);
    expect(await given(w, other)).toEqual([]);
  });

  it('asks for a last day of its own once judging has ended', async () => {
    await using w = await judgingWorld({ entries: 2, judges: 3 });
    expect(await confirm(w)).toMatchObject({ ok: true });
    const late = await makeEntry(w.db, w.contest, {});
    w.clock.set('2027-02-16T01:00:00.000Z');
    for (const day of [null, '2027-02-15']) expect(refusals(await give(w, late, day))).toMatch(/^dueOn: /);
    const answer = await w.ask(more.action, w.organiser, {}, { deed: 'give', entry: late, dueOn: 'hôm nay' });
    expect([answer.status, refusals(answer)]).toEqual([422, expect.stringContaining('dueOn')]);
    expect((await w.ask(more.action, w.organiser, {}, { deed: 'give', entry: late, dueOn: '2027-02-20' })).status).toBe(303);
    expect((await given(w, late)).map(({ due_at }) => due_at)).toEqual(['2027-02-20T16:59:59.000Z', '2027-02-20T16:59:59.000Z', '2027-02-20T16:59:59.000Z']);
  });
});
