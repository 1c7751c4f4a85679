import { describe, expect, it } from 'vitest';
import { answerDesk, sentences } from '../../../tests/world/answer-desk.ts';
import { auditsOf } from '../../../tests/world/call-desk.ts';
import { anAnswer } from '../../../tests/world/answers.ts';
import type { Role } from '../../people/actor.ts';
import { returnAnswer } from './hand-in-answer.server.ts';
import { retireAnswer } from './retire-answer.server.ts';
import { addAnswer, discardDraft, editAnswer, openDraft } from './write-answer.server.ts';

const absent = '018f0000-0000-7000-8000-000000000000';
const basis = (document: string, article: string | null = null) => ({ document, article, effectiveFrom: null, effectiveTo: null });

describe('who writes', () => {
  const others: Role[] = ['LEARNER', 'ANSWER_APPRAISER', 'CALL_AGENT', 'CALL_SUPERVISOR', 'LEGAL_OFFICER', 'CAMPAIGN_MAKER', 'AUDITOR', 'SYSTEM_ADMIN'];

  it.each(others)('%s does not', async (role) => {
    await using w = await answerDesk();
    const id = await w.add();
    const who = { ...w.reader, grants: [{ role, scope: 'ALL' as const, unitId: null }] };
    const tries = [addAnswer(w.ports, who, { ...w.written(), slug: '' }), editAnswer(w.ports, who, id, { ...w.written({ fee: 'x' }), revision: 0 }), openDraft(w.ports, who, id), discardDraft(w.ports, who, id, 0)];
    for (const outcome of await Promise.allSettled(tries)) expect(outcome).toMatchObject({ status: 'rejected', reason: { kind: 'forbidden' } });
    expect(await w.audited()).toEqual(['answer.create']);
  });

  it('somebody whose right is refused learns nothing about what there is', async () => {
    await using w = await answerDesk();
    await expect(editAnswer(w.ports, w.reader, absent, { ...w.written(), revision: 0 })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(editAnswer(w.ports, w.editor, absent, { ...w.written(), revision: 0 })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(openDraft(w.ports, w.editor, absent)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(discardDraft(w.ports, w.editor, absent, 0)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('a new answer', () => {
  it('is one draft with one author, one save and one audit row that names it', async () => {
    await using w = await answerDesk();
    const id = await w.add({ slug: 'muc-2' });
    expect(await w.newest(id)).toMatchObject({ number: 1, revision: 0, hash: null, submitted_at: null, is_sample: 0, planned_publish_at: null, created_at: '2026-11-23T01:00:00.000Z' });
    expect(await w.db.selectFrom('faq_author').select('user_id').execute()).toEqual([{ user_id: w.editor.id }]);
    expect(await w.db.selectFrom('faq_draft_save').select(['revision', 'saved_by']).execute()).toEqual([{ revision: 0, saved_by: w.editor.id }]);
    expect(await auditsOf(w.db)('answer')).toEqual([{ action: 'answer.create', actor_id: w.editor.id, object_id: id, details: { answer: 'muc-2' } }]);
  });

  it('that is refused leaves nothing behind', async () => {
    await using w = await answerDesk();
    expect(await addAnswer(w.ports, w.editor, { ...w.written({ topic: 'khong-co' }), slug: '' })).toMatchObject({ ok: false });
    for (const table of ['faq_entry', 'faq_version', 'faq_draft_save', 'faq_author', 'audit_event'] as const) expect(await w.db.selectFrom(table).selectAll().execute(), table).toEqual([]);
  });

  it('gets a code without marks, short, and never one that is taken', async () => {
    await using w = await answerDesk();
    const slugOf = async (question: string) => (await w.db.selectFrom('faq_entry').select('slug').where('id', '=', await w.add({ question })).executeTakeFirstOrThrow()).slug;
    expect([await slugOf('Đổi thẻ ở đâu?'), await slugOf('ĐỔI THẺ Ở ĐÂU'), await slugOf('Đổi thẻ ở đâu 2')]).toEqual(['doi-the-o-dau', 'doi-the-o-dau-2', 'doi-the-o-dau-2-2']);
    expect([await slugOf('🙂'), await slugOf('???')]).toEqual(['cau-hoi', 'cau-hoi-2']);
    const long = await slugOf('Đường '.repeat(33).trim());
    expect([long.length <= 62, /^[a-z0-9]+(-[a-z0-9]+)*$/.test(long)]).toEqual([true, true]);
  });

  it('is made twice by two who send at once, under two codes', async () => {
    await using w = await answerDesk();
    const made = await Promise.all([w.add({}, w.editor), w.add({}, w.second)]);
    expect(new Set(made).size).toBe(2);
    expect((await w.db.selectFrom('faq_entry').select('slug').orderBy('slug').execute()).map(({ slug }) => slug)).toEqual(['dang-ky-tai-khoan-muc-2-o-dau', 'dang-ky-tai-khoan-muc-2-o-dau-2']);
  });

  it('with a code of its own is refused when somebody has it, however often it is sent', async () => {
    await using w = await answerDesk();
    const send = () => addAnswer(w.ports, w.editor, { ...w.written(), slug: 'muc-2' });
    expect((await Promise.all([send(), send(), send()])).map(({ ok }) => ok).toSorted()).toEqual([false, false, true]);
    expect(sentences(await send())).toEqual({ slug: 'Mã muc-2 đã dùng cho câu trả lời khác.' });
    expect((await w.audited()).length).toBe(1);
  });
});

describe('what an answer points to', () => {
  it.each<[string, Parameters<Awaited<ReturnType<typeof answerDesk>>['written']>[0], Record<string, string>]>([
    ['a topic', { topic: 'khong-co' }, { topic: 'Không có chủ đề khong-co.' }],
    ['a body', { transferTo: 'khong-co' }, { transferTo: 'Không có cơ quan mang mã khong-co.' }],
    ['another answer', { related: ['khong-co', 'cung-khong'] }, { related: 'Không có câu trả lời nào mang mã khong-co.' }],
    ['a document', { legalBasis: [basis('Luật lạ', 'Điều 1')] }, { legalBasis: 'Văn bản “Luật lạ” chưa có trong danh mục. Vui lòng thêm ở trang Văn bản trước, hoặc chọn đúng tên đã có.' }],
  ])('%s must be there', async (_what, changes, expected) => {
    await using w = await answerDesk();
    expect(sentences(await addAnswer(w.ports, w.editor, { ...w.written(changes), slug: '' }))).toEqual(expected);
  });

  it('is never itself', async () => {
    await using w = await answerDesk();
    const id = await w.add({ slug: 'muc-2' });
    expect(sentences(await w.edit(id, { related: ['muc-2'] }))).toEqual({ related: 'Câu trả lời không thể liên quan tới chính nó.' });
  });

  it('keeps the order in which it was written', async () => {
    await using w = await answerDesk();
    for (const [id, name] of [['1', 'Nghị định B'], ['2', 'Luật A']] as const) await w.db.insertInto('legal_document').values({ id, name }).execute();
    const id = await w.add({ legalBasis: [basis('Nghị định B', 'Điều 9'), basis('Luật A'), basis('Nghị định B', 'Điều 1')] });
    const rows = await w.db.selectFrom('faq_legal_basis').select(['position', 'document_id', 'article']).where('version_id', '=', (await w.newest(id)).id).orderBy('position').execute();
    expect(rows).toEqual([{ position: 0, document_id: '1', article: 'Điều 9' }, { position: 1, document_id: '2', article: null }, { position: 2, document_id: '1', article: 'Điều 1' }]);
  });
});

describe('a save', () => {
  it('names the fields that changed, and none that did not', async () => {
    await using w = await answerDesk();
    await w.db.insertInto('legal_document').values({ id: 'd', name: 'Luật Căn cước', effective_from: '2024-07-01' }).execute();
    const id = await w.add({ legalBasis: [basis('Luật Căn cước')] });
    await w.must(w.edit(id, { fee: 'Không thu phí', legalBasis: [basis('Luật Căn cước')] }));
    await w.must(w.edit(id, { fee: 'Không thu phí', legalBasis: [basis('Luật Căn cước', 'Điều 5')] }));
    await w.must(w.edit(id, { fee: 'Không thu phí', legalBasis: [basis('Luật Căn cước', 'Điều 5')] }));
    expect((await auditsOf(w.db)('answer')).slice(1).map(({ details }) => details)).toEqual([{ version: 1, fields: ['fee'] }, { version: 1, fields: ['legalBasis'] }, { version: 1, fields: [] }]);
  });

  it('makes whoever saves an author, so that she cannot appraise it', async () => {
    await using w = await answerDesk();
    const id = await w.add();
    await w.must(w.edit(id, { fee: 'x' }, w.both));
    await w.must(w.handIn(id));
    expect(sentences(await w.approve(id, w.both))).toEqual({ form: 'Người viết không thẩm định bản của mình. Cần một người thẩm định khác.' });
  });

  it('is refused on a version that nobody has: too old, too new, both at once', async () => {
    await using w = await answerDesk();
    const id = await w.add();
    const sent = await Promise.all([w.edit(id, { fee: 'Một' }, w.editor, 0), w.edit(id, { fee: 'Hai' }, w.second, 0)]);
    expect(sent.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    for (const revision of [0, 2, 99]) expect(sentences(await w.edit(id, { fee: 'Ba' }, w.editor, revision))['revision']).toMatch(/đã lưu bản nháp này lúc 23\/11\/2026 08:00:00/);
    expect((await w.newest(id)).revision).toBe(1);
  });

  it('names the program when it was the program that wrote last', async () => {
    await using w = await answerDesk();
    const id = await w.add();
    await w.db.updateTable('faq_draft_save').set({ saved_by: null }).execute();
    expect(sentences(await w.edit(id, {}, w.editor, 7))['revision']).toMatch(/^hoc06 đã lưu/);
  });

  it('is refused for a retired answer and for one without a draft', async () => {
    await using w = await answerDesk();
    const id = await w.published();
    expect(sentences(await w.edit(id, {}))).toEqual({ form: 'Không có bản nháp nào đang mở. Có thể bản nháp vừa được trình.' });
    await w.must(retireAnswer(w.ports, w.editor, { entryId: id, reason: 'Bỏ' }));
    expect(sentences(await w.edit(id, {}))).toEqual({ form: 'Câu trả lời đã ngừng dùng. Hãy khôi phục trước.' });
  });

  it('lowers a confidence without asking, and raises it from C only with a source', async () => {
    await using w = await answerDesk();
    const id = await w.add({ confidence: 'A' });
    await w.must(w.edit(id, { confidence: 'C' }));
    for (const confidence of ['A', 'B'] as const) expect(sentences(await w.edit(id, { confidence }))).toEqual({ confirmedBy: 'Nâng độ tin cậy từ C cần nêu tên nguồn xác nhận.' });
    await w.must(w.edit(id, { confidence: 'C', fee: 'x' }));
    await w.must(w.edit(id, { confidence: 'B' }, w.editor, undefined, 'Công an tỉnh'));
    await w.must(w.edit(id, { confidence: 'A' }));
  });
});

describe('drafts', () => {
  it('are copies of the newest version with everything in it, and sample data stays sample data', async () => {
    await using w = await answerDesk();
    await w.db.insertInto('legal_document').values({ id: 'd', name: 'Luật Căn cước' }).execute();
    const id = await w.published({ fee: 'Không thu phí', papers: ['Một', 'Hai'], legalBasis: [basis('Luật Căn cước', 'Điều 5')] });
    await w.db.updateTable('faq_version').set({ is_sample: 1 }).execute();
    await w.must(openDraft(w.ports, w.second, id));
    const [first, copy] = await w.db.selectFrom('faq_version').selectAll().orderBy('number').execute();
    for (const column of ['question', 'short', 'body', 'papers', 'fee', 'as_of', 'review_due', 'sources', 'is_sample'] as const) expect(copy?.[column], column).toEqual(first?.[column]);
    expect(copy).toMatchObject({ number: 2, hash: null, revision: 0, planned_publish_at: null });
    expect(await w.db.selectFrom('faq_legal_basis').select('article').where('version_id', '=', copy?.id ?? '').execute()).toEqual([{ article: 'Điều 5' }]);
  });

  it('are one, whoever opens them how often', async () => {
    await using w = await answerDesk();
    const id = await w.published();
    expect(await Promise.all([w.editor, w.second, w.editor].map((who) => openDraft(w.ports, who, id)))).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
    expect((await w.newest(id)).number).toBe(2);
    expect((await w.audited()).filter((action) => action === 'answer.open-version')).toHaveLength(1);
  });

  it('are thrown away whole, once, and only as they were seen', async () => {
    await using w = await answerDesk();
    const id = await w.published();
    await w.must(openDraft(w.ports, w.editor, id));
    await w.must(w.edit(id, { fee: 'x' }, w.second));
    expect(sentences(await discardDraft(w.ports, w.editor, id, 0))).toEqual({ form: 'Phiên bản đã thay đổi sau khi Anh/Chị mở trang. Vui lòng xem lại nội dung mới.' });
    const draft = await w.newest(id);
    expect((await Promise.all([discardDraft(w.ports, w.editor, id, 1), discardDraft(w.ports, w.second, id, 1)])).map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    for (const table of ['faq_draft_save', 'faq_author', 'faq_legal_basis'] as const) expect(await w.db.selectFrom(table).selectAll().where('version_id', '=', draft.id).execute(), table).toEqual([]);
    expect(await w.shown((await w.db.selectFrom('faq_entry').select('slug').executeTakeFirstOrThrow()).slug)).toMatchObject({ number: 1 });
  });

  it('that were handed back are thrown away with the approvals that had fallen', async () => {
    await using w = await answerDesk();
    const id = await w.published();
    await w.nextVersion(id, { fee: anAnswer.fee });
    await w.must(returnAnswer(w.ports, w.appraiser, { entryId: id, reason: 'Thiếu' }));
    await w.must(discardDraft(w.ports, w.editor, id, (await w.newest(id)).revision));
    expect(await w.db.selectFrom('faq_approval').selectAll().execute()).toHaveLength(1);
    expect((await w.newest(id)).number).toBe(1);
  });
});
