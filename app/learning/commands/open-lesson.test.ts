import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { openLesson } from './open-lesson.server.ts';

describe('openLesson', () => {
  it('notes the first opening only, from however many tabs', async () => {
    await using db = await freshDb();
    const [person, course] = [await makePerson(db), await makeCourse(db)];
    const open = (now: string) => openLesson(db, { userId: person.id, courseId: course.courseId, lessonId: course.lessons[0]!.id, now });
    await Promise.all([open('2026-11-23T01:00:00.000Z'), open('2026-11-23T01:00:01.000Z')]);
    await open('2026-11-24T01:00:00.000Z');
    expect(await db.selectFrom('progress_event').select(['verb', 'occurred_at']).execute()).toEqual([{ verb: 'lesson.opened', occurred_at: '2026-11-23T01:00:00.000Z' }]);
    expect(await db.selectFrom('lesson_progress').select(['opened_at', 'completed_at', 'position']).execute()).toEqual([{ opened_at: '2026-11-23T01:00:00.000Z', completed_at: null, position: 0 }]);
    expect(await db.selectFrom('course_progress').select('started_at').execute()).toEqual([{ started_at: '2026-11-23T01:00:00.000Z' }]);
  });

  it('notes the same lesson for another person, and another lesson for the same', async () => {
    await using db = await freshDb();
    const [one, two, course] = [await makePerson(db), await makePerson(db), await makeCourse(db)];
    const now = '2026-11-23T01:00:00.000Z';
    for (const [userId, at] of [[one.id, 0], [two.id, 0], [one.id, 1]] as const) await openLesson(db, { userId, courseId: course.courseId, lessonId: course.lessons[at]!.id, now });
    expect(await db.selectFrom('lesson_progress').select('user_id').execute()).toHaveLength(3);
  });
});
