import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { enrolled, lessonOf, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { listProgressDifferences } from '../queries/progress-differences.server.ts';
import { answerChecks } from './answer-check.server.ts';
import { completeLesson } from './complete-lesson.server.ts';
import { rebuildProgress } from './rebuild-progress.server.ts';
import { recordProgress } from './record-progress.server.ts';

const secret = 'a secret of thirty-two characters';
let second = 0;
const tick = () => new Date(Date.parse('2026-11-23T01:00:00.000Z') + 1000 * (second += 1)).toISOString();

async function world() {
  const db = await freshDb();
  const course = await makeCourse(db, { lessons: [{ slug: 'bai', checks: ['q1'], scenarios: ['s1', 's2'] }], assessments: 'none' });
  const people = { one: await makePerson(db), two: await makePerson(db) };
  for (const { id } of Object.values(people)) await enrolled(db, id, course);
  const lesson = await lessonOf(db, course);
  const go = (answers: Record<string, string>, who: keyof typeof people = 'one', now = tick()) => db.transaction().execute((tx) => answerChecks(tx, { userId: people[who].id, lesson, answers, handedIn: 'none', now }));
  const finish = async (answers: Record<string, string>, who: keyof typeof people = 'one') => (await completeLesson(db, { userId: people[who].id, lesson, answers, now: tick(), secret })).unanswered;
  const rows = (who: keyof typeof people = 'one') => db.selectFrom('check_progress').select(['check_key as key', 'answer', 'is_correct as correct', 'tries']).where('user_id', '=', people[who].id).orderBy('check_key').execute();
  const trace = async (who: keyof typeof people = 'one') =>
    (await db.selectFrom('progress_event').select('result').where('verb', '=', 'check.answered').where('user_id', '=', people[who].id).orderBy('seq').execute()).map(({ result }) => JSON.parse(result) as unknown);
  return { db, course, people, go, finish, rows, trace };
}
let w: Awaited<ReturnType<typeof world>>;
beforeAll(async () => void (w = await world()));
afterAll(() => w.db.destroy());

it('each choice is a fact of the ledger, and what stands is how far the last way led', async () => {
  for (const to of ['goi-lai', 'bao', 'doc-ma', 'bao']) await w.go({ s1: to });
  expect(await w.trace()).toEqual([
    { check: 's1', answer: 'goi-lai', correct: false, isDraft: true },
    { check: 's1', answer: 'goi-lai/bao', correct: true },
    { check: 's1', answer: 'doc-ma', correct: false },
    { check: 's1', answer: 'goi-lai/bao', correct: true },
  ]);
  expect(await w.rows()).toEqual([{ key: 's1', answer: 'goi-lai/bao', correct: 1, tries: 3 }]);
});

it('a double click, a second tab that is behind and a scene that does not exist add nothing', async () => {
  const before = await w.trace();
  const now = tick();
  await Promise.all([w.go({ s1: 'bao' }, 'one', now), w.go({ s1: 'bao' }, 'one', now), w.go({ s1: 'goi-lai' }, 'one', now)]);
  for (const answers of [{ s1: '' }, { s1: 'khong-co' }, { s3: 'bao' }, { 's1.bao': '1' }] as Record<string, string>[]) await w.go(answers);
  expect(await w.trace()).toEqual(before);
  expect(await w.rows('two')).toEqual([]);
});

it('a lesson ends without its situations, and the button that ends it brings a choice along that had not arrived', async () => {
  expect(await w.finish({ s1: 'doc-ma' }, 'two')).toEqual(['q1']);
  expect(await w.finish({ q1: 'a', s2: 'bo-qua' }, 'two')).toEqual([]);
  expect(await w.rows('two')).toEqual([
    { key: 'q1', answer: 'a', correct: 0, tries: 1 },
    { key: 's1', answer: 'doc-ma', correct: 0, tries: 1 },
    { key: 's2', answer: 'goi-lai/bo-qua', correct: 0, tries: 1 },
  ]);
});

it('a rebuild says the same as what stands, and a renewed course begins without the old ways, which the ledger keeps', async () => {
  expect((await listProgressDifferences(w.db)).differences).toEqual([]);
  const stood = await w.rows();
  await rebuildProgress(w.db);
  expect(await w.rows()).toEqual(stood);
  const { courseId } = w.course;
  const [kept, now] = [await w.trace(), tick()];
  await w.db.transaction().execute((tx) => recordProgress(tx, { userId: w.people.one.id, courseId, occurredAt: now, verb: 'course.renewed', objectType: 'course', objectId: courseId, result: { round: 2, dueOn: '2027-11-23' } }, { idempotencyKey: 'again', source: 'web', now }));
  expect(await w.rows()).toEqual([]);
  expect(await w.trace()).toEqual(kept);
  await w.go({ s1: 'doc-ma' });
  expect(await w.rows()).toEqual([{ key: 's1', answer: 'doc-ma', correct: 0, tries: 1 }]);
  expect((await listProgressDifferences(w.db)).differences).toEqual([]);
});
