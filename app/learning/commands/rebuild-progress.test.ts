import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { finishEverything, happen, makeCertifiedCourse, settle } from '../../../tests/world/certificates.ts';
import { aHistory, aHistoryOfRounds, type KeyedFact, type Stage } from '../../../tests/world/histories.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { projectionTables } from '../progress-projection.server.ts';
import { describeDifference, listProgressDifferences } from '../queries/progress-differences.server.ts';
import { sumTables } from '../standing-sums.server.ts';
import { enrol } from './enrol.server.ts';
import { rebuildProgress } from './rebuild-progress.server.ts';

/** Two people and two courses, the stage for random histories. */
async function setStage(db: Db): Promise<Stage> {
  const people = [(await makePerson(db)).id, (await makePerson(db)).id];
  const courses = [await makeCertifiedCourse(db), await makeCertifiedCourse(db, { lessons: 1, assessments: [{ kind: 'MODULE' }, { kind: 'FINAL' }] })];
  return { people, courses: courses.map(({ courseId, lessonIds, assessmentIds }) => ({ id: courseId, lessons: lessonIds, assessments: assessmentIds })) };
}

async function live(db: Db): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {};
  for (const { name, key } of projectionTables) {
    let query = db.selectFrom(name).selectAll();
    for (const column of key) query = query.orderBy(column as never) as typeof query;
    tables[name] = await query.execute();
  }
  return tables;
}

async function play(db: Db, history: KeyedFact[]): Promise<void> {
  for (const { userId, courseId, fact, occurredAt, key } of history) await happen(db, userId, courseId, fact, occurredAt, key);
}

/** A history acted out in a database of its own. */
async function actedOut(stage: Stage, history: KeyedFact[]): Promise<Record<string, unknown[]>> {
  await using db = await freshDb();
  await copyStage(db, stage);
  await play(db, history);
  return await live(db);
}

async function copyStage(db: Db, stage: Stage): Promise<void> {
  for (const id of stage.people) await db.insertInto('user_account').values({ id, account_kind: 'OPERATOR', full_name: 'A', name_fold: 'a', created_at: '' }).execute();
  for (const { id, lessons, assessments } of stage.courses) {
    await db.insertInto('course').values({ id, slug: id, created_at: '' }).execute();
    for (const lesson of lessons) await db.insertInto('lesson').values({ id: lesson, course_id: id, slug: lesson }).execute();
    for (const assessment of assessments) await db.insertInto('assessment').values({ id: assessment, course_id: id, key: assessment }).execute();
  }
}

const stage: Stage = { people: ['u1', 'u2'], courses: [{ id: 'c1', lessons: ['l1', 'l2'], assessments: ['a1'] }, { id: 'c2', lessons: ['l3'], assessments: ['a2', 'a3'] }] };

describe('rebuildProgress', () => {
  it('comes to what the live projections say, for any history with duplicates in any order', async () => {
    const shuffled = aHistory(stage, 25).chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })));
    await fc.assert(
      fc.asyncProperty(shuffled, async ([history, other]) => {
        await using db = await freshDb();
        await copyStage(db, stage);
        await play(db, history);
        const before = await live(db);
        expect((await listProgressDifferences(db)).differences).toEqual([]);
        await rebuildProgress(db);
        expect(await live(db)).toEqual(before);
        expect(await actedOut(stage, other)).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });

  it('comes to what the live projections say over any number of rounds', async () => {
    await fc.assert(
      fc.asyncProperty(aHistoryOfRounds(stage), async (history) => {
        await using db = await freshDb();
        await copyStage(db, stage);
        await play(db, history);
        const before = await live(db);
        expect((await listProgressDifferences(db)).differences).toEqual([]);
        await rebuildProgress(db);
        expect(await live(db)).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  it('mends rows that are wrong, missing or too many, and finds each of them first', async () => {
    await using db = await freshDb();
    const { people, courses } = await setStage(db);
    const [ada = '', ben = ''] = people;
    const [one, two] = courses;
    if (!one || !two) throw new Error('no stage');
    await happen(db, ada, one.id, { verb: 'lesson.read', objectType: 'lesson', objectId: one.lessons[0] ?? '', result: { seconds: 30, position: 500 } });
    await happen(db, ada, one.id, { verb: 'attempt.submitted', objectType: 'assessment', objectId: one.assessments[0] ?? '', result: { attemptId: 'x', score: 9, passed: true, auto: false } });
    const right = await live(db);
    await db.updateTable('lesson_progress').set({ seconds: 99 }).execute();
    await db.deleteFrom('assessment_progress').execute();
    await db.insertInto('course_progress').values({ user_id: ben, course_id: two.id, started_at: null, last_active_at: null, completed_at: null, score: 10 }).execute();
    const { differences, events, people: counted } = await listProgressDifferences(db);
    expect([events, counted]).toEqual([2, 2]);
    expect(differences.map(describeDifference).toSorted()).toEqual([
      `assessment_progress ${ada} ${one.assessments[0]}: missing`,
      `course_progress ${ben} ${two.id}: not in the ledger`,
      `lesson_progress ${ada} ${one.lessons[0]}: seconds is 99, the ledger says 30`,
    ]);
    expect(await rebuildProgress(db)).toEqual({ people: 2, events: 2, rows: 3 });
    expect(await live(db)).toEqual(right);
  });

  it('mends sums by unit that are wrong or too many, and finds each of them first', async () => {
    await using db = await freshDb();
    const [person, other] = [await makePerson(db), await makePerson(db)];
    const course = await makeCertifiedCourse(db);
    for (const { id } of [person, other]) await enrol(db, { userId: id, courseId: course.courseId, source: 'ASSIGNED', isMandatory: true, reason: '', dueOn: '2026-12-31', enrolledBy: null, now: '2026-11-02T01:00:00.000Z' });
    await happen(db, person.id, course.courseId, { verb: 'course.completed', objectType: 'course', objectId: course.courseId, result: { score: 9 } });
    const sums = async () => Promise.all(sumTables.map(({ name }) => db.selectFrom(name).selectAll().execute()));
    const right = await sums();
    expect(right.map((rows) => rows.length)).toEqual([2, 1, 1]);
    await db.updateTable('unit_standing').set({ people: 7 }).where('state', '=', 'DONE').execute();
    await db.insertInto('unit_standing').values({ course_id: course.courseId, unit_id: person.unitId!, state: 'DOING', due_on: '', people: 2 }).execute();
    await db.updateTable('unit_completion').set({ people: 5 }).execute();
    await db.updateTable('course_completion').set({ people: 2 }).execute();
    const { differences } = await listProgressDifferences(db);
    expect(differences.map(describeDifference).map((text) => text.replace(course.courseId, 'C').replaceAll(person.unitId!, 'U').replaceAll(other.unitId!, 'U')).toSorted()).toEqual([
      expect.stringMatching(/^course_completion C \d{4}-\d\d-\d\dT\d\d: people is 2, the ledger says 1$/),
      expect.stringMatching(/^unit_completion C U \d{4}-\d\d-\d\dT\d\d: people is 5, the ledger says 1$/),
      'unit_standing C U DOING : not in the ledger',
      'unit_standing C U DONE : people is 7, the ledger says 1',
    ]);
    await rebuildProgress(db);
    expect(await sums()).toEqual(right);
    expect((await listProgressDifferences(db)).differences).toEqual([]);
  });

  it('keeps completions and leaves certificates alone', async () => {
    await using db = await freshDb();
    const person = await makePerson(db);
    const course = await makeCertifiedCourse(db);
    await finishEverything(db, person.id, course);
    await settle(db, person.id, course.courseId);
    const [before, certificates] = [await live(db), await db.selectFrom('certificate').selectAll().execute()];
    await rebuildProgress(db);
    expect(await live(db)).toEqual(before);
    expect(await db.selectFrom('certificate').selectAll().execute()).toEqual(certificates);
  });

  it('goes through more people than fit in one part', async () => {
    await using db = await freshDb();
    const course = await makeCertifiedCourse(db);
    for (let at = 0; at < 130; at += 1) {
      const { id } = await makePerson(db);
      await happen(db, id, course.courseId, { verb: 'lesson.completed', objectType: 'lesson', objectId: course.lessonIds[0] ?? '', result: {} });
    }
    const before = await live(db);
    expect(await rebuildProgress(db)).toEqual({ people: 130, events: 130, rows: 260 });
    expect(await live(db)).toEqual(before);
  });

  it('has nothing to do on an empty ledger', async () => {
    await using db = await freshDb();
    expect(await rebuildProgress(db)).toEqual({ people: 0, events: 0, rows: 0 });
    expect(await listProgressDifferences(db)).toEqual({ people: 0, events: 0, differences: [] });
  });

  it('changes nothing when it fails half-way', async () => {
    await using db = await freshDb();
    const { people, courses } = await setStage(db);
    const [course] = courses;
    await happen(db, people[0] ?? '', course?.id ?? '', { verb: 'lesson.opened', objectType: 'lesson', objectId: course?.lessons[0] ?? '', result: {} });
    await happen(db, people[0] ?? '', course?.id ?? '', { verb: 'certificate.issued', objectType: 'certificate', objectId: 'x', result: { number: 'NB' } });
    const before = await live(db);
    await db.insertInto('progress_event').values({ id: 'broken', user_id: people[1] ?? '', verb: 'lesson.read', object_type: 'lesson', object_id: 'no such lesson', course_id: course?.id ?? '', result: '{"seconds":1,"position":1}', occurred_at: '', recorded_at: '', idempotency_key: 'broken', source: 'demo' }).execute();
    await expect(rebuildProgress(db)).rejects.toThrow();
    expect(await live(db)).toEqual(before);
  });
});
