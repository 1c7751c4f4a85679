import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { enrolled, facts, happened, lessonOf, makeCourse, sampleBody, sampleDetails } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { saveNote } from '../commands/save-note.server.ts';
import { getEnrolledLesson } from './enrolled-lesson.server.ts';
import { getPublishedLesson, listModuleLessons, myTraces } from './lesson-page.server.ts';

const at = '2026-11-20T01:00:00.000Z';

describe('getPublishedLesson', () => {
  it('gives the lesson of the current version with prose and details, each time the same', async () => {
    await using db = await freshDb();
    const old = await makeCourse(db, { slug: 'an-toan', lessons: [{ slug: 'thu-la', title: 'Bản một' }] });
    await getPublishedLesson(db, 'an-toan', 'thu-la');
    const next = await makeCourse(db, { of: old, lessons: [{ slug: 'thu-la', title: 'Bản hai', checks: ['q1'] }] });
    for (const _ of [1, 2]) {
      const lesson = await getPublishedLesson(db, 'an-toan', 'thu-la');
      expect(lesson).toMatchObject({ lessonId: old.lessons[0]!.id, lessonVersionId: next.lessons[0]!.versionId, title: 'Bản hai', courseSlug: 'an-toan', details: sampleDetails });
      expect(lesson.body).toEqual(sampleBody(['q1']));
    }
  });

  it('does not find what is not published, retired, dropped or in another course', async () => {
    await using db = await freshDb();
    await makeCourse(db, { slug: 'nhap', released: false });
    await makeCourse(db, { slug: 'da-dung', retired: true });
    const old = await makeCourse(db, { slug: 'an-toan', lessons: [{ slug: 'bai-cu' }, { slug: 'thu-la' }] });
    await makeCourse(db, { of: old, lessons: [{ slug: 'thu-la' }] });
    await makeCourse(db, { slug: 'khac', lessons: [{ slug: 'chi-o-day' }] });
    for (const [course, lesson] of [['nhap', 'thu-la'], ['da-dung', 'thu-la'], ['an-toan', 'bai-cu'], ['an-toan', 'chi-o-day'], ['khong-co', 'thu-la']] as const) {
      await expect(getPublishedLesson(db, course, lesson)).rejects.toMatchObject({ kind: 'not-found' });
    }
  });
});

describe('getEnrolledLesson', () => {
  it('opens the lesson to the enrolled, and asks others to enrol first', async () => {
    await using db = await freshDb();
    const [person, course] = [await makePerson(db), await makeCourse(db, { slug: 'an-toan' })];
    await expect(getEnrolledLesson(db, person.id, 'an-toan', 'thu-la')).rejects.toMatchObject({ kind: 'forbidden', say: { vi: expect.stringContaining('ghi danh') as string } });
    await enrolled(db, person.id, course);
    expect(await getEnrolledLesson(db, person.id, 'an-toan', 'thu-la')).toMatchObject({ lessonId: course.lessons[1]!.id });
    await db.updateTable('enrollment').set({ cancelled_at: at }).execute();
    await expect(getEnrolledLesson(db, person.id, 'an-toan', 'thu-la')).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(getEnrolledLesson(db, person.id, 'an-toan', 'khong-co')).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('listModuleLessons', () => {
  it('lists one module of one version in order, with one person’s progress', async () => {
    await using db = await freshDb();
    const [person, other, course] = [await makePerson(db), await makePerson(db), await makeCourse(db)];
    await happened(db, person.id, course, at, facts.completed(course, 1));
    await happened(db, other.id, course, at, facts.read(course, 0, 60, 700));
    const row = { openedAt: null, completedAt: null, position: null };
    expect(await listModuleLessons(db, course.versionId, 'm1', person.id)).toMatchObject([{ slug: 'mat-khau-manh', ...row }, { slug: 'thu-la', openedAt: at, completedAt: at, position: 0 }]);
    expect(await listModuleLessons(db, course.versionId, 'm1', other.id)).toMatchObject([{ slug: 'mat-khau-manh', openedAt: at, position: 700 }, { slug: 'thu-la', ...row }]);
    expect((await listModuleLessons(db, course.versionId, 'm2', person.id)).map(({ slug }) => slug)).toEqual(['dinh-danh']);
  });
});

describe('myTraces', () => {
  it('gives one person’s answers, note and enrolment, and nobody else’s', async () => {
    await using db = await freshDb();
    const [person, other, course] = [await makePerson(db), await makePerson(db), await makeCourse(db)];
    const lesson = await lessonOf(db, course);
    for (const { id } of [person, other]) await enrolled(db, id, course);
    await happened(db, other.id, course, at, { verb: 'check.answered', objectType: 'lesson', objectId: lesson.lessonId, result: { check: 'q1', answer: 'b', correct: true } });
    await saveNote(db, { userId: other.id, lessonId: lesson.lessonId, body: 'của chị', revision: 0, now: at });
    expect(await myTraces(db, person.id, lesson)).toEqual({ answers: new Map(), note: null, isEnrolled: true, isLocked: false, path: null });
    expect(await myTraces(db, other.id, lesson)).toEqual({ answers: new Map([['q1', 'b']]), note: { body: 'của chị', revision: 1, updatedAt: at }, isEnrolled: true, isLocked: false, path: null });
  });

  it('keeps the revision of a note that was emptied, so that the next one follows it', async () => {
    await using db = await freshDb();
    const [person, course] = [await makePerson(db), await makeCourse(db)];
    await enrolled(db, person.id, course);
    const lesson = await lessonOf(db, course);
    const note = { userId: person.id, lessonId: lesson.lessonId, now: at };
    await saveNote(db, { ...note, body: 'một', revision: 0 });
    await saveNote(db, { ...note, body: '', revision: 1 });
    expect((await myTraces(db, person.id, lesson)).note).toEqual({ body: '', revision: 2, updatedAt: at });
  });

  it('says that somebody is not enrolled', async () => {
    await using db = await freshDb();
    const [person, course] = [await makePerson(db), await makeCourse(db)];
    expect(await myTraces(db, person.id, await lessonOf(db, course))).toMatchObject({ isEnrolled: false });
  });
});
