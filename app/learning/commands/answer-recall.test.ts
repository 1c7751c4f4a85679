import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { enrol, releaseVersion, type MadeCourse } from '../../../tests/world/learning.ts';
import { askedAt, doModule, doStep, makeRecallWorld, tap, tapAll, tapQuestions, tapsFor, timeZone } from '../../../tests/world/recall.ts';
import type { Actor } from '../../people/actor.ts';
import { plusDays } from '../../platform/days.ts';
import { newId } from '../../platform/ids.ts';
import { listProgressDifferences } from '../queries/progress-differences.server.ts';
import type { AskedQuestion } from '../queries/recall-queue.server.ts';
import { answerRecall } from './answer-recall.server.ts';
import { rebuildProgress } from './rebuild-progress.server.ts';

const doneAt = '2026-10-07T02:00:00.000Z';
const now = '2026-10-14T02:00:00.000Z';
let db: Db & AsyncDisposable;
let course: MadeCourse;
let learner: Actor;
let first: AskedQuestion;
/** What can be tapped at it: which kind of question comes first differs from person to person. */
let taps: { right: string; wrong: string };
beforeEach(async () => {
  db = await freshDb();
  ({ course, learner } = await makeRecallWorld(db));
  await doModule(db, course, learner.id, doneAt);
  first = (await askedAt(db, learner.id, now))[0]!;
  taps = await tapsFor(db, learner.id, first);
  return () => db.destroy();
});
const answers = () => db.selectFrom('recall_answer').selectAll().orderBy('id').execute();
const card = () => db.selectFrom('recall_card').selectAll().where('question_id', '=', first.questionId).executeTakeFirst();
const send = (change: Partial<Parameters<typeof answerRecall>[1]> = {}) => answerRecall(db, { userId: learner.id, versionId: first.versionId, number: 1, answer: taps.right, now, timeZone, ...change });

describe('an answer', () => {
  it('is kept with what was asked and when the module was done, and says when it comes again', async () => {
    expect(await tap(db, learner.id, first, now)).toMatchObject({ kind: 'answered' });
    expect(await answers()).toMatchObject([{ user_id: learner.id, question_id: first.questionId, question_version_id: first.versionId, course_id: course.id, number: 1, is_correct: 1, module_done_on: '2026-10-07', answered_on: '2026-10-14', answered_at: now }]);
    expect(await card()).toMatchObject({ answers: 1, is_correct: 1, last_on: '2026-10-14', due_on: '2026-11-04', correct_30: null });
  });

  it('that is wrong comes back in a week, as another answer', async () => {
    await tap(db, learner.id, first, now, false);
    expect(await card()).toMatchObject({ is_correct: 0, due_on: '2026-10-21' });
    const again = (await askedAt(db, learner.id, '2026-10-21T02:00:00.000Z')).find(({ questionId }) => questionId === first.questionId);
    expect(again?.number).toBe(2);
    await tap(db, learner.id, again!, '2026-10-22T02:00:00.000Z');
    expect((await answers()).map(({ number, is_correct }) => [number, is_correct])).toEqual([[1, 0], [2, 1]]);
    expect(await card()).toMatchObject({ answers: 2, is_correct: 1, correct_30: 1 });
  });

  it('counts once, however often it is sent, from however many tabs; the first one stands', async () => {
    const outcomes = await Promise.all([taps.right, taps.wrong, taps.right, taps.right].map((answer) => send({ answer })));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['answered', 'known', 'known', 'known']);
    expect(new Set(outcomes.map((outcome) => 'answerId' in outcome && outcome.answerId)).size).toBe(1);
    expect(await answers()).toHaveLength(1);
    expect(await card()).toMatchObject({ answers: 1 });
  });

  it('is a fact for ever', async () => {
    await tap(db, learner.id, first, now);
    await expect(db.updateTable('recall_answer').set({ is_correct: 0 }).execute()).rejects.toThrow('append-only');
    await expect(db.deleteFrom('recall_answer').execute()).rejects.toThrow('append-only');
  });

  it('moves no progress through the course', async () => {
    const before = await db.selectFrom('course_progress').selectAll().execute();
    await tapAll(db, learner.id, now);
    expect(await db.selectFrom('course_progress').selectAll().execute()).toEqual(before);
  });
});

describe('what is refused', () => {
  it('a question that is not hers now: of another person, of nobody, not due, another number', async () => {
    const other = await enrol(db, course);
    const notAsked = await db.selectFrom('question_version').select('id').where('module_key', '=', 'm2').executeTakeFirstOrThrow();
    for (const change of [{ userId: other.id }, { versionId: newId() }, { versionId: notAsked.id }, { number: 2 }, { number: 0 }, { now: '2026-10-13T02:00:00.000Z' }]) expect(await send(change)).toEqual({ kind: 'gone' });
    expect(await answers()).toEqual([]);
  });

  it.each(['0', '9', '-1', 'a', '1.0', ' ', 'constructor', 'true; drop'])('the option “%s”', async (answer) => {
    await expect(send({ answer })).rejects.toMatchObject({ kind: 'invalid' });
    expect(await answers()).toEqual([]);
  });

  it('a tap on a page from before the question was replaced or taken away', async () => {
    await releaseVersion(db, course, { modules: { m1: ['bai-1'] }, questions: tapQuestions(8), assessments: [] });
    expect(await send()).toEqual({ kind: 'gone' });
    const [fresh] = await askedAt(db, learner.id, now);
    expect(await tap(db, learner.id, fresh!, now)).toMatchObject({ kind: 'answered' });
  });

  it('a sixth answer in a week, from whichever tab', async () => {
    await doStep(db, course, learner.id, { lesson: 'bai-2' }, doneAt);
    const due = await askedAt(db, learner.id, '2026-10-19T02:00:00.000Z');
    await tapAll(db, learner.id, now);
    const sixth = (await askedAt(db, learner.id, '2026-10-19T02:00:00.000Z'))[0]!;
    expect(await tap(db, learner.id, sixth, '2026-10-18T16:00:00.000Z')).toEqual({ kind: 'gone' });
    expect(due).toHaveLength(5);
    expect(await answers()).toHaveLength(5);
    expect(await tap(db, learner.id, sixth, '2026-10-19T02:00:00.000Z')).toMatchObject({ kind: 'answered' });
  });
});

describe('a rebuild', () => {
  /** Half a year of two people who come in most weeks and know two of three. */
  async function liveOn(): Promise<void> {
    const other = await enrol(db, course);
    await doModule(db, course, other.id, '2026-10-20T02:00:00.000Z');
    await doStep(db, course, learner.id, { lesson: 'bai-2' }, '2026-11-02T02:00:00.000Z');
    for (let week = 0; week < 26; week += 1) {
      const at = `${plusDays('2026-10-14', week * 7)}T02:00:00.000Z`;
      if (week % 5 !== 3) await tapAll(db, learner.id, at, (index) => (index + week) % 3 !== 0);
      if (week % 3 !== 1) await tapAll(db, other.id, at, (index) => (index + week) % 4 !== 0);
    }
  }
  const cards = () => db.selectFrom('recall_card').selectAll().orderBy('user_id').orderBy('question_id').execute();

  it('comes to what was reckoned live', async () => {
    await liveOn();
    const live = await cards();
    expect(live.length).toBeGreaterThanOrEqual(9);
    expect((await listProgressDifferences(db)).differences).toEqual([]);
    await rebuildProgress(db);
    expect(await cards()).toEqual(live);
  });

  it('finds and mends what does not follow from the answers', async () => {
    await liveOn();
    const live = await cards();
    await db.updateTable('recall_card').set({ due_on: '2030-01-01' }).where('question_id', '=', live[0]!.question_id).where('user_id', '=', live[0]!.user_id).execute();
    await db.deleteFrom('recall_card').where('question_id', '=', live[1]!.question_id).where('user_id', '=', live[1]!.user_id).execute();
    const { differences } = await listProgressDifferences(db);
    expect(differences.map(({ table, live: row }) => [table, row === null])).toEqual([['recall_card', false], ['recall_card', true]]);
    await rebuildProgress(db);
    expect(await cards()).toEqual(live);
  });
});
