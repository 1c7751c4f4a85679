import { expect, test } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { examinee, questionsOf } from '../../../tests/world/attempts.ts';
import { addQuestion, completeLessons, enrol, makeCourse, makeExamWorld, releaseVersion, sampleBodies } from '../../../tests/world/learning.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { isAppError } from '../../platform/errors.ts';
import type { QuestionBody } from '../rules/question.ts';

const single = sampleBodies[0] as QuestionBody;

async function world(traits: Parameters<typeof makeExamWorld>[1] = {}) {
  const db = await freshDb();
  const clock = testClock();
  const { course, learner } = await makeExamWorld(db, traits);
  return { db, clock, course, learner, me: examinee(db, clock, course, learner.id) };
}

test('draws the questions, fixes their order and the end, writes the ledger and the job', async () => {
  const { db, me, learner } = await world();
  const id = await me.begin();
  const attempt = await db.selectFrom('attempt').selectAll().executeTakeFirstOrThrow();
  expect(attempt).toMatchObject({ id, user_id: learner.id, number: 1, started_at: '2026-11-23T01:00:00.000Z', due_at: '2026-11-23T01:12:00.000Z', submitted_at: null });
  const questions = await questionsOf(db, id);
  expect(questions.map((question) => question.position)).toEqual([1, 2, 3, 4, 5, 6]);
  const ordering = questions.find((question) => question.body.type === 'ordering');
  expect(ordering?.order).not.toEqual(['x', 'y', 'z']);
  const event = await db.selectFrom('progress_event').selectAll().where('verb', '=', 'attempt.started').executeTakeFirstOrThrow();
  expect(JSON.parse(event.result)).toEqual({ attemptId: id, number: 1 });
  const job = await db.selectFrom('job').selectAll().executeTakeFirstOrThrow();
  expect(job).toMatchObject({ name: 'learning.auto-submit', run_at: '2026-11-23T01:12:03.000Z', payload: JSON.stringify({ attemptId: id }) });
});

test('a second start comes back to the open attempt, however many at once', async () => {
  const { db, me } = await world();
  const started = await Promise.all([me.start(), me.start(), me.start()]);
  expect(new Set(started.map((each) => each.ok && each.attemptId)).size).toBe(1);
  expect(started.filter((each) => each.ok && each.isNew)).toHaveLength(1);
  expect(await db.selectFrom('attempt').select('id').execute()).toHaveLength(1);
  expect(await db.selectFrom('job').select('id').execute()).toHaveLength(1);
});

test('nobody starts without being enrolled, or after leaving', async () => {
  const { db, clock, course, learner, me } = await world();
  const stranger = await makePerson(db);
  expect(await examinee(db, clock, course, stranger.id).start()).toEqual({ ok: false, bar: { kind: 'not-enrolled' } });
  await db.updateTable('enrollment').set({ cancelled_at: clock.now().toISOString() }).where('user_id', '=', learner.id).execute();
  expect(await me.start()).toEqual({ ok: false, bar: { kind: 'not-enrolled' } });
});

test('a module test wants the lessons of its module, and only those', async () => {
  const db = await freshDb();
  const course = await makeCourse(db);
  const learner = await enrol(db, course);
  const me = examinee(db, testClock(), course, learner.id);
  await completeLessons(db, course, learner, ['bai-1']);
  expect(await me.start()).toEqual({ ok: false, bar: { kind: 'steps-missing' } });
  await completeLessons(db, course, learner, ['bai-2']);
  expect(await me.start()).toMatchObject({ ok: true });
});

test('the final exam wants every lesson and every module test passed', async () => {
  const { db, me, course, learner } = await world();
  expect(await me.start('cuoi-khoa')).toEqual({ ok: false, bar: { kind: 'steps-missing' } });
  const first = await me.begin();
  await me.submit(first);
  expect(await me.start('cuoi-khoa')).toEqual({ ok: false, bar: { kind: 'steps-missing' } });
  const second = await me.begin();
  await me.answerRightly(second);
  await me.submit(second);
  expect(await me.start('cuoi-khoa')).toMatchObject({ ok: true, isNew: true });
  expect(await db.selectFrom('assessment_progress').select('passed_at').where('user_id', '=', learner.id).where('assessment_id', '=', course.assessments['kiem-tra-m1'] as string).executeTakeFirst()).toMatchObject({ passed_at: expect.any(String) });
});

test('attempts are counted inside the transaction: no race gives one more', async () => {
  const { db, me } = await world();
  for (let number = 1; number <= 2; number += 1) await me.submit(await me.begin());
  const last = await Promise.all([me.start(), me.start()]);
  expect(last.filter((each) => each.ok && each.isNew)).toHaveLength(1);
  await me.submit((last[0] as { attemptId: string }).attemptId);
  const over = await Promise.all([me.start(), me.start()]);
  expect(over).toEqual([{ ok: false, bar: { kind: 'no-attempts-left' } }, { ok: false, bar: { kind: 'no-attempts-left' } }]);
  expect((await db.selectFrom('attempt').select('number').orderBy('number').execute()).map((row) => row.number)).toEqual([1, 2, 3]);
});

test('after a failed attempt the wait counts from its submission, to the very second', async () => {
  const questions = Array.from({ length: 4 }, (_none, at) => ({ key: `q${at}`, module: 'm1', body: single }));
  const { me, clock } = await world({ questions, assessments: [{ key: 'kiem-tra-m1', kind: 'MODULE', module: 'm1', cooldownMinutes: 30, blueprint: [{ module: 'm1', level: 'REMEMBER', count: 2 }] }] });
  const id = await me.begin();
  clock.pass({ minutes: 5 });
  await me.submit(id);
  expect(await me.start()).toEqual({ ok: false, bar: { kind: 'cooldown', until: '2026-11-23T01:35:00.000Z' } });
  clock.set('2026-11-23T01:34:59.999Z');
  expect(await me.start()).toMatchObject({ ok: false });
  clock.set('2026-11-23T01:35:00.000Z');
  expect(await me.start()).toMatchObject({ ok: true });
});

test('a clock that was set back neither blocks for ever nor lets anybody in early', async () => {
  const { me, clock } = await world({ assessments: [{ key: 'kiem-tra-m1', kind: 'MODULE', module: 'm1', cooldownMinutes: 30, blueprint: [{ module: 'm1', level: 'REMEMBER', count: 2 }] }] });
  await me.submit(await me.begin());
  clock.pass({ days: -2 });
  expect(await me.start()).toEqual({ ok: false, bar: { kind: 'cooldown', until: '2026-11-21T01:30:00.000Z' } });
});

test('an overdue attempt is closed by the next start, which does not spend another one', async () => {
  const { db, me, clock } = await world();
  const id = await me.begin();
  clock.pass({ minutes: 13 });
  expect(await me.start()).toEqual({ ok: true, attemptId: id, isNew: false });
  expect(await db.selectFrom('attempt').select(['submitted_at', 'auto_submitted']).execute()).toEqual([{ submitted_at: '2026-11-23T01:12:00.000Z', auto_submitted: 1 }]);
});

test('expired questions are not drawn; a bank that is too small uses up no attempt', async () => {
  const questions = [{ key: 'q1', module: 'm1', body: single, expiresOn: '2026-11-23' }, { key: 'q2', module: 'm1', body: single }];
  const { db, me, course } = await world({ questions, assessments: [{ key: 'kiem-tra-m1', kind: 'MODULE', module: 'm1', blueprint: [{ module: 'm1', level: 'REMEMBER', count: 2 }] }] });
  const refusal = await me.start().catch((error: unknown) => error);
  expect(isAppError(refusal) && refusal.kind).toBe('unavailable');
  expect(await db.selectFrom('attempt').select('id').execute()).toEqual([]);
  expect(await db.selectFrom('job').select('id').execute()).toEqual([]);
  await addQuestion(db, course, { key: 'q3', module: 'm1', body: single, expiresOn: '2026-11-24' });
  expect(await me.start()).toMatchObject({ ok: true });
});

test('a later attempt prefers questions that the person has not seen', async () => {
  const questions = Array.from({ length: 6 }, (_none, at) => ({ key: `q${at}`, module: 'm1', body: { ...single, text: `Câu ${at}` } }));
  const { db, me } = await world({ questions, assessments: [{ key: 'kiem-tra-m1', kind: 'MODULE', module: 'm1', blueprint: [{ module: 'm1', level: 'REMEMBER', count: 3 }] }] });
  const texts = async (id: string) => (await questionsOf(db, id)).map((question) => question.body.text);
  const first = await me.begin();
  await me.submit(first);
  const second = await me.begin();
  expect([...(await texts(first)), ...(await texts(second))].sort()).toEqual(questions.map((question) => question.body.text));
});

test('a withdrawn course, an unknown assessment and one that the new version dropped are not found', async () => {
  const { db, me, course } = await world();
  const kind = async (key: string) => me.start(key).then(() => null, (error: unknown) => (isAppError(error) ? error.kind : error));
  expect(await kind('khong-co')).toBe('not-found');
  const bare = await releaseVersion(db, course, { assessments: [] });
  expect(await kind('kiem-tra-m1')).toBe('not-found');
  await releaseVersion(db, bare);
  await db.updateTable('course').set({ retired_at: '2026-11-22T00:00:00.000Z' }).execute();
  expect(await kind('kiem-tra-m1')).toBe('not-found');
});
