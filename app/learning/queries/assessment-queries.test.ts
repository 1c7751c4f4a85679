import { expect, test } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { examinee, questionsOf } from '../../../tests/world/attempts.ts';
import { enrol, makeCourse, makeExamWorld, releaseVersion } from '../../../tests/world/learning.ts';
import { makePath } from '../../../tests/world/paths.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { choosePath } from '../commands/choose-path.server.ts';
import { isAppError } from '../../platform/errors.ts';
import { getAssessmentPage } from './assessment-page.server.ts';
import { getAttemptPage } from './attempt-page.server.ts';
import { getAttemptResult, type AttemptResult } from './attempt-result.server.ts';

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const { course, learner } = await makeExamWorld(db);
  const me = examinee(db, clock, course, learner.id);
  const own = (attemptId: string) => ({ attemptId, userId: learner.id, now: clock.now().toISOString() });
  return {
    db,
    clock,
    course,
    learner,
    me,
    before: (key = 'kiem-tra-m1', userId = learner.id) => getAssessmentPage(db, { userId, courseSlug: course.slug, key, now: clock.now().toISOString() }),
    page: (attemptId: string) => getAttemptPage(db, own(attemptId)),
    result: (attemptId: string) => getAttemptResult(db, own(attemptId)),
  };
}
const kindOf = (work: Promise<unknown>) => work.then(() => null, (error: unknown) => (isAppError(error) ? error.kind : error));

test('the page before says what is asked, how long, and how often', async () => {
  const { before } = await world();
  expect(await before()).toMatchObject({
    assessment: { title: 'Bài kiểm tra mô-đun 1', questionCount: 6, minutes: 12, passScore: 8, maxAttempts: 3, cooldownMinutes: 0 },
    bar: null,
    attemptsUsed: 0,
    attemptsLeft: 3,
    open: null,
    earlier: [],
    bestScore: null,
    isPassed: false,
  });
});

test('the page before does not hand out the blueprint', async () => {
  const { before } = await world();
  expect(JSON.stringify(await before())).not.toContain('blueprint');
});

test('missing steps come in the course order: lessons, then module tests', async () => {
  const db = await freshDb();
  const course = await makeCourse(db);
  const learner = await enrol(db, course);
  const page = await getAssessmentPage(db, { userId: learner.id, courseSlug: course.slug, key: 'cuoi-khoa', now: '2026-11-23T01:00:00.000Z' });
  expect(page.bar).toEqual({ kind: 'steps-missing' });
  expect(page.missing.map((step) => [step.kind, step.name])).toEqual([['lesson', 'bai-1'], ['lesson', 'bai-2'], ['lesson', 'bai-3'], ['assessment', 'kiem-tra-m1']]);
});

test('lessons that a newer version added are missing, those that it dropped are not', async () => {
  const { db, course, before } = await world();
  await releaseVersion(db, course, { modules: { m1: ['bai-2', 'bai-moi'] } });
  expect((await before()).missing.map((step) => step.name)).toEqual(['bai-moi']);
});

test('an open attempt is offered for going on; an overdue one is named so that it can be closed', async () => {
  const { before, me, clock } = await world();
  const id = await me.begin();
  clock.pass({ minutes: 4 });
  expect(await before()).toMatchObject({ open: { id, number: 1, secondsLeft: 480 }, overdueId: null });
  clock.set('2026-11-23T01:12:00.000Z');
  expect(await before()).toMatchObject({ overdueId: id });
});

test('earlier attempts are listed newest first with the best score', async () => {
  const { before, me } = await world();
  const first = await me.begin();
  await me.answerRightly(first);
  await me.submit(first);
  const second = await me.begin();
  await me.submit(second);
  expect(await before()).toMatchObject({ attemptsUsed: 2, attemptsLeft: 1, bestScore: 10, isPassed: true, bar: null, earlier: [{ number: 2, score: 0, isPassed: false }, { number: 1, score: 10, isPassed: true }] });
});

test('one person’s attempts never show in another’s page', async () => {
  const { db, before, me } = await world();
  await me.submit(await me.begin());
  const stranger = await makePerson(db);
  expect(await before('kiem-tra-m1', stranger.id)).toMatchObject({ bar: { kind: 'not-enrolled' }, attemptsUsed: 0, earlier: [] });
});

test('the attempt shows every question in the drawn order, with the stored answers', async () => {
  const { db, page, me } = await world();
  const id = await me.begin();
  const order = await questionsOf(db, id);
  const short = order.find((question) => question.body.type === 'short_answer')?.position as number;
  await me.save(id, short, { answer: '15' }, { isFlagged: true });
  const attempt = await page(id);
  expect(attempt).toMatchObject({ number: 1, secondsLeft: 720, isTimeUp: false, isSubmitted: false, savedAt: '2026-11-23T01:00:00.000Z' });
  expect(attempt.questions.map((question) => question.shown.text)).toEqual(order.map((question) => question.body.text));
  expect(attempt.questions[short - 1]).toMatchObject({ fields: { answer: '15' }, state: 'answered', isFlagged: true });
  expect(attempt.questions.filter((question) => question.state === 'empty')).toHaveLength(5);
});

test('nothing on the page of an attempt gives an answer away', async () => {
  const { page, me } = await world();
  const text = JSON.stringify(await page(await me.begin()));
  for (const secret of ['"why"', '"correct"', '"accepted"', 'ngày 15', 'Kênh độc lập', 'option_order', '"key":"x"']) expect(text).not.toContain(secret);
});

test('half an ordering is partial, not answered', async () => {
  const { db, page, me } = await world();
  const id = await me.begin();
  const ordering = (await questionsOf(db, id)).find((question) => question.body.type === 'ordering')?.position as number;
  await me.save(id, ordering, { 'place-1': '1' });
  expect((await page(id)).questions[ordering - 1]).toMatchObject({ state: 'partial', fields: { 'place-1': '1', 'place-2': '', 'place-3': '' } });
});

test('a submitted or overdue attempt shows no questions to answer', async () => {
  const { page, me, clock } = await world();
  const id = await me.begin();
  clock.pass({ minutes: 12 });
  expect(await page(id)).toMatchObject({ isTimeUp: true, isSubmitted: false });
  await me.submit(id);
  expect(await page(id)).toMatchObject({ isSubmitted: true, questions: [] });
});

test('the result explains every question and points back to the lesson', async () => {
  const { result, me } = await world();
  const id = await me.begin();
  await me.answerRightly(id, 5);
  await me.submit(id);
  const shown = (await result(id)) as AttemptResult;
  expect(shown).toMatchObject({ score: 8.3, isPassed: true, isAuto: false, passScore: 8, retake: { attemptsLeft: 2, bar: null }, isCourseCompleted: false, hasCertificate: false });
  expect(shown.questions.map((question) => question.outcome)).toEqual(['right', 'right', 'right', 'right', 'right', 'empty']);
  expect(shown.questions[0]?.lesson).toEqual({ slug: 'bai-1', title: 'Bài học bai-1', anchor: 'dau-hieu', isReadable: true });
  expect(shown.questions.every((question) => question.review.lines.every((line) => line.why !== ''))).toBe(true);
});

test('a passed test leads on along the chosen path, a failed one does not', async () => {
  const { db, course, learner, result, me, clock } = await world();
  const elsewhere = await makeCourse(db);
  await enrol(db, elsewhere, learner);
  await makePath(db, { key: 'hai-khoa', title: 'Hai khoá', steps: [{ course: course.slug, module: 'm1', lessons: null }, { course: elsewhere.slug, module: 'm1', lessons: null }] });
  await choosePath(db, learner.id, 'hai-khoa', clock.now().toISOString());
  const failed = await me.begin();
  await me.submit(failed);
  expect(await result(failed)).toMatchObject({ isPassed: false, pathNext: null });
  const passed = await me.begin();
  await me.answerRightly(passed, 6);
  await me.submit(passed);
  expect(await result(passed)).toMatchObject({ isPassed: true, pathNext: { pathTitle: 'Hai khoá', href: `/learn/${elsewhere.slug}/bai-1` } });
  await choosePath(db, learner.id, null, clock.now().toISOString());
  expect(await result(passed)).toMatchObject({ pathNext: null });
});

test('before submission there is no result, only the word whether it is overdue', async () => {
  const { result, me, clock } = await world();
  const id = await me.begin();
  expect(await result(id)).toEqual({ id, isOverdue: false });
  clock.pass({ minutes: 12 });
  expect(await result(id)).toEqual({ id, isOverdue: true });
});

test('an assessment that the course dropped still has its results, but no retake', async () => {
  const { db, course, result, me } = await world();
  const id = await me.begin();
  await me.submit(id);
  await releaseVersion(db, course, { assessments: [] });
  expect(await result(id)).toMatchObject({ score: 0, retake: null });
});

test('only the owner finds an attempt or its result', async () => {
  const { db, me, clock } = await world();
  const id = await me.begin();
  const stranger = await makePerson(db);
  const theirs = { attemptId: id, userId: stranger.id, now: clock.now().toISOString() };
  expect(await kindOf(getAttemptPage(db, theirs))).toBe('not-found');
  await me.submit(id);
  expect(await kindOf(getAttemptResult(db, theirs))).toBe('not-found');
});
