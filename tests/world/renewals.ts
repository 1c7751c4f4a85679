import { openRenewals } from '../../app/learning/index.server.ts';
import { startAttempt } from '../../app/learning/commands/start-attempt.server.ts';
import { submitAttempt } from '../../app/learning/commands/submit-attempt.server.ts';
import { courseOutline } from '../../app/learning/queries/course-outline.server.ts';
import { stepsOf } from '../../app/learning/rules/course-outline.ts';
import type { RenewalSettings } from '../../app/learning/rules/renewal.ts';
import type { Actor } from '../../app/people/actor.ts';
import { testClock } from '../support/clock.ts';
import { freshDb } from '../support/db.ts';
import { secret } from './certificates.ts';
import { makeCourse, releaseVersion, sampleBodies, type CourseTraits } from './learning.ts';
import { makePerson } from './people.ts';
import { answerModules, student } from './study.ts';

export const timeZone = 'Asia/Ho_Chi_Minh';
export const pretestKey = 'kiem-tra-dau-vao';
export const yearly: RenewalSettings = { everyMonths: 12, leadDays: 45, pretest: { questions: 2, right: 2, minutes: 20 } };

/** Two modules with three lessons of five minutes, a test for each, a final one, and a pre-test with two questions from each. */
export const renewedCourse: CourseTraits = {
  modules: { m1: ['bai-1', 'bai-2'], m2: ['bai-3'] },
  questions: ['m1', 'm2'].flatMap((module) => sampleBodies.map((body, at) => ({ key: `${module}-q${at}`, module, body }))),
  assessments: [
    ...['m1', 'm2'].map((module) => ({ key: `kiem-tra-${module}`, kind: 'MODULE' as const, module, blueprint: [{ module, level: 'REMEMBER' as const, count: 4 }] })),
    { key: 'cuoi-khoa', kind: 'FINAL', minutes: 30, cooldownMinutes: 30, blueprint: ['m1', 'm2'].map((module) => ({ module, level: 'REMEMBER' as const, count: 2 })) },
    { key: pretestKey, kind: 'PRETEST', minutes: 20, maxAttempts: 1, passScore: 0, blueprint: ['m1', 'm2'].map((module) => ({ module, count: 2 })) },
  ],
  renewal: yearly,
};

/** A course that is due yearly, and what people and nights do with it. The clock starts on 01/12/2025 at 08:00. */
export async function renewalWorld(traits: CourseTraits = {}) {
  const db = await freshDb();
  const clock = testClock('2025-12-01T01:00:00.000Z');
  const course = await makeCourse(db, { ...renewedCourse, ...traits });
  let newest = course;
  const now = () => clock.now().toISOString();
  const by = (who: Actor) => student(db, who.id, course.slug, { secret, now: now() });
  const outline = async (who: Actor) => {
    const { id } = await db.selectFrom('course_version').select('id').where('course_id', '=', course.id).where('released_at', 'is not', null).where('superseded_at', 'is', null).executeTakeFirstOrThrow();
    return courseOutline(db, { courseId: course.id, versionId: id, userId: who.id, now: now() });
  };
  const w = {
    db, clock, course, by, outline, secret,
    [Symbol.asyncDispose]: () => db.destroy(),
    release: async (changes: CourseTraits) => (newest = await releaseVersion(db, newest, { ...renewedCourse, ...traits, ...changes })),
    /** Somebody who completed the course now. */
    async graduate(who?: Actor): Promise<Actor> {
      const person = who ?? (await makePerson(db));
      await by(person).enrol(null);
      await w.finish(person);
      return person;
    },
    /** Does whatever the course still asks for, rightly. */
    async finish(who: Actor): Promise<void> {
      for (const step of stepsOf(await outline(who))) {
        if (step.status === 'done') continue;
        if (step.kind === 'lesson') await by(who).complete(step.slug);
        else await by(who).pass(step.key);
      }
    },
    /** The nightly job. @returns how many rounds it opened */
    night: () => openRenewals({ db, clock, timeZone }),
    /** Moves the clock to the first night on which a completion of 01/12/2025 is due again, and runs it. */
    async openYear(): Promise<void> {
      clock.set('2026-10-17T01:00:00.000Z');
      await w.night();
    },
    startPretest: (who: Actor) => startAttempt(db, { userId: who.id, courseSlug: course.slug, key: pretestKey, now: now(), today: now().slice(0, 10), secret, source: 'web' }),
    async beginPretest(who: Actor): Promise<string> {
      const started = await w.startPretest(who);
      if (!started.ok) throw new Error(`barred: ${started.bar.kind}`);
      return started.attemptId;
    },
    /** Answers the questions of some modules rightly. */
    answer: (who: Actor, attemptId: string, modules: readonly string[]) => answerModules(db, { attemptId, userId: who.id, modules, now: now(), secret }),
    /** Sits the pre-test and proves these modules. @returns the attempt's id */
    async sit(who: Actor, modules: readonly string[]): Promise<string> {
      const attemptId = await w.beginPretest(who);
      await w.answer(who, attemptId, modules);
      await submitAttempt(db, { attemptId, userId: who.id, now: now(), secret, source: 'web' });
      return attemptId;
    },
    rounds: (who: Actor) => db.selectFrom('enrollment').select(['round', 'due_on as dueOn', 'cancelled_at as endedAt', 'is_mandatory as isMandatory', 'reason']).where('user_id', '=', who.id).orderBy('round').execute(),
    certificates: (who: Actor) => db.selectFrom('certificate').selectAll().where('user_id', '=', who.id).orderBy('issued_at').execute(),
    progress: (who: Actor) => db.selectFrom('course_progress').selectAll().where('user_id', '=', who.id).executeTakeFirstOrThrow(),
  };
  return w;
}
export type RenewalWorld = Awaited<ReturnType<typeof renewalWorld>>;
