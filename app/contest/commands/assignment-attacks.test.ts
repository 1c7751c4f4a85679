import { describe, expect, it } from 'vitest';
import { judgingWorld, makeEntry, refusals, type JudgingWorld } from '../../../tests/world/contest-judging.ts';
import { roles, type Actor } from '../../people/actor.ts';
import { listReviews, findRound, planAssignment } from '../queries/assignment.server.ts';
import { getJudgingContest } from '../queries/judging-contest.server.ts';
import { listOwnContests } from '../queries/own-reviews.server.ts';
import * as page from '../routes/desk-assignment.tsx';
import * as release from '../routes/desk-review-release.tsx';
import { addReview } from './add-review.server.ts';
import { confirmAssignment, releaseReview } from './confirm-assignment.server.ts';
import { giveBackTied, writeScoreSheet } from './write-score-sheet.server.ts';

const planOf = async (w: JudgingWorld, seed = 5) => planAssignment(w.db, await getJudgingContest(w.db, w.contest.id), seed);
const confirm = async (w: JudgingWorld, as: Actor = w.organiser, seed = 5) => confirmAssignment(w.ports, as, w.contest.id, { seed, fingerprint: (await planOf(w, seed)).fingerprint });
const reviews = async (w: JudgingWorld) => listReviews(w.db, (await findRound(w.db, w.contest.id))?.id ?? '');
const look = (w: JudgingWorld, entry: string, outcome: string, at: string, more: { reply_until?: string | null; replied_at?: string | null } = {}) =>
  w.db.insertInto('eligibility_check').values({ id: `look-${at}-${entry}`.slice(0, 60), entry_id: entry, outcome, reason: 'Cần xem lại hồ sơ', checked_by: w.contest.organiserId, checked_at: at, ...more }).execute();
const rounds = async (w: JudgingWorld) => (await w.db.selectFrom('review_round').select('id').execute()).length;

describe('giving the entries out', () => {
  it('by two organisers with two seeds at once makes one round, whole', async () => {
    await using w = await judgingWorld();
    const other = await w.staff('CONTEST_ORGANISER');
    const [one, two] = [await planOf(w, 5), await planOf(w, 6)];
    const got = await Promise.all([confirmAssignment(w.ports, w.organiser, w.contest.id, { seed: 5, fingerprint: one.fingerprint }), confirmAssignment(w.ports, other, w.contest.id, { seed: 6, fingerprint: two.fingerprint })]);
    expect(got.map(({ ok }) => ok)).toEqual([true, false]);
    expect(refusals(got[1])).toMatch(/^form: /);
    expect([await rounds(w), (await reviews(w)).length]).toEqual([1, one.plan.reviews.length]);
  });

  it('and handing the same contest over to screening again: the entry that got in between is not forgotten', async () => {
    await using w = await judgingWorld();
    const { fingerprint } = await planOf(w);
    await makeEntry(w.db, w.contest, { outcome: null });
    expect(refusals(await confirmAssignment(w.ports, w.organiser, w.contest.id, { seed: 5, fingerprint }))).toMatch(/^form: /);
    expect(await rounds(w)).toBe(0);
  });

  it('is refused with another seed’s fingerprint, of a closed contest, and of none', async () => {
    await using w = await judgingWorld();
    expect(refusals(await confirmAssignment(w.ports, w.organiser, w.contest.id, { seed: 5, fingerprint: (await planOf(w, 6)).fingerprint }))).toMatch(/^form: /);
    await expect(confirmAssignment(w.ports, w.organiser, 'khong-co', { seed: 5, fingerprint: '' })).rejects.toMatchObject({ kind: 'not-found' });
    await w.db.updateTable('contest').set({ closed_at: '2026-11-23T00:00:00.000Z' }).execute();
    expect(refusals(await confirm(w))).toContain('đã kết thúc');
    expect(await rounds(w)).toBe(0);
  });

  it.each([
    ['the last day of the reply is today', { reply_until: '2026-11-23' }, '2026-11-23T16:59:59.999Z', false],
    ['that day has passed in Vietnam', { reply_until: '2026-11-23' }, '2026-11-23T17:00:00.000Z', true],
    ['a reply came and nobody decided', { reply_until: '2026-11-22', replied_at: '2026-11-22T01:00:00.000Z' }, '2027-06-01T00:00:00.000Z', false],
    ['no reply was asked for', {}, '2026-11-23T01:00:00.000Z', true],
  ])('when %s is possible: %s', async (_what, more, now, isPossible) => {
    await using w = await judgingWorld();
    await look(w, w.entries[0] ?? '', 'INELIGIBLE', '2026-11-22T00:00:00.000Z', more);
    w.clock.set(now);
    const got = await confirm(w);
    expect(got.ok).toBe(isPossible);
    expect((await reviews(w)).some(({ entryId }) => entryId === w.entries[0])).toBe(false);
  });

  it('takes the last look, also of two within one second, and takes an entry back in that was refused before', async () => {
    await using w = await judgingWorld();
    await look(w, w.entries[0] ?? '', 'INELIGIBLE', '2026-11-22T00:00:00.000Z', { reply_until: '2026-12-30' });
    expect((await confirm(w)).ok).toBe(false);
    await look(w, w.entries[0] ?? '', 'ELIGIBLE', '2026-11-22T00:00:00.001Z');
    expect(await confirm(w)).toMatchObject({ ok: true });
    expect((await reviews(w)).filter(({ entryId }) => entryId === w.entries[0])).toHaveLength(3);
  });

  it('waits for nobody who has withdrawn or was erased, whatever screening had to say', async () => {
    await using w = await judgingWorld({ entries: 5 });
    for (const entry of w.entries.slice(3)) await look(w, entry, 'UNCLEAR', '2026-11-22T00:00:00.000Z', { reply_until: '2026-12-30' });
    expect((await confirm(w)).ok).toBe(false);
    await w.db.updateTable('entry').set({ withdrawn_at: '2026-11-22T05:00:00.000Z' }).where('id', '=', w.entries[3] ?? '').execute();
    await w.db.updateTable('entry').set({ withdrawn_at: '2026-11-22T05:00:00.000Z', erased_at: '2026-11-22T05:00:00.000Z' }).where('id', '=', w.entries[4] ?? '').execute();
    expect(await confirm(w)).toMatchObject({ ok: true, reviews: 9 });
  });

  it('belongs to organisers alone, at the page as in the command', async () => {
    await using w = await judgingWorld();
    const form = { seed: '5', fingerprint: (await planOf(w)).fingerprint };
    for (const role of roles.filter((one) => one !== 'CONTEST_ORGANISER')) expect([role, (await w.ask(page.action, await w.staff(role), {}, form)).status]).toEqual([role, 403]);
    for (const torn of [{}, { seed: '5' }, { seed: '-1', fingerprint: form.fingerprint }, { seed: '5.5', fingerprint: form.fingerprint }, { seed: '2147483648', fingerprint: form.fingerprint }, { seed: '5', fingerprint: form.fingerprint.toUpperCase() }, { seed: '5', fingerprint: `${form.fingerprint}0` }]) {
      expect([torn, (await w.ask(page.action, w.organiser, {}, torn as Record<string, string>)).status]).toEqual([torn, 422]);
    }
    expect(await rounds(w)).toBe(0);
    expect((await w.ask(page.action, w.organiser, {}, form)).status).toBe(303);
  });
});

describe('a contest that is closed while it is judged', () => {
  it('is only read: no review leaves, comes or is written, and nothing of it is in the log', async () => {
    await using w = await judgingWorld({ judges: 4, entries: 2 });
    await confirm(w);
    const [first] = await reviews(w);
    const judge = w.judges.find(({ id }) => id === first?.judgeId)?.person ?? w.organiser;
    const [own] = (await listOwnContests(w.db, judge.id))[0]?.reviews ?? [];
    const before = await w.db.selectFrom('audit_event').select('action').execute();
    await w.db.updateTable('contest').set({ closed_at: '2026-11-23T00:00:00.000Z' }).execute();
    const id = first?.id ?? '';
    const sheet = { revision: 0, comment: 'Tốt.', note: '', confidence: 3, abstainReason: 'Không rõ', typed: {} };
    for (const to of [null, w.judges.at(-1)?.id ?? '']) expect(refusals(await releaseReview(w.ports, w.organiser, w.contest.id, { assignmentId: id, reason: 'Ốm', to }))).toContain('đã kết thúc');
    expect(refusals(await addReview(w.ports, w.organiser, w.contest.id, { entry: first?.entryId ?? '', judge: '', dueOn: null }))).toContain('đã kết thúc');
    for (const deed of ['save', 'lock', 'abstain'] as const) expect(refusals(await writeScoreSheet(w.ports, judge, own?.id ?? '', { ...sheet, deed }))).toMatch(/^form: /);
    expect(refusals(await giveBackTied(w.ports, judge, own?.id ?? '', 'Cùng cơ quan'))).toMatch(/^form: /);
    expect((await w.ask(release.action, w.organiser, { assignment: id }, { reason: 'Ốm' })).status).toBe(409);
    expect(await w.db.selectFrom('audit_event').select('action').execute()).toEqual(before);
    expect((await reviews(w)).length).toBe(6);
  });
});
