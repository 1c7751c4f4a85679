import { parse, stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { answerDesk, sentences } from '../../tests/world/answer-desk.ts';
import { applyAnswers, uploadAnswers } from './commands/import-answers.server.ts';
import { openDraft } from './commands/write-answer.server.ts';
import { answerRow, type AnswerRow } from './forms/answer-file.ts';
import { answerFieldNames } from './messages/answer-field-names.ts';
import { exportAnswers, getImport, listImports } from './queries/transfer.server.ts';

const now = { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23' };

async function world() {
  const w = await answerDesk();
  const upload = (text: string | Buffer, who = w.editor) => uploadAnswers(w.ports, who, { name: 'tệp.yaml', bytes: Buffer.from(text as string) });
  /** Uploads rows and gives what the check says of each. */
  const check = async (rows: readonly object[]) => {
    const made = await upload(stringify({ answers: rows }, { aliasDuplicateObjects: false }));
    if (!made.ok) throw new Error(JSON.stringify(made.faults));
    const batch = await getImport(w.db, made.id, now.today);
    return { id: made.id, kinds: batch.rows.map(({ kind }) => kind), why: batch.rows.map(({ faults }) => faults.map(({ vi }) => vi).join(' ')), rows: batch.rows, apply: () => applyAnswers(w.ports, w.editor, made.id) };
  };
  const exported = async (filter = {}) => (parse(await exportAnswers(w.db, filter, now)) as { answers: AnswerRow[] }).answers;
  const count = async () => Number((await w.db.selectFrom('faq_version').select((row) => row.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n);
  return { ...w, upload, check, exported, count };
}
const row: AnswerRow = { slug: 'cau-moi', topic: 'tai-khoan', question: 'Câu mới?', variants: ['Hỏi khác'], short: 'Trả lời.', audience: 'public', papers: [], fee: null, place: null, time_limit: null, legal_basis: [{ document: 'Luật mới', article: null, effective_from: '2026-01-01', effective_to: null }], as_of: '2026-11-01', confidence: 'A', volatility: 'low', transfer_to: null, sources: ['Công an tỉnh'], related: [], body: '1. Làm.' };

describe('export', () => {
  it('comes back unchanged, whatever stands in it, and a filter narrows it', async () => {
    await using w = await world();
    await w.must(w.check([row]).then(({ apply }) => apply()));
    await w.published({ slug: 'la', question: '"Trích dẫn": - {dấu} & *sao* #1?', short: 'Ê, "ừ"…', body: '1. Dòng một\n\n> trích\n\n- [x](https://vneid.gov.vn)', papers: ['yes', 'null', '012'], fee: '~' });
    const rows = await w.exported();
    expect(rows.map(({ slug, version, revision }) => [slug, version, revision])).toEqual([['la', 1, 0], ['cau-moi', 1, 0]]);
    expect((await w.check(rows)).kinds).toEqual(['SAME', 'SAME']);
    expect((await w.exported({ q: 'cau moi' })).map(({ slug }) => slug)).toEqual(['cau-moi']);
    expect((await w.exported({ state: 'SHOWN' })).map(({ slug }) => slug)).toEqual(['la']);
  });
});

describe('import', () => {
  it('makes drafts only, once, and says what it did', async () => {
    await using w = await world();
    const published = await w.published({ slug: 'muc-2' });
    const [exported] = await w.exported();
    const file = await w.check([{ ...row, related: ['muc-2'] }, { ...exported, fee: 'Không thu phí' }, { ...row, slug: 'hai', question: 'Hai?', related: ['cau-moi'] }]);
    expect([file.kinds, await w.count()]).toEqual([['NEW', 'CHANGED', 'NEW'], 1]);
    expect(await file.apply()).toEqual({ ok: true, created: 2, updated: 1 });
    expect(await w.newest(published)).toMatchObject({ number: 2, hash: null, fee: 'Không thu phí' });
    expect(await w.shown('muc-2')).toMatchObject({ number: 1, fee: null });
    expect(await w.db.selectFrom('legal_document').select(['name', 'effective_from']).execute()).toEqual([{ name: 'Luật mới', effective_from: '2026-01-01' }]);
    expect(sentences(await file.apply())['form']).toContain('đã được nhập');
    expect((await listImports(w.db))[0]).toMatchObject({ fileName: 'tệp.yaml', counts: { created: 2, updated: 1 } });
    expect((await w.db.selectFrom('answer_import').select('content').executeTakeFirstOrThrow()).content).toBe('');
    expect(await w.audited()).toEqual(expect.arrayContaining(['answer-import.upload', 'answer-import.apply']));
  });

  it('imports nothing at all when one row is broken, and names the fault of every row', async () => {
    await using w = await world();
    const file = await w.check([row, { ...row, slug: 'Sai Mã' }, { ...row, slug: 'hai', question: 'Hai?', topic: 'khong-co', transfer_to: 'khong-co', related: ['hai', 'ba'] }, { ...row, slug: 'bon', short: 'một '.repeat(80), as_of: '2026-12-01', body: '<script>' }, { ...row, slug: 'nam', extra: 1 }, 'chữ' as never, { ...row, slug: 'sau', question: 5 }]);
    expect(file.kinds).toEqual(['NEW', 'ERROR', 'ERROR', 'ERROR', 'ERROR', 'ERROR', 'ERROR']);
    expect(file.why[1]).toContain('Mã (slug) chưa đúng dạng (a-z, 0-9, -).');
    expect(file.why[2]).toMatch(/chủ đề khong-co.*cơ quan mang mã khong-co.*liên quan tới chính nó.*mang mã ba/);
    expect(file.why[3]).toMatch(/80 âm tiết.*HTML.*tương lai/);
    expect(file.why[4]).toContain('Không có trường tên extra.');
    expect(file.why[6]).toContain('Câu hỏi (question) phải là chữ');
    // Every field that a file may have is called by its name for people.
    expect([...Object.keys(answerRow.shape), ...Object.keys(answerRow.shape.legal_basis.element.shape)].filter((name) => !Object.hasOwn(answerFieldNames, name))).toEqual([]);
    expect(sentences(await file.apply())['form']).toContain('không nhập gì');
    expect(await w.count()).toBe(0);
  });

  it('refuses a code that is the address of a page', async () => {
    await using w = await world();
    expect((await w.check([{ ...row, slug: 'suggestions' }])).why[0]).toContain('địa chỉ của một trang có sẵn');
  });

  it('refuses doubles, retired entries, and files that are older than what is here', async () => {
    await using w = await world();
    expect((await w.check([row, row])).why[0]).toContain('hai lần');
    const id = await w.published({ slug: 'muc-2' });
    const [exported] = await w.exported();
    await w.nextVersion(id, { fee: 'Mới' });
    expect((await w.check([{ ...exported, fee: 'Khác' }])).why[0]).toContain('phiên bản 2, mới hơn');
    await w.must(openDraft(w.ports, w.editor, id));
    const [draft] = await w.exported();
    expect((await w.check([{ ...draft, fee: 'Khác' }])).kinds).toEqual(['CHANGED']);
    await w.must(w.edit(id, { fee: 'Người khác sửa' }, w.second));
    expect((await w.check([{ ...draft, fee: 'Khác' }])).why[0]).toContain('bản nháp 3');
    expect((await w.check([{ ...draft, version: undefined, revision: undefined, fee: 'Khác' }])).why[0]).toContain('bản nháp 3');
    await w.db.updateTable('faq_entry').set({ retired_at: 'now' }).execute();
    expect((await w.check([{ ...draft, fee: 'Khác' }])).why[0]).toContain('ngừng dùng');
  });

  it('does not lift unsure facts without a new source', async () => {
    await using w = await world();
    await w.add({ slug: 'chua-chac', confidence: 'C' });
    const [exported] = await w.exported();
    expect((await w.check([{ ...exported, confidence: 'A' }])).why[0]).toContain('nguồn xác nhận');
    expect((await w.check([{ ...exported, confidence: 'A', sources: [...(exported?.sources ?? []), 'Công văn 12, 11/2026'] }])).kinds).toEqual(['CHANGED']);
  });

  it('takes what changed between check and confirmation into account', async () => {
    await using w = await world();
    const file = await w.check([row]);
    await w.add({ slug: 'cau-moi' });
    expect(sentences(await file.apply())['form']).toContain('không nhập gì');
    await expect(applyAnswers(w.ports, w.editor, 'khong-co')).rejects.toThrow();
    await expect(applyAnswers(w.ports, w.appraiser, file.id)).rejects.toThrow();
  });

  it.each<[string, string | Buffer, RegExp]>([
    ['nothing', '', /không phải danh sách/],
    ['a text', 'xin chào', /không phải danh sách/],
    ['an empty list', 'answers: []', /không phải danh sách/],
    ['a spreadsheet', Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe]), /UTF-8/],
    ['letters of another code page', Buffer.from([0x61, 0xe0, 0xe1]), /UTF-8/],
    ['broken YAML', 'answers:\n  - { a: [ }', /^Dòng 2: YAML sai cú pháp/],
    ['aliases that blow up', `a: &a [1,1]\nb: &b [*a,*a]\nanswers: [*b,*b]`, /YAML sai cú pháp/],
    ['tags that run', 'answers: !!js/function "x"', /YAML sai cú pháp/],
    ['brackets without end', '['.repeat(20_000), /YAML|không phải danh sách/],
    ['too many rows', `answers: [${'1,'.repeat(2_001)}]`, /2001 câu, tối đa 2000/],
    ['too many bytes', 'x'.repeat(1_500_001), /tối đa 1500 kB/],
  ])('refuses %s with a sentence', async (_what, text, expected) => {
    await using w = await world();
    expect(sentences(await w.upload(text))['file']).toMatch(expected);
    expect(await w.db.selectFrom('answer_import').select('id').execute()).toEqual([]);
  });

  it('reads JSON as well, and forgets files that nobody confirmed', async () => {
    await using w = await world();
    expect(await w.upload(JSON.stringify([row]))).toMatchObject({ ok: true });
    w.clock.pass({ days: 2 });
    expect(await w.upload(JSON.stringify({ answers: [row] }))).toMatchObject({ ok: true });
    expect(await w.db.selectFrom('answer_import').select('id').execute()).toHaveLength(1);
    await expect(w.upload('[]', w.reader)).rejects.toThrow();
  });
});
