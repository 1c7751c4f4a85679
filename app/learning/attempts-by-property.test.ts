import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { examinee, questionsOf } from '../../tests/world/attempts.ts';
import { makeExamWorld, releaseVersion, type MadeCourse } from '../../tests/world/learning.ts';
import { autoSubmit } from './commands/auto-submit.server.ts';
import { listProgressDifferences } from './queries/progress-differences.server.ts';

const blueprint = [{ module: 'm1', level: 'REMEMBER' as const, count: 6 }];
const asked = (maxAttempts: number, cooldownMinutes: number, minutes: number) => ({ assessments: [{ key: 'kiem-tra-m1', kind: 'MODULE' as const, module: 'm1', blueprint, maxAttempts, cooldownMinutes, minutes }] });

/** What can happen around a test: people press, time passes or runs back, the job comes, editors release. */
type Step = { kind: 'start' | 'startTwice' | 'submit' | 'job' | 'answer' } | { kind: 'pass'; seconds: number } | { kind: 'release'; maxAttempts: number; cooldownMinutes: number; minutes: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Step>({ kind: 'start' }, { kind: 'startTwice' }, { kind: 'submit' }, { kind: 'job' }, { kind: 'answer' }) },
  { weight: 3, arbitrary: fc.constantFrom(1, 59, 60, 719, 720, 723, 1_800, -30, -3_600).map((seconds): Step => ({ kind: 'pass', seconds })) },
  { weight: 1, arbitrary: fc.record({ maxAttempts: fc.integer({ min: 1, max: 4 }), cooldownMinutes: fc.constantFrom(0, 1, 30), minutes: fc.constantFrom(1, 12) }).map((rules): Step => ({ kind: 'release', ...rules })) },
);

async function play(steps: readonly Step[]) {
  const db = await freshDb();
  const clock = testClock();
  const made = await makeExamWorld(db, asked(3, 0, 12));
  let course: MadeCourse = made.course;
  const me = examinee(db, clock, course, made.learner.id);
  const newest = async () => (await db.selectFrom('attempt').select('id').orderBy('number', 'desc').limit(1).executeTakeFirst())?.id;
  /** How many attempts the rules of the moment allowed at the start of each. */
  const allowed: number[] = [];
  let most = 3;
  const begun = (started: Awaited<ReturnType<typeof me.start>>) => void (started.ok && started.isNew && allowed.push(most));
  for (const one of steps) {
    const id = await newest();
    if (one.kind === 'start') begun(await me.start());
    else if (one.kind === 'startTwice') (await Promise.all([me.start(), me.start()])).forEach(begun);
    else if (one.kind === 'pass') clock.pass({ seconds: one.seconds });
    else if (one.kind === 'release') {
      most = one.maxAttempts;
      course = await releaseVersion(db, course, asked(one.maxAttempts, one.cooldownMinutes, one.minutes));
    } else if (id && one.kind === 'submit') await me.submit(id);
    else if (id && one.kind === 'answer') await me.answerRightly(id, 3);
    else if (id && one.kind === 'job') await autoSubmit(db, { attemptId: id, now: clock.now().toISOString(), secret: 'test-secret-test-secret-test-secret', source: 'job' });
  }
  return { db, allowed, attempts: await db.selectFrom('attempt').selectAll().orderBy('number').execute() };
}

it('whatever is pressed, however time runs and whatever is released meanwhile, attempts keep their rules', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const { db, allowed, attempts } = await play(steps);
      try {
        expect(attempts.map(({ number }) => number)).toEqual(attempts.map((_one, at) => at + 1));
        expect(attempts.filter(({ submitted_at }) => submitted_at === null).length).toBeLessThanOrEqual(1);
        allowed.forEach((most, at) => expect(at + 1).toBeLessThanOrEqual(most));
        for (const one of attempts) {
          const points = (await questionsOf(db, one.id)).map((question) => question.points);
          if (one.submitted_at === null) expect([one.score, one.is_passed, new Set(points)]).toEqual([null, null, new Set([null])]);
          else {
            expect([one.submitted_at >= one.started_at, one.submitted_at <= one.due_at]).toEqual([true, true]);
            expect(points.every((each) => each !== null && each >= 0 && each <= 1)).toBe(true);
            expect([(one.score ?? -1) >= 0, (one.score ?? 11) <= 10, one.is_passed]).toEqual([true, true, (one.score ?? 0) >= 8 ? 1 : 0]);
          }
        }
        const told = await db.selectFrom('progress_event').select('verb').where('verb', 'in', ['attempt.started', 'attempt.submitted']).execute();
        const count = (verb: string) => told.filter((event) => event.verb === verb).length;
        expect([count('attempt.started'), count('attempt.submitted')]).toEqual([attempts.length, attempts.filter(({ submitted_at }) => submitted_at !== null).length]);
        expect((await listProgressDifferences(db)).differences).toEqual([]);
      } finally {
        await db.destroy();
      }
    }),
    { numRuns: 25 },
  );
});
