import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import type { ProgressEvent } from '../rules/progress.ts';
import { recordProgress } from './record-progress.server.ts';

const at = '2026-11-23T01:00:00.000Z';
const recording = (idempotencyKey: string) => ({ idempotencyKey, source: 'web', now: at });

async function world() {
  const db = await freshDb();
  const [person, course] = [await makePerson(db), await makeCourse(db)];
  const read: ProgressEvent = { userId: person.id, courseId: course.courseId, occurredAt: at, verb: 'lesson.read', objectType: 'lesson', objectId: course.lessons[0]!.id, result: { seconds: 60, position: 300 } };
  const record = (key: string, event: ProgressEvent = read) => db.transaction().execute((tx) => recordProgress(tx, event, recording(key)));
  return { db, person, course, read, record };
}

describe('recordProgress', () => {
  it('keeps the fact with its result and brings the rows along', async () => {
    const { db, record, read } = await world();
    expect(await record('one')).toBe(true);
    const event = await db.selectFrom('progress_event').selectAll().executeTakeFirstOrThrow();
    expect(event).toMatchObject({ verb: 'lesson.read', object_id: read.objectId, idempotency_key: 'one', source: 'web', occurred_at: at });
    expect(JSON.parse(event.result)).toEqual({ seconds: 60, position: 300 });
    expect(await db.selectFrom('lesson_progress').selectAll().executeTakeFirst()).toMatchObject({ opened_at: at, seconds: 60, position: 300 });
    expect(await db.selectFrom('course_progress').selectAll().executeTakeFirst()).toMatchObject({ started_at: at, seconds: 60, lessons_completed: 0 });
  });

  it('keeps the same fact once and changes nothing the second time', async () => {
    const { db, record } = await world();
    expect([await record('one'), await record('one'), await record('two')]).toEqual([true, false, true]);
    expect(await db.selectFrom('lesson_progress').select('seconds').executeTakeFirst()).toEqual({ seconds: 120 });
    expect(await db.selectFrom('progress_event').select('idempotency_key').execute()).toHaveLength(2);
  });

  it('keeps a fact once when two tabs send it at the same time', async () => {
    const { db, record } = await world();
    expect((await Promise.all(Array.from({ length: 5 }, () => record('one')))).filter(Boolean)).toEqual([true]);
    expect(await db.selectFrom('course_progress').select('seconds').executeTakeFirst()).toEqual({ seconds: 60 });
  });

  it('leaves neither fact nor rows when the caller rolls back', async () => {
    const { db, read } = await world();
    const failing = db.transaction().execute(async (tx) => {
      await recordProgress(tx, read, recording('one'));
      throw new Error('after all');
    });
    await expect(failing).rejects.toThrow('after all');
    expect(await db.selectFrom('progress_event').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('lesson_progress').selectAll().execute()).toEqual([]);
  });

  it('keeps people, lessons and courses apart', async () => {
    const { db, course, read, record } = await world();
    const [other, second] = [await makePerson(db), await makeCourse(db)];
    await record('one');
    await record('two', { ...read, userId: other.id });
    await record('three', { ...read, objectId: course.lessons[1]!.id });
    await record('four', { ...read, courseId: second.courseId, objectId: second.lessons[0]!.id });
    expect((await db.selectFrom('lesson_progress').select('seconds').execute()).map(({ seconds }) => seconds)).toEqual([60, 60, 60, 60]);
    const own = db.selectFrom('course_progress').select('seconds').where('user_id', '=', read.userId);
    expect(await own.where('course_id', '=', course.courseId).executeTakeFirst()).toEqual({ seconds: 120 });
    expect(await own.where('course_id', '=', second.courseId).executeTakeFirst()).toEqual({ seconds: 60 });
  });

  it('writes the rows of an assessment without a lesson', async () => {
    const { db, person, course, record } = await world();
    const submitted = (score: number): ProgressEvent => ({ userId: person.id, courseId: course.courseId, occurredAt: at, verb: 'attempt.submitted', objectType: 'assessment', objectId: course.assessments[0]!.id, result: { attemptId: 'x', score, passed: score >= 7, auto: false } });
    await record('one', submitted(8.5));
    await record('two', submitted(4));
    expect(await db.selectFrom('assessment_progress').selectAll().executeTakeFirst()).toMatchObject({ attempts: 2, best_score: 8.5, passed_at: at });
    expect(await db.selectFrom('lesson_progress').selectAll().execute()).toEqual([]);
  });

  it('cannot be taken back: the ledger refuses changes and deletions', async () => {
    const { db, record } = await world();
    await record('one');
    await expect(db.updateTable('progress_event').set({ result: '{}' }).execute()).rejects.toThrow('append-only');
    await expect(db.deleteFrom('progress_event').execute()).rejects.toThrow('append-only');
  });
});
