import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { wordsOf } from '../../../tests/support/page.tsx';
import { enrolled, makeCourse, type MadeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { visitorOf } from '../../../tests/world/visits.ts';
import { saveNote } from '../commands/save-note.server.ts';
import * as notesPage from './notes.tsx';

/** Somebody in two courses, a colleague, and what they note. */
async function world() {
  const db = await freshDb();
  const clock = testClock();
  const [person, colleague] = [await makePerson(db), await makePerson(db)];
  const safety = await makeCourse(db, { slug: 'an-toan', title: 'An toàn' });
  const plan = await makeCourse(db, { slug: 'de-an', title: 'Đề án' });
  for (const course of [safety, plan]) await enrolled(db, person.id, course);
  const browser = await visitorOf(db, clock, person);
  return {
    db, safety, plan, person, colleague,
    [Symbol.asyncDispose]: () => db.destroy(),
    write: (course: MadeCourse, at: number, body: string, who = person) => saveNote(db, { userId: who.id, lessonId: course.lessons[at]?.id ?? '', body, revision: 0, now: '2026-11-20T01:05:00.000Z' }),
    markup: (query = '', locale: 'vi' | 'en' = 'vi') => browser.see(notesPage, `/notes${query}`, {}, locale),
    words: async (query = '', locale: 'vi' | 'en' = 'vi') => wordsOf(await browser.see(notesPage, `/notes${query}`, {}, locale)),
  };
}

describe('the page of one’s own notes', () => {
  it('says where notes are written while there are none', async () => {
    await using w = await world();
    const page = await w.markup();
    expect(page).toContain('Chưa có ghi chú nào');
    expect(page).not.toMatch(/role="search"|data-island="print"/);
  });

  it('gathers them by course and lesson, each with its module, its moment and the way back to its place', async () => {
    await using w = await world();
    await w.write(w.plan, 2, 'Hỏi lại công an phường');
    await w.write(w.safety, 1, 'Số trong danh bạ, không phải số trong thư');
    await w.write(w.safety, 0, 'Dài hơn là tốt hơn\nĐổi trước cuối tháng');
    const [page, words] = [await w.markup(), await w.words()];
    expect(words).toMatch(/An toàn.*Mật khẩu mạnh Mô-đun 1: Phòng thủ · sửa lúc 20\/11\/2026.*Nhận ra thư lạ.*Đề án.*Định danh điện tử Mô-đun 2: Danh tính/);
    expect(page).toContain('<a href="/learn/an-toan/mat-khau-manh">Mật khẩu mạnh</a>');
    expect(page).toContain('href="/learn/de-an/dinh-danh#lesson-note"');
    expect(page).toContain('<p class="note-text">Dài hơn là tốt hơn\nĐổi trước cuối tháng</p>');
    expect(page).toContain('data-island="print"');
    expect(await w.words('', 'en')).toContain('Module 1: Phòng thủ · changed');
  });

  it('shows nobody else’s, not even to a leader, and none that was emptied', async () => {
    await using w = await world();
    await w.write(w.safety, 0, 'Lời của đồng nghiệp', w.colleague);
    await w.write(w.safety, 1, '   ');
    expect(await w.words()).toContain('Chưa có ghi chú nào');
    const leader = await visitorOf(w.db, testClock(), await makePerson(w.db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] }));
    expect(await leader.see(notesPage, `/notes?user=${w.colleague.id}&userId=${w.colleague.id}`)).not.toContain('Lời của đồng nghiệp');
  });

  it('is searched without marks, and within a course', async () => {
    await using w = await world();
    await w.write(w.safety, 0, 'Đổi mật khẩu hằng năm');
    await w.write(w.plan, 2, 'Mật khẩu của dân thì không hỏi');
    expect(await w.words('?q=mat+khau')).toContain('2 ghi chú có “mat khau”.');
    const one = await w.words('?q=mat+khau&course=de-an');
    expect(one).toContain('1 ghi chú có “mat khau”.');
    expect(one).not.toContain('Đổi mật khẩu hằng năm');
    expect(await w.markup('?q=mat+khau&course=de-an')).toMatch(/<input type="hidden" name="course" value="de-an"\/>/);
    expect(await w.markup('?q=mat+khau')).toContain('href="/notes?q=mat%20khau&amp;course=an-toan"');
    expect(await w.words('?q=khong+co')).toContain('Không tìm thấy kết quả phù hợp');
  });

  it('takes strange addresses for what they can mean', async () => {
    await using w = await world();
    await w.write(w.safety, 0, 'Đổi mật khẩu hằng năm');
    for (const query of ['?course=khong-co', '?course=../x', `?q=${'a'.repeat(3)}%00&course=`, '?q=%ED%A0%80', `?q=${'%C4%91'.repeat(2000)}`]) expect(await w.words(query)).toContain('Ghi chú của tôi');
    expect(await w.words('?course=khong-co')).toContain('Đổi mật khẩu hằng năm');
    expect(await w.markup('?q=%3Cscript%3E')).not.toContain('<script>');
  });

  it('keeps words whose lesson left the course, or whose course was withdrawn, without a way to nowhere', async () => {
    await using w = await world();
    await w.write(w.safety, 2, 'Bài này sẽ bỏ');
    await w.write(w.plan, 0, 'Khoá này sẽ dừng');
    await makeCourse(w.db, { of: w.safety, title: 'An toàn, bản hai', lessons: [{ slug: 'mat-khau-manh' }] });
    await w.db.updateTable('course').set({ retired_at: '2026-11-01T01:00:00.000Z' }).where('slug', '=', 'de-an').execute();
    const [page, words] = [await w.markup(), await w.words()];
    expect(words).toMatch(/An toàn, bản hai Định danh điện tử Bài này không còn trong khoá học; ghi chú vẫn được giữ\..*Bài này sẽ bỏ/);
    expect(words).toContain('Khoá này sẽ dừng');
    expect(page).not.toMatch(/href="\/learn\//);
  });
});
