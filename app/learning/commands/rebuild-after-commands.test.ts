import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { examinee } from '../../../tests/world/attempts.ts';
import { happen, noon } from '../../../tests/world/certificates.ts';
import { enrol, makeCourse } from '../../../tests/world/learning.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { projectionTables } from '../progress-projection.server.ts';
import { listProgressDifferences } from '../queries/progress-differences.server.ts';
import type { PublishedLesson } from '../queries/lesson-page.server.ts';
import type { ProgressFact } from '../rules/progress.ts';
import { autoSubmit } from './auto-submit.server.ts';
import { completeLesson } from './complete-lesson.server.ts';
import { openLesson } from './open-lesson.server.ts';
import { rebuildProgress } from './rebuild-progress.server.ts';
import { reissueCertificate } from './reissue-certificate.server.ts';
import { revokeCertificate } from './revoke-certificate.server.ts';

const secret = 'test-secret-test-secret-test-secret';
type Db = Awaited<ReturnType<typeof freshDb>>;

async function live(db: Db): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {};
  for (const { name, key } of projectionTables) {
    const rows = (await db.selectFrom(name).selectAll().execute()) as Record<string, unknown>[];
    tables[name] = rows.toSorted((a, b) => key.map((column) => a[column]).join() < key.map((column) => b[column]).join() ? -1 : 1);
  }
  return tables;
}
/** The screens say what the ledger says, and a rebuild changes nothing. */
async function agrees(db: Db, after: string): Promise<void> {
  expect((await listProgressDifferences(db)).differences, after).toEqual([]);
  const before = await live(db);
  await rebuildProgress(db);
  expect(await live(db), after).toEqual(before);
}

describe('each kind of fact', () => {
  const facts: [verb: string, fact: (ids: { course: string; lesson: string; assessment: string }) => ProgressFact, rows: number[]][] = [
    // Rows in course, lesson, check and assessment progress afterwards.
    ['course.enrolled', ({ course }) => ({ verb: 'course.enrolled', objectType: 'course', objectId: course, result: { source: 'SELF', dueOn: null } }), [0, 0, 0, 0, 0]],
    ['course.left', ({ course }) => ({ verb: 'course.left', objectType: 'course', objectId: course, result: { reason: 'Chuyển công tác' } }), [0, 0, 0, 0, 0]],
    ['lesson.opened', ({ lesson }) => ({ verb: 'lesson.opened', objectType: 'lesson', objectId: lesson, result: {} }), [1, 1, 0, 0, 0]],
    ['lesson.read', ({ lesson }) => ({ verb: 'lesson.read', objectType: 'lesson', objectId: lesson, result: { seconds: 15, position: 400 } }), [1, 1, 0, 0, 0]],
    ['lesson.completed', ({ lesson }) => ({ verb: 'lesson.completed', objectType: 'lesson', objectId: lesson, result: {} }), [1, 1, 0, 0, 0]],
    ['check.answered', ({ lesson }) => ({ verb: 'check.answered', objectType: 'lesson', objectId: lesson, result: { check: 'c1', answer: 'a', correct: true } }), [1, 1, 1, 0, 0]],
    ['attempt.started', ({ assessment }) => ({ verb: 'attempt.started', objectType: 'assessment', objectId: assessment, result: { attemptId: 'x', number: 1 } }), [1, 0, 0, 0, 0]],
    ['attempt.submitted', ({ assessment }) => ({ verb: 'attempt.submitted', objectType: 'assessment', objectId: assessment, result: { attemptId: 'x', score: 4.5, passed: false, auto: true } }), [1, 0, 0, 1, 0]],
    ['course.completed', ({ course }) => ({ verb: 'course.completed', objectType: 'course', objectId: course, result: { score: 9 } }), [1, 0, 0, 0, 0]],
    ['certificate.issued', () => ({ verb: 'certificate.issued', objectType: 'certificate', objectId: 'z', result: { number: 'NB-2026-000001' } }), [0, 0, 0, 0, 0]],
    ['certificate.revoked', () => ({ verb: 'certificate.revoked', objectType: 'certificate', objectId: 'z', result: { reason: 'OTHER' } }), [0, 0, 0, 0, 0]],
  ];

  it.each(facts)('%s comes out of a rebuild as it went in, once and twice', async (_verb, fact, rows) => {
    await using db = await freshDb();
    const course = await makeCourse(db);
    const person = await makePerson(db);
    const ids = { course: course.id, lesson: course.lessons['bai-1'] ?? '', assessment: course.assessments['cuoi-khoa'] ?? '' };
    expect(await happen(db, person.id, course.id, fact(ids), noon, 'one')).toBe(true);
    expect(Object.values(await live(db)).map((table) => table.length)).toEqual(rows);
    await agrees(db, 'once');
    expect(await happen(db, person.id, course.id, fact(ids), '2026-11-24T01:00:00.000Z', 'one')).toBe(false);
    await agrees(db, 'the same key again');
    expect(await happen(db, person.id, course.id, fact(ids), '2026-11-22T01:00:00.000Z', 'two')).toBe(true);
    await agrees(db, 'an earlier one, later');
  });
});

describe('a whole way through a course', () => {
  it('agrees with the ledger after every step of it', async () => {
    await using db = await freshDb();
    const clock = testClock();
    const now = () => clock.now().toISOString();
    const course = await makeCourse(db);
    const learner = await enrol(db, course);
    const me = examinee(db, clock, course, learner.id);
    const check = { kind: 'check' as const, key: 'c1', question: '?', options: ['a', 'b'].map((key) => ({ key, html: key, correct: key === 'b', why: '' })) };
    const lesson = (slug: string) => ({ courseId: course.id, lessonId: course.lessons[slug], slug, body: { blocks: [check] } }) as unknown as PublishedLesson;
    for (const slug of Object.keys(course.lessons)) {
      await openLesson(db, { userId: learner.id, courseId: course.id, lessonId: course.lessons[slug] ?? '', now: now() });
      await agrees(db, `${slug} opened`);
      for (const answers of [{}, { c1: 'a' }, { c1: 'b' }, { c1: 'b' }] as Record<string, string>[]) {
        clock.pass({ minutes: 1 });
        await completeLesson(db, { userId: learner.id, lesson: lesson(slug), answers, now: now(), secret });
        await agrees(db, `${slug} answered ${JSON.stringify(answers)}`);
      }
    }
    const failed = await me.begin();
    await agrees(db, 'started');
    clock.pass({ minutes: 20 });
    await autoSubmit(db, { attemptId: failed, now: now(), secret, source: 'job' });
    await agrees(db, 'handed in by the job');
    for (const key of ['kiem-tra-m1', 'cuoi-khoa']) {
      const id = await me.begin(key);
      await me.answerRightly(id);
      clock.pass({ minutes: 5 });
      await me.submit(id);
      await agrees(db, `${key} passed`);
    }
    const certificate = await db.selectFrom('certificate').select('id').executeTakeFirstOrThrow();
    const admin = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    const newId = await reissueCertificate(db, admin, { id: certificate.id, note: 'Sai tên', now: now(), secret });
    await agrees(db, 're-issued');
    await revokeCertificate(db, admin, { id: newId, reason: 'OTHER', note: 'Theo quyết định', now: now(), secret });
    await agrees(db, 'taken back');
    const progress = await db.selectFrom('course_progress').selectAll().executeTakeFirstOrThrow();
    expect(progress).toMatchObject({ lessons_completed: 3, score: 10 });
    expect(progress.completed_at).toBe(now());
    // The same answer once more was no other try.
    expect(await db.selectFrom('check_progress').select(['tries', 'answer', 'is_correct']).execute()).toEqual(Array.from({ length: 3 }, () => ({ tries: 2, answer: 'b', is_correct: 1 })));
  });
});
