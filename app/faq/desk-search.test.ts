import { expect, it } from 'vitest';
import { answerDesk } from '../../tests/world/answer-desk.ts';
import { call } from '../../tests/world/calls.ts';
import { makeFormerUnit, makePerson, makeSession, makeUnit } from '../../tests/world/people.ts';
import { formerNamesIn } from '../people/index.ts';
import { momentOf } from '../people/ports.ts';
import { addWord } from './commands/change-words.server.ts';
import { searchAnswers } from './queries/answer-search.server.ts';
import { readDeskCopy, searchDesk } from './queries/desk-answers.server.ts';
import * as desk from './routes/desk.tsx';
import * as copyRoute from './routes/desk-answers.ts';
import { deskIndex, type DeskCopy } from './rules/desk-index.ts';

async function world() {
  const w = await answerDesk();
  await w.published({ slug: 'lai-xe', question: 'Đổi giấy phép lái xe ở đâu?', variants: ['đổi bằng'], short: 'Đến nơi cấp.' });
  await w.published({ slug: 'mat-khau', question: 'Quên mật khẩu VNeID thì làm thế nào?', variants: [], short: 'Chọn quên mật khẩu.' });
  await w.published({ slug: 'noi-bo', audience: 'INTERNAL', question: 'Xác minh người gọi thế nào?', variants: [], short: 'Gọi lại.' });
  await w.must(addWord(w.ports, w.editor, { word: 'GPLX', meaning: 'giấy phép lái xe' }));
  await w.must(addWord(w.ports, w.editor, { word: 'mã khoá', meaning: 'mật khẩu' }));
  const agent = await makePerson(w.db, { grants: [{ role: 'CALL_AGENT', scope: 'ALL', unitId: null }] });
  const token = await makeSession(w.db, agent, w.clock.now().toISOString());
  const copy = async (headers: Record<string, string> = {}) => call(copyRoute.loader, { db: w.db, clock: w.clock, path: '/desk/answers.json', token, headers });
  return { ...w, token, moment: momentOf(w.ports), copy, [Symbol.asyncDispose]: () => w.db.destroy() };
}

it.each(['GPLX', 'gplx', 'đổi GPLX', 'mã khoá', 'ma khoa', 'mật khẩu', 'mat khau', 'maajt khaaur', 'xác minh', 'xac minh nguoi goi', 'mật khảu', 'lái xe', 'zzzz'])('%j finds the same on the help pages, at the desk and in its copy', async (question) => {
  await using w = await world();
  const help = (await searchAnswers(w.db, question, true, w.moment)).hits.map(({ slug }) => slug);
  const server = (await searchDesk(w.db, question, w.moment)).hits.map(({ slug }) => slug);
  const index = deskIndex();
  await index.take(JSON.parse(JSON.stringify(await readDeskCopy(w.db, w.moment))) as Awaited<ReturnType<typeof readDeskCopy>>, async () => {});
  expect([server, index.search(question).map(({ slug }) => slug)]).toEqual([help, help]);
  expect(help.length > 0).toBe(question !== 'zzzz');
});

it('the signed copy carries the words and is sent anew when one has come', async () => {
  await using w = await world();
  const first = await w.copy();
  const { text } = JSON.parse(first.text ?? '') as { text: string };
  expect((JSON.parse(text) as { words: unknown }).words).toEqual([{ word: 'GPLX', meaning: 'giấy phép lái xe' }, { word: 'mã khoá', meaning: 'mật khẩu' }]);
  expect((await w.copy()).text).toBe(first.text);
  await w.must(addWord(w.ports, w.editor, { word: 'bằng lái', meaning: 'giấy phép lái xe' }));
  expect((await w.copy()).text).toContain('bằng lái');
});

it('the desk says what the search read a question as, and goes there without losing what was typed', async () => {
  await using w = await world();
  expect(await searchDesk(w.db, 'maajt khaaur', w.moment)).toMatchObject({ read: 'mật khẩu', meant: null, former: [] });
  expect(await searchDesk(w.db, 'mật khẩu', w.moment)).toMatchObject({ read: null, meant: null });
  expect(await searchDesk(w.db, '   ', w.moment)).toEqual({ hits: [], read: null, meant: null, former: [] });
  const send = (form: Record<string, string>) => call(desk.action as never, { db: w.db, clock: w.clock, path: '/desk', token: w.token, form });
  await send({ deed: 'start' });
  w.clock.pass({ seconds: 1 });
  expect((await send({ q: 'mat khauu', meant: 'mật khẩu', question: 'Quên mã' })).location).toBe(`/desk?${new URLSearchParams({ q: 'mật khẩu' })}`);
  expect((await w.db.selectFrom('call_record').select('question').executeTakeFirst())?.question).toBe('Quên mã');
});

it('the desk and its copy know what a commune of old in a question belongs to today, and the copy is made anew when communes merge', async () => {
  await using w = await world();
  const heir = await makeUnit(w.db, { name: 'UBND phường Nam Hoa Lư' });
  const said = [{ name: 'xã Ninh Vân', now: ['phường Nam Hoa Lư'], since: '2025-07-01' }];
  const before = (await w.copy()).text;
  await makeFormerUnit(w.db, { name: 'UBND xã Ninh Vân', into: [heir] });
  const after = (await w.copy()).text;
  expect(after).not.toBe(before);
  expect((await searchDesk(w.db, 'doi bang o xa Ninh Van', w.moment)).former).toEqual(said);
  const { communes } = JSON.parse((JSON.parse(after ?? '') as { text: string }).text) as DeskCopy;
  expect(formerNamesIn(communes, 'đổi bằng ở xã Ninh Vân')).toEqual(said);
  expect((await searchDesk(w.db, 'đổi bằng ở phường Nam Hoa Lư', w.moment)).former).toEqual([]);
});
