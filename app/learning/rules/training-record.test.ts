import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attendedShare, trainingRecord, type TrainingFact } from './training-record.ts';

let counter = 0;
const course = (courseId: string, periods: number, on = '2026-03-10'): TrainingFact => ({ kind: 'COURSE', id: `e${(counter += 1)}`, courseId, title: courseId, on, periods });
const lesson = (periods: number, attended: number, more: Partial<Extract<TrainingFact, { kind: 'CLASS' }>> = {}): TrainingFact => ({ kind: 'CLASS', id: `r${(counter += 1)}`, courseId: null, replacesCourse: false, title: 'Lớp', on: '2026-05-20', periods, attended, neededShare: 80, ...more });
const verdicts = (facts: TrainingFact[]) => trainingRecord(facts).lines.map(({ verdict, credited }) => `${verdict} ${credited}`);

describe('the share that somebody attended', () => {
  it.each([
    [5, 4, 80], [3, 2, 66], [1.5, 1.2, 80], [0.3, 0.24, 80], [10, 7.999, 79], [4, 0, 0], [4, 4, 100], [0, 0, 0],
  ])('of %d periods, %d attended, is %d per cent', (periods, attended, share) => expect(attendedShare({ periods, attended })).toBe(share));
});

describe('a year of training', () => {
  it('is empty for whoever did nothing', () => expect(trainingRecord([])).toEqual({ lines: [], total: 0 }));

  it('adds courses and classes up, by day', () => {
    const record = trainingRecord([lesson(5, 4), course('a', 7), course('b', 4.5, '2026-09-01')]);
    expect(record.lines.map(({ fact }) => fact.on)).toEqual(['2026-03-10', '2026-05-20', '2026-09-01']);
    expect(record.total).toBe(16.5);
  });

  it('counts a class with all its periods from the share on, and with none below it', () => {
    expect(verdicts([lesson(5, 4), lesson(5, 3.5), lesson(5, 0)])).toEqual(['COUNTS 5', 'ABSENT 0', 'ABSENT 0']);
    expect(verdicts([lesson(5, 3, { neededShare: 60 })])).toEqual(['COUNTS 5']);
  });

  it('counts a course once a year, also when it was completed twice', () => {
    expect(verdicts([course('a', 7, '2026-01-05'), course('a', 7, '2026-12-20'), course('b', 2, '2026-12-30')])).toEqual(['COUNTS 7', 'SAME_COURSE 0', 'COUNTS 2']);
  });

  it('lets the longer one of a course and a class with its content count', () => {
    const class_ = (periods: number) => lesson(periods, periods, { courseId: 'a', replacesCourse: true });
    expect(verdicts([course('a', 7), class_(5)])).toEqual(['COUNTS 7', 'SAME_COURSE 0']);
    expect(verdicts([course('a', 7), class_(8)])).toEqual(['SAME_COURSE 0', 'COUNTS 8']);
    expect(verdicts([course('a', 7), class_(7)])).toEqual(['COUNTS 7', 'SAME_COURSE 0']);
  });

  it('does not let a class that was missed take the place of the course', () => {
    expect(verdicts([course('a', 7), lesson(9, 3, { courseId: 'a', replacesCourse: true })])).toEqual(['COUNTS 7', 'ABSENT 0']);
  });

  it('adds the hours in class of a blended course on top, once', () => {
    const blended = (periods: number) => lesson(periods, periods, { courseId: 'a' });
    expect(verdicts([course('a', 7), blended(4)])).toEqual(['COUNTS 7', 'COUNTS 4']);
    expect(verdicts([blended(4), blended(5)])).toEqual(['SAME_CLASS 0', 'COUNTS 5']);
  });

  it('never counts more than everything, never negative, and the same in any order', () => {
    const fact = fc.oneof(
      fc.record({ courseId: fc.constantFrom('a', 'b'), periods: fc.integer({ min: 1, max: 20 }), month: fc.integer({ min: 1, max: 9 }) }).map(({ courseId, periods, month }) => course(courseId, periods / 2, `2026-0${month}-15`)),
      fc.record({ periods: fc.integer({ min: 1, max: 20 }), attended: fc.integer({ min: 0, max: 20 }), courseId: fc.constantFrom('a', 'b', null), replaces: fc.boolean() }).map(({ periods, attended, courseId, replaces }) => lesson(periods / 2, Math.min(periods, attended) / 2, { courseId, replacesCourse: replaces && courseId !== null })),
    );
    fc.assert(fc.property(fc.array(fact, { maxLength: 12 }), (facts) => {
      const record = trainingRecord(facts);
      expect(record.lines).toHaveLength(facts.length);
      expect(record.total).toBeLessThanOrEqual(facts.reduce((sum, one) => sum + one.periods, 0));
      expect(record.lines.every(({ credited }) => credited >= 0)).toBe(true);
      expect(trainingRecord(facts.toReversed())).toEqual(record);
    }));
  });
});
