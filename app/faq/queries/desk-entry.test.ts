import { describe, expect, it } from 'vitest';
import { answerDesk } from '../../../tests/world/answer-desk.ts';
import { anAnswer } from '../../../tests/world/answers.ts';
import { cancelPublication, withdrawAnswer } from '../commands/publish-answer.server.ts';
import { returnAnswer } from '../commands/hand-in-answer.server.ts';
import { retireAnswer } from '../commands/retire-answer.server.ts';
import { openDraft } from '../commands/write-answer.server.ts';
import { typedOf } from '../forms/answer-form.ts';
import { deskChoices, draftText, findOverlaps, getEntry, getVersion, newestText, nextToAppraise } from './desk-entry.server.ts';

const at = (instant: string) => ({ at: instant, today: new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10) });
const now = at('2026-11-23T01:00:00.000Z');
const absent = '018f0000-0000-7000-8000-000000000000';

describe('an entry on the desk', () => {
  it('stands in each state that its versions and publications give it', async () => {
    await using w = await answerDesk();
    const id = await w.add();
    const state = async (moment = now) => {
      const { shown, newest, current } = await getEntry(w.db, id, moment);
      return [shown, newest.state, current?.number ?? null];
    };
    expect(await state()).toEqual(['NEVER', 'DRAFT', null]);
    await w.must(w.handIn(id));
    expect(await state()).toEqual(['NEVER', 'SUBMITTED', null]);
    await w.must(returnAnswer(w.ports, w.appraiser, { entryId: id, reason: 'Thiếu' }));
    expect(await state()).toEqual(['NEVER', 'RETURNED', null]);
    await w.must(w.handIn(id));
    await w.must(w.approve(id));
    expect(await state()).toEqual(['NEVER', 'APPROVED', null]);
    await w.must(w.publish(id, '2026-11-24T08:00:00'));
    expect([await state(), await state(at('2026-11-24T00:59:59.999Z')), await state(at('2026-11-24T01:00:00.000Z'))]).toEqual([['PLANNED', 'OUT', null], ['PLANNED', 'OUT', null], ['SHOWN', 'OUT', 1]]);
    w.clock.set('2026-11-24T01:00:00.000Z');
    await w.must(openDraft(w.ports, w.editor, id));
    expect(await state(at('2026-11-24T01:00:00.000Z'))).toEqual(['SHOWN', 'DRAFT', 1]);
    await w.must(withdrawAnswer(w.ports, w.editor, { entryId: id, withdrawAt: null, reason: 'Sai' }));
    expect(await state(at('2026-11-24T01:00:00.000Z'))).toEqual(['WITHDRAWN', 'DRAFT', null]);
    await w.must(retireAnswer(w.ports, w.editor, { entryId: id, reason: 'Bỏ' }));
    expect(await state(at('2026-11-24T01:00:00.000Z'))).toEqual(['RETIRED', 'DRAFT', null]);
  });

  it('tells who did what when, for every version', async () => {
    await using w = await answerDesk();
    const id = await w.add({}, w.editor);
    await w.must(w.edit(id, { fee: 'x' }, w.second));
    await w.must(w.handIn(id, w.editor));
    await w.must(w.approve(id));
    const { newest, versions } = await getEntry(w.db, id, now);
    expect(versions).toHaveLength(1);
    expect(newest).toMatchObject({ revision: 1, submitted: { name: 'Lê Hoài Ân', at: now.at }, approval: { name: 'Doãn Thế Hiển', note: 'Đúng', at: now.at }, returned: null });
    expect(newest.authors.map(({ name }) => name).toSorted()).toEqual(['Lê Hoài Ân', 'Đỗ Thị Ấm'].toSorted());
  });

  it('knows which publication another one cut short, and which were cancelled', async () => {
    await using w = await answerDesk();
    const id = await w.published();
    await w.nextVersion(id, { short: 'Hai.' });
    await w.must(w.publish(id, '2026-11-24T08:00:00'));
    await w.must(w.publish(id, '2026-11-25T08:00:00', '2026-11-26T08:00:00'));
    const planned = (await getEntry(w.db, id, now)).publications.find(({ publishAt }) => publishAt === '2026-11-24T01:00:00.000Z');
    expect((await getEntry(w.db, id, now)).publications.map(({ number, replacedAt }) => [number, replacedAt])).toEqual([[2, null], [2, '2026-11-25T01:00:00.000Z'], [1, '2026-11-24T01:00:00.000Z']]);
    await w.must(cancelPublication(w.ports, w.editor, { entryId: id, publicationId: planned?.id ?? '' }));
    expect((await getEntry(w.db, id, now)).publications.map(({ replacedAt, cancelledAt }) => [replacedAt, cancelledAt !== null])).toEqual([[null, false], [null, true], ['2026-11-25T01:00:00.000Z', false]]);
  });

  it('names the documents that do not hold under what is shown: lapsed, not yet in force, and never those dated to the end of days', async () => {
    await using w = await answerDesk();
    for (const [name, from, to] of [['Đã hết', null, '2026-11-22'], ['Hết hôm nay', null, '2026-11-23'], ['Từ mai', '2026-11-24', null], ['Mãi mãi', '2020-01-01', '9999-12-31']] as const) await w.db.insertInto('legal_document').values({ id: name, name, effective_from: from, effective_to: to }).execute();
    const id = await w.published({ legalBasis: ['Đã hết', 'Hết hôm nay', 'Từ mai', 'Mãi mãi'].map((document) => ({ document, article: null, effectiveFrom: null, effectiveTo: null })) });
    expect([(await getEntry(w.db, id, now)).lapsed, (await getEntry(w.db, id, at('2026-11-23T17:00:00.000Z'))).lapsed]).toEqual([['Đã hết', 'Từ mai'], ['Đã hết', 'Hết hôm nay']]);
  });

  it('that is none is not found', async () => {
    await using w = await answerDesk();
    await expect(getEntry(w.db, absent, now)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(newestText(w.db, absent)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await draftText(w.db, absent)).toBeUndefined();
    const id = await w.add();
    for (const number of [0, 2, -1]) await expect(getVersion(w.db, id, number)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('what two people wrote', () => {
  const typed = typedOf(anAnswer);

  it('is put together from the save from which she started', async () => {
    await using w = await answerDesk();
    const id = await w.add();
    await w.must(w.edit(id, { fee: 'Một' }, w.second));
    await w.must(w.edit(id, { fee: 'Hai', short: 'Ngắn.' }, w.second));
    const merged = await findOverlaps(w.db, id, { revision: 1, typed: { ...typed, fee: 'Một', place: 'Của tôi' } });
    expect(merged.values).toMatchObject({ fee: 'Hai', short: 'Ngắn.', place: 'Của tôi' });
    expect(merged.overlaps.map(({ field, isContested }) => [field, isContested]).toSorted()).toEqual([['fee', false], ['short', false]]);
  });

  it('with a save that nobody has is shown as contested, and her words stay', async () => {
    await using w = await answerDesk();
    const id = await w.add();
    const merged = await findOverlaps(w.db, id, { revision: 77, typed: { ...typed, short: 'Của tôi.' } });
    expect(merged.values['short']).toBe('Của tôi.');
    expect(merged.overlaps.find(({ field }) => field === 'short')).toMatchObject({ after: anAnswer.short, isContested: true });
  });

  it('without an open draft is hers alone', async () => {
    await using w = await answerDesk();
    const id = await w.published();
    expect(await findOverlaps(w.db, id, { revision: 0, typed: { ...typed, fee: 'x' } })).toEqual({ values: { ...typed, fee: 'x' }, overlaps: [] });
  });
});

describe('the queue of appraisals', () => {
  it('begins with what has waited longest and passes over what one wrote, what is done, retired or handed back', async () => {
    await using w = await answerDesk();
    const add = async (who = w.editor) => {
      const id = await w.add({}, who);
      await w.must(w.handIn(id, who));
      w.clock.pass({ minutes: 1 });
      return id;
    };
    const [own, first, retired, back, second] = [await add(w.both), await add(), await add(), await add(), await add()];
    await w.must(retireAnswer(w.ports, w.editor, { entryId: retired, reason: 'Bỏ' }));
    await w.must(returnAnswer(w.ports, w.editor, { entryId: back, reason: 'Lại' }));
    expect([await nextToAppraise(w.db, w.both.id, ''), await nextToAppraise(w.db, w.appraiser.id, ''), await nextToAppraise(w.db, w.both.id, first)]).toEqual([first, own, second]);
    for (const id of [first, second]) await w.must(w.approve(id));
    expect([await nextToAppraise(w.db, w.both.id, ''), await nextToAppraise(w.db, w.appraiser.id, own)]).toEqual([undefined, undefined]);
  });
});

it('offers bodies in use only', async () => {
  await using w = await answerDesk();
  await w.db.insertInto('competent_body').values({ key: 'cu', name: 'Cơ quan cũ', phone: null, closed_at: '2025-07-01T00:00:00.000Z' }).execute();
  expect((await deskChoices(w.db, '2026-11-23T01:00:00.000Z')).bodies).toEqual([{ key: 'cong-an-xa', name: 'Công an cấp xã' }]);
});
