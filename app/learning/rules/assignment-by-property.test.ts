import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusDays } from '../../platform/days.ts';
import { standings, sumCourses, sumUnits, sumUnitsWhereTheyPart, warningsOf, mustBeSure, type StandingCount } from './assignment-preview.ts';
import { releaseOf, releases, type HeldEnrolment } from './assignment-release.ts';
import { dueAfterChange, dueFor, ruleState, strictest, versionOn, type DatedVersion, type RuleDue } from './assignment-rule.ts';
import { topOf, type UnitNode } from './assignment-tree.ts';
import { reasonWords, ruleReason, whoWords } from './assignment-words.ts';
import { everybody } from './assignment-rule.ts';
import { exemptionState, lastDayOf } from './exemption.ts';

const today = '2026-11-23';
const day = fc.integer({ min: -800, max: 800 }).map((days) => plusDays(today, days));
const held: fc.Arbitrary<HeldEnrolment> = fc.record({ isOurs: fc.boolean(), hasOther: fc.boolean(), startedAt: fc.constantFrom(null, '2026-11-01T01:00:00.000Z'), completedAt: fc.constantFrom(null, '2026-11-02T01:00:00.000Z') });

describe('letting go', () => {
  it.each<[string, Partial<HeldEnrolment>, (typeof releases)[number]]>([
    ['never begun', {}, 'NOT_BEGUN'],
    ['begun', { startedAt: 'x' }, 'KEPT'],
    ['completed', { startedAt: 'x', completedAt: 'y' }, 'DONE'],
    ['completed without ever having been opened', { completedAt: 'y' }, 'DONE'],
    ['asked for by another rule', { hasOther: true }, 'OTHER_RULE'],
    ['begun and asked for by another rule', { hasOther: true, startedAt: 'x' }, 'OTHER_RULE'],
    ['completed and asked for by another rule', { hasOther: true, completedAt: 'y' }, 'DONE'],
    ['made by nobody’s rule', { isOurs: false }, 'FOUND'],
    ['made by nobody’s rule and completed', { isOurs: false, hasOther: true, completedAt: 'y' }, 'FOUND'],
  ])('of what is %s', (_what, change, release) => {
    expect(releaseOf({ isOurs: true, hasOther: false, startedAt: null, completedAt: null, ...change })).toBe(release);
  });

  it('ends only what a rule made, nobody began, nobody completed and no other rule asks for', () => {
    fc.assert(fc.property(held, (one) => {
      expect(releases).toContain(releaseOf(one));
      expect(releaseOf(one) === 'NOT_BEGUN').toBe(one.isOurs && !one.hasOther && one.startedAt === null && one.completedAt === null);
    }));
  });
});

describe('an exemption', () => {
  it.each([
    ['COMING', '2026-11-24', '2026-12-01', null], ['IN_FORCE', '2026-11-23', '2026-11-24', null], ['IN_FORCE', '2026-01-01', '2027-01-01', null],
    ['OVER', '2026-11-01', '2026-11-23', null], ['ENDED', '2026-11-23', '2026-11-24', '2026-11-23T01:00:00.000Z'], ['ENDED', '2027-01-01', '2027-02-01', '2026-11-23T01:00:00.000Z'],
  ] as const)('is %s', (state, validFrom, validTo, endedAt) => {
    expect(exemptionState({ validFrom, validTo, endedAt }, today)).toBe(state);
  });

  it('is in force exactly from its first day to its last', () => {
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 400 }), day, (validFrom, days, on) => {
      const period = { validFrom, validTo: plusDays(validFrom, days), endedAt: null };
      expect(exemptionState(period, on) === 'IN_FORCE').toBe(on >= validFrom && on <= lastDayOf(period));
      expect(plusDays(lastDayOf(period), 1)).toBe(period.validTo);
    }));
  });

  it.each([['2028-03-01', '2028-02-29'], ['2027-03-01', '2027-02-28'], ['2027-01-01', '2026-12-31']])('that holds no more on %s had its last day on %s', (validTo, last) => {
    expect(lastDayOf({ validTo })).toBe(last);
  });
});

describe('the due day', () => {
  const due: fc.Arbitrary<RuleDue> = fc.oneof(fc.constant<RuleDue>({ kind: 'NONE' }), day.map((on): RuleDue => ({ kind: 'DATE', on })), fc.integer({ min: 1, max: 730 }).map((days): RuleDue => ({ kind: 'AFTER', days })));

  it('never lies before the day on which the rule first fits, nor before today after a change', () => {
    fc.assert(fc.property(due, day, fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 90 }), (what, fittedOn, since, notice) => {
      const first = dueFor(what, fittedOn, notice);
      const now = plusDays(fittedOn, since);
      const changed = dueAfterChange(what, { fittedOn, today: now }, notice);
      expect([first === null, changed === null]).toEqual([what.kind === 'NONE', what.kind === 'NONE']);
      if (first !== null) expect(first >= fittedOn).toBe(true);
      if (changed !== null) expect(changed >= now).toBe(true);
      // Whoever still has time by the rule keeps exactly that time.
      if (first !== null && first >= now) expect(changed).toBe(first);
    }));
  });

  it.each([['2028-02-28', 1, '2028-02-29'], ['2027-02-28', 1, '2027-03-01'], ['2026-12-31', 730, '2028-12-30']])('counts calendar days: %s and %i days are %s', (from, days, on) => {
    expect(dueFor({ kind: 'AFTER', days }, from, 14)).toBe(on);
  });

  it('of several rules is the earliest, whatever their order', () => {
    const asked = fc.array(fc.record({ dueOn: fc.option(day, { nil: null }), isMandatory: fc.boolean() }), { maxLength: 6 });
    fc.assert(fc.property(asked, (all) => {
      const both = [strictest(all), strictest(all.toReversed())];
      expect(both[0]).toEqual(both[1]);
      for (const { dueOn } of all) if (dueOn !== null) expect((both[0]?.dueOn ?? '') <= dueOn).toBe(true);
      expect(both[0]?.isMandatory).toBe(all.some(({ isMandatory }) => isMandatory));
    }));
  });
});

describe('the state of a rule', () => {
  const version = (number: number, validFrom: string | null, validTo: string | null = null, isConfirmed = true): DatedVersion => ({ number, validFrom, validTo, isConfirmed });

  it('that ended and is to go on later is one to come', () => {
    const versions = [version(1, '2026-01-01', '2026-11-01'), version(2, '2026-12-01')];
    expect(['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01'].map((on) => ruleState({ endedOn: null, versions }, on))).toEqual(['IN_FORCE', 'COMING', 'COMING', 'IN_FORCE']);
    expect(ruleState({ endedOn: '2026-11-15', versions }, today)).toBe('ENDED');
  });

  it('is not woken by a draft, nor by a version that a later one has taken the place of', () => {
    expect(ruleState({ endedOn: null, versions: [version(1, '2026-01-01', '2026-11-01'), version(2, '2026-12-01', null, false)] }, today)).toBe('ENDED');
    expect(ruleState({ endedOn: null, versions: [version(1, '2026-01-01'), version(2, '2027-01-01'), version(3, '2026-11-01', '2026-11-10')] }, today)).toBe('ENDED');
  });

  it('is in force only with a version that has begun and is not over', () => {
    const versions = fc.array(fc.record({ validFrom: day, days: fc.option(fc.integer({ min: 1, max: 300 }), { nil: null }), isConfirmed: fc.boolean() }), { maxLength: 5 }).map((all) => all.map(({ validFrom, days, isConfirmed }, at) => version(at + 1, validFrom, days === null ? null : plusDays(validFrom, days), isConfirmed)));
    fc.assert(fc.property(versions, day, (all, on) => {
      const [heldOne, state] = [versionOn(all, on), ruleState({ endedOn: null, versions: all }, on)];
      expect(state === 'IN_FORCE').toBe(heldOne !== undefined && (heldOne.validTo === null || heldOne.validTo > on));
      expect(state === 'DRAFT').toBe(all.every(({ isConfirmed }) => !isConfirmed));
      expect(versionOn(all.toReversed(), on)).toEqual(heldOne);
    }));
  });
});

describe('the tree of units', () => {
  const tree: UnitNode[] = [{ id: 'tinh', parentId: null }, { id: 'phuong', parentId: 'tinh' }, { id: 'xa', parentId: 'tinh' }, { id: 'van-phong', parentId: 'phuong' }, { id: 'to', parentId: 'van-phong' }];

  it.each<[string | null, string, string | null]>([
    ['tinh', 'to', 'phuong'], ['tinh', 'tinh', 'tinh'], ['tinh', 'xa', 'xa'], ['phuong', 'to', 'van-phong'], ['phuong', 'xa', null], ['phuong', 'tinh', null], [null, 'to', 'tinh'], [null, 'khong-co', null], ['tinh', 'khong-co', null], ['to', 'to', 'to'],
  ])('under %s, %s stands for %s', (top, unit, stands) => {
    expect(topOf(tree, top)(unit)).toBe(stands);
  });

  it('ends in a ring and with a parent that is none', () => {
    const below = topOf([{ id: 'a', parentId: 'b' }, { id: 'b', parentId: 'a' }, { id: 'c', parentId: 'mat' }], 'tinh');
    expect(['a', 'b', 'c'].map(below)).toEqual([null, null, null]);
    expect(['a', 'c'].map(topOf([{ id: 'a', parentId: 'a' }, { id: 'c', parentId: 'mat' }], null))).toEqual(['a', 'c']);
  });

  it('answers the same twice, for any tree', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    fc.assert(fc.property(fc.array(fc.record({ id: fc.constantFrom(...ids), parentId: fc.constantFrom(null, ...ids) }), { maxLength: 8 }), fc.constantFrom(null, ...ids), (units, top) => {
      const below = topOf(units, top);
      expect(ids.map(below)).toEqual(ids.map(below));
      if (top !== null) for (const id of ids) expect(below(id) === null || units.some((unit) => unit.id === below(id))).toBe(true);
    }));
  });
});

describe('sums of a preview', () => {
  const rows: fc.Arbitrary<StandingCount[]> = fc.array(fc.record({ courseId: fc.constantFrom('c1', 'c2'), unitId: fc.constantFrom('tinh', 'phuong', 'xa', 'lac'), standing: fc.constantFrom(...standings), people: fc.integer({ min: 1, max: 500 }), done: fc.constant(0) }), { maxLength: 20 });
  const units: UnitNode[] = [{ id: 'tinh', parentId: null }, { id: 'phuong', parentId: 'tinh' }, { id: 'xa', parentId: 'tinh' }];

  it('lose nobody: columns add up to all of them, by course and by unit', () => {
    fc.assert(fc.property(rows, (all) => {
      const total = all.reduce((sum, { people }) => sum + people, 0);
      const byCourse = sumCourses(all, ['c1', 'c2']);
      for (const course of byCourse) expect(Object.values(course.counts).reduce((sum, count) => sum + count, 0)).toBe(course.total);
      expect(byCourse.reduce((sum, course) => sum + course.total, 0)).toBe(total);
      const byUnit = sumUnits(all, { units, top: 'tinh', courses: 1 });
      expect(byUnit.reduce((sum, { people }) => sum + people, 0)).toBe(total);
      expect(byUnit.map(({ people }) => people)).toEqual(byUnit.map(({ people }) => people).toSorted((one, other) => other - one));
      expect(sumUnitsWhereTheyPart(all, { units, top: null, courses: 1 }).reduce((sum, { people }) => sum + people, 0)).toBe(total);
    }));
  });

  it('of nothing are nothing', () => {
    expect(sumCourses([], [])).toEqual([]);
    expect(sumUnits([], { units, top: null, courses: 0 })).toEqual([]);
    expect(sumUnitsWhereTheyPart([], { units: [], top: null, courses: 3 })).toEqual([]);
  });

  it.each<[string, Partial<Parameters<typeof warningsOf>[0]>, string[], boolean]>([
    ['nothing odd', {}, [], false],
    ['nobody', { matched: 0 }, ['NOBODY'], true],
    ['nobody in a province of nobody', { matched: 0, everybody: 0 }, ['NOBODY'], true],
    ['everybody', { matched: 10 }, ['EVERYBODY'], true],
    ['closed units', { closedUnits: ['Xã cũ'], inClosed: 2 }, ['CLOSED_UNIT', 'IN_CLOSED_UNIT'], false],
    ['people without a unit and a course that is gone', { noUnit: 1, lostCourses: 1 }, ['NO_UNIT', 'LOST_COURSE'], false],
  ])('warn of %s', (_what, change, kinds, sure) => {
    const warnings = warningsOf({ matched: 5, everybody: 10, noUnit: 0, closedUnits: [], inClosed: 0, lostCourses: 0, withoutFirst: [], ...change });
    expect([warnings.map(({ kind }) => kind), mustBeSure(warnings)]).toEqual([kinds, sure]);
  });
});

describe('the words of a rule', () => {
  const names = { units: { a: 'UBND <b>phường</b>' }, courses: {} };
  it.each(['vi', 'en'] as const)('in %s name what is gone as gone, and hold hostile names as text', (locale) => {
    const who = { ...everybody, units: ['a', 'mat'], notUnits: ['mat'], positions: ['”"<i>'], result: { courseId: 'mat', kind: 'LAPSES' as const, before: null } };
    const words = whoWords(who, { unitId: null, names, locale });
    for (const part of ['UBND <b>phường</b>', '”"<i>', '–', locale === 'vi' ? 'đơn vị đã ngừng hoạt động' : 'a unit that was closed', locale === 'vi' ? 'khoá học đã ngừng' : 'a course no longer offered']) expect(words).toContain(part);
    expect(reasonWords({ key: 'category', category: null }, names, locale)).not.toContain('null');
    expect(reasonWords({ key: 'joined', on: null }, names, locale)).toContain('–');
    expect(ruleReason('Quy tắc', words, locale)).toContain('Quy tắc');
  });
});
