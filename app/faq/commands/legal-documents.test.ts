import { describe, expect, it } from 'vitest';
import { answerDesk, sentences } from '../../../tests/world/answer-desk.ts';
import { auditsOf } from '../../../tests/world/call-desk.ts';
import type { Role } from '../../people/actor.ts';
import { getDocument, listDocuments } from '../queries/legal-documents.server.ts';
import { addDocument, dateDocument, prepareSuccessors, type Successors } from './legal-documents.server.ts';
import { retireAnswer } from './retire-answer.server.ts';

const circular = 'Thông tư 64/2025/TT-BTC';
const basis = (document: string, article: string | null = null) => ({ document, article, effectiveFrom: null, effectiveTo: null });
const midnight = '2026-12-31T17:00:00.000Z';
const moment = { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23' };

async function world() {
  const w = await answerDesk();
  const add = async (name: string, effectiveFrom: string | null = null, effectiveTo: string | null = null) => {
    const made = await addDocument(w.ports, w.editor, { name, effectiveFrom, effectiveTo });
    if (!made.ok) throw new Error(JSON.stringify(made.faults));
    return made.id;
  };
  const id = await add(circular, '2025-07-01', '2026-12-31');
  const prepare = (changes: Partial<Successors> & { entryIds: string[] }, who = w.editor) => prepareSuccessors(w.ports, who, id, { replacement: null, article: null, ...changes });
  const basesOf = async (entryId: string) => (await w.db.selectFrom('faq_legal_basis as b').innerJoin('legal_document as d', 'd.id', 'b.document_id').select(['d.name', 'b.article']).where('b.version_id', '=', (await w.newest(entryId)).id).orderBy('b.position').execute()).map(({ name, article }) => [name, article]);
  return { ...w, addDocument: add, id, prepare, basesOf };
}

describe('a document', () => {
  it('is added once, with its days in order, by whoever may publish', async () => {
    await using w = await world();
    const sent = await Promise.all([w.editor, w.appraiser].map((who) => addDocument(w.ports, who, { name: 'Luật Căn cước', effectiveFrom: null, effectiveTo: null })));
    expect(sent.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(sentences(sent.find(({ ok }) => !ok))).toEqual({ name: 'Văn bản này đã có trong danh mục.' });
    expect(sentences(await addDocument(w.ports, w.editor, { name: 'X', effectiveFrom: '2026-01-02', effectiveTo: '2026-01-01' }))).toEqual({ effectiveTo: 'Ngày hết hiệu lực không được trước ngày có hiệu lực.' });
    expect(await addDocument(w.ports, w.editor, { name: 'Một ngày', effectiveFrom: '2026-01-01', effectiveTo: '2026-01-01' })).toMatchObject({ ok: true });
    expect((await auditsOf(w.db)('legal_document')).map(({ action, details }) => [action, details['document']])).toEqual([['legal-document.create', circular], ['legal-document.create', 'Luật Căn cước'], ['legal-document.create', 'Một ngày']]);
  });

  it.each<Role>(['LEARNER', 'AUDITOR', 'CALL_SUPERVISOR', 'LEGAL_OFFICER', 'SYSTEM_ADMIN'])('is neither added, dated nor followed by %s', async (role) => {
    await using w = await world();
    const who = { ...w.reader, grants: [{ role, scope: 'ALL' as const, unitId: null }] };
    const tries = [addDocument(w.ports, who, { name: 'X', effectiveFrom: null, effectiveTo: null }), dateDocument(w.ports, who, w.id, { effectiveFrom: null, effectiveTo: null, revision: 1 }), w.prepare({ entryIds: ['x'] }, who)];
    for (const outcome of await Promise.allSettled(tries)) expect(outcome).toMatchObject({ status: 'rejected', reason: { kind: 'forbidden' } });
  });

  it('is dated by one of two at once; the other is told and writes nothing', async () => {
    await using w = await world();
    const date = (effectiveTo: string | null, revision = 1, who = w.editor) => dateDocument(w.ports, who, w.id, { effectiveFrom: '2025-07-01', effectiveTo, revision });
    const sent = await Promise.all([date('2027-01-31'), date(null, 1, w.appraiser)]);
    expect(sent.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(sentences(sent.find(({ ok }) => !ok))).toEqual({ form: 'Văn bản vừa được người khác sửa. Vui lòng xem lại.' });
    for (const revision of [0, 1, 3]) expect(await date('2028-01-01', revision)).toMatchObject({ ok: false });
    expect((await w.db.selectFrom('legal_document').select(['effective_to', 'revision']).executeTakeFirstOrThrow())).toEqual({ effective_to: '2027-01-31', revision: 2 });
    expect((await auditsOf(w.db)('legal_document')).at(-1)?.details).toEqual({ document: circular, effectiveFrom: '2025-07-01', effectiveTo: '2027-01-31' });
  });

  it('stands as its days say, on each of them', async () => {
    await using w = await world();
    for (const [name, from, to] of [['Đến nay', '2020-01-01', '2026-11-23'], ['Hôm qua', '2020-01-01', '2026-11-22'], ['Từ nay', '2026-11-23', null], ['Từ mai', '2026-11-24', null], ['Từ mai có hạn', '2026-11-24', '2027-11-24'], ['Không rõ', null, null], ['Mãi mãi', '2020-01-01', '9999-12-31']] as const) await w.addDocument(name, from, to);
    const lines = await listDocuments(w.db, moment);
    expect(Object.fromEntries(lines.map(({ name, validity }) => [name, validity]))).toEqual({ 'Hôm qua': 'EXPIRED', 'Đến nay': 'ENDING', [circular]: 'ENDING', 'Từ mai có hạn': 'NOT_YET', 'Mãi mãi': 'ENDING', 'Không rõ': 'UNKNOWN', 'Từ mai': 'NOT_YET', 'Từ nay': 'IN_FORCE' });
    expect(lines[0]?.name).toBe('Hôm qua');
  });
});

describe('successors', () => {
  it('are drafts planned for the second, one for each answer however often it was chosen', async () => {
    await using w = await world();
    const entryId = await w.published({ legalBasis: [basis(circular, 'Điều 1'), basis(circular, 'Điều 2')] });
    expect(await w.prepare({ entryIds: [entryId, entryId] })).toEqual({ ok: true, count: 1, publishAt: midnight });
    expect([await w.newest(entryId), await w.basesOf(entryId)]).toMatchObject([{ number: 2, planned_publish_at: midnight, hash: null }, []]);
    expect((await auditsOf(w.db)('answer')).at(-1)).toMatchObject({ action: 'answer.plan', details: { document: circular, publishAt: midnight } });
    expect((await auditsOf(w.db)('legal_document')).at(-1)).toMatchObject({ action: 'legal-document.prepare', details: { count: 1 } });
  });

  it('prepared twice stay one draft with a further save', async () => {
    await using w = await world();
    const entryId = await w.published({ legalBasis: [basis(circular)] });
    await w.must(w.prepare({ entryIds: [entryId] }));
    await w.must(w.prepare({ entryIds: [entryId] }, w.second));
    expect(await w.newest(entryId)).toMatchObject({ number: 2, revision: 1 });
    expect((await getDocument(w.db, w.id, moment)).resting).toMatchObject([{ number: 1, newest: { number: 2, state: 'DRAFT', plannedPublishAt: midnight, rests: false } }]);
  });

  it('rest on the replacement in the place of the old one, once', async () => {
    await using w = await world();
    await w.addDocument('Thông tư mới');
    await w.addDocument('Luật Căn cước');
    const both = await w.published({ legalBasis: [basis('Luật Căn cước'), basis(circular, 'Điều 1'), basis('Thông tư mới', 'Điều 2')] });
    const one = await w.published({ legalBasis: [basis(circular)] });
    await w.must(w.prepare({ entryIds: [both, one], replacement: 'Thông tư mới', article: 'Điều 2' }));
    expect([await w.basesOf(both), await w.basesOf(one)]).toEqual([[['Luật Căn cước', null], ['Thông tư mới', 'Điều 2']], [['Thông tư mới', 'Điều 2']]]);
    for (const entryId of [both, one]) await w.must(w.handIn(entryId));
  });

  it('never rest on the document that lapses', async () => {
    await using w = await world();
    const entryId = await w.published({ legalBasis: [basis(circular)] });
    expect(sentences(await w.prepare({ entryIds: [entryId], replacement: circular, article: 'Điều 9' }))).toEqual({ replacement: 'Văn bản hết hiệu lực không thay thế được chính nó.' });
    expect((await w.newest(entryId)).number).toBe(1);
  });

  it('are all made or none, with the sentence of the first that stands in the way', async () => {
    await using w = await world();
    const [good, waiting, retired] = [await w.published({ legalBasis: [basis(circular)] }), await w.published({ legalBasis: [basis(circular)] }), await w.published({ legalBasis: [basis(circular)] })];
    await w.nextVersion(waiting, { question: 'Thu bao nhiêu?', legalBasis: [basis(circular)] });
    expect(sentences(await w.prepare({ entryIds: [good, waiting] }))).toEqual({ form: 'Câu “Thu bao nhiêu?” đang có phiên bản chờ thẩm định hoặc đã thẩm định mà chưa công bố. Hãy hoàn tất phiên bản đó trước.' });
    await w.must(retireAnswer(w.ports, w.editor, { entryId: retired, reason: 'Bỏ' }));
    expect(sentences(await w.prepare({ entryIds: [good, retired] }))).toEqual({ form: 'Một câu đã chọn không còn dựa trên văn bản này. Vui lòng tải lại trang.' });
    expect((await w.newest(good)).number).toBe(1);
    expect((await w.audited()).filter((action) => action === 'answer.plan')).toEqual([]);
  });

  it('can be prepared until the last millisecond of the last day', async () => {
    await using w = await world();
    const entryId = await w.published({ legalBasis: [basis(circular)] });
    w.clock.set(midnight);
    expect(sentences(await w.prepare({ entryIds: [entryId] }))).toEqual({ form: 'Văn bản đã hết hiệu lực từ 01/01/2027. Hãy soạn phiên bản mới và công bố như thường.' });
    w.clock.set('2026-12-31T16:59:59.999Z');
    expect(await w.prepare({ entryIds: [entryId] })).toMatchObject({ ok: true });
  });

  it('of a document without an end, or of nothing, are none', async () => {
    await using w = await world();
    const open = await w.addDocument('Luật mở');
    const entryId = await w.published({ legalBasis: [basis('Luật mở')] });
    expect(sentences(await prepareSuccessors(w.ports, w.editor, open, { entryIds: [entryId], replacement: null, article: null }))).toEqual({ form: 'Văn bản chưa có ngày hết hiệu lực.' });
    expect(sentences(await w.prepare({ entryIds: [] }))).toEqual({ form: 'Chưa chọn câu trả lời nào.' });
    await expect(prepareSuccessors(w.ports, w.editor, 'khong-co', { entryIds: [entryId], replacement: null, article: null })).rejects.toMatchObject({ kind: 'not-found' });
  });
});
