import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutesLeft, nextStep, outlineCourse, stepsOf, type OutlineInput } from './course-outline.ts';

const when = '2026-11-20T01:00:00.000Z';
type Lesson = OutlineInput['lessons'][number];
type Assessment = OutlineInput['assessments'][number];
const lesson = (id: string, traits: Partial<Lesson> = {}): Lesson => ({ id, slug: id, title: id, minutes: 10, moduleKey: 'm1', openedAt: null, completedAt: null, position: 0, ...traits });
const test = (id: string, traits: Partial<Assessment> = {}): Assessment => ({ id, key: id, kind: 'MODULE', moduleKey: 'm1', title: id, minutes: 15, questions: 10, attempts: 0, bestScore: null, passedAt: null, ...traits });
const modules = ['m1', 'm2'].map((key) => ({ key, title: key, aim: '' }));
const done = { openedAt: when, completedAt: when };

const moduleKey = fc.constantFrom('m1', 'm2');
const maybe = fc.constantFrom(null, when);
const input: fc.Arbitrary<OutlineInput> = fc
  .record({
    lessons: fc.array(fc.record({ moduleKey, openedAt: maybe, completedAt: maybe, position: fc.integer({ min: 0, max: 1000 }), minutes: fc.integer({ min: 1, max: 40 }) }), { maxLength: 8 }),
    tests: fc.array(fc.record({ kind: fc.constantFrom('MODULE', 'FINAL'), moduleKey, attempts: fc.integer({ min: 0, max: 3 }), passedAt: maybe, running: fc.boolean() }), { maxLength: 5 }),
  })
  .map(({ lessons, tests }) => ({
    modules,
    lessons: lessons.map((traits, at) => lesson(`l${at}`, traits)),
    assessments: tests.map(({ kind, moduleKey: key, attempts, passedAt }, at) => test(`t${at}`, { kind, attempts, passedAt, moduleKey: kind === 'FINAL' ? null : key })),
    openAttempts: tests.flatMap(({ running }, at) => (running ? [{ assessmentId: `t${at}`, id: `x${at}`, dueAt: when }] : [])),
  }));

describe('outlineCourse', () => {
  it('loses no step and shows none twice', () => {
    fc.assert(
      fc.property(input, (given) => {
        const ids = stepsOf(outlineCourse(given)).map((step) => step.id);
        expect([...ids].sort()).toEqual([...given.lessons, ...given.assessments].map((one) => one.id).sort());
      }),
    );
  });

  it('counts every lesson as done or open, and no minute of what is done', () => {
    fc.assert(
      fc.property(input, (given) => {
        const outline = outlineCourse(given);
        const open = stepsOf(outline).filter((step) => step.status !== 'done');
        expect(outline.lessonsTotal).toBe(given.lessons.length);
        expect(outline.lessonsTotal - outline.lessonsDone).toBe(open.filter((step) => step.kind === 'lesson').length);
        expect(outline.minutesLeft).toBe(open.reduce((sum, step) => sum + minutesLeft(step), 0));
      }),
    );
  });

  it('locks an assessment only while something is missing and nobody has begun it', () => {
    fc.assert(
      fc.property(input, (given) => {
        for (const step of stepsOf(outlineCourse(given))) {
          if (step.kind !== 'assessment' || step.status !== 'locked') continue;
          expect(step.missing).toBeGreaterThan(0);
          expect(step.openAttempt).toBeNull();
          expect(given.assessments.find(({ id }) => id === step.id)).toMatchObject({ attempts: 0, passedAt: null });
        }
      }),
    );
  });

  it('names a next step that can be taken, and none only when all others are done or locked', () => {
    fc.assert(
      fc.property(input, (given) => {
        const outline = outlineCourse(given);
        const next = nextStep(outline);
        const open = stepsOf(outline).filter((step) => step.status === 'todo' || step.status === 'doing');
        const running = stepsOf(outline).filter((step) => step.kind === 'assessment' && step.openAttempt);
        expect(next).toEqual(running[0] ?? open[0] ?? null);
      }),
    );
  });

  it('keeps the order: lessons of a module, its assessment, the next module, the final', () => {
    const outline = outlineCourse({ modules, lessons: [lesson('l1'), lesson('l2', { moduleKey: 'm2' }), lesson('l3')], assessments: [test('final', { kind: 'FINAL', moduleKey: null }), test('t1')], openAttempts: [] });
    expect(stepsOf(outline).map((step) => step.id)).toEqual(['l1', 'l3', 't1', 'l2', 'final']);
  });

  it('asks a module assessment for the lessons of its own module only', () => {
    const given = { modules, lessons: [lesson('l1', done), lesson('l2', { moduleKey: 'm2' })], assessments: [test('t1'), test('t2', { moduleKey: 'm2' })], openAttempts: [] };
    expect(stepsOf(outlineCourse(given)).map((step) => [step.id, step.status])).toEqual([['l1', 'done'], ['t1', 'todo'], ['l2', 'todo'], ['t2', 'locked']]);
  });

  it('asks the final for every lesson and every module assessment', () => {
    const final = (tests: Assessment[], lessons: Lesson[]) => outlineCourse({ modules, lessons, assessments: [...tests, test('final', { kind: 'FINAL', moduleKey: null })], openAttempts: [] }).finals[0];
    expect(final([test('t1')], [lesson('l1'), lesson('l2', done)])).toMatchObject({ status: 'locked', missing: 2 });
    expect(final([test('t1', { attempts: 1 })], [lesson('l1', done)])).toMatchObject({ status: 'locked', missing: 1 });
    expect(final([test('t1', { attempts: 1, passedAt: when })], [lesson('l1', done)])).toMatchObject({ status: 'todo', missing: 0 });
  });

  it('puts a running attempt before everything else', () => {
    const outline = outlineCourse({ modules, lessons: [lesson('l1', done), lesson('l2', { moduleKey: 'm2' })], assessments: [test('t1', { attempts: 1, passedAt: when })], openAttempts: [{ assessmentId: 't1', id: 'x', dueAt: when }] });
    expect(nextStep(outline)).toMatchObject({ id: 't1', openAttempt: { id: 'x' } });
  });

  it('halves the minutes of a lesson that is half read, but never says none', () => {
    const outline = outlineCourse({ modules, lessons: [lesson('l1', { openedAt: when, position: 500 }), lesson('l2', { openedAt: when, position: 1000 })], assessments: [], openAttempts: [] });
    expect(stepsOf(outline).map(minutesLeft)).toEqual([5, 1]);
    expect(outline.minutesLeft).toBe(6);
  });
});
