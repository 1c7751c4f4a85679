import { describe, expect, it } from 'vitest';
import { answerDesk, sentences } from '../../../tests/world/answer-desk.ts';
import { auditsOf } from '../../../tests/world/call-desk.ts';
import { withdrawAnswer } from './publish-answer.server.ts';
import { renewAnswer } from './renew-answer.server.ts';

const old = { asOf: '2026-01-10', reviewDue: '2027-01-01' } as const;
const basis = (document: string) => ({ document, article: null, effectiveFrom: null, effectiveTo: null });

async function world() {
  const w = await answerDesk();
  const renew = (id: string, who = w.editor) => renewAnswer(w.ports, who, id);
  const document = (name: string, effectiveTo: string | null) => w.db.insertInto('legal_document').values({ id: name, name, effective_to: effectiveTo }).execute();
  return { ...w, renew, document };
}

describe('a renewal', () => {
  it.each([['HIGH', '2026-12-23'], ['MEDIUM', '2027-02-21'], ['LOW', '2027-11-23']] as const)('of %s facts is right today and due on %s, handed in at once', async (volatility, reviewDue) => {
    await using w = await world();
    const id = await w.published({ slug: 'muc-2', asOf: '2026-01-10', volatility, reviewDue: '2026-01-20' });
    expect(await w.renew(id)).toEqual({ ok: true, number: 2 });
    expect(await w.newest(id)).toMatchObject({ number: 2, as_of: '2026-11-23', review_due: reviewDue, submitted_by: w.editor.id, planned_publish_at: '2026-11-23T01:00:00.000Z' });
    const [first, second] = await w.db.selectFrom('faq_version').selectAll().orderBy('number').execute();
    for (const column of ['question', 'variants', 'short', 'body', 'papers', 'fee', 'place', 'sources', 'confidence', 'audience', 'is_sample'] as const) expect(second?.[column], column).toEqual(first?.[column]);
    expect(await w.shown('muc-2')).toMatchObject({ number: 1 });
    expect((await auditsOf(w.db)('answer')).slice(-2).map(({ action, details }) => [action, details['version']])).toEqual([['answer.renew', 2], ['answer.submit', 2]]);
  });

  it('counts the day in Vietnam: after 17:00 UTC it is tomorrow there', async () => {
    await using w = await world();
    const id = await w.published(old);
    w.clock.set('2026-11-23T16:59:59.999Z');
    await w.must(w.renew(id));
    expect((await w.newest(id)).as_of).toBe('2026-11-23');
    const other = await w.published(old);
    w.clock.set('2026-11-23T17:00:00.000Z');
    await w.must(w.renew(other));
    expect((await w.newest(other)).as_of).toBe('2026-11-24');
  });

  it('is made once, also by two at the same time', async () => {
    await using w = await world();
    const id = await w.published(old);
    const sent = await Promise.all([w.renew(id), w.renew(id, w.second)]);
    expect(sent.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(sentences(sent.find(({ ok }) => !ok))).toEqual({ form: 'Câu trả lời đang có bản nháp hoặc bản chờ thẩm định. Hãy hoàn tất bản đó.' });
  });

  it('is for whoever writes', async () => {
    await using w = await world();
    const id = await w.published(old);
    for (const who of [w.appraiser, w.reader]) await expect(w.renew(id, who)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(w.renew('khong-co')).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('a renewal is refused', () => {
  it('when the answer is not shown any more, or not yet', async () => {
    await using w = await world();
    const sentence = { form: 'Chỉ gia hạn rà soát cho câu trả lời đang được công bố.' };
    const id = await w.published(old);
    await w.must(withdrawAnswer(w.ports, w.editor, { entryId: id, withdrawAt: null, reason: 'Sai' }));
    expect(sentences(await w.renew(id))).toEqual(sentence);
    const planned = await w.add(old);
    await w.must(w.handIn(planned));
    await w.must(w.approve(planned));
    await w.must(w.publish(planned, '2026-11-24T08:00:00'));
    expect(sentences(await w.renew(planned))).toEqual(sentence);
  });

  it('on the day on which it was looked at, and not on the next', async () => {
    await using w = await world();
    const id = await w.published({ asOf: '2026-11-23', reviewDue: '2027-11-23' });
    expect(sentences(await w.renew(id))).toEqual({ form: 'Câu trả lời đã được rà soát trong ngày hôm nay.' });
    w.clock.set('2026-11-23T17:00:00.000Z');
    await w.must(w.renew(id));
  });

  it('from the day after its document has lapsed, and not on the last day', async () => {
    await using w = await world();
    await w.document('Thông tư cũ', '2026-11-23');
    const id = await w.published({ ...old, legalBasis: [basis('Thông tư cũ')] });
    w.clock.set('2026-11-23T17:00:00.000Z');
    expect(sentences(await w.renew(id))).toEqual({ form: 'Căn cứ “Thông tư cũ” không còn hiệu lực. Hãy soạn phiên bản mới theo văn bản hiện hành.' });
    w.clock.set('2026-11-23T16:59:59.999Z');
    await w.must(w.renew(id));
  });

  it('never because of a document that somebody dated to the end of all days', async () => {
    await using w = await world();
    await w.document('Luật không hạn', '9999-12-31');
    const id = await w.published({ slug: 'muc-2', ...old, legalBasis: [basis('Luật không hạn')] });
    expect((await w.shown('muc-2'))?.lapsed).toEqual([]);
    await w.must(w.renew(id));
  });
});
