import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { makeAnswer } from '../../../tests/world/answers.ts';
import { answerTexts, getHandout, listAnswerChoices, shownThen } from './answer-texts.server.ts';

const now = { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23' };
const baseUrl = 'https://hoc06.vi-du.invalid';

describe('the words of an answer', () => {
  it('are there while it is shown, to the millisecond, with the address of its page', async () => {
    await using db = await freshDb();
    const { entryId } = await makeAnswer(db, { slug: 'muc-2', publishAt: '2026-11-23T02:00:00.000Z', withdrawAt: '2026-11-23T03:00:00.000Z' });
    const at = (instant: string) => answerTexts(db, entryId, { at: instant, today: '2026-11-23' }, baseUrl);
    expect([await at('2026-11-23T01:59:59.999Z'), await at('2026-11-23T03:00:00.000Z')]).toEqual([undefined, undefined]);
    for (const instant of ['2026-11-23T02:00:00.000Z', '2026-11-23T02:59:59.999Z']) expect(await at(instant)).toMatchObject({ slug: 'muc-2', path: '/help/muc-2', mouths: { chat: { text: expect.stringContaining(`${baseUrl}/help/muc-2`) as string } } });
  });

  it('are those of the version that is shown, not of the one that is written', async () => {
    await using db = await freshDb();
    const { entryId } = await makeAnswer(db, { short: 'Bản một.' });
    await makeAnswer(db, { entryId, short: 'Bản hai.', state: 'DRAFT' });
    expect((await answerTexts(db, entryId, now, baseUrl))?.short).toBe('Bản một.');
  });

  it('of no answer are not found', async () => {
    await using db = await freshDb();
    await expect(answerTexts(db, 'x', now, baseUrl)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('the sheet', () => {
  it('holds what the answer has and leaves out what it has not', async () => {
    await using db = await freshDb();
    const basis = { document: 'Luật Căn cước', article: 'Điều 5', effectiveFrom: null, effectiveTo: null };
    const { entryId } = await makeAnswer(db, { slug: 'muc-2', papers: ['Thẻ', 'Điện thoại'], fee: null, timeLimit: '7 ngày', legalBasis: [basis] });
    const sheet = await getHandout(db, entryId, now, baseUrl);
    expect(sheet.facts.map(({ detail }) => detail)).toEqual(['Thẻ; Điện thoại', 'Công an cấp xã', '7 ngày', 'Điều 5, Luật Căn cước']);
    expect(sheet).toMatchObject({ address: `${baseUrl}/help/muc-2`, mark: null, asOf: expect.stringContaining('30/09/2026') as string });
  });

  it('says that it is internal, and that it is sample data', async () => {
    await using db = await freshDb();
    const marks = await Promise.all([{ audience: 'INTERNAL' as const }, { isSample: true }, { audience: 'INTERNAL' as const, isSample: true }].map(async (traits) => (await getHandout(db, (await makeAnswer(db, traits)).entryId, now, baseUrl)).mark ?? ''));
    expect(marks.map((mark) => mark.split(' · ').length)).toEqual([1, 1, 2]);
    expect(new Set(marks).size).toBe(3);
  });

  it('is none for what is not shown', async () => {
    await using db = await freshDb();
    for (const state of ['DRAFT', 'SUBMITTED', 'APPROVED'] as const) await expect(getHandout(db, (await makeAnswer(db, { state })).entryId, now, baseUrl)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('answers that a campaign can take', () => {
  it('are those in use; those that are retired are none', async () => {
    await using db = await freshDb();
    const { entryId } = await makeAnswer(db, { question: 'Có' });
    await makeAnswer(db, { question: 'Nháp', state: 'DRAFT' });
    const retired = await makeAnswer(db, { question: 'Bỏ' });
    await db.updateTable('faq_entry').set({ retired_at: '2026-11-01T00:00:00.000Z' }).where('id', '=', retired.entryId).execute();
    const listed = async (seesDrafts: boolean) => (await listAnswerChoices(db, now, seesDrafts)).choices.map(({ question, isShown }) => [question, isShown]).toSorted();
    expect([await listed(true), await listed(false)]).toEqual([[['Có', true], ['Nháp', false]], [['Có', true]]]);
    expect(await listAnswerChoices(db, now, false)).toMatchObject({ choices: [{ entryId }], inWriting: 1 });
    // A draft of the next version has a question of its own.
    await db.updateTable('faq_version').set({ number: 1 }).where('entry_id', '=', entryId).execute();
    await makeAnswer(db, { entryId, question: 'Có, sửa', state: 'DRAFT' });
    expect([(await listed(false)).map(([question]) => question), (await shownThen(db, [entryId], { at: now.at, isStaff: false }, { now: now.at, seesDrafts: false })).map(({ question }) => question)]).toEqual([['Có'], ['Có']]);
  });

  it('are looked at for a moment to come: planned, withdrawn by then, internal', async () => {
    await using db = await freshDb();
    const [planned, ending, inside, draft] = [await makeAnswer(db, { question: 'A', publishAt: '2026-12-01T00:00:00.000Z' }), await makeAnswer(db, { question: 'B', withdrawAt: '2026-12-01T00:00:00.000Z' }), await makeAnswer(db, { question: 'C', audience: 'INTERNAL' }), await makeAnswer(db, { question: 'D', state: 'DRAFT' })];
    const ids = [planned, ending, inside, draft].map(({ entryId }) => entryId);
    const shown = async (at: string, isStaff = false) => (await shownThen(db, ids, { at, isStaff }, { now: now.at, seesDrafts: true })).map(({ isShown }) => isShown);
    expect([await shown('2026-11-30T23:59:59.999Z'), await shown('2026-12-01T00:00:00.000Z'), await shown('2026-12-01T00:00:00.000Z', true)]).toEqual([[false, true, false, false], [true, false, false, false], [true, false, true, false]]);
    expect(await shownThen(db, [], { at: now.at, isStaff: true }, { now: now.at, seesDrafts: true })).toEqual([]);
    expect(await shownThen(db, ['khong-co'], { at: now.at, isStaff: true }, { now: now.at, seesDrafts: true })).toEqual([]);
    // Who may not see drafts is told by the words that were shown once; of the others only that they are there.
    const told = await shownThen(db, ids, { at: '2026-12-01T00:00:00.000Z', isStaff: true }, { now: now.at, seesDrafts: false });
    expect(told.map(({ question, slug }) => [question, slug !== ''])).toEqual([[null, false], ['B', true], ['C', true], [null, false]]);
  });
});
