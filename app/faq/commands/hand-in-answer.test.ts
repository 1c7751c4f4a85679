import { describe, expect, it } from 'vitest';
import { answerDesk, sentences } from '../../../tests/world/answer-desk.ts';
import { auditsOf } from '../../../tests/world/call-desk.ts';
import { handInAnswer, handInLoaded, returnAnswer } from './hand-in-answer.server.ts';
import { dateDocument } from './legal-documents.server.ts';
import { cancelPublication } from './publish-answer.server.ts';
import { restoreAnswer, retireAnswer } from './retire-answer.server.ts';
import { discardDraft, openDraft } from './write-answer.server.ts';

const absent = '018f0000-0000-7000-8000-000000000000';
const basis = (document: string) => ({ document, article: null, effectiveFrom: null, effectiveTo: null });

async function world() {
  const w = await answerDesk();
  const giveBack = (entryId: string, who = w.appraiser) => returnAnswer(w.ports, who, { entryId, reason: 'Thiếu nơi làm' });
  /** A draft as the files bring it: without an author. */
  const loaded = async (slug: string, changes: Parameters<typeof w.add>[0] = {}) => {
    const id = await w.add({ slug, question: `Câu ${slug}?`, ...changes });
    await w.db.deleteFrom('faq_author').where('version_id', '=', (await w.newest(id)).id).execute();
    return id;
  };
  return { ...w, giveBack, loaded };
}

describe('handing in', () => {
  it('freezes the words under their hash, makes whoever does it an author, and says so in the log', async () => {
    await using w = await world();
    const id = await w.add();
    await w.must(w.handIn(id, w.second));
    const version = await w.newest(id);
    expect(version).toMatchObject({ submitted_at: '2026-11-23T01:00:00.000Z', submitted_by: w.second.id });
    expect(version.hash).toMatch(/^[0-9a-f]{64}$/);
    expect((await w.db.selectFrom('faq_author').select('user_id').execute()).map(({ user_id }) => user_id).toSorted()).toEqual([w.editor.id, w.second.id].toSorted());
    expect((await auditsOf(w.db)('answer')).at(-1)).toEqual({ action: 'answer.submit', actor_id: w.second.id, object_id: id, details: { version: 1, contentHash: version.hash } });
  });

  it('is for whoever writes', async () => {
    await using w = await world();
    const id = await w.add();
    for (const who of [w.appraiser, w.reader]) await expect(handInAnswer(w.ports, who, { entryId: id, revision: 0 })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(handInAnswer(w.ports, w.editor, { entryId: absent, revision: 0 })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('works once, and only for what was seen', async () => {
    await using w = await world();
    const id = await w.add();
    await w.must(w.edit(id, { fee: 'x' }, w.second));
    expect(sentences(await handInAnswer(w.ports, w.editor, { entryId: id, revision: 0 }))).toEqual({ form: 'Phiên bản đã thay đổi sau khi Anh/Chị mở trang. Vui lòng xem lại nội dung mới.' });
    const sent = await Promise.all([w.editor, w.second].map((who) => handInAnswer(w.ports, who, { entryId: id, revision: 1 })));
    expect(sent.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(sentences(sent.find(({ ok }) => !ok))).toEqual({ form: 'Không có bản nháp nào đang mở. Có thể bản nháp vừa được trình.' });
    expect((await w.audited()).filter((action) => action === 'answer.submit')).toHaveLength(1);
  });

  it('is refused with every sentence that keeps it, and writes nothing', async () => {
    await using w = await world();
    const id = await w.add({ related: [] });
    await w.db.updateTable('faq_version').set({ sources: '[]', related: '["mat-tich"]', as_of: '2026-12-01', review_due: '2026-12-02' }).execute();
    expect(Object.keys(sentences(await w.handIn(id))).toSorted()).toEqual(['asOf', 'related', 'sources']);
    expect(await w.audited()).toEqual(['answer.create']);
    const unsure = await w.add({ confidence: 'C' });
    expect(sentences(await w.handIn(unsure))['form']).toMatch(/mức C .* nâng lên A hoặc B trước khi trình\.$/);
    await w.must(retireAnswer(w.ports, w.editor, { entryId: unsure, reason: 'Bỏ' }));
    expect(sentences(await w.handIn(unsure))).toEqual({ form: 'Câu trả lời đã ngừng dùng. Hãy khôi phục trước.' });
  });

  it('gives the same words the same hash, and other words another', async () => {
    await using w = await world();
    const ids = [await w.add(), await w.add(), await w.add({ fee: '1 đồng' })];
    for (const id of ids) await w.must(w.handIn(id));
    const hashes = await Promise.all(ids.map(async (id) => (await w.newest(id)).hash));
    expect([hashes[0] === hashes[1], hashes[0] === hashes[2]]).toEqual([true, false]);
  });

  it('does not depend on the dates of a document: they are no words of the answer', async () => {
    await using w = await world();
    await w.db.insertInto('legal_document').values({ id: 'd', name: 'Luật Căn cước', revision: 1 }).execute();
    const id = await w.add({ legalBasis: [basis('Luật Căn cước')] });
    await w.must(w.handIn(id));
    await w.must(dateDocument(w.ports, w.editor, 'd', { effectiveFrom: '2024-07-01', effectiveTo: null, revision: 1 }));
    await w.must(w.approve(id));
  });
});

describe('handing back', () => {
  it('makes a draft of it again with the reason, until somebody hands it in anew', async () => {
    await using w = await world();
    const id = await w.add();
    await w.must(w.handIn(id));
    await w.must(w.giveBack(id));
    expect(await w.newest(id)).toMatchObject({ hash: null, submitted_at: null, submitted_by: null, returned_at: '2026-11-23T01:00:00.000Z', returned_reason: 'Thiếu nơi làm' });
    await w.must(w.handIn(id));
    expect(await w.newest(id)).toMatchObject({ returned_at: null, returned_reason: null });
    expect((await auditsOf(w.db)('answer')).find(({ action }) => action === 'answer.return')).toMatchObject({ actor_id: w.appraiser.id, details: { version: 1, reason: 'Thiếu nơi làm' } });
  });

  it('happens once, and to nothing that was not handed in', async () => {
    await using w = await world();
    const id = await w.add();
    const sentence = { form: 'Phiên bản chưa được trình, hoặc đã bị trả lại.' };
    expect(sentences(await w.giveBack(id))).toEqual(sentence);
    await w.must(w.handIn(id));
    expect((await Promise.all([w.giveBack(id), w.giveBack(id, w.editor)])).map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(sentences(await w.giveBack(id))).toEqual(sentence);
    await expect(w.giveBack(id, w.reader)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(w.giveBack(absent)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('takes its approval away at once: what is back cannot be published', async () => {
    await using w = await world();
    const id = await w.add();
    await w.must(w.handIn(id));
    await w.must(w.approve(id));
    await w.must(w.giveBack(id, w.editor));
    expect(sentences(await w.publish(id))).toEqual({ form: 'Phiên bản chưa được thẩm định.' });
    await w.must(w.edit(id, { fee: 'x' }));
    await w.must(w.handIn(id));
    expect(sentences(await w.publish(id))).toEqual({ form: 'Phiên bản chưa được thẩm định.' });
  });

  it('is refused for what is shown, planned, or was planned once', async () => {
    await using w = await world();
    await w.db.insertInto('legal_document').values({ id: 'd', name: 'Luật Căn cước' }).execute();
    const id = await w.published({ legalBasis: [basis('Luật Căn cước')] });
    const sentence = { form: 'Phiên bản đã được công bố hoặc hẹn công bố nên không trả lại được. Hãy rút hoặc huỷ lịch, rồi viết phiên bản mới.' };
    expect(sentences(await w.giveBack(id))).toEqual(sentence);
    await w.nextVersion(id, { short: 'Hai.', legalBasis: [basis('Luật Căn cước')] });
    await w.must(w.publish(id, '2026-12-01T08:00:00'));
    expect(sentences(await w.giveBack(id))).toEqual(sentence);
    const planned = await w.db.selectFrom('faq_publication').select('id').where('publish_at', '>', '2026-11-30').executeTakeFirstOrThrow();
    await w.must(cancelPublication(w.ports, w.editor, { entryId: id, publicationId: planned.id }));
    expect(sentences(await w.giveBack(id))).toEqual(sentence);
    // The way that the sentence names: a version of its own, which can be written on and thrown away.
    await w.must(openDraft(w.ports, w.editor, id));
    await w.must(w.edit(id, { short: 'Ba.', legalBasis: [basis('Luật Căn cước')] }));
    await w.must(discardDraft(w.ports, w.editor, id, 1));
  });

  it('is refused as well after the answer was retired with its plans, and brought back', async () => {
    await using w = await world();
    const id = await w.add();
    await w.must(w.handIn(id));
    await w.must(w.approve(id));
    await w.must(w.publish(id, '2026-12-01T08:00:00'));
    await w.must(retireAnswer(w.ports, w.editor, { entryId: id, reason: 'Bỏ' }));
    await w.must(restoreAnswer(w.ports, w.editor, id));
    expect(await w.giveBack(id)).toMatchObject({ ok: false });
    await w.must(w.publish(id));
  });
});

describe('handing in what was loaded', () => {
  it('takes what is sure, untouched and without fault, and leaves the rest as it is', async () => {
    await using w = await world();
    const [good, other] = [await w.loaded('mot'), await w.loaded('hai', { confidence: 'B' })];
    const left = [await w.loaded('chua-chac', { confidence: 'C' }), await w.loaded('qua-han', {}), await w.add({ question: 'Của tôi?' })];
    await w.db.updateTable('faq_version').set({ sources: '[]' }).where('entry_id', '=', left[1] ?? '').execute();
    const retired = await w.loaded('bo');
    await w.must(retireAnswer(w.ports, w.editor, { entryId: retired, reason: 'Bỏ' }));
    const back = await w.loaded('tra-lai');
    await w.db.updateTable('faq_version').set({ returned_at: 'now', returned_reason: 'x' }).where('entry_id', '=', back).execute();
    expect(await handInLoaded(w.ports, w.editor, null)).toEqual({ ok: true, count: 2 });
    for (const id of [good, other]) expect((await w.newest(id)).submitted_by).toBe(w.editor.id);
    for (const id of [...left, retired, back]) expect((await w.newest(id)).hash).toBeNull();
    expect((await w.audited()).filter((action) => action === 'answer.submit')).toHaveLength(2);
  });

  it('says so when nothing is left, also the second time', async () => {
    await using w = await world();
    await w.loaded('mot');
    expect((await Promise.all([handInLoaded(w.ports, w.editor, null), handInLoaded(w.ports, w.second, null)])).map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(sentences(await handInLoaded(w.ports, w.editor, 'tai-khoan'))).toEqual({ form: 'Không có bản nháp nào sẵn sàng để trình.' });
  });

  it('makes whoever hands in all of it unable to appraise any of it', async () => {
    await using w = await world();
    const id = await w.loaded('mot');
    await w.must(handInLoaded(w.ports, w.both, null));
    expect(sentences(await w.approve(id, w.both))['form']).toContain('người thẩm định khác');
    await w.must(w.approve(id));
  });
});
