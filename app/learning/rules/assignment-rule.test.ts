import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueAfterChange, dueFor, everybody, hasPosition, judgeWho, ruleState, strictest, versionOn, type PersonFacts, type RuleWho } from './assignment-rule.ts';

const person: PersonFacts = { unitPath: ['van-phong', 'phuong', 'tinh'], category: 'CIVIL_SERVANT', position: 'Công chức tiếp dân', roles: ['UNIT_LEADER'], joinedOn: '2026-10-01', results: new Map([['c1', { isCompleted: true, lapsesOn: '2027-01-31' }]]) };
const judge = (who: Partial<RuleWho>, of: Partial<PersonFacts> = {}) => judgeWho({ ...person, ...of }, { ...everybody, ...who });

describe('a rule', () => {
  it('without a condition fits everybody who has a unit, and says so', () => {
    expect(judge({})).toEqual({ fits: true, because: [{ key: 'all' }] });
    expect(judge({}, { unitPath: [] })).toEqual({ fits: false, because: [{ key: 'unit', unitId: '' }] });
  });

  it.each<[string, Partial<RuleWho>, boolean]>([
    ['her own unit', { units: ['van-phong'] }, true],
    ['a unit above hers', { units: ['tinh'] }, true],
    ['one of several units', { units: ['xa', 'phuong'] }, true],
    ['another unit', { units: ['xa'] }, false],
    ['a unit above hers without hers', { units: ['tinh'], notUnits: ['van-phong'] }, false],
    ['everybody without another unit', { notUnits: ['xa'] }, true],
    ['her category', { categories: ['CADRE', 'CIVIL_SERVANT'] }, true],
    ['another category', { categories: ['CADRE'] }, false],
    ['a word of her position', { positions: ['một cửa', 'tiep dan'] }, true],
    ['no word of her position', { positions: ['một cửa'] }, false],
    ['her role', { roles: ['AUDITOR', 'UNIT_LEADER'] }, true],
    ['another role', { roles: ['AUDITOR'] }, false],
    ['the day on which she joined', { joinedFrom: '2026-10-01', joinedTo: '2026-10-01' }, true],
    ['a later joining', { joinedFrom: '2026-10-02' }, false],
    ['an earlier joining', { joinedTo: '2026-09-30' }, false],
    ['who has completed', { result: { courseId: 'c1', kind: 'COMPLETED', before: null } }, true],
    ['who has completed another course', { result: { courseId: 'c2', kind: 'COMPLETED', before: null } }, false],
    ['who has not completed', { result: { courseId: 'c2', kind: 'NOT_COMPLETED', before: null } }, true],
    ['a certificate that lapses in time', { result: { courseId: 'c1', kind: 'LAPSES', before: '2027-02-01' } }, true],
    ['a certificate that lapses on that very day', { result: { courseId: 'c1', kind: 'LAPSES', before: '2027-01-31' } }, false],
    ['a certificate that she has not', { result: { courseId: 'c2', kind: 'LAPSES', before: '2030-01-01' } }, false],
  ])('for %s', (_what, who, fits) => {
    expect(judge(who).fits).toBe(fits);
  });

  it('names what speaks for it when it fits, and only what speaks against it when it does not', () => {
    expect(judge({ units: ['phuong'], categories: ['CIVIL_SERVANT'] }).because).toEqual([{ key: 'unit', unitId: 'phuong' }, { key: 'category', category: 'CIVIL_SERVANT' }]);
    expect(judge({ units: ['phuong'], categories: ['CADRE'] }).because).toEqual([{ key: 'category', category: 'CIVIL_SERVANT' }]);
    expect(judge({ notUnits: ['tinh'] }).because).toEqual([{ key: 'unit', unitId: 'tinh' }]);
  });

  it('does not fit somebody of whom the day of joining is not known when it asks for one', () => {
    expect(judge({ joinedFrom: '2020-01-01' }, { joinedOn: null }).fits).toBe(false);
  });

  it('never fits more people by one more condition', () => {
    const conditions = fc.record({ units: fc.subarray(['van-phong', 'xa', 'tinh']), categories: fc.subarray(['CADRE', 'CIVIL_SERVANT'] as const), positions: fc.subarray(['tiep dan', 'van thu']) });
    fc.assert(fc.property(conditions, ({ units, categories, positions }) => {
      const narrow = judge({ units, categories: [...categories], positions });
      return !narrow.fits || judge({ units, categories: [...categories] }).fits;
    }));
  });
});

describe('words of a position', () => {
  it.each([
    ['Công chức Một cửa', 'mot cua', true],
    ['CÔNG CHỨC MỘT CỬA'.normalize('NFD'), 'một cửa', true],
    ['Công chức', 'công', true],
    ['Công chức', 'cong chu', false],
    ['Đội trưởng', 'doi', true],
    ['Chuyên viên', '', false],
    ['Chuyên viên', '%', false],
    ['<script>alert(1)</script>', 'script', true],
    ['Chuyên viên 🙂', '🙂', false],
  ])('%s holds %s: %s', (position, word, holds) => {
    expect(hasPosition(position, [word])).toBe(holds);
  });
});

describe('the due day', () => {
  it('is the fixed one, or counts from the day on which the rule first fits', () => {
    expect(dueFor({ kind: 'DATE', on: '2026-12-31' }, '2026-11-23', 14)).toBe('2026-12-31');
    expect(dueFor({ kind: 'AFTER', days: 30 }, '2026-12-15', 14)).toBe('2027-01-14');
    expect(dueFor({ kind: 'NONE' }, '2026-11-23', 14)).toBeNull();
  });

  it('of today stays today; one that is over gives the shortest notice', () => {
    expect(dueFor({ kind: 'DATE', on: '2026-11-23' }, '2026-11-23', 14)).toBe('2026-11-23');
    expect(dueFor({ kind: 'DATE', on: '2026-11-22' }, '2026-11-23', 14)).toBe('2026-12-07');
  });

  it('never lies in the past after a change', () => {
    expect(dueAfterChange({ kind: 'AFTER', days: 10 }, { fittedOn: '2026-01-01', today: '2026-11-23' }, 14)).toBe('2026-12-07');
    expect(dueAfterChange({ kind: 'AFTER', days: 365 }, { fittedOn: '2026-01-01', today: '2026-11-23' }, 14)).toBe('2027-01-01');
    expect(dueAfterChange({ kind: 'NONE' }, { fittedOn: '2026-01-01', today: '2026-11-23' }, 14)).toBeNull();
  });
});

describe('the state of a rule', () => {
  const version = (number: number, validFrom: string | null, validTo: string | null = null, isConfirmed = true) => ({ number, validFrom, validTo, isConfirmed });
  it.each([
    ['DRAFT', null, [version(1, '2026-01-01', null, false)]],
    ['DRAFT', null, [version(1, null, null, false)]],
    ['COMING', null, [version(1, '2026-11-24')]],
    ['IN_FORCE', null, [version(1, '2026-11-23')]],
    ['IN_FORCE', null, [version(1, '2026-01-01'), version(2, '2026-12-01'), version(3, '2026-11-01', null, false)]],
    ['ENDED', null, [version(1, '2026-01-01', '2026-11-23')]],
    ['IN_FORCE', null, [version(1, '2026-01-01', '2026-11-24')]],
    ['ENDED', '2026-11-23', [version(1, '2026-01-01')]],
    ['IN_FORCE', '2026-11-24', [version(1, '2026-01-01')]],
  ] as const)('%s', (state, endedOn, versions) => {
    expect(ruleState({ endedOn, versions }, '2026-11-23')).toBe(state);
  });

  it('a later version takes the place of all before it from its day on, also of one that was to begin later', () => {
    const versions = [version(1, '2026-01-01'), version(2, '2026-12-01'), version(3, '2026-11-28')];
    expect([versionOn(versions, '2026-11-27'), versionOn(versions, '2026-11-28'), versionOn(versions, '2026-12-01'), versionOn(versions, '2025-12-31')].map((one) => one?.number)).toEqual([1, 3, 3, undefined]);
  });
});

describe('two rules for one course', () => {
  it('come to the earliest day and the stricter duty', () => {
    expect(strictest([{ dueOn: '2026-12-31', isMandatory: false }, { dueOn: '2026-12-01', isMandatory: true }, { dueOn: null, isMandatory: false }])).toEqual({ dueOn: '2026-12-01', isMandatory: true });
    expect(strictest([{ dueOn: null, isMandatory: false }])).toEqual({ dueOn: null, isMandatory: false });
    expect(strictest([])).toEqual({ dueOn: null, isMandatory: false });
  });
});
