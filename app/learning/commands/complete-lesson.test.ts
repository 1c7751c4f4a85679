import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { enrolled, facts, happened, lessonOf, makeCourse, type CourseTraits } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { completeLesson } from './complete-lesson.server.ts';

const now = '2026-11-23T01:00:00.000Z';
const secret = 'a secret of thirty-two characters';
const both = { q1: 'a', q2: 'b' };

async function world(traits: CourseTraits = {}) {
  const db = await freshDb();
  const [person, course] = [await makePerson(db), await makeCourse(db, traits)];
  await enrolled(db, person.id, course);
  const finish = async (at: number, answers: Record<string, string> = {}, instant = now) => completeLesson(db, { userId: person.id, lesson: await lessonOf(db, course, at), answers, now: instant, secret });
  const count = async (verb: string) => (await db.selectFrom('progress_event').select('id').where('verb', '=', verb).execute()).length;
  return { db, person, course, finish, count };
}

describe('completeLesson', () => {
  it('refuses until every question in the text has an answer, but keeps those that came', async () => {
    const { db, finish, count } = await world();
    expect(await finish(0, { q1: 'a' })).toEqual({ unanswered: ['q2'] });
    expect(await count('lesson.completed')).toBe(0);
    expect(await db.selectFrom('check_progress').select(['check_key as key', 'answer']).execute()).toEqual([{ key: 'q1', answer: 'a' }]);
    expect(await finish(0, { q2: 'c' })).toEqual({ unanswered: [] });
    expect(await db.selectFrom('lesson_progress').select('completed_at').executeTakeFirst()).toEqual({ completed_at: now });
  });

  it('does not ask for right answers, only for answers', async () => {
    const { finish } = await world();
    expect(await finish(0, { q1: 'a', q2: 'c' })).toEqual({ unanswered: [] });
  });

  it('completes a lesson without questions at once', async () => {
    const { finish, count } = await world();
    expect(await finish(1)).toEqual({ unanswered: [] });
    expect(await count('lesson.completed')).toBe(1);
  });

  it('counts a double click and a second tab once', async () => {
    const { db, finish, count } = await world();
    await Promise.all([finish(0, both), finish(0, both)]);
    await finish(0, both, '2026-11-24T01:00:00.000Z');
    expect([await count('lesson.completed'), await count('check.answered')]).toEqual([1, 2]);
    expect(await db.selectFrom('lesson_progress').select('completed_at').executeTakeFirst()).toEqual({ completed_at: now });
    expect(await db.selectFrom('course_progress').select('lessons_completed').executeTakeFirst()).toEqual({ lessons_completed: 1 });
  });

  it('settles a course that asks nothing with its last lesson, once', async () => {
    const { db, course, finish, count } = await world({ assessments: 'none' });
    await finish(0, both);
    await finish(1);
    expect(await count('course.completed')).toBe(0);
    await Promise.all([finish(2), finish(2), finish(2)]);
    expect([await count('course.completed'), await count('certificate.issued')]).toEqual([1, 1]);
    expect(await db.selectFrom('certificate').select('course_id').execute()).toEqual([{ course_id: course.courseId }]);
    expect(await db.selectFrom('course_progress').select(['completed_at', 'lessons_completed']).executeTakeFirst()).toEqual({ completed_at: now, lessons_completed: 3 });
  });

  it('does not settle again when a finished lesson is sent once more', async () => {
    const { db, person, course, finish, count } = await world();
    await finish(0, both);
    await finish(1);
    await finish(2);
    // These facts come without settling, as a rebuild or an import would bring them; a repeated click must not do its work.
    for (const at of [0, 1]) await happened(db, person.id, course, now, facts.submitted(course, at, 9));
    await finish(2);
    expect(await count('course.completed')).toBe(0);
  });

  it('does not complete the course while an assessment is open', async () => {
    const { finish, count } = await world();
    await finish(0, both);
    await finish(1);
    await finish(2);
    expect(await count('course.completed')).toBe(0);
  });

  it('keeps nothing when settling fails: the lesson can be finished again', async () => {
    const { db, finish, count } = await world({ assessments: 'none', lessons: [{ slug: 'mot', checks: ['q1'] }] });
    await db.updateTable('course_version').set({ settings: '{"broken"' }).execute();
    await expect(finish(0, { q1: 'b' })).rejects.toThrow();
    expect([await count('lesson.completed'), await count('check.answered')]).toEqual([0, 0]);
  });

  it('asks again only for what a new version added', async () => {
    const { db, person, course, finish } = await world();
    await finish(0, both);
    await makeCourse(db, { of: course, lessons: [{ slug: 'mat-khau-manh', checks: ['q2', 'q3'] }] });
    expect(await completeLesson(db, { userId: person.id, lesson: await lessonOf(db, course, 0), answers: {}, now, secret })).toEqual({ unanswered: ['q3'] });
  });
});
