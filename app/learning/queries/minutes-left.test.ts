import fc from 'fast-check';
import { expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { courseOutline } from './course-outline.server.ts';
import { minutesLeftOf } from './minutes-left.server.ts';

const now = '2026-11-23T01:00:00.000Z';

it('says for each of many people what her own page says, whatever she has done', async () => {
  await using db = await freshDb();
  const course = await makeCourse(db);
  const deed = fc.oneof(
    fc.integer({ min: 0, max: 2 }).map((at) => facts.completed(course, at)),
    fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 1000 })).map(([at, position]) => facts.read(course, at, 30, position)),
    fc.tuple(fc.integer({ min: 0, max: 1 }), fc.constantFrom(4, 9)).map(([at, score]) => facts.submitted(course, at, score)),
  );
  await fc.assert(fc.asyncProperty(fc.array(fc.array(deed, { maxLength: 6 }), { minLength: 1, maxLength: 4 }), async (lives) => {
    const people: string[] = [];
    for (const deeds of lives) {
      const person = await makePerson(db);
      people.push(person.id);
      await enrolled(db, person.id, course);
      for (const fact of deeds) await happened(db, person.id, course, now, fact);
    }
    const found = await minutesLeftOf(db, course.courseId, people, now);
    for (const userId of people) expect(found.get(userId)).toBe((await courseOutline(db, { courseId: course.courseId, versionId: course.versionId, userId, now })).minutesLeft);
  }), { numRuns: 25 });
}, 60_000);

it('looks at the past when it is asked about the past', async () => {
  await using db = await freshDb();
  const [course, person] = [await makeCourse(db), await makePerson(db)];
  await enrolled(db, person.id, course);
  await happened(db, person.id, course, now, facts.completed(course, 0));
  const at = async (moment: string) => (await minutesLeftOf(db, course.courseId, [person.id, 'nobody'], moment)).get(person.id);
  expect((await at(now) ?? 0) - (await at('2026-11-22T01:00:00.000Z') ?? 0)).toBe(-10);
  expect(await minutesLeftOf(db, 'no-course', [person.id], now)).toEqual(new Map([[person.id, 0]]));
});
