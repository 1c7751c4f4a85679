import { describe, expect, it } from 'vitest';
import { answerDesk, sentences } from '../../tests/world/answer-desk.ts';
import { call } from '../../tests/world/calls.ts';
import { makeSession } from '../../tests/world/people.ts';
import type { Actor } from '../people/actor.ts';
import { momentOf } from '../people/ports.ts';
import { newId } from '../platform/ids.ts';
import { addWord, endWord } from './commands/change-words.server.ts';
import { searchAnswers } from './queries/answer-search.server.ts';
import { listWords } from './queries/words.server.ts';
import * as words from './routes/words.tsx';

const pair = { word: 'GPLX', meaning: 'giấy phép lái xe' };

async function world() {
  const w = await answerDesk();
  await w.published({ slug: 'lai-xe', question: 'Đổi giấy phép lái xe ở đâu?', variants: [] });
  const found = async (question: string) => (await searchAnswers(w.db, question, false, momentOf(w.ports))).hits.map(({ slug }) => slug);
  const idOf = async (changes = pair) => ((await w.must(addWord(w.ports, w.editor, changes))) as unknown as { id: string }).id;
  const token = (who: Actor) => makeSession(w.db, { ...who, sessionId: newId() }, w.clock.now().toISOString());
  const send = async (form: Record<string, string>, who = w.editor) => call(words.action as never, { db: w.db, clock: w.clock, path: '/answers/words', token: await token(who), form });
  const see = async (path: string, who = w.editor) => call(words.loader as never, { db: w.db, clock: w.clock, path, token: await token(who) });
  return { ...w, found, idOf, send, see, [Symbol.asyncDispose]: () => w.db.destroy() };
}

describe('words of the editors', () => {
  it('are found by from the next search on, and no longer once they are ended', async () => {
    await using w = await world();
    expect(await w.found('gplx')).toEqual([]);
    const id = await w.idOf();
    expect(await w.found('gplx')).toEqual(['lai-xe']);
    expect(await endWord(w.ports, w.second, id)).toEqual({ ok: true });
    expect(await w.found('gplx')).toEqual([]);
  });

  it('stand in the audit log with who and what', async () => {
    await using w = await world();
    await endWord(w.ports, w.second, await w.idOf());
    const rows = await w.db.selectFrom('audit_event').select(['action', 'actor_id', 'object_type', 'details']).where('object_type', '=', 'search_word').orderBy('seq').execute();
    expect(rows.map(({ details, ...row }) => ({ ...row, details: JSON.parse(details) as unknown }))).toEqual([['word.add', w.editor.id], ['word.end', w.second.id]].map(([action, actor_id]) => ({ action, actor_id, object_type: 'search_word', details: pair })));
  });

  it('are added once, also when two editors add them at the same time, however they are written', async () => {
    await using w = await world();
    const outcomes = await Promise.all([addWord(w.ports, w.editor, pair), addWord(w.ports, w.second, { word: 'gplx', meaning: pair.meaning.normalize('NFD') })]);
    expect(outcomes.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(outcomes.map(sentences)).toContainEqual({ word: 'Cặp từ này đã có trong danh sách.' });
    expect((await w.audited()).filter((action) => action === 'word.add').length).toBe(1);
  });

  it('are not called known when it was another rule that was broken', async () => {
    await using w = await world();
    const nobody = { ...w.editor, id: 'khong-co' };
    await expect(addWord(w.ports, nobody, pair)).rejects.toThrow(/FOREIGN KEY/);
    expect([await listWords(w.db, ''), (await w.audited()).includes('word.add')]).toEqual([[], false]);
  });

  it('are ended once, and can be added again', async () => {
    await using w = await world();
    const id = await w.idOf();
    await endWord(w.ports, w.editor, id);
    expect(sentences(await endWord(w.ports, w.second, id))).toEqual({ form: '“GPLX” đã được ngừng sử dụng trước đó.' });
    expect(await addWord(w.ports, w.editor, pair)).toMatchObject({ ok: true });
    await expect(endWord(w.ports, w.editor, 'khong-co')).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('are changed by those who write answers only', async () => {
    await using w = await world();
    for (const who of [w.appraiser, w.reader]) {
      await expect(addWord(w.ports, who, pair)).rejects.toMatchObject({ kind: 'forbidden' });
      expect([(await w.see('/answers/words', who)).status, (await w.send({ deed: 'add', ...pair }, who)).status]).toEqual([403, 403]);
    }
    expect(await listWords(w.db, '')).toEqual([]);
  });
});

describe('the page', () => {
  it('lists who added what since when, and filters with and without marks in both columns', async () => {
    await using w = await world();
    await w.db.insertInto('search_word').values({ id: 'w', word: 'CCCD', word_fold: 'cccd', meaning: 'căn cước công dân', meaning_fold: 'can cuoc cong dan', created_at: '2026-01-01T00:00:00.000Z' }).execute();
    await w.idOf();
    expect((await listWords(w.db, '')).map(({ word, by }) => [word, by])).toEqual([['CCCD', null], ['GPLX', 'Lê Hoài Ân']]);
    const filtered = async (q: string) => ((await w.see(`/answers/words?q=${encodeURIComponent(q)}`)).body as { words: { word: string }[] }).words.map(({ word }) => word);
    expect([await filtered('can cuoc'), await filtered('LÁI'), await filtered('zzz'), await filtered("%' or 1=1 --")]).toEqual([['CCCD'], ['GPLX'], [], []]);
  });

  it.each([['', 'Cần ít nhất một chữ hoặc số.'], ['x'.repeat(300), 'Nhiều nhất 80 chữ, mỗi từ nhiều nhất 40 chữ.'], ['<b>x</b>', 'Chỉ dùng chữ, số, khoảng trắng và các dấu . , - / & ( ) +'], ['🙂', 'Cần ít nhất một chữ hoặc số.'], ['\u0301', 'Cần ít nhất một chữ hoặc số.']])('refuses %j with a sentence and keeps everything', async (word, sentence) => {
    await using w = await world();
    const refused = await w.send({ deed: 'add', word, meaning: pair.meaning });
    expect([refused.status, sentences(refused.body), (refused.body as { values: unknown }).values]).toEqual([422, { word: sentence }, { deed: 'add', word, meaning: pair.meaning }]);
  });

  it('comes in pages that keep the filter, lose no word, and stay within what there is', async () => {
    await using w = await world();
    await w.db.insertInto('search_word').values(Array.from({ length: 121 }, (_, at) => ({ id: `w${at}`, word: `Từ ${String(at).padStart(3, '0')}`, word_fold: `tu ${String(at).padStart(3, '0')}`, meaning: 'nghĩa', meaning_fold: 'nghia', created_at: '2026-01-01T00:00:00.000Z' }))).execute();
    const on = async (query: string) => (await w.see(`/answers/words?${query}`)).body as { words: { word: string }[]; page: number; pages: number; count: number };
    const [one, two, three] = [await on(''), await on('page=2'), await on('page=3')];
    expect([one, two, three].map(({ words: rows, count }) => [rows.length, count])).toEqual([[50, 121], [50, 121], [21, 121]]);
    expect(new Set([one, two, three].flatMap(({ words: rows }) => rows.map(({ word }) => word))).size).toBe(121);
    expect([(await on('page=999')).page, (await on('page=-1')).page, (await on('page=x')).page, (await on('q=tu%2001&page=3')).count]).toEqual([3, 1, 1, 10]);
  });

  it('adds, says so and ends', async () => {
    await using w = await world();
    const { status, location } = await w.send({ deed: 'add', word: 'Bằng lái'.normalize('NFD'), meaning: pair.meaning });
    expect(status).toBe(303);
    const { body } = await w.see(location ?? '');
    expect(body).toMatchObject({ added: { word: 'Bằng lái', meaning: pair.meaning } });
    const id = (body as { added: { id: string } }).added.id;
    expect([(await w.send({ deed: 'end', id })).location, (await w.send({ deed: 'end', id })).status, (await w.send({ deed: 'end', id: 'x' })).status, (await w.send({ deed: 'x' })).status]).toEqual(['/answers/words?ended=1', 409, 404, 422]);
  });
});
