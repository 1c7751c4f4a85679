import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jobHandlers } from '../../../jobs/registry.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { silentLog } from '../../../tests/support/log.ts';
import { completeLessons, enrol, makeCourse, sampleBodies } from '../../../tests/world/learning.ts';
import { makeEditor, remarkNow, secret, sit, suspend, type Given, type SittingTraits } from '../../../tests/world/sittings.ts';
import type { Db } from '../../../db/client.ts';
import { createRunner } from '../../platform/jobs/runner.server.ts';
import { listProgressDifferences } from '../queries/progress-differences.server.ts';
import { previewRemark } from '../queries/remarkable-attempts.server.ts';
import { getQuestion } from '../queries/question-identity.server.ts';
import { scaleScore } from '../rules/score-question.ts';
import { rebuildProgress } from './rebuild-progress.server.ts';

const keys = Array.from({ length: 12 }, (_none, at) => `q${at + 1}`);
const blueprint = (count: number) => [{ module: 'm1', level: 'REMEMBER' as const, count }];

/** A bank of twelve, two tests that draw from it, and people who have read everything. */
async function world(people = 1) {
  const [db, clock] = [await freshDb(), testClock('2026-11-25T01:00:00.000Z')];
  const course = await makeCourse(db, {
    modules: { m1: ['bai-1'] },
    questions: keys.map((key, at) => ({ key, module: 'm1', body: sampleBodies[at % sampleBodies.length] as (typeof sampleBodies)[number] })),
    assessments: [{ key: 'kiem-tra-m1', kind: 'MODULE', module: 'm1', blueprint: blueprint(6) }, { key: 'cuoi-khoa', kind: 'FINAL', blueprint: blueprint(4) }],
  });
  const learners = [];
  for (let count = 0; count < people; count += 1) {
    const learner = await enrol(db, course);
    await completeLessons(db, course, learner);
    learners.push(learner.id);
  }
  const editor = await makeEditor(db);
  const [learner = ''] = learners;
  return { db, clock, course, learners, learner, editor, sits: (traits: Partial<SittingTraits> & Pick<SittingTraits, 'given'>) => sit(db, { userId: learner, course: course.slug, assessment: 'kiem-tra-m1', startedAt: '2026-11-24T01:00:00.000Z', submittedAt: '2026-11-24T01:10:00.000Z', ...traits }) };
}
const allBut = (wrong: string[], of = keys.slice(0, 6)) => Object.fromEntries(of.map((key) => [key, wrong.includes(key) ? 'wrong' : 'right'])) as Record<string, Given>;
const remarksOf = (db: Db) => db.selectFrom('attempt_remark').selectAll().orderBy('attempt_id').execute();
const recipientsOf = (db: Db) => db.selectFrom('message_recipient').select('user_id').orderBy('user_id').execute();
const attemptsOf = (db: Db) => db.selectFrom('attempt').selectAll().orderBy('id').execute();
const questionsOf = (db: Db) => db.selectFrom('attempt_question').selectAll().orderBy('attempt_id').orderBy('position').execute();

describe('marking again', () => {
  it('raises the score, keeps the answer, writes down what was before, and tells the person once', async () => {
    const { db, clock, learner, course, editor, sits } = await world();
    const id = await sits({ given: allBut(['q1', 'q3', 'q4']) });
    const before = (await attemptsOf(db))[0];
    const suspensionId = await suspend(db, clock, editor, course.slug, 'q1');
    clock.pass({ minutes: 1 });
    expect(await remarkNow(db, clock, suspensionId)).toBe(1);
    const [after] = await attemptsOf(db);
    expect(after).toEqual({ ...before, score: after?.score });
    expect(after?.score).toBeGreaterThan(before?.score ?? 10);
    expect((await questionsOf(db)).map(({ waived_by, points }) => [waived_by, points])).toContainEqual([suspensionId, 0]);
    expect(await remarksOf(db)).toEqual([{ attempt_id: id, suspension_id: suspensionId, score_before: before?.score, score_after: after?.score, passed_before: 0, passed_after: 0, marked_at: '2026-11-25T01:01:00.000Z' }]);
    expect(await recipientsOf(db)).toEqual([{ user_id: learner }]);
    const message = await db.selectFrom('message').select(['content', 'is_duty', 'topic']).executeTakeFirstOrThrow();
    expect(message).toMatchObject({ is_duty: 1, topic: 'TRAINING' });
    expect(JSON.parse(message.content).vi.subject).toBe('Kết quả bài kiểm tra của Anh/Chị tăng sau khi chấm lại');
  });

  it('gives what passing gives, as of the day of the attempt: progress, course, certificate', async () => {
    const { db, clock, learner, course, editor, sits } = await world();
    await sits({ given: allBut(['q1', 'q3']) });
    await sits({ assessment: 'cuoi-khoa', given: allBut([], keys.slice(0, 4)), startedAt: '2026-11-24T02:00:00.000Z', submittedAt: '2026-11-24T02:10:00.000Z' });
    expect(await db.selectFrom('certificate').selectAll().execute()).toEqual([]);
    const suspensionId = await suspend(db, clock, editor, course.slug, 'q1');
    await remarkNow(db, clock, suspensionId);
    expect(await db.selectFrom('assessment_progress').select(['attempts', 'passed_at']).where('assessment_id', '=', course.assessments['kiem-tra-m1'] ?? '').execute()).toEqual([{ attempts: 1, passed_at: '2026-11-24T01:10:00.000Z' }]);
    expect(await db.selectFrom('course_progress').select(['user_id', 'completed_at', 'last_active_at']).execute()).toMatchObject([{ user_id: learner, completed_at: '2026-11-25T01:00:00.000Z' }]);
    expect(await db.selectFrom('certificate').select(['user_id', 'issued_at']).execute()).toEqual([{ user_id: learner, issued_at: '2026-11-25T01:00:00.000Z' }]);
    expect(JSON.parse((await db.selectFrom('message').select('content').executeTakeFirstOrThrow()).content).vi.subject).toBe('Anh/Chị đạt bài kiểm tra sau khi chấm lại');
  });

  it('leaves certificates that were given as they are', async () => {
    const { db, clock, course, editor, sits } = await world();
    await sits({ given: allBut(['q1']), assessment: 'kiem-tra-m1' });
    await sits({ assessment: 'cuoi-khoa', given: allBut([], keys.slice(0, 4)), startedAt: '2026-11-24T02:00:00.000Z', submittedAt: '2026-11-24T02:10:00.000Z' });
    await remarkNow(db, clock, await suspend(db, clock, editor, course.slug, 'q9'));
    await sits({ number: 2, given: allBut(['q1', 'q3']), startedAt: '2026-11-24T03:00:00.000Z', submittedAt: '2026-11-24T03:10:00.000Z' });
    await remarkNow(db, clock, await suspend(db, clock, editor, course.slug, 'q3'));
    const issued = await db.selectFrom('certificate').selectAll().execute();
    await remarkNow(db, clock, await suspend(db, clock, editor, course.slug, 'q1'));
    expect(await db.selectFrom('certificate').selectAll().execute()).toEqual(issued);
    expect(issued).toHaveLength(1);
  });

  it('counts several questions of one attempt, each by its own suspension', async () => {
    const { db, clock, course, editor, sits } = await world();
    await sits({ given: allBut(['q1', 'q3', 'q9'], ['q1', 'q2', 'q3', 'q9', 'q5', 'q6']) });
    const suspensions = [await suspend(db, clock, editor, course.slug, 'q1'), await suspend(db, clock, editor, course.slug, 'q3')];
    for (const one of suspensions) await remarkNow(db, clock, one);
    expect((await remarksOf(db)).map(({ score_before, score_after }) => [score_before, score_after]).sort()).toEqual([[5, 6.7], [6.7, 8.3]]);
    expect((await attemptsOf(db))[0]).toMatchObject({ score: 8.3, is_passed: 1 });
    expect((await listProgressDifferences(db)).differences).toEqual([]);
  });

  it('is done by the job that the suspension left behind, and a second run changes nothing', async () => {
    const { db, clock, course, editor, learners } = await world(3);
    for (const userId of learners) await sit(db, { userId, course: course.slug, assessment: 'kiem-tra-m1', startedAt: '2026-11-24T01:00:00.000Z', submittedAt: '2026-11-24T01:10:00.000Z', given: allBut(['q1', 'q3']) });
    const suspensionId = await suspend(db, clock, editor, course.slug, 'q1');
    const runner = createRunner({ db, clock, log: silentLog, secret, timeZone: 'Asia/Ho_Chi_Minh' }, jobHandlers.filter(({ contract }) => contract.name === 'learning.remark'));
    await runner.runDue();
    const state = async () => [await attemptsOf(db), await questionsOf(db), await remarksOf(db), await recipientsOf(db), await db.selectFrom('progress_event').selectAll().orderBy('seq').execute()];
    const once = await state();
    expect(await remarksOf(db)).toHaveLength(3);
    expect(await remarkNow(db, clock, suspensionId)).toBe(0);
    expect(await state()).toEqual(once);
  });
});

it('keeps its history for ever', async () => {
  const { db, clock, course, editor, sits } = await world();
  await sits({ given: allBut(['q1']) });
  await remarkNow(db, clock, await suspend(db, clock, editor, course.slug, 'q1'));
  await expect(db.updateTable('attempt_remark').set({ score_before: 1 }).execute()).rejects.toThrow('append-only');
  await expect(db.deleteFrom('attempt_remark').execute()).rejects.toThrow('append-only');
  await expect(db.updateTable('question_suspension').set({ reason: 'khác hẳn' }).execute()).rejects.toThrow('only by lifting');
  await expect(db.deleteFrom('question_suspension').execute()).rejects.toThrow('append-only');
});

describe('in a world of any attempts', () => {
  const given = fc.constantFrom<Given>('right', 'wrong', 'open');
  const sitting = fc.record({
    person: fc.nat(2),
    assessment: fc.constantFrom('kiem-tra-m1', 'cuoi-khoa'),
    questions: fc.uniqueArray(fc.constantFrom(...keys.slice(0, 8)), { minLength: 2, maxLength: 6 }),
    answers: fc.array(given, { minLength: 6, maxLength: 6 }),
    isOpen: fc.boolean(),
  });

  it('exactly those change in which the question cost something; everything else stays byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sitting, { minLength: 1, maxLength: 9 }), async (sittings) => {
        const w = await world(3);
        const { db, course } = w;
        try {
          const open = new Set<string>();
          for (const [at, { person, assessment, questions, answers, isOpen }] of sittings.entries()) {
            const place = `${person} ${assessment}`;
            const stays = isOpen && !open.has(place);
            if (stays) open.add(place);
            const hour = String(at).padStart(2, '0');
            await sit(db, { userId: w.learners[person] ?? '', course: course.slug, assessment, number: at + 1, startedAt: `2026-11-24T${hour}:00:00.000Z`, submittedAt: stays ? null : `2026-11-24T${hour}:10:00.000Z`, given: Object.fromEntries(questions.map((key, position) => [key, answers[position] ?? 'open'])) });
          }
          await expectExactChange(w);
        } finally {
          await db.destroy();
        }
      }),
      { numRuns: 30 },
    );
  });

  async function expectExactChange({ db, clock, course, editor }: Awaited<ReturnType<typeof world>>) {
    const { id } = await getQuestion(db, course.slug, 'q1');
    const of = await db.selectFrom('question_version').select('id').where('question_id', '=', id).executeTakeFirstOrThrow();
    const [attempts, questions] = [await attemptsOf(db), await questionsOf(db)];
    const cost = new Set(questions.filter((row) => row.question_version_id === of.id && row.points !== null && row.points < 1).map((row) => row.attempt_id));
    const promised = await previewRemark(db, id, clock.now().toISOString());
    const suspensionId = await suspend(db, clock, editor, course.slug, 'q1');
    expect(await remarkNow(db, clock, suspensionId)).toBe(cost.size);
    expect(await questionsOf(db)).toEqual(questions.map((row) => (cost.has(row.attempt_id) && row.question_version_id === of.id ? { ...row, waived_by: suspensionId } : row)));
    const wanted = attempts.map((row) => {
      if (!cost.has(row.id)) return row;
      const own = questions.filter((one) => one.attempt_id === row.id);
      const score = scaleScore(own.reduce((sum, one) => sum + (one.question_version_id === of.id ? 1 : (one.points ?? 0)), 0), own.length);
      return { ...row, score, is_passed: score >= 8 ? 1 : 0 };
    });
    expect(await attemptsOf(db)).toEqual(wanted);
    const risen = wanted.filter((row, at) => row.score !== attempts[at]?.score);
    const passing = wanted.filter((row, at) => row.is_passed !== attempts[at]?.is_passed);
    expect((await remarksOf(db)).map(({ attempt_id, score_before, score_after }) => [attempt_id, score_before, score_after])).toEqual(wanted.flatMap((row, at) => (cost.has(row.id) ? [[row.id, attempts[at]?.score, row.score]] : [])));
    const told = [...new Set(risen.map((row) => row.user_id))].sort();
    expect((await recipientsOf(db)).map(({ user_id }) => user_id)).toEqual(told);
    expect(promised).toMatchObject({ changed: risen.length, passing: passing.length, people: told.length });
    expect((await listProgressDifferences(db)).differences).toEqual([]);
    const live = await db.selectFrom('assessment_progress').selectAll().execute();
    await rebuildProgress(db);
    expect(await db.selectFrom('assessment_progress').selectAll().execute()).toEqual(live);
  }
});
