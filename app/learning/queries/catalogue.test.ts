import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { enrolled, facts, happened, makeCourse, type LessonTraits } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import type { Db } from '../../../db/client.ts';
import { listCatalogue, searchLessons } from './catalogue.server.ts';

const at = '2026-11-20T01:00:00.000Z';
const titles = async (db: Db, question: string, limit?: number) => (await searchLessons(db, question, limit)).map(({ title }) => title);
const withLessons = async (lessons: Omit<LessonTraits, 'slug'>[]) => {
  const db = await freshDb();
  await makeCourse(db, { title: 'An toàn', lessons: lessons.map((lesson, place) => ({ slug: `bai-${place}`, ...lesson })) });
  return db;
};

describe('listCatalogue', () => {
  it('shows a course with its size and this person’s standing', async () => {
    await using db = await freshDb();
    const [person, other, course] = [await makePerson(db), await makePerson(db), await makeCourse(db, { title: 'An toàn thông tin' })];
    await enrolled(db, person.id, course, { dueOn: '2026-12-31' });
    await happened(db, person.id, course, at, facts.completed(course, 1));
    const size = { slug: course.slug, title: 'An toàn thông tin', periods: 4.5, minutes: 24, lessons: 3 };
    expect(await listCatalogue(db, person.id)).toMatchObject([{ ...size, lessonsCompleted: 1, isEnrolled: true, isMandatory: true, dueOn: '2026-12-31', completedAt: null }]);
    expect(await listCatalogue(db, other.id)).toMatchObject([{ ...size, lessonsCompleted: 0, isEnrolled: false, isMandatory: false, dueOn: null }]);
  });

  it('hides what is not released, retired or superseded', async () => {
    await using db = await freshDb();
    const person = await makePerson(db);
    await makeCourse(db, { title: 'Nháp', released: false });
    await makeCourse(db, { title: 'Đã dừng', retired: true });
    const old = await makeCourse(db, { title: 'Bản cũ' });
    await makeCourse(db, { of: old, title: 'Bản mới', lessons: [{ slug: 'chi-mot' }] });
    expect(await listCatalogue(db, person.id)).toMatchObject([{ title: 'Bản mới', lessons: 1 }]);
  });

  it('shows somebody who left as not enrolled', async () => {
    await using db = await freshDb();
    const [person, course] = [await makePerson(db), await makeCourse(db)];
    await enrolled(db, person.id, course, { dueOn: '2026-12-31' });
    await db.updateTable('enrollment').set({ cancelled_at: at }).execute();
    expect(await listCatalogue(db, person.id)).toMatchObject([{ isEnrolled: false, dueOn: null }]);
  });

  it('shows a version without lessons as empty', async () => {
    await using db = await freshDb();
    await makeCourse(db, { lessons: [] });
    expect(await listCatalogue(db, (await makePerson(db)).id)).toMatchObject([{ lessons: 0, minutes: 0 }]);
  });
});

describe('searchLessons', () => {
  const roads = [{ title: 'Dương lịch' }, { title: 'Đường đi của hồ sơ' }, { title: 'Mật khẩu', summary: 'Không liên quan' }];

  it('finds with and without marks, and puts the same marks first', async () => {
    await using db = await withLessons(roads);
    expect((await titles(db, 'duong')).sort()).toEqual(['Dương lịch', 'Đường đi của hồ sơ']);
    expect(await titles(db, 'đường')).toEqual(['Đường đi của hồ sơ', 'Dương lịch']);
    expect(await titles(db, 'dương')).toEqual(['Dương lịch', 'Đường đi của hồ sơ']);
    expect(await titles(db, 'ĐƯỜNG')).toEqual(['Đường đi của hồ sơ', 'Dương lịch']);
  });

  it('reads marks that were typed apart (NFD) like any others', async () => {
    await using db = await withLessons(roads);
    for (const question of ['đường', 'dương', 'mật khẩu']) expect(await titles(db, question.normalize('NFD'))).toEqual(await titles(db, question));
  });

  it('does not guess at Telex', async () => {
    await using db = await withLessons(roads);
    expect(await titles(db, 'dduwowngf')).toEqual([]);
  });

  it('wants every word, at the beginning of a word, wherever it stands', async () => {
    await using db = await withLessons([{ title: 'Mật khẩu mạnh', summary: 'Dài quan trọng hơn rối' }, { title: 'Nhận ra thư lạ', summary: 'Bảo vệ mật khẩu' }]);
    expect(await titles(db, 'manh mat')).toEqual(['Mật khẩu mạnh']);
    expect(await titles(db, 'mat khau rối')).toEqual(['Mật khẩu mạnh']);
    expect(await titles(db, 'an toan thu')).toEqual(['Nhận ra thư lạ']);
    expect(await titles(db, 'hau')).toEqual([]);
    expect(await titles(db, 'mat khau xe')).toEqual([]);
  });

  it('puts a hit in the title before one in the summary', async () => {
    await using db = await withLessons([{ title: 'Nhận ra thư lạ', summary: 'Bảo vệ mật khẩu' }, { title: 'Mật khẩu mạnh' }]);
    expect(await titles(db, 'mật khẩu')).toEqual(['Mật khẩu mạnh', 'Nhận ra thư lạ']);
  });

  it('finds nothing for nothing', async () => {
    await using db = await withLessons(roads);
    for (const question of ['', '   ', '%', "'; drop table lesson; --", '…']) expect(await titles(db, question)).toEqual([]);
  });

  it('keeps to its limit and says where a lesson stands', async () => {
    await using db = await withLessons(Array.from({ length: 9 }, (_, place) => ({ title: `Thư ${place}`, minutes: 7 })));
    expect(await titles(db, 'thu', 4)).toHaveLength(4);
    expect((await searchLessons(db, 'thu 3'))[0]).toMatchObject({ slug: 'bai-3', title: 'Thư 3', minutes: 7, courseTitle: 'An toàn' });
  });

  it('never leads to a lesson that cannot be read', async () => {
    await using db = await freshDb();
    const lessons = [{ slug: 'thu-la', title: 'Thư lạ' }];
    await makeCourse(db, { released: false, lessons });
    await makeCourse(db, { retired: true, lessons });
    const old = await makeCourse(db, { slug: 'hien-hanh', lessons });
    await makeCourse(db, { of: old, lessons: [{ slug: 'thu-la', title: 'Thư lạ, bản hai' }] });
    expect(await searchLessons(db, 'thu la')).toMatchObject([{ courseSlug: 'hien-hanh', title: 'Thư lạ, bản hai' }]);
  });
});
