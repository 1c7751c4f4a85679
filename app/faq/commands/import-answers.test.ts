import { parse, stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { answerDesk, sentences } from '../../../tests/world/answer-desk.ts';
import { auditsOf } from '../../../tests/world/call-desk.ts';
import type { AnswerRow } from '../forms/answer-file.ts';
import { exportAnswers, getImport } from '../queries/transfer.server.ts';
import { applyAnswers, uploadAnswers } from './import-answers.server.ts';
import { retireAnswer } from './retire-answer.server.ts';

const moment = { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23' };
const row: AnswerRow = { slug: 'cau-moi', topic: 'tai-khoan', question: 'Câu mới?', variants: ['Hỏi khác'], short: 'Trả lời.', audience: 'public', papers: [], fee: null, place: null, time_limit: null, legal_basis: [], as_of: '2026-11-01', confidence: 'A', volatility: 'low', transfer_to: null, sources: ['Công an tỉnh'], related: [], body: '1. Làm.' };
const basis = (document: string, from: string | null = null, to: string | null = null) => ({ document, article: null, effective_from: from, effective_to: to });

async function world() {
  const w = await answerDesk();
  const upload = async (rows: unknown, who = w.editor, name = 'tệp.yaml') => {
    const made = await uploadAnswers(w.ports, who, { name, bytes: Buffer.from(typeof rows === 'string' ? rows : stringify({ answers: rows }, { aliasDuplicateObjects: false })) });
    if (!made.ok) throw new Error(JSON.stringify(made.faults));
    return made.id;
  };
  /** What the check says of each row. */
  const verdicts = async (rows: unknown) => (await getImport(w.db, await upload(rows), moment.today)).rows.map(({ kind, faults, line }) => ({ kind, line, why: faults.map(({ vi }) => vi) }));
  const why = async (changes: Record<string, unknown>) => (await verdicts([{ ...row, ...changes }]))[0]?.why ?? [];
  const apply = (id: string, who = w.editor) => applyAnswers(w.ports, who, id);
  const exported = async () => (parse(await exportAnswers(w.db, {}, moment)) as { answers: AnswerRow[] }).answers;
  const entries = async () => (await w.db.selectFrom('faq_entry').select('slug').orderBy('slug').execute()).map(({ slug }) => slug);
  return { ...w, upload, verdicts, why, apply, exported, entries };
}

describe('a row', () => {
  it.each<[string, Record<string, unknown>, RegExp]>([
    ['without steps', { body: ' \n ' }, /body/],
    ['with a number as its question', { question: 7 }, /question/],
    ['with a question over two lines', { question: 'a\nb' }, /question/],
    ['with a short form of nothing', { short: '' }, /short/],
    ['with an audience in capitals', { audience: 'PUBLIC' }, /audience/],
    ['with a day of the calendar of another country', { as_of: '01/11/2026' }, /as_of/],
    ['with a day that is none', { as_of: '2026-02-30' }, /as_of/],
    ['of tomorrow', { as_of: '2026-11-24' }, /^Ngày 24\/11\/2026 ở tương lai/],
    ['without a source', { sources: [] }, /sources/],
    ['with one source as a text', { sources: 'Công an tỉnh' }, /sources/],
    ['with a basis whose days are upside down', { legal_basis: [basis('Luật', '2026-02-01', '2026-01-31')] }, /^Ngày hết hiệu lực không được trước ngày có hiệu lực\.$/],
    ['with a bar in the name of a document', { legal_basis: [basis('Luật A | Điều 1')] }, /dấu \|/],
    ['with a basis that has a field too many', { legal_basis: [{ ...basis('Luật'), url: 'x' }] }, /url/],
    ['with a script in its steps', { body: '<script>alert(1)</script>' }, /HTML/],
    ['with a link that runs', { body: '[x](javascript:alert(1))' }, /javascript/],
    ['with sixty-seven syllables to be spoken', { short: 'một '.repeat(67).trim() }, /67 âm tiết/],
    ['with the same wording twice', { variants: ['Hỏi A', 'HỎI a'] }, /HỎI a/],
    ['with a code that is a path', { slug: '../etc' }, /slug/],
    ['with a code of the language', { slug: '__proto__' }, /slug/],
    ['related to itself', { related: ['cau-moi'] }, /liên quan tới chính nó/],
    ['related to nothing', { related: ['mat-tich'] }, /mang mã mat-tich/],
    ['of an unknown topic', { topic: 'la' }, /chủ đề la/],
    ['handed on to nobody', { transfer_to: 'la' }, /cơ quan mang mã la/],
    ['with a version of nothing', { version: 0 }, /version/],
    ['with a review that comes too late', { review_due: '2028-01-01' }, /chậm nhất ngày 01\/11\/2027/],
  ])('%s is named with its fault, and nothing is written', async (_what, changes, expected) => {
    await using w = await world();
    expect((await w.why(changes)).join('\n')).toMatch(expected);
    const id = await w.upload([{ ...row, slug: 'hai', question: 'Hai?' }, { ...row, ...changes }]);
    expect(sentences(await w.apply(id))).toEqual({ form: 'Tệp có dòng lỗi nên không nhập gì.' });
    expect([await w.entries(), await w.db.selectFrom('legal_document').selectAll().execute()]).toEqual([[], []]);
  });

  it('is named with the line on which it stands', async () => {
    await using w = await world();
    const text = `answers:\n${[row, { ...row, slug: 'hai', question: 'Hai?', fee: 5 }].map((one) => `  - ${JSON.stringify(one)}`).join('\n')}\n`;
    expect((await w.verdicts(text)).map(({ kind, line }) => [kind, line])).toEqual([['NEW', 2], ['ERROR', 3]]);
  });

  it('may point to another of the same file, in either direction', async () => {
    await using w = await world();
    const id = await w.upload([{ ...row, related: ['hai'] }, { ...row, slug: 'hai', question: 'Hai?', related: ['cau-moi'] }]);
    expect(await w.apply(id)).toEqual({ ok: true, created: 2, updated: 0 });
  });
});

describe('a file', () => {
  it('is confirmed once, also by two at once', async () => {
    await using w = await world();
    const id = await w.upload([row]);
    const sent = await Promise.all([w.apply(id), w.apply(id, w.second)]);
    expect(sent.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(sentences(sent.find(({ ok }) => !ok))).toEqual({ form: 'Tệp này đã được nhập.' });
    expect(await w.entries()).toEqual(['cau-moi']);
  });

  it('writes drafts whose author is whoever confirmed it', async () => {
    await using w = await world();
    await w.must(w.apply(await w.upload([row]), w.second));
    const { id: entryId } = await w.db.selectFrom('faq_entry').select('id').executeTakeFirstOrThrow();
    expect(await w.db.selectFrom('faq_author').select('user_id').execute()).toEqual([{ user_id: w.second.id }]);
    expect(await w.newest(entryId)).toMatchObject({ number: 1, hash: null, is_sample: 0 });
    expect((await auditsOf(w.db)('answer_import')).map(({ action, actor_id, details }) => [action, actor_id, details])).toEqual([
      ['answer-import.upload', w.editor.id, { fileName: 'tệp.yaml', rows: 1 }],
      ['answer-import.apply', w.second.id, { fileName: 'tệp.yaml', created: 1, updated: 0 }],
    ]);
  });

  it('is for whoever writes', async () => {
    await using w = await world();
    const id = await w.upload([row]);
    for (const who of [w.appraiser, w.reader]) {
      await expect(w.upload([row], who)).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(w.apply(id, who)).rejects.toMatchObject({ kind: 'forbidden' });
    }
    await expect(w.apply('khong-co')).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('with the same answers changes nothing, whatever has become of them since', async () => {
    await using w = await world();
    await w.published({ slug: 'muc-2' });
    const gone = await w.add({ slug: 'da-bo' });
    await w.must(retireAnswer(w.ports, w.editor, { entryId: gone, reason: 'Bỏ' }));
    const rows = await w.exported();
    expect((await w.verdicts(rows)).map(({ kind }) => kind)).toEqual(['SAME', 'SAME']);
    expect((await w.verdicts(rows.map((one) => ({ ...one, fee: 'Mới' })))).map(({ kind, why }) => [kind, why])).toEqual(rows.map(({ slug }) => (slug === 'da-bo' ? ['ERROR', ['Câu trả lời đã ngừng dùng.']] : ['CHANGED', []])));
    expect(await w.apply(await w.upload([...rows, row]))).toEqual({ ok: true, created: 1, updated: 0 });
    expect((await w.newest(gone)).revision).toBe(0);
  });

  it('does not write over the dates that a document has here', async () => {
    await using w = await world();
    await w.db.insertInto('legal_document').values({ id: 'd', name: 'Luật', effective_from: '2020-01-01', effective_to: '2030-01-01', revision: 3 }).execute();
    await w.must(w.apply(await w.upload([{ ...row, legal_basis: [basis('Luật', '1999-01-01', '1999-12-31'), basis('Luật mới', '2026-01-01')] }])));
    expect(await w.db.selectFrom('legal_document').select(['name', 'effective_from', 'effective_to']).orderBy('name').execute()).toEqual([{ name: 'Luật', effective_from: '2020-01-01', effective_to: '2030-01-01' }, { name: 'Luật mới', effective_from: '2026-01-01', effective_to: null }]);
  });

  it('that nobody confirmed is forgotten after a day, and what was imported stays in the list', async () => {
    await using w = await world();
    const [left, used] = [await w.upload([row]), await w.upload([row])];
    await w.must(w.apply(used));
    w.clock.pass({ days: 1 });
    const second = await w.upload([{ ...row, slug: 'hai' }]);
    expect(await w.db.selectFrom('answer_import').select('id').where('id', '=', left).execute()).toHaveLength(1);
    w.clock.pass({ seconds: 1 });
    await w.upload([{ ...row, slug: 'ba' }]);
    const ids = (await w.db.selectFrom('answer_import').select('id').execute()).map(({ id }) => id);
    expect([ids.includes(left), ids.includes(used), ids.includes(second)]).toEqual([false, true, true]);
  });

  it('with a long or hostile name is kept under a name that a page can show', async () => {
    await using w = await world();
    const id = await w.upload([row], w.editor, `${'tệp'.normalize('NFD')}\u202e<script>${'x'.repeat(500)}.yaml`);
    const { fileName } = await getImport(w.db, id, moment.today);
    expect([fileName.startsWith('tệp<script>'), fileName.length]).toEqual([true, 200]);
  });

  it('in NFD is the same as in NFC', async () => {
    await using w = await world();
    await w.must(w.apply(await w.upload([row])));
    const [exported] = await w.exported();
    expect((await w.verdicts(stringify({ answers: [exported] }).normalize('NFD'))).map(({ kind }) => kind)).toEqual(['SAME']);
  });
});
