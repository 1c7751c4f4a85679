import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { sampleScenario } from '../../../tests/world/courses.ts';
import { makeDemoCourses } from '../../../tests/world/demo-courses.ts';
import type { Db } from '../../client.ts';
import { readDemoCourses, type DemoCourse } from './read-courses.ts';

let db: Db & AsyncDisposable;
let courses: DemoCourse[];
beforeAll(async () => {
  db = await freshDb();
  await makeDemoCourses(db);
  courses = await readDemoCourses(db);
});
afterAll(() => db.destroy());

it('finds every released course by slug', () => {
  expect(courses.map((course) => course.slug)).toEqual(['an-toan-thong-tin', 'de-an-06', 'ky-nang-so']);
  expect(courses[0]?.settings.certificateValidMonths).toBe(12);
});

it('has the lessons in reading order with their checks and the right answer', () => {
  expect(courses[0]?.lessons.map((lesson) => lesson.slug)).toEqual(['m1-a', 'm1-b', 'm2-a', 'm2-b']);
  expect(courses[0]?.lessons[0]?.checks).toEqual([{ key: 'c1', options: ['a', 'b', 'c'], correctKey: 'b' }, { key: 'c2', options: ['a', 'b', 'c'], correctKey: 'b' }]);
});

it('knows of a situation after how many questions it stands', () => {
  expect(courses[0]?.lessons[0]?.situations).toEqual([{ after: 1, scenario: sampleScenario('s1') }]);
});

it('gives each test the part of the bank that it draws from', () => {
  const [first, , final] = courses[0]?.assessments ?? [];
  expect(first).toMatchObject({ kind: 'MODULE', module: 'm1', passScore: 8, maxAttempts: 5, minutes: 12 });
  expect(new Set(first?.questions.map((question) => question.module))).toEqual(new Set(['m1']));
  expect(final?.questions).toHaveLength(24);
});

it('passes over what learners do not see', async () => {
  await db.updateTable('course').set({ retired_at: '2026-01-01T00:00:00.000Z' }).where('slug', '=', 'ky-nang-so').execute();
  await db.updateTable('course_version').set({ released_at: null }).where('title', '=', 'Khoá de-an-06').execute();
  expect((await readDemoCourses(db)).map((course) => course.slug)).toEqual(['an-toan-thong-tin']);
});
