import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { silentLog } from '../../../tests/support/log.ts';
import { makeAnswer } from '../../../tests/world/answers.ts';
import { noteOpened, noteSearch } from './note-search.server.ts';

const now = '2026-11-23T01:00:00.000Z';

async function world() {
  const db = await freshDb();
  const note = (question: string, traits: { results?: number; isStaff?: boolean; at?: string } = {}) => noteSearch(db, { question, results: traits.results ?? 0, isStaff: traits.isStaff ?? false, unitId: null, now: traits.at ?? now }, silentLog);
  const rows = () => db.selectFrom('faq_search').select(['question', 'question_fold', 'results', 'source', 'opened_version_id']).execute();
  return { db, note, rows, [Symbol.asyncDispose]: () => db.destroy() };
}

describe('what was asked', () => {
  it.each([
    ['  Đổi   thẻ ở đâu? ', 'Đổi thẻ ở đâu?', 'doi the o dau'],
    ['số 037190001234', 'số ••••••••••••', 'so'],
    ['037 190 001 234 bị khoá', '•••••••••••• bị khoá', 'bi khoa'],
    ['gọi 0912.345.678', 'gọi ••••••••••', 'goi'],
    ['mức 2 điều 12', 'mức 2 điều 12', 'muc 2 dieu 12'],
    ['OR 1=1; --', 'OR 1=1; --', 'or 1 1'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>', 'script alert 1 script'],
    ['đường'.normalize('NFD'), 'đường', 'duong'],
  ])('%j is kept as %j', async (typed, question, folded) => {
    await using w = await world();
    expect(await w.note(typed)).toMatch(/^[0-9a-f-]{36}$/);
    expect(await w.rows()).toEqual([{ question, question_fold: folded, results: 0, source: 'PUBLIC', opened_version_id: null }]);
  });

  it.each(['', ' ', '???', '🙂🙂', '\u0301\u0301', '0912345678', '"'])('%j says nothing and is not kept', async (typed) => {
    await using w = await world();
    expect(await w.note(typed)).toBeNull();
    expect(await w.rows()).toEqual([]);
  });

  it('is cut where it becomes too long, and says who asked only as citizen or official', async () => {
    await using w = await world();
    await w.note('ă'.repeat(5_000), { isStaff: true, results: 3 });
    const [row] = await w.rows();
    expect([row?.question.length, row?.source, row?.results]).toEqual([300, 'STAFF', 3]);
  });

  it('never keeps anybody from reading: a database that is away costs the note and nothing else', async () => {
    await using w = await world();
    await w.db.schema.dropTable('faq_search').execute();
    expect(await w.note('đổi thẻ')).toBeNull();
    await expect(noteOpened(w.db, 'x', 'y', now, silentLog)).resolves.toBeUndefined();
  });
});

describe('which result was opened', () => {
  it('is noted once for a search, the first one', async () => {
    await using w = await world();
    const [one, two] = [await makeAnswer(w.db), await makeAnswer(w.db)];
    const id = (await w.note('đổi thẻ')) ?? '';
    for (const { versionId } of [one, two]) await noteOpened(w.db, id, versionId, now, silentLog);
    expect((await w.rows())[0]?.opened_version_id).toBe(one.versionId);
  });

  it('is noted within the hour, and not when it is over', async () => {
    await using w = await world();
    const { versionId } = await makeAnswer(w.db);
    const opened = async (at: string) => {
      const id = (await w.note('đổi thẻ')) ?? '';
      await noteOpened(w.db, id, versionId, at, silentLog);
      return (await w.db.selectFrom('faq_search').select('opened_version_id').where('id', '=', id).executeTakeFirstOrThrow()).opened_version_id !== null;
    };
    expect([await opened('2026-11-23T01:59:59.999Z'), await opened('2026-11-23T02:00:00.000Z'), await opened('2026-11-24T01:00:00.000Z')]).toEqual([true, false, false]);
  });

  it('of no search, or for no version, changes nothing', async () => {
    await using w = await world();
    const id = (await w.note('đổi thẻ')) ?? '';
    for (const [search, version] of [['khong-co', 'x'], [id, 'khong-co']] as const) await noteOpened(w.db, search, version, now, silentLog);
    expect((await w.rows())[0]?.opened_version_id).toBeNull();
  });
});
