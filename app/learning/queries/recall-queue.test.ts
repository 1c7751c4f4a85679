import { beforeEach, describe, expect, it } from 'vitest';
import { counted } from '../../../tests/support/counted.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { enrol, makeCourse, releaseVersion, type MadeCourse } from '../../../tests/world/learning.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { askedAt, doModule, doStep, makeRecallWorld, tap, tapAll, tapQuestions, timeZone } from '../../../tests/world/recall.ts';
import type { Actor } from '../../people/actor.ts';
import type { Db } from '../../../db/client.ts';
import { recallQueue } from './recall-queue.server.ts';
import { recallView } from './recall-view.server.ts';

/** Wednesday 07/10/2026, 9:00 in Vietnam; the questions come from Wednesday 14/10. */
const doneAt = '2026-10-07T02:00:00.000Z';
const later = '2026-10-14T02:00:00.000Z';
let db: Db & AsyncDisposable;
let course: MadeCourse;
let learner: Actor;
beforeEach(async () => {
  db = await freshDb();
  ({ course, learner } = await makeRecallWorld(db));
  return () => db.destroy();
});
const asked = (now = later) => askedAt(db, learner.id, now);
const keysOf = async (now = later): Promise<string[]> => {
  const ids = (await asked(now)).map(({ questionId }) => questionId);
  const rows = await db.selectFrom('question').select(['id', 'key']).where('id', 'in', ids).execute();
  return ids.map((id) => rows.find((row) => row.id === id)?.key ?? '');
};
const done = () => doModule(db, course, learner.id, doneAt);

describe('which modules are asked about', () => {
  it('those of which every lesson is read and the test is passed, from a week later on', async () => {
    await doStep(db, course, learner.id, { lesson: 'bai-1' }, doneAt);
    expect(await asked()).toEqual([]);
    await doStep(db, course, learner.id, { test: 'kiem-tra-m1' }, '2026-10-08T17:30:00.000Z');
    // In Vietnam it is the 9th already.
    expect(await asked('2026-10-15T16:59:00.000Z')).toEqual([]);
    expect(await asked('2026-10-15T17:00:00.000Z')).toHaveLength(3);
    expect((await asked('2026-10-16T02:00:00.000Z')).map(({ moduleKey, moduleDoneOn, number }) => [moduleKey, moduleDoneOn, number])).toEqual(Array(3).fill(['m1', '2026-10-09', 1]));
  });

  it('a module without a test as soon as its lessons are read', async () => {
    await doStep(db, course, learner.id, { lesson: 'bai-2' }, doneAt);
    expect((await asked()).map(({ moduleKey }) => moduleKey)).toEqual(['m2', 'm2', 'm2']);
  });

  it('not those of a course that she left, that was taken away, or in which she never was', async () => {
    await done();
    const stranger = await makePerson(db);
    await doModule(db, course, stranger.id, doneAt);
    expect(await askedAt(db, stranger.id, later)).toEqual([]);
    await db.updateTable('enrollment').set({ cancelled_at: doneAt }).execute();
    expect(await asked()).toEqual([]);
    await db.updateTable('enrollment').set({ cancelled_at: null }).execute();
    expect(await asked()).toHaveLength(3);
    await db.updateTable('course').set({ retired_at: doneAt }).execute();
    expect(await asked()).toEqual([]);
  });

  it('not while she sits a test of the course, which may ask the same; other courses go on', async () => {
    await done();
    const other = await makeCourse(db, { modules: { m1: ['bai-1'] }, questions: tapQuestions(4), assessments: [] });
    await enrol(db, other, learner);
    await doStep(db, other, learner.id, { lesson: 'bai-1' }, doneAt);
    const attempt = { id: 't', user_id: learner.id, assessment_id: course.assessments['kiem-tra-m1']!, course_id: course.id, number: 2, seed: 'x', started_at: later, due_at: '2026-10-14T02:15:00.000Z' };
    const { id } = await db.selectFrom('assessment_version').select('id').where('assessment_id', '=', attempt.assessment_id).executeTakeFirstOrThrow();
    await db.insertInto('attempt').values({ ...attempt, assessment_version_id: id }).execute();
    expect((await asked('2026-10-14T02:05:00.000Z')).map(({ courseId }) => courseId)).toEqual([other.id, other.id, other.id]);
    // Its time is over: that nobody has closed it yet bars nothing.
    expect(await asked('2026-10-14T02:15:00.000Z')).toHaveLength(5);
  });
});

describe('which questions come back', () => {
  it('those that one tap answers', async () => {
    const all = await makeCourse(db, { modules: { m1: ['bai-1'] }, assessments: [] });
    await enrol(db, all, learner);
    await doStep(db, all, learner.id, { lesson: 'bai-1' }, doneAt);
    expect((await keysOf()).toSorted()).toEqual(['q1', 'q3']);
  });

  it('until the day on which their fact lapses; then the next one in her order moves up', async () => {
    await done();
    const [first, second, third] = await keysOf();
    await releaseVersion(db, course, { modules: { m1: ['bai-1'] }, questions: tapQuestions(8).map((question) => (question.key === first ? { ...question, expiresOn: '2026-10-15' } : question)), assessments: [] });
    expect(await keysOf('2026-10-14T16:59:00.000Z')).toEqual([first, second, third]);
    expect((await keysOf('2026-10-14T17:00:00.000Z')).slice(0, 2)).toEqual([second, third]);
    expect(await keysOf('2026-10-14T17:00:00.000Z')).toHaveLength(3);
  });

  it('in the words of the version in force, with what was learnt of them; not those that it has left out', async () => {
    await done();
    const [first] = await asked();
    const key = (await keysOf())[0]!;
    await tap(db, learner.id, first!, later);
    const second = await releaseVersion(db, course, { modules: { m1: ['bai-1'] }, questions: tapQuestions(8), assessments: [] });
    const due = '2026-11-10T02:00:00.000Z';
    const again = (await asked(due)).find(({ questionId }) => questionId === first?.questionId);
    expect(again).toMatchObject({ number: 2, card: { answers: 1, dueOn: '2026-11-04' } });
    expect(again?.versionId).not.toBe(first?.versionId);
    await releaseVersion(db, second, { modules: { m1: ['bai-1'] }, questions: tapQuestions(8).filter((question) => question.key !== key), assessments: [] });
    expect(await keysOf(due)).not.toContain(key);
    expect(await asked(due)).toHaveLength(3);
  });

  it('rest while a new version asks for a lesson that she has not read, and come again when she has', async () => {
    await done();
    const longer = await releaseVersion(db, course, { modules: { m1: ['bai-1', 'bai-moi'] }, questions: tapQuestions(8), assessments: [] });
    expect(await asked()).toEqual([]);
    await doStep(db, longer, learner.id, { lesson: 'bai-moi' }, '2026-10-20T02:00:00.000Z');
    expect((await asked('2026-10-27T02:00:00.000Z')).map(({ moduleDoneOn }) => moduleDoneOn)).toEqual(Array(3).fill('2026-10-20'));
  });

  it('are hers: another person has others, and her answers change nothing for anybody else', async () => {
    await done();
    const others = await Promise.all(Array.from({ length: 6 }, () => enrol(db, course)));
    for (const other of others) await doModule(db, course, other.id, doneAt);
    const sets = new Set(await Promise.all([learner, ...others].map(async ({ id }) => (await askedAt(db, id, later)).map(({ questionId }) => questionId).toSorted().join())));
    expect(sets.size).toBeGreaterThan(2);
    const before = await askedAt(db, others[0]!.id, later);
    await tapAll(db, learner.id, later);
    expect(await askedAt(db, others[0]!.id, later)).toEqual(before);
  });
});

describe('the week', () => {
  beforeEach(async () => {
    await done();
    await doStep(db, course, learner.id, { lesson: 'bai-2' }, doneAt);
  });

  it('takes five answers and no more; what is left waits for Monday, Vietnamese time', async () => {
    expect(await asked()).toHaveLength(5);
    expect(await tapAll(db, learner.id, later)).toBe(5);
    const sunday = '2026-10-18T16:59:59.000Z';
    expect(await recallQueue(db, learner.id, { now: sunday, timeZone })).toEqual({ hasBegun: true, answered: 5, due: [] });
    const monday = '2026-10-18T17:00:00.000Z';
    expect(await recallQueue(db, learner.id, { now: monday, timeZone })).toMatchObject({ answered: 0, due: [{ number: 1 }] });
  });

  it('counts what was answered already against what may still be asked', async () => {
    for (const left of [5, 4, 3]) {
      const due = await asked();
      expect(due).toHaveLength(left);
      await tap(db, learner.id, due[0]!, later);
    }
    expect(await recallQueue(db, learner.id, { now: later, timeZone })).toMatchObject({ answered: 3, due: [{}, {}] });
  });

  it('does not pile up: after months away it is five again', async () => {
    await tapAll(db, learner.id, later);
    expect(await asked('2027-06-02T02:00:00.000Z')).toHaveLength(5);
  });
});

it('costs the home page two statements, also the first time that a question is shown to anybody', async () => {
  await done();
  await recallView(db, learner.id, { now: later, timeZone });
  const seen = new Set<string>();
  for (let n = 0; n < 3; n += 1) {
    const { db: through, ran } = counted(db);
    const view = await recallView(through, learner.id, { now: later, timeZone });
    if (view?.kind !== 'question') throw new Error('nothing is asked');
    expect(ran()).toBe(2);
    expect([view.courseTitle, view.moduleTitle, view.shown.text].every((words) => words !== '')).toBe(true);
    seen.add(view.versionId);
    const [next] = await asked();
    if (next) await tap(db, learner.id, next, later);
  }
  expect(seen.size).toBe(3);
});
