import { describe, expect, it } from 'vitest';
import { refusals } from '../../../tests/world/campaigns.ts';
import { addMember } from '../../../tests/world/contest-judging.ts';
import { hashNow } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { roles, type Actor } from '../../people/actor.ts';
import { momentOf } from '../../people/index.server.ts';
import { newId } from '../../platform/ids.ts';
import { listOwnContests } from '../queries/own-reviews.server.ts';
import { readReviewNeeds } from '../queries/review-needs.server.ts';
import * as more from '../routes/desk-reviews-more.tsx';
import { addReview, excuseEntry } from './add-review.server.ts';
import { commitRound } from './commit-round.server.ts';
import { releaseReview } from './confirm-assignment.server.ts';
import { writeScoreSheet } from './write-score-sheet.server.ts';

const oneShort = [[9, 9, 9], [6, 6, 'x'], [1, 1, 1]] as const;
const reason = 'Hai giám khảo còn lại đều có quan hệ.';
const needs = async (w: ResultsWorld, as: Actor = w.organiser) => (await readReviewNeeds(w.db, as, w.contest.id, momentOf(w.ports))).rows;
const idOf = (w: ResultsWorld, entry: number) => w.entries[entry]?.id ?? '';
const add = (w: ResultsWorld, entry: number, judge: string, dueOn: string | null = null) => addReview(w.ports, w.organiser, w.contest.id, { entry: idOf(w, entry), judge, dueOn });
const reviewsOf = async (w: ResultsWorld, entry: number) => (await w.db.selectFrom('review_assignment').select('judge_id').where('entry_id', '=', idOf(w, entry)).where('released_at', 'is', null).execute()).map((row) => row.judge_id);
const count = async (w: ResultsWorld, table: 'review_assignment' | 'review_excuse' | 'audit_event' | 'message') => Number((await w.db.selectFrom(table).select((row) => row.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n);
const sheet = { deed: 'save' as const, revision: 0, comment: 'Bài tốt.', note: '', confidence: 3, abstainReason: '', typed: {} };

async function spare(w: ResultsWorld, maxReviews = 5, fullName = 'Giám khảo Dự Bị') {
  const person = await makePerson(w.db, { fullName, unitId: await makeUnit(w.db, { name: `Viện ${newId()}` }) });
  const [id, at] = [newId(), '2026-11-21T00:00:00.000Z'];
  await w.db.insertInto('judge').values({ id, contest_id: w.contest.id, user_id: person.id, max_reviews: maxReviews, invited_by: w.organiser.id, invited_at: at, accepted_at: at, declared_at: at }).execute();
  return { id, person };
}

describe('two organisers at the same moment', () => {
  it('give one entry to one judge once', async () => {
    await using w = await resultsWorld({ sheets: oneShort });
    const { id } = await spare(w);
    const got = await Promise.all(Array.from({ length: 5 }, () => add(w, 1, id)));
    expect(got.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await reviewsOf(w, 1)).filter((judge) => judge === id)).toHaveLength(1);
    expect([await count(w, 'audit_event'), await count(w, 'message')]).toEqual([1, 1]);
  });

  it('with two judges at hand fill the one gap that there is', async () => {
    await using w = await resultsWorld({ sheets: oneShort });
    const judges = [await spare(w), await spare(w), await spare(w)];
    const got = await Promise.all(judges.map(({ id }) => add(w, 1, id)));
    expect(got.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await count(w, 'review_assignment')).toBe(10);
  });

  it('fill the last place of one judge once', async () => {
    await using w = await resultsWorld({ sheets: [[9, 9, 'x'], [6, 6, 'x'], [1, 1, 'x']] });
    const { id } = await spare(w, 1);
    const got = await Promise.all([0, 1, 2].map((entry) => add(w, entry, id)));
    expect(got.filter(({ ok }) => ok)).toHaveLength(1);
    expect(got.filter(({ ok }) => !ok).map(refusals)).toEqual([expect.stringMatching(/^judge: /), expect.stringMatching(/^judge: /)]);
  });

  it('one adding while the other commits: either the review is in, or the round is sealed, never both', async () => {
    await using w = await resultsWorld({ sheets: oneShort });
    const { id } = await spare(w);
    await excuseEntry(w.ports, w.organiser, w.contest.id, { entry: idOf(w, 1), reason });
    const hash = await hashNow(w);
    const [committed, added] = await Promise.all([commitRound(w.ports, w.organiser, { contest: w.contest.id, hash }), add(w, 1, id)]);
    expect([committed.ok, added.ok].filter(Boolean)).toHaveLength(1);
    expect((await reviewsOf(w, 1)).includes(id)).toBe(added.ok);
  });

  it('one releasing the review that makes the entry whole while the other adds: no judge reads it twice', async () => {
    await using w = await resultsWorld({ sheets: oneShort, unlocked: [0] });
    const { id } = await spare(w);
    const [own = ''] = (await w.db.selectFrom('review_assignment').select('id').where('entry_id', '=', idOf(w, 0)).where('id', 'not in', w.db.selectFrom('score_sheet').select('assignment_id').where('locked_at', 'is not', null)).execute()).map((row) => row.id);
    await Promise.all([releaseReview(w.ports, w.organiser, w.contest.id, { assignmentId: own, reason: 'Ốm', to: id }), add(w, 0, id), add(w, 0, id)]);
    const left = await reviewsOf(w, 0);
    expect(new Set(left).size).toBe(left.length);
    expect(left).toHaveLength(3);
  });

  it('write the reason of one entry twice: the last one stands, both are in the log', async () => {
    await using w = await resultsWorld({ sheets: oneShort });
    const other = await w.person('CONTEST_ORGANISER');
    await Promise.all([excuseEntry(w.ports, w.organiser, w.contest.id, { entry: idOf(w, 1), reason }), excuseEntry(w.ports, other, w.contest.id, { entry: idOf(w, 1), reason: `${reason} Đã hỏi thêm.` })]);
    expect([await count(w, 'review_excuse'), await count(w, 'audit_event')]).toEqual([1, 2]);
    expect((await needs(w))[0]?.excuse).toBe(`${reason} Đã hỏi thêm.`);
  });
});

describe('juries that share no entry', () => {
  const apart = [[9, 8, 9, null, null, null], [8, 7, 9, null, null, null], [null, null, null, 5, 4, 6]] as const;

  it('are linked by whoever is proposed first, not by a newcomer with nothing to do', async () => {
    await using w = await resultsWorld({ sheets: apart });
    const { id } = await spare(w);
    const [need] = await needs(w);
    expect(need).toMatchObject({ entryId: idOf(w, 2), needs: ['UNLINKED'] });
    expect(need?.judges.map((judge) => judge.id).indexOf(id)).toBe(3);
    expect(await add(w, 2, need?.judges[0]?.id ?? '')).toMatchObject({ ok: true });
    expect(await needs(w)).toEqual([]);
  });

  it('need no link once one of them has only entries that are gone', async () => {
    await using w = await resultsWorld({ sheets: apart });
    await w.db.updateTable('entry').set({ withdrawn_at: '2026-11-22T04:00:00.000Z' }).where('id', 'in', [idOf(w, 0), idOf(w, 1)]).execute();
    expect(await needs(w)).toEqual([]);
    expect(await commitRound(w.ports, w.organiser, { contest: w.contest.id, hash: await hashNow(w) })).toEqual({ ok: true });
  });
});

describe('the day of a review that comes late', () => {
  const ended = { sheets: oneShort, moments: { SCORING_ENDS: '2026-11-22T16:59:59.000Z' } };

  it.each([
    ['2026-11-22T16:59:59.000Z', null, true],
    ['2026-11-22T16:59:59.999Z', null, true],
    ['2026-11-22T17:00:00.000Z', null, false],
    ['2026-11-22T17:00:00.000Z', '2026-11-22', false],
    ['2026-11-22T17:00:00.000Z', '2026-11-23', true],
    ['2026-11-23T16:59:59.999Z', '2026-11-23', true],
    ['2026-11-23T17:00:00.000Z', '2026-11-23', false],
    ['2026-11-23T17:00:00.000Z', '9999-12-31', true],
  ] as const)('at %s with %s is taken: %s', async (now, dueOn, isTaken) => {
    await using w = await resultsWorld(ended);
    const { id } = await spare(w);
    w.clock.set(now);
    const got = await add(w, 1, id, dueOn);
    expect(got.ok).toBe(isTaken);
    if (!isTaken) expect(refusals(got)).toMatch(/^dueOn: /);
  });

  it('is scored to the last thousandth of it in Vietnam, and for no other review', async () => {
    await using w = await resultsWorld({ ...ended, unlocked: [0] });
    const { id, person } = await spare(w);
    expect(await add(w, 1, id, '2026-11-24')).toMatchObject({ ok: true });
    const [late] = (await listOwnContests(w.db, person.id))[0]?.reviews ?? [];
    const [old] = (await listOwnContests(w.db, w.judges[0]?.person.id ?? ''))[0]?.reviews.filter(({ state }) => state === 'DRAFT') ?? [];
    w.clock.set('2026-11-24T16:59:59.999Z');
    expect(await writeScoreSheet(w.ports, person, late?.id ?? '', sheet)).toMatchObject({ ok: true });
    expect(refusals(await writeScoreSheet(w.ports, w.judges[0]?.person as Actor, old?.id ?? '', sheet))).toMatch(/^form: /);
    w.clock.set('2026-11-24T17:00:00.000Z');
    expect(refusals(await writeScoreSheet(w.ports, person, late?.id ?? '', { ...sheet, revision: 1 }))).toMatch(/^form: /);
  });

  it('is not kept while the contest’s own end still counts', async () => {
    await using w = await resultsWorld({ sheets: oneShort });
    await add(w, 1, (await spare(w)).id, '2026-11-24');
    expect(await w.db.selectFrom('review_assignment').select('due_at').where('due_at', 'is not', null).execute()).toEqual([]);
  });
});

describe('the page without JavaScript', () => {
  const post = (w: ResultsWorld, form: Record<string, string> | [string, string][], as: Actor | null = w.organiser) => w.ask(more.action, as, {}, form);

  it('refuses half a form, a doubled field, days that are none and deeds that are none, and writes nothing', async () => {
    await using w = await resultsWorld({ sheets: oneShort, moments: { SCORING_ENDS: '2026-11-22T16:59:59.000Z' } });
    const [{ id }, entry] = [await spare(w), idOf(w, 1)];
    const sent: [Record<string, string> | [string, string][], number][] = [
      [{}, 422], [{ deed: 'add' }, 422], [{ deed: 'löschen', entry, judge: id }, 422], [{ deed: 'add', entry, judge: id }, 422], [{ deed: 'add', entry: '', judge: id, dueOn: '2026-11-24' }, 422],
      [{ deed: 'add', entry, judge: id, dueOn: '2026-02-30' }, 422], [{ deed: 'add', entry, judge: id, dueOn: '11/24/2026' }, 422], [{ deed: 'add', entry, judge: id, dueOn: '2026-11-24T00:00' }, 422], [{ deed: 'add', entry, judge: '%00', dueOn: '2026-11-24' }, 422],
      [{ deed: 'add', entry: 'x'.repeat(61), judge: id, dueOn: '2026-11-24' }, 422], [{ deed: 'add', entry: `${entry}' or 1=1 --`.slice(0, 60), judge: id, dueOn: '2026-11-24' }, 409],
      [{ deed: 'excuse', entry }, 422], [{ deed: 'excuse', entry, reason: ' \u200b'.repeat(20) }, 422], [{ deed: 'excuse', entry, reason: '😀😀😀😀😀' }, 422], [{ deed: 'excuse', entry, reason: 'dài '.repeat(300) }, 422],
    ];
    const before = await count(w, 'review_assignment');
    for (const [form, status] of sent) expect([form, (await post(w, form)).status]).toEqual([form, status]);
    expect([await count(w, 'review_assignment'), await count(w, 'review_excuse'), await count(w, 'audit_event')]).toEqual([before, 0, 0]);
  });

  it('takes one of two like fields, never both', async () => {
    await using w = await resultsWorld({ sheets: oneShort });
    const judges = [await spare(w), await spare(w)];
    expect((await post(w, [['deed', 'add'], ['entry', idOf(w, 1)], ['judge', judges[0]?.id ?? ''], ['judge', judges[1]?.id ?? '']])).status).toBe(303);
    expect(await reviewsOf(w, 1)).toHaveLength(4);
  });

  it('keeps a reason of exactly ten signs, whatever signs they are, and says the same sentence in both languages for nine', async () => {
    await using w = await resultsWorld({ sheets: oneShort });
    const entry = idOf(w, 1);
    for (const text of ['mười chữ đó', '😀'.repeat(10), '𠀀'.repeat(10)]) expect([text, (await post(w, { deed: 'excuse', entry, reason: text })).status]).toEqual([text, 303]);
    const { body } = await post(w, { deed: 'excuse', entry, reason: 'chín chữ.' });
    const said = (body as { faults: { reason: { vi: string; en: string } } }).faults.reason;
    expect([said.vi.length > 0, said.en.length > 0, said.vi === said.en]).toEqual([true, true, false]);
  });
});

describe('everybody else', () => {
  it('of all roles only organisers may, and nobody from outside or without a session', async () => {
    await using w = await resultsWorld({ sheets: oneShort });
    const { id } = await spare(w);
    const form = { deed: 'add', entry: idOf(w, 1), judge: id };
    const others = [...(await Promise.all(roles.filter((role) => role !== 'CONTEST_ORGANISER').map((role) => w.person(role)))), w.entries[0]?.owner ?? null, w.judges[0]?.person ?? null];
    for (const as of others) expect([as?.grants[0]?.role, (await w.ask(more.action, as, {}, form)).status, (await w.ask(more.loader, as)).status]).toEqual([as?.grants[0]?.role, 403, 403]);
    expect((await w.ask(more.loader, null)).status).toBeGreaterThanOrEqual(300);
    expect(await reviewsOf(w, 1)).not.toContain(id);
  });

  it('an organiser who is in a team, or holds a seat herself, neither sees nor adds; one who was asked or has left may', async () => {
    await using w = await resultsWorld({ sheets: oneShort });
    const [member, asked] = [await w.person('CONTEST_ORGANISER'), await w.person('CONTEST_ORGANISER')];
    await addMember(w.db, idOf(w, 0), { ...member, email: 'a@x.example' });
    await addMember(w.db, idOf(w, 0), { ...asked, email: 'b@x.example' }, null);
    await expect(needs(w, member)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(refusals(await excuseEntry(w.ports, member, w.contest.id, { entry: idOf(w, 1), reason }))).toContain('có bài trong cuộc thi');
    expect(await needs(w, asked)).toHaveLength(1);
    const seat = await spare(w);
    const judge = { ...seat.person, grants: w.organiser.grants };
    await expect(needs(w, judge)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(addReview(w.ports, judge, w.contest.id, { entry: idOf(w, 1), judge: seat.id, dueOn: null })).rejects.toMatchObject({ kind: 'forbidden' });
    await w.db.updateTable('judge').set({ removed_at: '2026-11-22T00:00:00.000Z' }).where('id', '=', seat.id).execute();
    expect(await needs(w, judge)).toHaveLength(1);
    await w.db.updateTable('contest').set({ closed_at: '2026-11-23T00:00:00.000Z' }).execute();
    expect(refusals(await add(w, 1, seat.id))).toMatch(/^form: /);
  });
});
