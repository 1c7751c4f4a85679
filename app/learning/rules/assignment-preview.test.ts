import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mustBeSure, standings, sumCourses, sumUnits, sumUnitsWhereTheyPart, warningsOf, type StandingCount } from './assignment-preview.ts';
import { releaseOf } from './assignment-release.ts';
import { topOf } from './assignment-tree.ts';
import { exemptionState, lastDayOf } from './exemption.ts';

const units = [{ id: 'tinh', parentId: null }, { id: 'phuong', parentId: 'tinh' }, { id: 'van-phong', parentId: 'phuong' }, { id: 'to', parentId: 'van-phong' }, { id: 'xa', parentId: 'tinh' }];
const row = (unitId: string, standing: StandingCount['standing'], people: number, courseId = 'c', done = 0): StandingCount => ({ courseId, unitId, standing, people, done });

describe('sums by course', () => {
  it('add up to everybody, whatever stands in them', () => {
    const rows = fc.array(fc.record({ courseId: fc.constantFrom('a', 'b'), unitId: fc.constantFrom('x', 'y'), standing: fc.constantFrom(...standings), people: fc.nat(500), done: fc.nat(5) }));
    fc.assert(fc.property(rows, (all) => sumCourses(all, ['a', 'b']).every(({ courseId, counts, total }) => total === Object.values(counts).reduce((sum, n) => sum + n, 0) && total === all.filter((one) => one.courseId === courseId).reduce((sum, { people }) => sum + people, 0))));
  });

  it('are there also for a course that nobody gets', () => {
    expect(sumCourses([], ['c'])).toMatchObject([{ courseId: 'c', total: 0, done: 0, counts: { ADDED: 0 } }]);
  });
});

describe('sums by unit', () => {
  it('stand for the direct sub-units, with whoever sits in the top under its own name', () => {
    expect(sumUnits([row('to', 'ADDED', 3), row('van-phong', 'SELF', 1), row('xa', 'ADDED', 2), row('tinh', 'STAYS', 1)], { units, top: 'tinh', courses: 1 })).toEqual([
      { unitId: 'phuong', people: 4, added: 3 },
      { unitId: 'xa', people: 2, added: 2 },
      { unitId: 'tinh', people: 1, added: 0 },
    ]);
  });

  it('count a person once however many courses she gets', () => {
    expect(sumUnits([row('xa', 'ADDED', 2, 'a'), row('xa', 'SELF', 2, 'b')], { units, top: 'tinh', courses: 2 })).toEqual([{ unitId: 'xa', people: 2, added: 2 }]);
  });

  it('have a line for units outside the tree', () => {
    expect(sumUnits([row('gone', 'ADDED', 1)], { units, top: 'tinh', courses: 1 })).toEqual([{ unitId: null, people: 1, added: 1 }]);
  });

  it('begin where people part', () => {
    expect(sumUnitsWhereTheyPart([row('to', 'ADDED', 3), row('van-phong', 'ADDED', 1)], { units, top: null, courses: 1 }).map(({ unitId }) => unitId)).toEqual(['to', 'van-phong']);
    expect(sumUnitsWhereTheyPart([row('to', 'ADDED', 3)], { units, top: null, courses: 1 }).map(({ unitId }) => unitId)).toEqual(['to']);
    expect(sumUnitsWhereTheyPart([], { units, top: null, courses: 1 })).toEqual([]);
  });

  it('end in a ring', () => {
    const ring = topOf([{ id: 'a', parentId: 'b' }, { id: 'b', parentId: 'a' }], 'z');
    expect([ring('a'), ring('b'), ring('c')]).toEqual([null, null, null]);
  });
});

describe('warnings', () => {
  const facts = { matched: 5, everybody: 9, noUnit: 0, closedUnits: [], inClosed: 0, lostCourses: 0, withoutFirst: [] };
  it.each([
    ['nothing odd', {}, [], false],
    ['nobody', { matched: 0 }, ['NOBODY'], true],
    ['everybody', { matched: 9 }, ['EVERYBODY'], true],
    ['nobody in an empty province', { matched: 0, everybody: 0 }, ['NOBODY'], true],
    ['closed units and people in them', { closedUnits: ['Xã cũ'], inClosed: 2 }, ['CLOSED_UNIT', 'IN_CLOSED_UNIT'], false],
    ['people without a unit, a course that is gone', { noUnit: 1, lostCourses: 1 }, ['NO_UNIT', 'LOST_COURSE'], false],
    ['each course that waits for another one', { withoutFirst: [{ course: 'Sau', first: 'Đầu', people: 2 }, { course: 'Sau', first: 'Giữa', people: 1 }] }, ['FIRST_COURSE', 'FIRST_COURSE'], false],
  ])('for %s', (_what, change, kinds, sure) => {
    const found = warningsOf({ ...facts, ...change });
    expect([found.map(({ kind }) => kind), mustBeSure(found)]).toEqual([kinds, sure]);
  });
});

describe('what becomes of an enrolment that a rule lets go of', () => {
  const held = { isOurs: true, hasOther: false, startedAt: null, completedAt: null };
  it.each([
    ['NOT_BEGUN', {}],
    ['KEPT', { startedAt: 'x' }],
    ['DONE', { startedAt: 'x', completedAt: 'y' }],
    ['DONE', { completedAt: 'y', hasOther: true }],
    ['OTHER_RULE', { hasOther: true }],
    ['OTHER_RULE', { hasOther: true, startedAt: 'x' }],
    ['FOUND', { isOurs: false }],
    ['FOUND', { isOurs: false, completedAt: 'y', hasOther: true }],
  ])('%s', (release, change) => {
    expect(releaseOf({ ...held, ...change })).toBe(release);
  });
});

describe('an exemption', () => {
  it('holds from its first day to its last one', () => {
    const period = { validFrom: '2026-11-23', validTo: '2026-11-25', endedAt: null };
    expect(['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25'].map((day) => exemptionState(period, day))).toEqual(['COMING', 'IN_FORCE', 'IN_FORCE', 'OVER']);
    expect(lastDayOf(period)).toBe('2026-11-24');
    expect(exemptionState({ ...period, endedAt: '2026-11-23T01:00:00.000Z' }, '2026-11-23')).toBe('ENDED');
  });
});
