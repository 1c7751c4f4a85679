import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { facts, happened, makeAttempt, makeCourse, type MadeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { stepsOf } from '../rules/course-outline.ts';
import { courseOutline } from './course-outline.server.ts';

const now = '2026-11-23T01:00:00.000Z';

async function world() {
  const db = await freshDb();
  const [person, course] = [await makePerson(db), await makeCourse(db)];
  const outline = (of: MadeCourse = course, userId = person.id) => courseOutline(db, { courseId: of.courseId, versionId: of.versionId, userId, now });
  const steps = async () => stepsOf(await outline()).map((step) => [step.kind === 'lesson' ? step.slug : step.key, step.status]);
  return { db, person, course, outline, steps };
}

describe('courseOutline', () => {
  it('shows modules by their position, with everything to do', async () => {
    const { outline, steps } = await world();
    expect((await outline()).modules.map(({ title }) => title)).toEqual(['Phòng thủ', 'Danh tính']);
    expect(await steps()).toEqual([['mat-khau-manh', 'todo'], ['thu-la', 'todo'], ['kiem-tra-m1', 'locked'], ['dinh-danh', 'todo'], ['cuoi-khoa', 'locked']]);
    expect(await outline()).toMatchObject({ lessonsDone: 0, lessonsTotal: 3, minutesLeft: 54 });
  });

  it('opens step by step as facts come in', async () => {
    const { db, person, course, steps } = await world();
    const happens = (...given: Parameters<typeof happened>[4][]) => Promise.all(given.map((fact) => happened(db, person.id, course, now, fact)));
    await happens(facts.read(course, 0, 60, 400), facts.completed(course, 1));
    expect(await steps()).toEqual([['mat-khau-manh', 'doing'], ['thu-la', 'done'], ['kiem-tra-m1', 'locked'], ['dinh-danh', 'todo'], ['cuoi-khoa', 'locked']]);
    await happens(facts.completed(course, 0), facts.completed(course, 2));
    expect((await steps()).at(2)).toEqual(['kiem-tra-m1', 'todo']);
    await happens(facts.submitted(course, 0, 5));
    expect((await steps()).slice(2)).toEqual([['kiem-tra-m1', 'doing'], ['dinh-danh', 'done'], ['cuoi-khoa', 'locked']]);
    await happens(facts.submitted(course, 0, 8));
    expect((await steps()).slice(2)).toEqual([['kiem-tra-m1', 'done'], ['dinh-danh', 'done'], ['cuoi-khoa', 'todo']]);
  });

  it('shows nobody the progress of another', async () => {
    const { db, person, course, outline } = await world();
    await happened(db, person.id, course, now, facts.completed(course, 0));
    const other = await makePerson(db);
    expect(await outline(course, other.id)).toMatchObject({ lessonsDone: 0 });
    expect(await outline(course)).toMatchObject({ lessonsDone: 1 });
  });

  it('knows an attempt whose time is not over, and only that', async () => {
    const { db, person, course, outline } = await world();
    const id = await makeAttempt(db, person.id, course, 0, { startedAt: '2026-11-23T00:50:00.000Z', dueAt: '2026-11-23T01:05:00.000Z' });
    await makeAttempt(db, person.id, course, 1, { startedAt: '2026-11-23T00:40:00.000Z', dueAt: now });
    const { modules, finals } = await outline();
    expect(modules[0]?.assessments[0]).toMatchObject({ status: 'doing', openAttempt: { id, dueAt: '2026-11-23T01:05:00.000Z' } });
    expect(finals[0]?.openAttempt).toBeNull();
  });

  it('keeps what was done when a new version brings further lessons', async () => {
    const { db, person, course, outline } = await world();
    for (const at of [0, 1, 2]) await happened(db, person.id, course, now, facts.completed(course, at));
    const next = await makeCourse(db, { of: course, lessons: [{ slug: 'mat-khau-manh' }, { slug: 'bai-moi', module: 'm2' }] });
    expect(await outline(next)).toMatchObject({ lessonsDone: 1, lessonsTotal: 2 });
  });
});
