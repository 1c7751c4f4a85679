import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countNotes, findNotes, notesByCourse, type OwnNote } from './own-notes.ts';

const note = (traits: Partial<OwnNote> & { position?: number | null } = {}): OwnNote => {
  const { position = 1, ...rest } = traits;
  const place = position === null ? null : { href: '/learn/an-toan/bai', module: 'Phòng thủ', number: 1, position };
  return { lessonId: 'l1', lesson: 'Mật khẩu mạnh', courseSlug: 'an-toan', course: 'An toàn', body: 'Dài hơn là tốt hơn', updatedAt: '2026-11-20T01:00:00.000Z', place, ...rest };
};
const titles = (courses: ReturnType<typeof notesByCourse>) => courses.map(({ title, notes }) => [title, notes.map(({ lesson }) => lesson)]);

describe('notesByCourse', () => {
  it('follows the courses by title and the lessons by place, with lessons that are gone at the end', () => {
    const notes = [
      note({ lesson: 'Đã bỏ', position: null }),
      note({ lesson: 'Bài ba', position: 3 }),
      note({ lesson: 'Bài một', position: 1 }),
      note({ lesson: 'Căn cước', course: 'Đề án 06', courseSlug: 'de-an-06', position: 2 }),
      note({ lesson: 'Bản đồ', course: 'Bí mật', courseSlug: 'bi-mat' }),
    ];
    expect(titles(notesByCourse(notes))).toEqual([['An toàn', ['Bài một', 'Bài ba', 'Đã bỏ']], ['Bí mật', ['Bản đồ']], ['Đề án 06', ['Căn cước']]]);
  });

  it('takes an emptied note for none', () => {
    expect(notesByCourse([note({ body: '' }), note({ body: ' \n\t ' })])).toEqual([]);
  });
});

describe('findNotes', () => {
  const all = notesByCourse([note(), note({ lessonId: 'l2', lesson: 'Thư lạ', body: 'Gọi lại số trong danh bạ', position: 2 }), note({ lessonId: 'l3', lesson: 'Căn cước', course: 'Đề án 06', courseSlug: 'de-an-06', body: 'Không cầm máy', position: null })]);

  it.each([
    ['', undefined, 3],
    ['danh ba', undefined, 1],
    ['mat khau', undefined, 1],
    ['phòng thủ', undefined, 2],
    ['de an', undefined, 1],
    ['căn cước cầm máy', undefined, 0],
    ['mạnh an toàn', undefined, 1],
    ['', 'an-toan', 2],
    ['cầm máy', 'an-toan', 0],
    ['không có từ này', undefined, 0],
  ])('“%s” in %s leaves %i', (q, course, count) => {
    expect(countNotes(findNotes(all, { q, course }))).toBe(count);
  });

  it('leaves no course without a note, and invents none', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ body: fc.string(), lesson: fc.string(), course: fc.constantFrom('a', 'b') }), { maxLength: 8 }), fc.string(), (rows, q) => {
        const noted = notesByCourse(rows.map((row, at) => note({ ...row, lessonId: `l${at}`, courseSlug: row.course })));
        const found = findNotes(noted, { q });
        expect(found.every(({ notes }) => notes.length > 0)).toBe(true);
        const ids = found.flatMap(({ notes }) => notes.map(({ lessonId }) => lessonId));
        expect(noted.flatMap(({ notes }) => notes.map(({ lessonId }) => lessonId)).filter((id) => ids.includes(id))).toEqual(ids);
      }),
    );
  });
});
