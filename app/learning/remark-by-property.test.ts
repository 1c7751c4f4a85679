import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { examinee } from '../../tests/world/attempts.ts';
import { testPorts } from '../../tests/world/calls.ts';
import { completeLessons, enrol, makeCourse, sampleBodies } from '../../tests/world/learning.ts';
import { makeEditor, remarkNow, secret } from '../../tests/world/sittings.ts';
import type { Db } from '../../db/client.ts';
import { autoSubmit } from './commands/auto-submit.server.ts';
import { reinstateQuestion, suspendQuestion } from './commands/suspend-question.server.ts';
import { listProgressDifferences } from './queries/progress-differences.server.ts';
import { getQuestion } from './queries/question-identity.server.ts';
import { scoreAttempt } from './rules/score-question.ts';

const keys = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6'];

/** What learners, editors and the machine do, in any order. */
type Step =
  | { kind: 'start' | 'submit' | 'auto'; who: number }
  | { kind: 'answer'; who: number; count: number }
  | { kind: 'suspend' | 'reinstate'; key: string }
  | { kind: 'job' }
  | { kind: 'pass'; minutes: number };
const who = fc.nat(1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('start' as const, 'submit' as const), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('answer' as const), who, count: fc.integer({ min: 0, max: 4 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('suspend' as const, 'suspend' as const, 'reinstate' as const), key: fc.constantFrom(...keys) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('auto' as const), who }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'job' }) },
  { weight: 3, arbitrary: fc.constantFrom(1, 5, 13).map((minutes): Step => ({ kind: 'pass', minutes })) },
);

async function world() {
  const [db, clock] = [await freshDb(), testClock()];
  const blueprint = [{ module: 'm1', level: 'REMEMBER' as const, count: 4 }];
  const course = await makeCourse(db, { questions: sampleBodies.map((body, at) => ({ key: keys[at] ?? '', module: 'm1', body })), assessments: [{ key: 'kiem-tra-m1', kind: 'MODULE', module: 'm1', blueprint, maxAttempts: 99, passScore: 6 }] });
  const people = [];
  for (let count = 0; count < 2; count += 1) {
    const learner = await enrol(db, course);
    await completeLessons(db, course, learner);
    people.push({ ...examinee(db, clock, course, learner.id), id: learner.id });
  }
  return { db, clock, course, people, editor: await makeEditor(db), ports: testPorts(db, clock) };
}
type World = Awaited<ReturnType<typeof world>>;

async function play(w: World, one: Step): Promise<void> {
  const { db, clock, course, editor, ports } = w;
  if (one.kind === 'pass') return clock.pass({ minutes: one.minutes });
  if (one.kind === 'job') return runJobs(w);
  if ('key' in one) {
    const { versionId, suspensionId } = await getQuestion(db, course.slug, one.key);
    if (one.kind === 'suspend') await suspendQuestion(ports, editor, { course: course.slug, key: one.key, version: versionId, reason: 'Đáp án đã sai' });
    else await reinstateQuestion(ports, editor, { course: course.slug, key: one.key, suspension: suspensionId ?? versionId, reason: 'Đã kiểm tra lại' });
    // So that no two things happen in one instant: what was first is asked of the instants.
    return clock.pass({ seconds: 1 });
  }
  const me = w.people[one.who];
  const open = await db.selectFrom('attempt').select('id').where('user_id', '=', me?.id ?? '').where('submitted_at', 'is', null).executeTakeFirst();
  if (one.kind === 'start') await me?.start();
  else if (open && one.kind === 'answer') await me?.answerRightly(open.id, one.count);
  else if (open && one.kind === 'submit') await me?.submit(open.id);
  else if (open && one.kind === 'auto') await autoSubmit(db, { attemptId: open.id, now: clock.now().toISOString(), secret, source: 'job' });
  clock.pass({ seconds: 1 });
}

async function runJobs({ db, clock }: World): Promise<void> {
  for (const { id } of await db.selectFrom('question_suspension').select('id').execute()) await remarkNow(db, clock, id);
}

async function facts(db: Db) {
  const suspensions = await db.selectFrom('question_suspension').selectAll().execute();
  const attempts = await db.selectFrom('attempt').selectAll().execute();
  const questions = await db.selectFrom('attempt_question as q').innerJoin('question_version as v', 'v.id', 'q.question_version_id').select(['q.attempt_id', 'q.points', 'q.waived_by', 'v.question_id']).execute();
  return { suspensions, attempts, questions };
}

/** Of every state on the way: nothing that is out of use was drawn, and no result has fallen. */
async function expectFair(db: Db, scores: Map<string, number>): Promise<void> {
  const { suspensions, attempts, questions } = await facts(db);
  for (const attempt of attempts) {
    const own = questions.filter((question) => question.attempt_id === attempt.id);
    for (const { question_id } of own) expect(suspensions.filter((one) => one.question_id === question_id && one.suspended_at < attempt.started_at && (one.lifted_at === null || one.lifted_at > attempt.started_at))).toEqual([]);
    if (attempt.score === null) continue;
    expect(attempt.score).toBeGreaterThanOrEqual(scores.get(attempt.id) ?? 0);
    expect(attempt.score).toBe(scoreAttempt(own.map(({ points, waived_by }) => (waived_by === null ? (points ?? 0) : 1))));
    expect(attempt.is_passed).toBe(attempt.score >= 6 ? 1 : 0);
    scores.set(attempt.id, attempt.score);
  }
}

/** When all jobs have run: whether a question counts follows from instants alone. */
async function expectSettled(db: Db): Promise<void> {
  const { suspensions, attempts, questions } = await facts(db);
  for (const attempt of attempts.filter(({ score }) => score !== null)) {
    for (const { question_id, points, waived_by } of questions.filter((question) => question.attempt_id === attempt.id)) {
      const isDue = (points ?? 0) < 1 && suspensions.some((one) => one.question_id === question_id && one.suspended_at >= attempt.started_at);
      expect(waived_by !== null).toBe(isDue);
    }
  }
  const remarks = await db.selectFrom('attempt_remark as r').innerJoin('attempt as a', 'a.id', 'r.attempt_id').select(['a.user_id', 'r.suspension_id']).whereRef('r.score_after', '>', 'r.score_before').distinct().execute();
  expect(await db.selectFrom('message_recipient').select('user_id').execute()).toHaveLength(remarks.length);
  expect((await listProgressDifferences(db)).differences).toEqual([]);
}

it('whoever does what in whichever order, results never fall, nothing out of use is asked, and the end does not hang on when the job ran', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 24 }), async (steps) => {
      const w = await world();
      try {
        const scores = new Map<string, number>();
        for (const one of steps) {
          await play(w, one);
          await expectFair(w.db, scores);
        }
        await runJobs(w);
        await expectFair(w.db, scores);
        await expectSettled(w.db);
      } finally {
        await w.db.destroy();
      }
    }),
    { numRuns: 30 },
  );
});
