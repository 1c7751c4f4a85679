import { expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { enrol } from './enrol.server.ts';
import { enrolMany } from './enrol-many.server.ts';

it('does for many what enrolling does for one, and leaves whoever is enrolled as she is', async () => {
  await using db = await freshDb();
  const now = '2026-11-23T01:00:00.000Z';
  const course = await makeCourse(db);
  const [one, many, before] = [await makePerson(db), await makePerson(db), await makePerson(db)];
  const facts = { isMandatory: true, reason: "Theo 'quy tắc' <b>", dueOn: '2026-12-31', enrolledBy: null, now };
  await enrol(db, { ...facts, userId: one.id, courseId: course.courseId, source: 'ASSIGNED' });
  await enrol(db, { ...facts, userId: before.id, courseId: course.courseId, source: 'SELF', reason: 'Tự ghi danh' });
  const made = await db.transaction().execute((tx) => enrolMany(tx, { ...facts, people: [many, before].map(({ id }) => ({ userId: id, courseId: course.courseId })) }));
  expect(made).toMatchObject([{ userId: many.id, courseId: course.courseId }]);
  const rowOf = async (userId: string) => {
    const { id, user_id: _whose, ...row } = await db.selectFrom('enrollment').selectAll().where('user_id', '=', userId).executeTakeFirstOrThrow();
    const event = await db.selectFrom('progress_event').select(['verb', 'object_type', 'object_id', 'course_id', 'result', 'occurred_at', 'recorded_at', 'idempotency_key']).where('user_id', '=', userId).executeTakeFirstOrThrow();
    return { row, event: { ...event, idempotency_key: event.idempotency_key.replace(id, 'ID') } };
  };
  expect(await rowOf(many.id)).toEqual(await rowOf(one.id));
  expect((await rowOf(before.id)).row).toMatchObject({ source: 'SELF', reason: 'Tự ghi danh' });
  expect(await db.transaction().execute((tx) => enrolMany(tx, { ...facts, people: [] }))).toEqual([]);
});
