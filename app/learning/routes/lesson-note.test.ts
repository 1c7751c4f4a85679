import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { renderRoute } from '../../../tests/support/render-route.tsx';
import { cookieOf, formRequest, requestContext } from '../../../tests/support/request.ts';
import { enrolled, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { action as answersRoute } from './lesson-answers.ts';
import { action as completion } from './lesson-completion.ts';
import * as notePage from './lesson-note.tsx';

const { action } = notePage;

async function world() {
  const db = await freshDb();
  const [person, course] = [await makePerson(db), await makeCourse(db, { slug: 'an-toan' })];
  await enrolled(db, person.id, course);
  const cookie = await cookieOf(db, person.id);
  const params = { course: 'an-toan', lesson: 'mat-khau-manh' };
  const path = '/learn/an-toan/mat-khau-manh/note';
  const send = async (fields: Record<string, string>, headers: Record<string, string> = {}) => {
    const sent = { request: formRequest(path, cookie, fields, headers), params, context: requestContext(db) } as unknown as Parameters<typeof action>[0];
    const out = await action(sent).catch((thrown: unknown) => thrown);
    return out as Response & { data: { say?: { vi: string }; faults: Record<string, { vi: string }>; values: Record<string, string>; conflict?: { body: string } }; init: ResponseInit };
  };
  const stored = () => db.selectFrom('lesson_note').select(['body', 'revision']).execute();
  return { db, personId: person.id, send, stored };
}
const json = { accept: 'application/json' };

describe('the note form', () => {
  it('saves and leads back to the lesson', async () => {
    const { send, stored } = await world();
    const answer = await send({ body: 'Đổi mật khẩu hằng năm', revision: '0' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/learn/an-toan/mat-khau-manh#lesson-note']);
    expect(await stored()).toEqual([{ body: 'Đổi mật khẩu hằng năm', revision: 1 }]);
  });

  it('takes 20,000 characters, and refuses one more with the whole text kept', async () => {
    const { send, stored } = await world();
    expect((await send({ body: 'đ'.repeat(20_000), revision: '0' })).status).toBe(303);
    const refused = await send({ body: 'đ'.repeat(20_001), revision: '1' });
    expect(refused.init.status).toBe(422);
    expect(refused.data.faults['body']?.vi).toContain('20.000 ký tự');
    expect(refused.data.values['body']).toHaveLength(20_001);
    expect((await stored())[0]?.body).toHaveLength(20_000);
  });

  it('refuses ten megabytes before they are read', async () => {
    const { send, stored } = await world();
    const refused = await send({ body: 'x'.repeat(10_000_000), revision: '0' });
    expect(refused.init.status).toBe(413);
    expect((await send({ body: 'x'.repeat(10_000_000), revision: '0' }, json)).status).toBe(413);
    expect(await stored()).toEqual([]);
  });

  it('refuses a revision that is no number', async () => {
    const { send, stored } = await world();
    for (const revision of ['x', '-1', '0.5']) expect((await send({ body: 'một', revision })).init.status).toBe(422);
    expect(await stored()).toEqual([]);
  });

  it('shows both texts when another tab was faster', async () => {
    const { send } = await world();
    await send({ body: 'tab nhanh', revision: '0' });
    const refused = await send({ body: 'tab chậm', revision: '0' });
    expect(refused.init.status).toBe(409);
    expect(refused.data).toMatchObject({ conflict: { body: 'tab nhanh', revision: 1 }, values: { body: 'tab chậm' } });
  });

  it('tells the script the same as JSON', async () => {
    const { send } = await world();
    const saved = await send({ body: 'một', revision: '0' }, json);
    expect([saved.status, await saved.json()]).toEqual([200, { ok: true, revision: 1, savedAt: '2026-11-23T01:00:00.000Z' }]);
    const late = await send({ body: 'hai', revision: '0' }, json);
    expect([late.status, await late.json()]).toEqual([409, { ok: false, current: { body: 'một', revision: 1 } }]);
  });

  it('is closed to somebody who has left the course', async () => {
    const { db, send, stored } = await world();
    await db.updateTable('enrollment').set({ cancelled_at: '2026-11-20T01:00:00.000Z' }).execute();
    expect((await send({ body: 'một', revision: '0' })).init.status).toBe(403);
    expect(await stored()).toEqual([]);
  });

  it('stands below its lesson, with what was written and the way back', () => {
    const page = renderRoute(notePage, { data: { note: { body: 'Hỏi lại qua số đã biết', revision: 2, updatedAt: null }, title: 'Mật khẩu mạnh', at: '/learn/an-toan/mat-khau-manh' }, path: '/learn/an-toan/mat-khau-manh/note' });
    expect(page).toContain('<a href="/learn/an-toan/mat-khau-manh">Mật khẩu mạnh</a>');
    expect(page).toContain('<h1>Ghi chú của tôi: Mật khẩu mạnh</h1>');
    expect(page).toContain('Hỏi lại qua số đã biết</textarea>');
  });
});

describe('the note beside a lesson, sent with everything that stands on the page', () => {
  async function lessonWorld() {
    const w = await world();
    const send = async (route: (args: never) => Promise<unknown>, way: string, fields: Record<string, string>) => {
      const cookie = await cookieOf(w.db, w.personId);
      const sent = { request: formRequest(`/learn/an-toan/mat-khau-manh/${way}`, cookie, fields), params: { course: 'an-toan', lesson: 'mat-khau-manh' }, context: requestContext(w.db) };
      return (await route(sent as never).catch((thrown: unknown) => thrown)) as Response & { data?: { conflict?: { body: string }; values: Record<string, string> }; init?: ResponseInit };
    };
    const answers = async () => (await w.db.selectFrom('check_progress').select(['check_key', 'answer']).execute()).map((row) => `${row.check_key}=${row.answer}`);
    return { ...w, answers, note: (fields: Record<string, string>) => send(action, 'note', fields), done: (fields: Record<string, string>) => send(completion, 'completion', fields), handIn: (fields: Record<string, string>) => send(answersRoute, 'answers', fields) };
  }
  const typed = (body: string, { was = '', revision = '0' } = {}) => ({ 'lesson-note': body, 'lesson-note-was': was, 'lesson-note-revision': revision });

  it('keeps the answers when the note is saved', async () => {
    const { note, stored, answers } = await lessonWorld();
    const answer = await note({ ...typed('Nhớ khoá màn hình'), q1: 'b' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/learn/an-toan/mat-khau-manh#lesson-note']);
    expect([await stored(), await answers()]).toEqual([[{ body: 'Nhớ khoá màn hình', revision: 1 }], ['q1=b']]);
  });

  it.each(['done', 'handIn'] as const)('keeps the note when the page is sent for another reason (%s)', async (way) => {
    const { stored, answers, ...ways } = await lessonWorld();
    expect((await ways[way]({ ...typed('Viết dở'), q1: 'b' })).status).toBe(303);
    expect([await stored(), await answers()]).toEqual([[{ body: 'Viết dở', revision: 1 }], ['q1=b']]);
  });

  it.each(['done', 'handIn'] as const)('puts a text that came too late below the other, where nobody can be asked (%s)', async (way) => {
    const { note, stored, ...ways } = await lessonWorld();
    await note(typed('thẻ nhanh'));
    await ways[way](typed('thẻ chậm'));
    expect(await stored()).toEqual([{ body: 'thẻ nhanh\n\n***\n\nthẻ chậm', revision: 2 }]);
  });

  it('does not bring back an old text that nobody touched', async () => {
    const { note, done, stored } = await lessonWorld();
    await note(typed('một'));
    await note(typed('hai', { was: 'một', revision: '1' }));
    await done(typed('một', { was: 'một', revision: '1' }));
    expect(await stored()).toEqual([{ body: 'hai', revision: 2 }]);
  });

  it('takes out what was wiped, and only then', async () => {
    const { note, done, stored } = await lessonWorld();
    await note(typed('một'));
    await done(typed('', { was: 'một', revision: '1' }));
    expect(await stored()).toEqual([{ body: '', revision: 2 }]);
  });

  it('asks whoever saves the note itself, with both texts, and has kept the answers', async () => {
    const { note, answers, stored } = await lessonWorld();
    await note(typed('thẻ nhanh'));
    const refused = await note({ ...typed('thẻ chậm'), q1: 'b' });
    expect([refused.init?.status, refused.data?.conflict?.body, refused.data?.values['body']]).toEqual([409, 'thẻ nhanh', 'thẻ chậm']);
    expect([await stored(), await answers()]).toEqual([[{ body: 'thẻ nhanh', revision: 1 }], ['q1=b']]);
  });

  it('hands a text that is too long back, by the field in which it came', async () => {
    const { note, stored } = await lessonWorld();
    const refused = await note(typed('đ'.repeat(20_001)));
    expect([refused.init?.status, refused.data?.values['lesson-note']?.length, await stored()]).toEqual([422, 20_001, []]);
  });
});
