import { describe, expect, it } from 'vitest';
import { answerDesk } from '../../../tests/world/answer-desk.ts';
import { answerFile, answerFolder } from '../../../tests/world/answer-files.ts';
import { auditsOf } from '../../../tests/world/call-desk.ts';
import { endWord } from './change-words.server.ts';
import { handInLoaded } from './hand-in-answer.server.ts';
import { loadAnswers } from './load-answers.server.ts';
import { retireAnswer } from './retire-answer.server.ts';

async function world(files: Record<string, string | null> = { 'tai-khoan/muc-2.md': answerFile() }) {
  const w = await answerDesk();
  const folder = answerFolder(files);
  const load = (traits: { isSample?: boolean } = {}) => loadAnswers(w.ports, folder.path, traits);
  const entry = () => w.db.selectFrom('faq_entry').selectAll().where('slug', '=', 'muc-2').executeTakeFirstOrThrow();
  return { ...w, folder, load, entry, [Symbol.asyncDispose]: async () => (folder[Symbol.dispose](), w.db.destroy()) };
}

describe('loading files', () => {
  it('makes drafts without an author, once, and says so in one audit row of the program', async () => {
    await using w = await world();
    expect(await w.load()).toMatchObject({ added: ['muc-2'], changed: [], kept: [], same: 0, problems: [] });
    const { id } = await w.entry();
    expect(await w.newest(id)).toMatchObject({ number: 1, hash: null, is_sample: 0 });
    expect(await w.db.selectFrom('faq_author').selectAll().execute()).toEqual([]);
    expect(await auditsOf(w.db)('answer_file')).toEqual([{ action: 'answer.load', actor_id: null, object_id: 'content/faq', details: { created: 1, updated: 0 } }]);
    expect(await w.load()).toMatchObject({ added: [], changed: [], same: 1 });
    expect((await w.audited()).length).toBe(1);
  });

  it('of two starts at once loads each file once', async () => {
    await using w = await world();
    const reports = await Promise.all([w.load(), w.load()]);
    expect(reports.map(({ added, same }) => [added.length, same]).toSorted()).toEqual([[0, 1], [1, 0]]);
  });

  it('takes a changed file into the draft, or into the next version of what is out', async () => {
    await using w = await world();
    await w.load();
    const { id } = await w.entry();
    w.folder.put('tai-khoan/muc-2.md', answerFile({ fee: 'Không thu phí' }));
    expect((await w.load()).changed).toEqual(['muc-2']);
    expect(await w.newest(id)).toMatchObject({ number: 1, revision: 1, fee: 'Không thu phí' });
    await w.must(handInLoaded(w.ports, w.editor, null));
    for (const step of [w.approve, w.publish]) await w.must(step(id));
    w.folder.put('tai-khoan/muc-2.md', answerFile({ fee: 'Mười đồng' }));
    expect((await w.load()).changed).toEqual(['muc-2']);
    expect([await w.newest(id), await w.shown('muc-2')]).toMatchObject([{ number: 2, fee: 'Mười đồng', hash: null }, { number: 1, fee: 'Không thu phí' }]);
  });

  it('leaves alone what somebody has written on, and what is retired', async () => {
    await using w = await world({ 'tai-khoan/muc-2.md': answerFile(), 'tai-khoan/khac.md': answerFile({ question: 'Câu khác?' }) });
    await w.load();
    const { id } = await w.entry();
    await w.must(w.edit(id, { fee: 'Của tôi' }));
    const other = await w.db.selectFrom('faq_entry').select('id').where('slug', '=', 'khac').executeTakeFirstOrThrow();
    await w.must(retireAnswer(w.ports, w.editor, { entryId: other.id, reason: 'Bỏ' }));
    for (const name of ['muc-2', 'khac']) w.folder.put(`tai-khoan/${name}.md`, answerFile({ question: `Mới ${name}?` }));
    expect((await w.load()).kept.toSorted()).toEqual(['khac', 'muc-2']);
    expect((await w.newest(id)).fee).toBe('Của tôi');
  });

  it('marks sample data, and every later version of it', async () => {
    await using w = await world();
    await w.load({ isSample: true });
    expect((await w.newest((await w.entry()).id)).is_sample).toBe(1);
  });

  it('goes on with the good files when one is broken, and names the line of the other', async () => {
    await using w = await world({ 'tai-khoan/muc-2.md': answerFile(), 'tai-khoan/hong.md': answerFile({ question: 'Câu hỏng?', as_of: '2026-02-30' }), 'tai-khoan/gach.md': answerFile({ question: 'Có gạch?', legal_basis: [{ document: 'Luật A | B', article: null, effective_from: null, effective_to: null }] }) });
    const { added, problems } = await w.load();
    expect([added, [...new Set(problems.map(({ file }) => file.split('/').at(-1)))].toSorted()]).toEqual([['muc-2'], ['gach.md', 'hong.md']]);
    expect(problems.every(({ line }) => line > 1)).toBe(true);
  });

  it('of a folder that is not there does nothing', async () => {
    await using w = await world();
    expect(await loadAnswers(w.ports, '/khong/co')).toEqual({ added: [], changed: [], kept: [], same: 0, problems: [] });
  });
});

describe('lists beside the answers', () => {
  it('change titles and telephones of what is there, and bring no word back that was ended', async () => {
    await using w = await world({ 'tai-khoan/muc-2.md': answerFile(), 'words.yaml': '- { word: GPLX, meaning: giấy phép lái xe }\n- { word: gplx, meaning: Giấy phép lái xe }\n' });
    await w.load();
    const words = () => w.db.selectFrom('search_word').select(['id', 'word', 'retired_at']).execute();
    expect((await words()).length).toBe(1);
    await w.must(endWord(w.ports, w.editor, (await words())[0]?.id ?? ''));
    w.folder.put('topics.yaml', '- { key: tai-khoan, title: Tài khoản VNeID, title_en: VNeID account }\n- { key: can-cuoc, title: Thẻ căn cước, title_en: Identity card }\n');
    w.folder.put('bodies.yaml', '- { key: cong-an-xa, name: Công an xã, phone: "113" }\n- { key: tong-dai, name: Tổng đài, phone: "19000368" }\n');
    await w.load();
    expect(await words()).toMatchObject([{ retired_at: '2026-11-23T01:00:00.000Z' }]);
    expect([(await w.db.selectFrom('faq_topic').select('title').where('key', '=', 'tai-khoan').executeTakeFirstOrThrow()).title, (await w.db.selectFrom('competent_body').select('phone').where('key', '=', 'cong-an-xa').executeTakeFirstOrThrow()).phone]).toEqual(['Tài khoản VNeID', '113']);
  });
});
