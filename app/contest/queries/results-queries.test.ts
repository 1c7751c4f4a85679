import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMember } from '../../../tests/world/contest-judging.ts';
import { commit, decideByRank, open, publishedWorld, resultsHash } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type MadeEntry, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { makeUnit } from '../../../tests/world/people.ts';
import { newId } from '../../platform/ids.ts';
import { answerAppeal, raiseAppeal } from '../commands/appeal.server.ts';
import { decidePrize } from '../commands/decide-prize.server.ts';
import { setGalleryConsent } from '../commands/gallery-consent.server.ts';
import { proposeAdoption } from '../commands/propose-adoption.server.ts';
import { awardPrizes, publishResults } from '../commands/publish-results.server.ts';
import { withdrawResults } from '../commands/withdraw-results.server.ts';
import type { AppealOutcome } from '../rules/appeal.ts';
import { publicAdoptions } from './adoption-figures.server.ts';
import { adoptableEntries, listAdoptions } from './adoptions.server.ts';
import { getAppeal, listAppeals, listUpheld } from './appeals.server.ts';
import { readDecisionPage } from './decision-page.server.ts';
import { hasDecided, listDecisions } from './decisions.server.ts';
import { readFeedback } from './feedback.server.ts';
import { findGalleryConsent, readGallery, shownEntries } from './gallery.server.ts';
import { readMinutes } from './minutes.server.ts';
import { readProposals } from './proposals.server.ts';
import { findPublication, hasBeenPublished, lastPublication, listWithdrawals } from './publications.server.ts';

const today = '2026-11-23';
const entryAt = (w: ResultsWorld, at: number): MadeEntry => w.entries[at] ?? { id: '', number: '', owner: w.auditor };
const feedback = (w: ResultsWorld, at: number) => readFeedback(w.db, { id: entryAt(w, at).id, contestId: w.contest.id }, today);
const consent = (w: ResultsWorld, at: number, isGiven: boolean) => setGalleryConsent(w.ports, entryAt(w, at).owner, { entry: entryAt(w, at).id, isGiven });
async function object(w: ResultsWorld, at: number, outcome?: AppealOutcome): Promise<string> {
  await raiseAppeal(w.ports, entryAt(w, at).owner, { entry: entryAt(w, at).id, words: `Đề nghị xem lại bài ${at}.` });
  const { id } = await w.db.selectFrom('result_appeal').select('id').where('entry_id', '=', entryAt(w, at).id).orderBy('version', 'desc').executeTakeFirstOrThrow();
  if (outcome) await answerAppeal(w.ports, w.organiser, { contest: w.contest.id, appeal: id, outcome, answer: 'Đã xem lại theo thể lệ.' });
  return id;
}
/** The results are taken back for an objection of the third entry. */
async function takeBack(w: ResultsWorld): Promise<void> {
  await object(w, 2, 'UPHELD');
  expect(await withdrawResults(w.ports, w.publisher, { contest: w.contest.id, version: 1, reason: 'Một tệp chưa được chấm.' })).toEqual({ ok: true });
}
const publishAgain = async (w: ResultsWorld) => expect(await publishResults(w.ports, w.publisher, { contest: w.contest.id, hash: await resultsHash(w), minutes: 'Hội đồng họp lại và thống nhất.' })).toEqual({ ok: true });

describe('what an entrant reads', () => {
  let w: ResultsWorld;
  beforeAll(async () => {
    w = await publishedWorld();
  });
  afterAll(() => w[Symbol.asyncDispose]());

  it('is place, points and prize as they were published, out of how many', async () => {
    expect(await feedback(w, 0)).toMatchObject({ rank: 1, of: 4, prize: 'Giải nhất', appeal: null });
    expect(await feedback(w, 3)).toMatchObject({ rank: 4, of: 4, prize: null });
    expect((await feedback(w, 0))?.score).toBe((await findPublication(w.db, w.contest.id))?.standing[0]?.score);
  });

  it('is every sheet by the points that it gave, so that no order tells who wrote it', async () => {
    const points = (await feedback(w, 0))?.rounds.flatMap(({ sheets }) => sheets.map((sheet) => sheet.points[0]));
    expect(points).toEqual([10, 9, 8]);
    expect(JSON.stringify(await feedback(w, 0))).not.toMatch(/Giám khảo Bí Mật|Chỉ ban tổ chức đọc/);
  });

  it('says that she has no place where she has none: an entry from elsewhere has no sheets in it either', async () => {
    expect(await readFeedback(w.db, { id: 'khong-co', contestId: w.contest.id }, today)).toMatchObject({ rank: null, score: null, prize: null, rounds: [] });
  });

  it('leaves out sheets that were released', async () => {
    await using own = await resultsWorld({ sheets: [[9, 'x', 7], [8, 6, 8]] });
    await own.db.updateTable('review_assignment').set({ released_at: '2026-11-23T00:00:00.000Z' }).where('entry_id', '=', entryAt(own, 0).id).where('judge_id', '=', own.judges[1]?.id ?? '').execute();
    await commit(own);
    await open(own);
    await decideByRank(own);
    await publishAgain(own);
    expect((await feedback(own, 0))?.rounds.map(({ sheets }) => sheets.length)).toEqual([2]);
  });

  it('is nothing before the results, nor while they are taken back; an objection belongs to its version', async () => {
    await using before = await resultsWorld();
    expect(await feedback(before, 0)).toBeUndefined();
    await using own = await publishedWorld();
    await takeBack(own);
    expect(await feedback(own, 2)).toBeUndefined();
    await publishAgain(own);
    expect((await feedback(own, 2))?.appeal).toBeNull();
    await object(own, 2);
    expect((await feedback(own, 2))?.appeal).toMatchObject({ words: 'Đề nghị xem lại bài 2.', outcome: null });
  });
});

describe('winners in public', () => {
  let w: ResultsWorld;
  beforeAll(async () => {
    w = await publishedWorld();
    await w.db.insertInto('contest_decision').values({ id: newId(), contest_id: w.contest.id, entry_id: entryAt(w, 3).id, prize_id: null, reason: 'Không trao giải', decided_by: w.organiser.id, decided_at: '2026-11-23T00:00:00.000Z' }).execute();
  });
  afterAll(() => w[Symbol.asyncDispose]());
  const shown = async () => (await readGallery(w.db, w.contest.id))?.winners.map(({ number, shown: words }) => [number, words?.title ?? null]);

  it('stand by prize, without a word of anybody who has not agreed', async () => {
    expect(await shown()).toEqual([[entryAt(w, 0).number, null], [entryAt(w, 1).number, null]]);
    expect(await findGalleryConsent(w.db, entryAt(w, 0).id)).toBeUndefined();
  });

  it('follow every change of the consent, and keep when it was given', async () => {
    await consent(w, 1, true);
    expect(await shown()).toEqual([[entryAt(w, 0).number, null], [entryAt(w, 1).number, 'Sáng kiến số 2']]);
    await consent(w, 1, false);
    expect((await shown())?.[1]?.[1]).toBeNull();
    expect(await findGalleryConsent(w.db, entryAt(w, 1).id)).toMatchObject({ withdrawnAt: '2026-11-23T01:00:00.000Z' });
    w.clock.pass({ minutes: 5 });
    await consent(w, 1, true);
    expect(await findGalleryConsent(w.db, entryAt(w, 1).id)).toEqual({ givenAt: '2026-11-23T01:05:00.000Z', withdrawnAt: null });
  });

  it('are called what they were called when the results came out', async () => {
    await w.db.updateTable('user_account').set({ full_name: 'Tên Đã Đổi' }).where('id', '=', entryAt(w, 1).owner.id).execute();
    await w.db.updateTable('entry').set({ title: 'Tên bài đã đổi' }).where('id', '=', entryAt(w, 1).id).execute();
    const [, second] = (await readGallery(w.db, w.contest.id))?.winners ?? [];
    expect(second?.shown).toMatchObject({ title: 'Sáng kiến số 2', by: 'Tác Giả Số 2', summary: 'Tóm tắt số 2' });
  });

  it('of which the entry was erased or withdrawn are not shown, whatever was agreed', async () => {
    for (const column of ['erased_at', 'withdrawn_at'] as const) {
      await w.db.updateTable('entry').set({ [column]: '2026-11-23T00:00:00.000Z' }).where('id', '=', entryAt(w, 1).id).execute();
      expect((await shownEntries(w.db, [entryAt(w, 1).id])).size).toBe(0);
      await w.db.updateTable('entry').set({ [column]: null }).where('id', '=', entryAt(w, 1).id).execute();
    }
    expect((await shownEntries(w.db, [entryAt(w, 1).id])).size).toBe(1);
    expect(await shownEntries(w.db, [])).toEqual(new Map());
  });

  it('name those of the team who have said yes and are still there', async () => {
    await using own = await publishedWorld();
    const { id } = entryAt(own, 0);
    await addMember(own.db, id, { id: null, fullName: 'Đã Nhận Lời', email: 'a@x.example' });
    await addMember(own.db, id, { id: null, fullName: 'Mới Được Mời', email: 'b@x.example' }, null);
    await addMember(own.db, id, { id: null, fullName: 'Đã Rời Nhóm', email: 'c@x.example' });
    await own.db.updateTable('entry_member').set({ removed_at: '2026-11-20T00:00:00.000Z' }).where('full_name', '=', 'Đã Rời Nhóm').execute();
    await consent(own, 0, true);
    expect((await shownEntries(own.db, [id])).get(id)?.team).toEqual(['Đã Nhận Lời']);
  });

  it('are nobody before the results; the day of the award stands with them', async () => {
    await using before = await resultsWorld();
    expect(await readGallery(before.db, before.contest.id)).toBeUndefined();
    expect((await readGallery(w.db, w.contest.id))?.awardedAt).toBeNull();
    await awardPrizes(w.ports, w.organiser, w.contest.id);
    expect((await readGallery(w.db, w.contest.id))?.awardedAt).toBe('2026-11-23T01:05:00.000Z');
  });
});

describe('objections at the desk', () => {
  it('stand with those that wait first, then as they came', async () => {
    await using w = await publishedWorld();
    await object(w, 1, 'DISMISSED');
    w.clock.pass({ minutes: 1 });
    await object(w, 2);
    w.clock.pass({ minutes: 1 });
    await object(w, 3);
    expect((await listAppeals(w.db, w.contest.id)).map(({ number, outcome }) => [number, outcome])).toEqual([[entryAt(w, 2).number, null], [entryAt(w, 3).number, null], [entryAt(w, 1).number, 'DISMISSED']]);
  });

  it('are found in their own contest only', async () => {
    await using w = await publishedWorld();
    const id = await object(w, 2);
    expect(await getAppeal(w.db, w.contest.id, id)).toMatchObject({ id, raisedBy: 'Tác Giả Số 3', version: 1 });
    await expect(getAppeal(w.db, 'khac', id)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('that were upheld belong to one publication, with whoever upheld them', async () => {
    await using w = await publishedWorld();
    await object(w, 3, 'DISMISSED');
    expect(await listUpheld(w.db, w.contest.id, 1)).toEqual([]);
    await takeBack(w);
    expect(await listUpheld(w.db, w.contest.id, 1)).toEqual([{ number: entryAt(w, 2).number, answeredBy: w.organiser.id }]);
    expect(await listUpheld(w.db, w.contest.id, 2)).toEqual([]);
  });
});

it('publications are versions: the one that stands, the last one, and those that were taken back with their reason', async () => {
  await using w = await publishedWorld();
  const state = async () => [(await findPublication(w.db, w.contest.id))?.version, (await lastPublication(w.db, w.contest.id))?.version, (await listWithdrawals(w.db, w.contest.id)).map(({ version, reason }) => [version, reason]), await hasBeenPublished(w.db, w.contest.id)];
  expect(await state()).toEqual([1, 1, [], true]);
  await takeBack(w);
  expect(await state()).toEqual([undefined, 1, [[1, 'Một tệp chưa được chấm.']], true]);
  await publishAgain(w);
  expect(await state()).toEqual([2, 2, [[1, 'Một tệp chưa được chấm.']], true]);
  expect(await hasBeenPublished(w.db, 'khac')).toBe(false);
});

describe('the minutes', () => {
  it('are there from the commitment on, without names until these are open', async () => {
    await using w = await resultsWorld();
    await expect(readMinutes(w.db, w.auditor, w.contest.id)).rejects.toMatchObject({ kind: 'conflict' });
    await commit(w);
    await decideByRank(w);
    const closed = await readMinutes(w.db, w.auditor, w.contest.id);
    expect(closed.decisions.map(({ name, prize }) => [name, prize])).toEqual([[entryAt(w, 0).number, 'Giải nhất'], [entryAt(w, 1).number, 'Giải nhì']]);
    expect([closed.publication, closed.deciders, closed.round.sheets, closed.entries]).toEqual([null, ['Kiều Văn Phấn'], 12, 4]);
    await open(w);
    expect((await readMinutes(w.db, w.auditor, w.contest.id)).decisions[0]?.name).toBe(`${entryAt(w, 0).number} – Sáng kiến số 1 – Tác Giả Số 1`);
  });

  it('keep the names of the publication, and what it came to', async () => {
    await using w = await publishedWorld();
    await w.db.updateTable('user_account').set({ full_name: 'Tên Đã Đổi' }).where('id', '=', entryAt(w, 0).owner.id).execute();
    const minutes = await readMinutes(w.db, w.publisher, w.contest.id);
    expect(minutes.decisions[0]?.name).toContain('Tác Giả Số 1');
    expect(minutes.publication).toMatchObject({ by: 'Tống Thị Nhàn', conclusion: 'Ban giám khảo thống nhất kết quả.', awardedAt: null });
  });
});

describe('the page of one decision', () => {
  it('counts what is left without the decision that it is about', async () => {
    await using w = await resultsWorld();
    await commit(w);
    await decideByRank(w);
    const page = await readDecisionPage(w.db, w.organiser, w.contest.id, entryAt(w, 0).id);
    expect(page.prizes.map(({ title, left }) => [title, left])).toEqual([['Giải nhất', 1], ['Giải nhì', 0], ['Giải dữ liệu mở', 1]]);
    expect([page.expected, page.decision?.prize]).toEqual([['Giải nhất'], w.contest.prizes[0]]);
    expect((await readDecisionPage(w.db, w.organiser, w.contest.id, entryAt(w, 2).id)).expected).toEqual([null]);
    await expect(readDecisionPage(w.db, w.organiser, w.contest.id, 'khong-co')).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('of two who share a place offers both prizes', async () => {
    await using w = await resultsWorld({ sheets: [[9, 9, 9], [9, 9, 9], [3, 3, 3]] });
    await expect(readDecisionPage(w.db, w.organiser, w.contest.id, entryAt(w, 0).id)).rejects.toMatchObject({ kind: 'conflict' });
    await commit(w);
    expect((await readDecisionPage(w.db, w.organiser, w.contest.id, entryAt(w, 1).id)).expected).toEqual(['Giải nhất', 'Giải nhì']);
  });

  it('remembers who decided, also when the decision was opened again', async () => {
    await using w = await resultsWorld();
    await commit(w);
    await decideByRank(w);
    const [first] = await listDecisions(w.db, w.contest.id);
    expect(await decidePrize(w.ports, w.organiser, { contest: w.contest.id, entry: first?.entry ?? '', verdict: { kind: 'OPEN' }, reason: '', was: first?.id ?? '' })).toEqual({ ok: true });
    expect((await listDecisions(w.db, w.contest.id)).map(({ entry }) => entry)).toEqual([entryAt(w, 1).id]);
    expect([await hasDecided(w.db, w.contest.id, w.organiser.id), await hasDecided(w.db, w.contest.id, w.publisher.id)]).toEqual([true, false]);
  });
});

describe('adoptions', () => {
  let w: ResultsWorld;
  const units: string[] = [];
  beforeAll(async () => {
    w = await publishedWorld();
    units.push(await makeUnit(w.db, { name: 'UBND xã Gia Viễn' }), await makeUnit(w.db, { name: 'UBND xã Kim Sơn' }));
    for (const at of [0, 1]) expect(await proposeAdoption(w.ports, w.organiser, { contest: w.contest.id, entry: entryAt(w, at).id, unit: units[at] ?? '' })).toMatchObject({ ok: true });
  });
  afterAll(() => w[Symbol.asyncDispose]());

  it.each([
    ['CONTEST_ORGANISER', 2], ['CONTEST_APPROVER', 2], ['AUDITOR', 2], ['SYSTEM_ADMIN', 2], ['LEARNER', 0], ['TRAINING_ADMIN', 0],
  ] as const)('are seen by %s: %d of two', async (role, count) => {
    expect(await listAdoptions(w.db, await w.person(role), today)).toHaveLength(count);
  });

  it('are seen by the leader of their unit, and under the name that it has now', async () => {
    const leader = await w.person('UNIT_LEADER', units[0]);
    expect((await listAdoptions(w.db, leader, today)).map(({ number }) => number)).toEqual([entryAt(w, 0).number]);
    await w.db.updateTable('org_unit_version').set({ name: 'UBND xã Gia Viễn mới' }).where('unit_id', '=', units[0] ?? '').execute();
    expect((await listAdoptions(w.db, leader, today))[0]?.unitName).toBe('UBND xã Gia Viễn mới');
    expect(await listAdoptions(w.db, leader, today, { contestId: 'khac' })).toEqual([]);
  });

  it('are proposed by organisers from what is left; others get neither the entries nor the units', async () => {
    const desk = await readProposals(w.db, w.organiser, w.contest.id, today);
    expect([desk.canPropose, desk.entries, desk.adoptions.length, desk.units.length > 1]).toEqual([true, [], 2, true]);
    expect(await readProposals(w.db, w.auditor, w.contest.id, today)).toMatchObject({ canPropose: false, entries: [], units: [] });
    expect(await adoptableEntries(w.db, 'khac')).toEqual([]);
  });

  it('are listed in public by how far they are, with the title of those who agreed only', async () => {
    await consent(w, 1, true);
    await w.db.updateTable('adoption').set({ state: 'APPLIED' }).where('entry_id', '=', entryAt(w, 1).id).execute();
    expect((await publicAdoptions(w.db, w.contest.id)).map(({ number, title, state }) => [number, title, state])).toEqual([[entryAt(w, 1).number, 'Sáng kiến số 2', 'APPLIED'], [entryAt(w, 0).number, null, 'PROPOSED']]);
  });

  it('are not to be had of winners while their results are taken back', async () => {
    await using own = await publishedWorld();
    expect(await adoptableEntries(own.db, own.contest.id)).toHaveLength(2);
    await takeBack(own);
    expect(await adoptableEntries(own.db, own.contest.id)).toEqual([]);
  });
});
