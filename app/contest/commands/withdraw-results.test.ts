import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusals } from '../../../tests/world/campaigns.ts';
import { decideByRank, publishedWorld, resultsHash } from '../../../tests/world/contest-published.ts';
import type { MadeEntry, ResultsWorld } from '../../../tests/world/contest-results.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { roles, type Actor } from '../../people/actor.ts';
import { listAppeals } from '../queries/appeals.server.ts';
import { findPublication, lastPublication, listWithdrawals } from '../queries/publications.server.ts';
import { readFeedback } from '../queries/feedback.server.ts';
import { readGallery } from '../queries/gallery.server.ts';
import { publicCommitmentFile, readVerification } from '../queries/verification.server.ts';
import type { AppealOutcome } from '../rules/appeal.ts';
import { adoptableEntries } from '../queries/adoptions.server.ts';
import { answerAppeal, raiseAppeal } from './appeal.server.ts';
import { decidePrize } from './decide-prize.server.ts';
import { eraseAccount } from './erase-account.server.ts';
import { awardPrizes, publishResults } from './publish-results.server.ts';
import { withdrawResults } from './withdraw-results.server.ts';

const entryAt = (w: ResultsWorld, at: number): MadeEntry => w.entries[at] ?? { id: '', number: '', owner: w.auditor };
const withdraw = (w: ResultsWorld, as: Actor = w.publisher, version = 1, reason = 'Một tệp nộp đúng hạn chưa được chấm.') => withdrawResults(w.ports, as, { contest: w.contest.id, version, reason });
const publish = async (w: ResultsWorld) => publishResults(w.ports, w.publisher, { contest: w.contest.id, hash: await resultsHash(w), minutes: 'Hội đồng họp lại và thống nhất.' });

/** An objection of the third entry, answered by somebody. */
async function object(w: ResultsWorld, outcome: AppealOutcome, by: Actor = w.organiser, at = 2): Promise<void> {
  const { id, owner } = entryAt(w, at);
  expect(await raiseAppeal(w.ports, owner, { entry: id, words: 'Đề nghị xem lại điểm của bài.' })).toEqual({ ok: true });
  const appeal = (await listAppeals(w.db, w.contest.id)).find(({ entryId, answeredAt }) => entryId === id && !answeredAt);
  expect(await answerAppeal(w.ports, by, { contest: w.contest.id, appeal: appeal?.id ?? '', outcome, answer: 'Đã xem lại theo thể lệ.' })).toEqual({ ok: true });
}

const noticesOf = async ({ db }: ResultsWorld, userId: string) =>
  (await db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select('m.content').where('r.user_id', '=', userId).orderBy('m.created_at').orderBy('m.id').execute()).map(({ content }) => (JSON.parse(content) as { vi: { subject: string } }).vi.subject.replace(': {{cuoc_thi}}', ''));

describe('taking results back', () => {
  it('asks for an objection that was upheld, against this very publication', async () => {
    await using w = await publishedWorld();
    expect(refusals(await withdraw(w))).toContain('chỉ thu hồi kết quả khi có khiếu nại được chấp nhận'.replace('chỉ', 'Chỉ'));
    await object(w, 'DISMISSED');
    expect(refusals(await withdraw(w))).toContain('khiếu nại được chấp nhận');
    await object(w, 'UPHELD', w.organiser, 3);
    expect(refusals(await withdraw(w, w.publisher, 2))).toContain('đã đổi');
    expect(await findPublication(w.db, w.contest.id)).toBeDefined();
    expect(await withdraw(w)).toEqual({ ok: true });
    expect(refusals(await withdraw(w))).toContain('Không có kết quả nào đang công bố');
  });

  it('is done by a publisher who has not upheld the objection: the command says so, the database holds it', async () => {
    await using w = await publishedWorld();
    const both = await makePerson(w.db, { grants: ['CONTEST_ORGANISER', 'CONTEST_APPROVER'].map((role) => ({ role: role as 'CONTEST_ORGANISER', scope: 'ALL', unitId: null })) });
    await object(w, 'UPHELD', both);
    expect(refusals(await withdraw(w, both))).toContain('Người chấp nhận khiếu nại không thu hồi');
    const byHand = (by: string) => w.db.updateTable('contest_publication').set({ withdrawn_by: by, withdrawn_at: '2026-11-24T00:00:00.000Z', withdrawal_reason: 'x' }).execute();
    await expect(byHand(both.id)).rejects.toThrow('somebody else has upheld');
    for (const role of roles.filter((one) => one !== 'CONTEST_APPROVER')) await expect(withdraw(w, await w.person(role))).rejects.toMatchObject({ kind: 'forbidden' });
    // Two findings by two people: either may take the results back for the other's.
    await object(w, 'UPHELD', w.organiser, 3);
    expect(await withdraw(w, both)).toEqual({ ok: true });
  });

  it('is not done by an entrant, who answers no objection either', async () => {
    await using w = await publishedWorld();
    await object(w, 'UPHELD');
    await w.db.updateTable('entry').set({ owner_id: w.publisher.id }).where('id', '=', entryAt(w, 3).id).execute();
    expect(refusals(await withdraw(w))).toContain('có bài trong cuộc thi');
    await w.db.updateTable('entry').set({ owner_id: w.organiser.id }).where('id', '=', entryAt(w, 3).id).execute();
    await raiseAppeal(w.ports, w.organiser, { entry: entryAt(w, 3).id, words: 'Đề nghị xem lại bài của tôi.' });
    const own = (await listAppeals(w.db, w.contest.id)).find(({ answeredAt }) => !answeredAt);
    expect(refusals(await answerAppeal(w.ports, w.organiser, { contest: w.contest.id, appeal: own?.id ?? '', outcome: 'UPHELD', answer: 'Tôi thấy tôi đúng.' }))).toContain('có bài trong cuộc thi');
  });

  it('and publications, answers and withdrawals stand in the database as they were made', async () => {
    await using w = await publishedWorld();
    await object(w, 'UPHELD');
    await withdraw(w);
    const publication = (set: Record<string, unknown>) => w.db.updateTable('contest_publication').set(set).execute();
    for (const set of [{ standing: '[]' }, { standing_hash: 'x' }, { minutes: 'x' }, { published_at: '2020-01-01T00:00:00.000Z' }, { version: 7 }, { withdrawal_reason: 'x' }, { withdrawn_at: null, withdrawn_by: null, withdrawal_reason: null }, { awarded_at: '2026-12-01T00:00:00.000Z' }]) await expect(publication(set)).rejects.toThrow('a publication does not change');
    await expect(w.db.deleteFrom('contest_publication').execute()).rejects.toThrow('a publication is kept');
    for (const set of [{ outcome: 'DISMISSED' }, { answer: 'x' }, { answered_at: null }, { answered_by: w.auditor.id }]) await expect(w.db.updateTable('result_appeal').set(set).execute()).rejects.toThrow('an answer does not change');
    expect(await w.db.updateTable('result_appeal').set({ words: '' }).execute()).toBeDefined();
  });
});

describe('after results were taken back', () => {
  let w: ResultsWorld;
  beforeAll(async () => {
    w = await publishedWorld();
    await object(w, 'UPHELD');
    w.clock.pass({ days: 2 });
    await withdraw(w);
  });
  afterAll(() => w[Symbol.asyncDispose]());

  it('no winner, place or point is public; the reason and the hash of what was public are', async () => {
    expect(await readGallery(w.db, w.contest.id)).toBeUndefined();
    expect(await readFeedback(w.db, { id: entryAt(w, 0).id, contestId: w.contest.id }, '2026-11-25')).toBeUndefined();
    const { results, withdrawn } = await readVerification(w.db, w.contest.slug);
    expect([results, withdrawn.map(({ version, reason }) => [version, reason])]).toEqual([null, [[1, 'Một tệp nộp đúng hạn chưa được chấm.']]]);
    expect(withdrawn[0]?.hash).toBe((await lastPublication(w.db, w.contest.id))?.hash);
  });

  it('the bytes of the commitment stay for whoever wants to check', async () => {
    expect(await publicCommitmentFile(w.db, w.ports.secret, w.contest.slug, 'PRELIMINARY')).toContain('"nonce"');
  });

  it('nothing is awarded, given to a unit or objected to', async () => {
    expect(refusals(await awardPrizes(w.ports, w.organiser, w.contest.id))).toContain('chưa công bố');
    expect(await adoptableEntries(w.db, w.contest.id)).toEqual([]);
    expect(refusals(await raiseAppeal(w.ports, entryAt(w, 1).owner, { entry: entryAt(w, 1).id, words: 'Đề nghị xem lại.' }))).toContain('chưa công bố');
  });

  it('everybody who had a place is told, the publishers of the finding before, and the log knows why', async () => {
    for (const { owner } of w.entries) expect(await noticesOf(w, owner.id)).toContain('Kết quả đã được thu hồi');
    expect(await noticesOf(w, w.publisher.id)).toEqual([`Khiếu nại bài ${entryAt(w, 2).number} được chấp nhận`]);
    const trail = await w.db.selectFrom('audit_event').select(['action', 'details']).orderBy('seq').execute();
    expect(trail.slice(-3).map(({ action }) => action)).toEqual(['contest.appeal', 'contest.answer-appeal', 'contest.withdraw-results']);
    expect(JSON.parse(trail.at(-1)?.details ?? '')).toMatchObject({ version: 1, reason: 'Một tệp nộp đúng hạn chưa được chấm.' });
  });
});

describe('publishing anew', () => {
  it('is a new version: whose result has changed is told so, whose has not is told that, and both may object to it', async () => {
    await using w = await publishedWorld();
    await object(w, 'UPHELD');
    await withdraw(w);
    const [, second] = w.contest.prizes;
    const decisions = await w.db.selectFrom('contest_decision').select(['id', 'entry_id']).where('revoked_at', 'is', null).execute();
    const was = (at: number) => decisions.find(({ entry_id }) => entry_id === entryAt(w, at).id)?.id ?? '';
    const decide = (at: number, verdict: Parameters<typeof decidePrize>[2]['verdict']) => decidePrize(w.ports, w.organiser, { contest: w.contest.id, entry: entryAt(w, at).id, verdict, reason: 'Theo khiếu nại được chấp nhận.', was: was(at) });
    // There is one second prize: it has to be taken from one before the other gets it.
    expect(refusals(await decide(2, { kind: 'PRIZE', prize: second ?? '' }))).toContain('đã trao hết');
    expect(await decide(1, { kind: 'NONE' })).toEqual({ ok: true });
    expect(await decide(2, { kind: 'PRIZE', prize: second ?? '' })).toEqual({ ok: true });
    w.clock.pass({ days: 1 });
    expect(await publish(w)).toEqual({ ok: true });
    expect((await findPublication(w.db, w.contest.id))?.version).toBe(2);
    expect(await listWithdrawals(w.db, w.contest.id)).toHaveLength(1);
    const last = await Promise.all(w.entries.map(async ({ owner }) => (await noticesOf(w, owner.id)).at(-1)));
    expect(last).toEqual(['Kết quả được công bố lại', 'Kết quả của bài đã thay đổi', 'Kết quả của bài đã thay đổi', 'Kết quả được công bố lại']);
    expect(await raiseAppeal(w.ports, entryAt(w, 2).owner, { entry: entryAt(w, 2).id, words: 'Đề nghị xem lại lần nữa.' })).toEqual({ ok: true });
    expect(refusals(await raiseAppeal(w.ports, entryAt(w, 2).owner, { entry: entryAt(w, 2).id, words: 'Đề nghị xem lại lần ba.' }))).toContain('đã có khiếu nại');
    // The finding against the first version does not take back the second one.
    expect(refusals(await withdraw(w, w.publisher, 2))).toContain('đối với lần công bố này');
    expect(await awardPrizes(w.ports, w.organiser, w.contest.id)).toEqual({ ok: true });
    expect((await w.db.selectFrom('contest_publication').select(['version', 'awarded_at']).orderBy('version').execute()).map(({ awarded_at }) => awarded_at !== null)).toEqual([false, true]);
  });

  it('goes on as often as objections are right, and an erasure reaches every version', async () => {
    await using w = await publishedWorld();
    for (const version of [1, 2, 3]) {
      await object(w, 'UPHELD');
      expect(await withdraw(w, w.publisher, version)).toEqual({ ok: true });
      expect(await publish(w)).toEqual({ ok: true });
    }
    await w.db.updateTable('contest').set({ closed_at: '2026-11-23T01:00:00.000Z' }).execute();
    const gone = entryAt(w, 3).owner;
    expect(await eraseAccount(w.ports, gone)).toEqual({ ok: true });
    const rows = await w.db.selectFrom('contest_publication').select(['version', 'names']).orderBy('version').execute();
    expect(rows.map(({ version, names }) => [version, names.includes(gone.fullName)])).toEqual([[1, false], [2, false], [3, false], [4, false]]);
  });

  it('a publication never has two that stand', async () => {
    await using w = await publishedWorld();
    const row = await w.db.selectFrom('contest_publication').selectAll().executeTakeFirstOrThrow();
    await expect(w.db.insertInto('contest_publication').values({ ...row, version: 2 }).execute()).rejects.toThrow('UNIQUE');
    await expect(decideByRank(w)).rejects.toThrow('refused');
  });
});
