import { describe, expect, it } from 'vitest';
import { answerDesk, sentences } from '../../tests/world/answer-desk.ts';
import { addDocument, dateDocument, prepareSuccessors, type Successors } from './commands/legal-documents.server.ts';
import { findAnswer } from './queries/current-answers.server.ts';
import { countDesk, filterDesk, listDesk } from './queries/desk-list.server.ts';
import { getDocument, listDocuments } from './queries/legal-documents.server.ts';

const circular = 'Thông tư 64/2025/TT-BTC';
const basis = (document: string) => ({ document, article: 'Điều 1', effectiveFrom: null, effectiveTo: null });

/** An answer about fees that rests on a circular, which holds until the end of the year. */
async function world({ effectiveTo = '2026-12-31' as string | null } = {}) {
  const w = await answerDesk();
  const made = await addDocument(w.ports, w.editor, { name: circular, effectiveFrom: '2025-07-01', effectiveTo });
  const documentId = made.ok ? made.id : '';
  const fee = await w.published({ slug: 'le-phi', short: 'Thu một nửa.', legalBasis: [basis(circular)] });
  const other = await w.published({ slug: 'noi-lam' });
  const prepare = (changes: Partial<Successors> = {}, who = w.editor) => prepareSuccessors(w.ports, who, documentId, { entryIds: [fee], replacement: null, article: null, ...changes });
  /** What everybody sees at a moment: the words, and whether they carry the warning. */
  const seen = async (at: string) => {
    const today = new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 10);
    const answer = await findAnswer(w.db, 'le-phi', false, { at, today });
    return answer && [answer.short, answer.lapsed.map(({ document }) => document)];
  };
  return { ...w, documentId, fee, other, prepare, seen };
}
const [before, midnight] = ['2026-12-31T16:59:59.999Z', '2026-12-31T17:00:00.000Z'];

describe('when a document lapses', () => {
  it('what rests on it is flagged from the first millisecond of the next day in Vietnam, and nothing else is', async () => {
    await using w = await world();
    expect([await w.seen(before), await w.seen(midnight)]).toEqual([['Thu một nửa.', []], ['Thu một nửa.', [circular]]]);
    const rows = await listDesk(w.db, { at: midnight, today: '2027-01-01' });
    expect(filterDesk(rows, { lapsed: true }).map(({ slug }) => slug)).toEqual(['le-phi']);
    expect([countDesk(rows).lapsed, countDesk(await listDesk(w.db, { at: before, today: '2026-12-31' })).lapsed]).toEqual([1, 0]);
  });

  it('a successor that was appraised takes over in that very millisecond, without the warning', async () => {
    await using w = await world();
    expect(await w.prepare()).toEqual({ ok: true, count: 1, publishAt: midnight });
    expect(await w.newest(w.fee)).toMatchObject({ number: 2, planned_publish_at: midnight, hash: null });
    await w.must(w.edit(w.fee, { short: 'Hỏi nơi làm thẻ mức thu hiện hành.' }));
    await w.must(w.handIn(w.fee));
    expect(await w.approve(w.fee)).toEqual({ ok: true, publishAt: midnight });
    expect([await w.seen(before), await w.seen(midnight)]).toEqual([['Thu một nửa.', []], ['Hỏi nơi làm thẻ mức thu hiện hành.', []]]);
    expect((await getDocument(w.db, w.documentId, { at: before, today: '2026-12-31' })).resting[0]?.newest).toMatchObject({ number: 2, state: 'OUT', rests: false });
    expect((await getDocument(w.db, w.documentId, { at: midnight, today: '2027-01-01' })).resting).toEqual([]);
  });

  it('a successor that is appraised too late is shown at once; until then the old one carries the warning', async () => {
    await using w = await world();
    await w.must(w.prepare());
    await w.must(w.edit(w.fee, { short: 'Mức mới.' }));
    await w.must(w.handIn(w.fee));
    w.clock.set('2027-01-02T02:00:00.000Z');
    expect(await w.seen('2027-01-02T01:00:00.000Z')).toEqual(['Thu một nửa.', [circular]]);
    expect(await w.approve(w.fee)).toEqual({ ok: true, publishAt: '2027-01-02T02:00:00.000Z' });
    expect(await w.seen('2027-01-02T02:00:00.000Z')).toEqual(['Mức mới.', []]);
  });

  it('an appraisal whose plan meets another publication of that moment is refused as a whole', async () => {
    await using w = await world();
    await w.must(w.prepare());
    await w.db.insertInto('faq_publication').values({ id: 'x', entry_id: w.fee, version_id: (await w.db.selectFrom('faq_version').select('id').where('entry_id', '=', w.fee).where('number', '=', 1).executeTakeFirstOrThrow()).id, publish_at: midnight, created_at: 'now' }).execute();
    await w.must(w.handIn(w.fee));
    expect(sentences(await w.approve(w.fee))['form']).toContain('đúng lúc 01/01/2027 00:00:00');
    expect(await w.db.selectFrom('faq_approval').select('id').where('version_id', '=', (await w.newest(w.fee)).id).execute()).toEqual([]);
  });
});

describe('preparing successors', () => {
  it('puts the new document in the place of the old one, also in a draft that is open already', async () => {
    await using w = await world();
    await w.must(addDocument(w.ports, w.appraiser, { name: 'Thông tư mới', effectiveFrom: '2027-01-01', effectiveTo: null }));
    await w.must(w.prepare({ replacement: 'Thông tư mới', article: 'Điều 2' }));
    const bases = async () => w.db.selectFrom('faq_legal_basis as b').innerJoin('legal_document as d', 'd.id', 'b.document_id').select(['d.name', 'b.article']).where('b.version_id', '=', (await w.newest(w.fee)).id).execute();
    expect(await bases()).toEqual([{ name: 'Thông tư mới', article: 'Điều 2' }]);
    await w.must(w.edit(w.fee, { short: 'Viết dở.', legalBasis: [basis(circular), basis('Thông tư mới')] }));
    await w.must(w.prepare());
    expect([await bases(), (await w.newest(w.fee)).short]).toEqual([[{ name: 'Thông tư mới', article: 'Điều 1' }], 'Viết dở.']);
  });

  it('is refused with a sentence, and all of it, when something stands in the way', async () => {
    await using w = await world({ effectiveTo: null });
    expect(sentences(await w.prepare())['form']).toContain('chưa có ngày hết hiệu lực');
    await w.must(dateDocument(w.ports, w.appraiser, w.documentId, { effectiveFrom: null, effectiveTo: '2026-11-22', revision: 1 }));
    expect(sentences(await w.prepare())['form']).toContain('đã hết hiệu lực');
    await w.must(dateDocument(w.ports, w.appraiser, w.documentId, { effectiveFrom: null, effectiveTo: '2026-12-31', revision: 2 }));
    expect(sentences(await w.prepare({ entryIds: [] }))['form']).toContain('Chưa chọn');
    expect(sentences(await w.prepare({ replacement: 'Văn bản lạ' }))['replacement']).toContain('Văn bản lạ');
    expect(sentences(await w.prepare({ entryIds: [w.fee, w.other] }))['form']).toContain('không còn dựa trên');
    expect((await w.newest(w.fee)).number).toBe(1);
    await w.must(w.prepare());
    await w.must(w.handIn(w.fee));
    expect(sentences(await w.prepare())['form']).toContain('không còn dựa trên');
    await expect(w.prepare({}, w.appraiser)).rejects.toThrow();
    await expect(w.prepare({ entryIds: ['khong-co'] })).rejects.toThrow();
  });
});

describe('the list of documents', () => {
  it('says how each stands and how much rests on it; days must be in order and nobody writes over somebody else', async () => {
    await using w = await world();
    for (const [name, effectiveFrom, effectiveTo] of [['A', null, null], ['B', '2027-01-01', null], ['C', '2020-01-01', '2026-11-22'], ['D', '2020-01-01', null]] as const) await w.must(addDocument(w.ports, w.editor, { name, effectiveFrom, effectiveTo }));
    const lines = await listDocuments(w.db, { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23' });
    expect(lines.map(({ name, validity, answers }) => [name, validity, answers])).toEqual([['C', 'EXPIRED', 0], [circular, 'ENDING', 1], ['A', 'UNKNOWN', 0], ['B', 'NOT_YET', 0], ['D', 'IN_FORCE', 0]]);
    const date = (revision: number, effectiveTo: string) => dateDocument(w.ports, w.editor, w.documentId, { effectiveFrom: '2025-07-01', effectiveTo, revision });
    expect(sentences(await date(1, '2025-06-30'))['effectiveTo']).toContain('không được trước');
    await w.must(date(1, '2027-12-31'));
    expect(sentences(await date(1, '2026-12-31'))['form']).toContain('người khác sửa');
    expect(sentences(await addDocument(w.ports, w.editor, { name: circular, effectiveFrom: null, effectiveTo: null }))['name']).toContain('đã có');
    expect(sentences(await addDocument(w.ports, w.editor, { name: 'X', effectiveFrom: '2026-02-01', effectiveTo: '2026-01-01' }))).toHaveProperty('effectiveTo');
    await expect(addDocument(w.ports, w.reader, { name: 'X', effectiveFrom: null, effectiveTo: null })).rejects.toThrow();
    await expect(dateDocument(w.ports, w.editor, 'khong-co', { effectiveFrom: null, effectiveTo: null, revision: 0 })).rejects.toThrow();
  });
});
