import { describe, expect, it } from 'vitest';
import { refusals } from '../../../tests/world/campaigns.ts';
import { publishedWorld } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { appealDays } from '../rules/appeal.ts';
import { scheduleSetting } from '../../platform/settings.server.ts';
import { readFeedback } from '../queries/feedback.server.ts';
import { readGallery } from '../queries/gallery.server.ts';
import { answerAppeal, raiseAppeal } from './appeal.server.ts';
import { setGalleryConsent } from './gallery-consent.server.ts';

const entryAt = (w: ResultsWorld, at: number) => w.entries[at] ?? { id: '', number: '', owner: w.auditor };
const raise = (w: ResultsWorld, at = 2, words = 'Đề nghị xem lại tiêu chí Tính mới.') => raiseAppeal(w.ports, entryAt(w, at).owner, { entry: entryAt(w, at).id, words });

describe('an objection', () => {
  it('waits for the results and ends with its window, to the millisecond', async () => {
    await using before = await resultsWorld();
    expect(refusals(await raise(before))).toContain('chưa công bố');
    await using w = await publishedWorld();
    w.clock.set('2026-12-03T01:00:00.000Z');
    expect(refusals(await raise(w))).toContain('hết thời hạn');
    w.clock.set('2026-12-03T00:59:59.999Z');
    expect(await raise(w)).toEqual({ ok: true });
  });

  it('has the window that the setting of the day says', async () => {
    await using w = await publishedWorld();
    await w.db.transaction().execute((tx) => scheduleSetting(tx, appealDays, { value: 2, from: '2026-11-01', legalBasis: 'Thể lệ' }));
    w.clock.set('2026-11-25T01:00:00.000Z');
    expect(refusals(await raise(w))).toContain('hết thời hạn');
  });

  it('is raised once, by those of the entry only', async () => {
    await using w = await publishedWorld();
    for (const stranger of [entryAt(w, 1).owner, w.organiser, w.auditor]) await expect(raiseAppeal(w.ports, stranger, { entry: entryAt(w, 2).id, words: 'Không phải bài của tôi' })).rejects.toMatchObject({ kind: 'not-found' });
    expect(await raise(w)).toEqual({ ok: true });
    expect(refusals(await raise(w))).toContain('đã có khiếu nại');
    expect(await w.db.selectFrom('result_appeal').select('words').execute()).toHaveLength(1);
  });

  it('is answered once, by an organiser, within its contest; whoever raised it is told', async () => {
    await using w = await publishedWorld();
    await raise(w);
    const { id } = await w.db.selectFrom('result_appeal').select('id').executeTakeFirstOrThrow();
    const answer = { contest: w.contest.id, appeal: id, outcome: 'DISMISSED' as const, answer: 'Ban tổ chức đã xem lại và giữ nguyên.' };
    await expect(answerAppeal(w.ports, w.publisher, answer)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(answerAppeal(w.ports, w.organiser, { ...answer, contest: 'another' })).rejects.toMatchObject({ kind: 'not-found' });
    const before = await w.db.selectFrom('message').select('id').execute();
    expect(await answerAppeal(w.ports, w.organiser, answer)).toEqual({ ok: true });
    expect(refusals(await answerAppeal(w.ports, w.organiser, answer))).toContain('đã được trả lời');
    const told = await w.db.selectFrom('message_recipient').select('user_id').where('message_id', 'not in', before.map((row) => row.id)).execute();
    expect(told.map((row) => row.user_id)).toEqual([entryAt(w, 2).owner.id]);
  });
});

describe('consent to be shown', () => {
  const winners = async (w: ResultsWorld) => (await readGallery(w.db, w.contest.id))?.winners.map(({ number, prize, shown }) => [number, prize, shown?.title ?? null]);

  it('is the owner’s, can be taken back, and the gallery follows at once', async () => {
    await using w = await publishedWorld();
    const [first, second] = [entryAt(w, 0), entryAt(w, 1)];
    expect(await winners(w)).toEqual([[first.number, 'Giải nhất', null], [second.number, 'Giải nhì', null]]);
    await setGalleryConsent(w.ports, first.owner, { entry: first.id, isGiven: true });
    expect(await winners(w)).toEqual([[first.number, 'Giải nhất', 'Sáng kiến số 1'], [second.number, 'Giải nhì', null]]);
    await setGalleryConsent(w.ports, first.owner, { entry: first.id, isGiven: false });
    expect((await winners(w))?.[0]?.[2]).toBeNull();
    await setGalleryConsent(w.ports, first.owner, { entry: first.id, isGiven: true });
    expect((await winners(w))?.[0]?.[2]).toBe('Sáng kiến số 1');
    expect((await w.db.selectFrom('audit_event').select('action').where('action', 'like', 'contest.gallery%').orderBy('seq').execute()).map(({ action }) => action)).toEqual(['contest.gallery-consent', 'contest.gallery-withdraw', 'contest.gallery-consent']);
  });

  it('given twice is one, withdrawn without having been given is nothing', async () => {
    await using w = await publishedWorld();
    const { id, owner } = entryAt(w, 0);
    await setGalleryConsent(w.ports, owner, { entry: id, isGiven: false });
    for (const _ of [1, 2]) await setGalleryConsent(w.ports, owner, { entry: id, isGiven: true });
    expect(await w.db.selectFrom('audit_event').select('action').where('action', 'like', 'contest.gallery%').execute()).toHaveLength(1);
  });

  it('is not a member’s to give, nor a stranger’s to see', async () => {
    await using w = await publishedWorld();
    const { id } = entryAt(w, 0);
    const member = await makePerson(w.db);
    await w.db.insertInto('entry_member').values({ id: 'm', entry_id: id, user_id: member.id, email: 'm@vi-du.invalid', full_name: 'Thành Viên', invited_at: '2026-11-01T00:00:00.000Z', accepted_at: '2026-11-02T00:00:00.000Z' }).execute();
    expect(refusals(await setGalleryConsent(w.ports, member, { entry: id, isGiven: true }))).toContain('Chỉ người đứng tên');
    await expect(setGalleryConsent(w.ports, w.organiser, { entry: id, isGiven: true })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('shows nothing of an entry that was withdrawn or erased', async () => {
    await using w = await publishedWorld();
    const { id, owner } = entryAt(w, 0);
    await setGalleryConsent(w.ports, owner, { entry: id, isGiven: true });
    await w.db.updateTable('entry').set({ withdrawn_at: '2026-11-24T00:00:00.000Z' }).where('id', '=', id).execute();
    expect((await winners(w))?.[0]?.[2]).toBeNull();
    await w.db.updateTable('entry').set({ erased_at: '2026-11-24T00:00:00.000Z' }).where('id', '=', id).execute();
    await expect(setGalleryConsent(w.ports, owner, { entry: id, isGiven: false })).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('feedback', () => {
  it('is not there before the results', async () => {
    await using w = await resultsWorld();
    expect(await readFeedback(w.db, { id: entryAt(w, 0).id, contestId: w.contest.id }, '2026-11-23')).toBeUndefined();
  });

  it('has all points and words, nobody’s name, and not what was meant for the organisers', async () => {
    await using w = await publishedWorld({ sheets: [[9, 'x', 10], [8, 6, 8], [6, 5, 6], [3, 2, 4]] });
    const feedback = await readFeedback(w.db, { id: entryAt(w, 0).id, contestId: w.contest.id }, '2026-11-23');
    expect(feedback).toMatchObject({ rank: 1, of: 4, prize: 'Giải nhất', appealUntil: '2026-12-03T01:00:00.000Z', appeal: null });
    expect(feedback?.rounds).toEqual([{ kind: 'PRELIMINARY', sheets: [{ comment: 'Nhận xét cho 10 điểm', abstained: false, points: [10, 10], reasons: ['Căn cứ của 10', 'Căn cứ của 10'] }, { comment: 'Nhận xét cho 9 điểm', abstained: false, points: [9, 9], reasons: ['Căn cứ của 9', 'Căn cứ của 9'] }, { comment: '', abstained: true, points: [null, null], reasons: ['', ''] }] }]);
    const text = JSON.stringify(feedback);
    for (const secretWord of ['Giám khảo Bí Mật', 'Chỉ ban tổ chức', 'Không đủ chuyên môn', ...w.judges.map(({ id }) => id)]) expect(text).not.toContain(secretWord);
  });

  it('of one entry holds nothing of another', async () => {
    await using w = await publishedWorld();
    expect(JSON.stringify(await readFeedback(w.db, { id: entryAt(w, 3).id, contestId: w.contest.id }, '2026-11-23'))).not.toContain('10 điểm');
  });
});
