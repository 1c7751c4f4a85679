import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { enrol, enrolIn, type Enrolment } from './enrol.server.ts';

const now = '2026-11-23T01:00:00.000Z';

async function world() {
  const db = await freshDb();
  const [person, course] = [await makePerson(db), await makeCourse(db)];
  const given: Enrolment = { userId: person.id, courseId: course.courseId, source: 'SELF', isMandatory: false, reason: 'Tự ghi danh', dueOn: null, enrolledBy: person.id, now };
  const rows = () => db.selectFrom('enrollment').selectAll().orderBy('enrolled_at').execute();
  return { db, given, rows };
}

describe('enrol', () => {
  it('enrols and notes the fact', async () => {
    const { db, given, rows } = await world();
    expect(await enrol(db, { ...given, source: 'PLAN', isMandatory: true, dueOn: '2026-12-31' })).toBe(true);
    expect(await rows()).toMatchObject([{ source: 'PLAN', is_mandatory: 1, due_on: '2026-12-31', reason: 'Tự ghi danh', cancelled_at: null }]);
    const event = await db.selectFrom('progress_event').select(['verb', 'result']).executeTakeFirstOrThrow();
    expect([event.verb, JSON.parse(event.result)]).toEqual(['course.enrolled', { source: 'PLAN', dueOn: '2026-12-31' }]);
  });

  it('does not start the course: nobody has read anything yet', async () => {
    const { db, given } = await world();
    await enrol(db, given);
    expect(await db.selectFrom('course_progress').selectAll().execute()).toEqual([]);
  });

  it('enrols once, whether by double click, second tab or a plan that comes later', async () => {
    const { db, given, rows } = await world();
    expect((await Promise.all([enrol(db, given), enrol(db, given)])).sort()).toEqual([false, true]);
    expect(await enrol(db, { ...given, source: 'ASSIGNED', isMandatory: true, dueOn: '2026-12-31' })).toBe(false);
    expect(await rows()).toMatchObject([{ source: 'SELF', is_mandatory: 0, due_on: null }]);
    expect(await db.selectFrom('progress_event').select('id').execute()).toHaveLength(1);
  });

  it('enrols again after the first enrolment was cancelled, and keeps both', async () => {
    const { db, given, rows } = await world();
    await enrol(db, given);
    await db.updateTable('enrollment').set({ cancelled_at: now }).execute();
    expect(await enrol(db, { ...given, now: '2026-11-24T01:00:00.000Z' })).toBe(true);
    expect((await rows()).map((row) => row.cancelled_at)).toEqual([now, null]);
    expect(await db.selectFrom('progress_event').select('id').execute()).toHaveLength(2);
  });

  it('goes with the transaction of its caller', async () => {
    const { db, given, rows } = await world();
    const failing = db.transaction().execute(async (tx) => {
      await enrolIn(tx, given);
      throw new Error('after all');
    });
    await expect(failing).rejects.toThrow('after all');
    expect(await rows()).toEqual([]);
  });

  it('refuses a course or a person that does not exist', async () => {
    const { db, given, rows } = await world();
    await expect(enrol(db, { ...given, courseId: given.userId })).rejects.toThrow('FOREIGN KEY');
    await expect(enrol(db, { ...given, userId: given.courseId, enrolledBy: null })).rejects.toThrow('FOREIGN KEY');
    expect(await rows()).toEqual([]);
  });
});
