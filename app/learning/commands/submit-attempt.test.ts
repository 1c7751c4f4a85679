import { expect, test } from 'vitest';
import { jobHandlers } from '../../../jobs/registry.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { silentLog } from '../../../tests/support/log.ts';
import { examinee, questionsOf } from '../../../tests/world/attempts.ts';
import { addQuestion, makeExamWorld, releaseVersion } from '../../../tests/world/learning.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { isAppError } from '../../platform/errors.ts';
import { createRunner } from '../../platform/jobs/runner.server.ts';
import { autoSubmit } from './auto-submit.server.ts';

const secret = 'test-secret-test-secret-test-secret';

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const { course, learner } = await makeExamWorld(db);
  const runner = createRunner({ db, clock, log: silentLog, secret, timeZone: 'Asia/Ho_Chi_Minh' }, jobHandlers);
  const me = examinee(db, clock, course, learner.id);
  const attempt = () => db.selectFrom('attempt').selectAll().executeTakeFirstOrThrow();
  const submitted = () => db.selectFrom('progress_event').selectAll().where('verb', '=', 'attempt.submitted').execute();
  return { db, clock, course, learner, runner, me, attempt, submitted };
}

test('everything right scores 10, passes, and is written to the ledger and the progress', async () => {
  const { db, me, learner, submitted, clock } = await world();
  const id = await me.begin();
  await me.answerRightly(id);
  clock.pass({ minutes: 6 });
  expect(await me.submit(id)).toEqual({ attemptId: id, score: 10, isPassed: true, isAuto: false, submittedAt: '2026-11-23T01:06:00.000Z' });
  expect((await questionsOf(db, id)).map((question) => question.points)).toEqual([1, 1, 1, 1, 1, 1]);
  const [event] = await submitted();
  expect(JSON.parse(event?.result ?? '')).toEqual({ attemptId: id, score: 10, passed: true, auto: false });
  expect(await db.selectFrom('assessment_progress').selectAll().where('user_id', '=', learner.id).executeTakeFirst()).toMatchObject({ attempts: 1, best_score: 10, last_score: 10, passed_at: '2026-11-23T01:06:00.000Z' });
});

test('nothing answered scores 0 and fails', async () => {
  const { db, me } = await world();
  const id = await me.begin();
  expect(await me.submit(id)).toMatchObject({ score: 0, isPassed: false });
  expect((await questionsOf(db, id)).every((question) => question.points === 0)).toBe(true);
});

test('the pass mark itself passes', async () => {
  const { db, me } = await world();
  await db.updateTable('assessment_version').set({ pass_score: 8.3 }).execute();
  const id = await me.begin();
  await me.answerRightly(id, 5);
  expect(await me.submit(id)).toMatchObject({ score: 8.3, isPassed: true });
});

test('a double click and two tabs give one result', async () => {
  const { me, submitted } = await world();
  const id = await me.begin();
  await me.answerRightly(id, 3);
  const results = await Promise.all([me.submit(id), me.submit(id), me.submit(id)]);
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
  expect(await submitted()).toHaveLength(1);
});

test('a later press finds the same result even when the clock has moved', async () => {
  const { me, clock } = await world();
  const id = await me.begin();
  const first = await me.submit(id);
  clock.pass({ days: 3 });
  expect(await me.submit(id)).toEqual(first);
});

test('somebody else cannot hand it in', async () => {
  const { db, clock, course, me, attempt } = await world();
  const id = await me.begin();
  const stranger = await makePerson(db);
  const refusal = await examinee(db, clock, course, stranger.id).submit(id).catch((error: unknown) => error);
  expect(isAppError(refusal) && refusal.kind).toBe('not-found');
  expect((await attempt()).submitted_at).toBeNull();
});

test('a new version of the course does not change a question that is being answered', async () => {
  const { db, course, me } = await world();
  const id = await me.begin();
  await me.answerRightly(id);
  const next = await releaseVersion(db, course, { questions: [] });
  await addQuestion(db, next, { key: 'q1', module: 'm1', body: { type: 'true_false', text: 'Câu khác hẳn', answer: true, whyTrue: '', whyFalse: '' } });
  expect(await me.submit(id)).toMatchObject({ score: 10 });
});

test('killed between the last save and the submission: the job hands in what was saved', async () => {
  const { me, clock, runner, attempt } = await world();
  const id = await me.begin();
  await me.answerRightly(id, 3);
  clock.set('2026-11-23T01:12:02.000Z');
  expect(await runner.runDue()).toBe(0);
  clock.set('2026-11-23T01:12:03.000Z');
  expect(await runner.runDue()).toBe(1);
  expect(await attempt()).toMatchObject({ id, score: 5, is_passed: 0, auto_submitted: 1, submitted_at: '2026-11-23T01:12:00.000Z' });
});

test('the job may run twice, or late, or after a submission by hand', async () => {
  const { db, me, clock, attempt, submitted, runner } = await world();
  const id = await me.begin();
  const byHand = await me.submit(id);
  clock.pass({ minutes: 60 });
  await runner.runDue();
  expect(await attempt()).toMatchObject({ score: byHand.score, auto_submitted: 0, submitted_at: byHand.submittedAt });
  const second = await me.begin();
  clock.pass({ days: 4 });
  const again = () => autoSubmit(db, { attemptId: second, now: clock.now().toISOString(), secret, source: 'job' });
  expect(await Promise.all([again(), again()])).toEqual([null, null]);
  expect(await submitted()).toHaveLength(2);
  expect(await autoSubmit(db, { attemptId: 'khong-co', now: clock.now().toISOString(), secret, source: 'job' })).toBeNull();
});

test('a job that comes too early, because the clock was set back, comes again', async () => {
  const { db, me, clock, attempt } = await world();
  const id = await me.begin();
  const handler = jobHandlers.find((each) => each.contract.name === 'learning.auto-submit');
  await handler?.run({ attemptId: id }, { db, clock, log: silentLog, secret, timeZone: 'Asia/Ho_Chi_Minh' });
  expect((await attempt()).submitted_at).toBeNull();
  expect(await db.selectFrom('job').select('run_at').orderBy('run_at').execute()).toEqual([{ run_at: '2026-11-23T01:12:00.000Z' }, { run_at: '2026-11-23T01:12:03.000Z' }]);
});

test('a submission by hand long after the end counts as automatic, at the end', async () => {
  const { me, clock } = await world();
  const id = await me.begin();
  clock.pass({ minutes: 90 });
  expect(await me.submit(id)).toMatchObject({ isAuto: true, submittedAt: '2026-11-23T01:12:00.000Z' });
});

test('a clock that was set back gives a submission no time before its start', async () => {
  const { me, clock } = await world();
  const id = await me.begin();
  clock.pass({ minutes: -30 });
  expect(await me.submit(id)).toMatchObject({ isAuto: false, submittedAt: '2026-11-23T01:00:00.000Z' });
});

test('a fault while scoring leaves the attempt open, to be handed in again', async () => {
  const { db, me, attempt } = await world();
  const id = await me.begin();
  await me.answerRightly(id, 1);
  await db.updateTable('attempt_answer').set({ response: '{broken' }).execute();
  await expect(me.submit(id)).rejects.toThrow();
  expect(await attempt()).toMatchObject({ submitted_at: null, score: null });
  await db.updateTable('attempt_answer').set({ response: 'null' }).execute();
  expect(await me.submit(id)).toMatchObject({ score: 0 });
});
