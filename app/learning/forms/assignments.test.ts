import { describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { newRuleForm, whatForm, whoForm } from './assignments.ts';
import { readDay } from '../../platform/days.ts';
import { exemptionForm } from './exemptions.ts';
import { typedWhat, typedWho } from './typed-rule.ts';

const faultsOf = (result: { success: boolean; error?: { issues: { path: PropertyKey[] }[] } | undefined }) => [...new Set(result.error?.issues.map(({ path }) => String(path[0])) ?? [])];
const [unit, course] = [newId(), newId()];

describe('days', () => {
  it.each([
    ['2026-11-30', '2026-11-30'], ['30/11/2026', '2026-11-30'], ['1/2/2027', '2027-02-01'], ['29/02/2028', '2028-02-29'], [' 2026-11-30 ', '2026-11-30'],
    ['31/02/2027', null], ['2027-02-29', null], ['2026-13-01', null], ['30-11-2026', '2026-11-30'], ['30.11.2026', '2026-11-30'], ['11-30-2026', null], ['', null], ['mai', null], ['1900-01-01', null], ['99999-01-01', null], ['2026-11-30T00:00', null],
  ])('%s is %s', (typed, day) => {
    expect(readDay(typed)).toBe(day);
  });
});

describe('whom a rule means', () => {
  const ok = { revision: '0', name: 'Quy tắc' };
  it('takes what is typed, cleaned', () => {
    const form = whoForm.parse({ ...ok, name: '  An   toàn ', units: ['', unit, unit], positions: ' Một cửa ,, tiếp dân;Một cửa', categories: ['CADRE'], joinedFrom: '01/10/2026', resultKind: 'LAPSES', resultCourse: course, resultBefore: '2027-01-01' });
    expect(form).toEqual({ revision: 0, name: 'An toàn', next: 'go', who: { units: [unit], notUnits: [], categories: ['CADRE'], positions: ['Một cửa', 'tiếp dân'], roles: [], joinedFrom: '2026-10-01', joinedTo: null, result: { courseId: course, kind: 'LAPSES', before: '2027-01-01' } } });
    expect(typedWho(form)).toMatchObject({ name: 'An toàn', positions: 'Một cửa, tiếp dân', joinedFrom: '2026-10-01', joinedTo: '', resultKind: 'LAPSES' });
  });

  it('keeps no day of a result that asks for none', () => {
    expect(whoForm.parse({ ...ok, resultKind: 'COMPLETED', resultCourse: course, resultBefore: '2027-01-01' }).who.result).toEqual({ courseId: course, kind: 'COMPLETED', before: null });
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['no name', { name: ' ' }, ['name']],
    ['a name of 10 MB', { name: 'x'.repeat(10_000_000) }, ['name']],
    ['a unit that is no id', { units: ["'; drop table"] }, ['units']],
    ['a category that is none', { categories: ['BOSS'] }, ['categories']],
    ['a role that is none', { roles: ['ROOT'] }, ['roles']],
    ['31/02', { joinedFrom: '31/02/2026' }, ['joinedFrom']],
    ['days the wrong way round', { joinedFrom: '2026-02-01', joinedTo: '2026-01-01' }, ['joinedTo']],
    ['a result without a course', { resultKind: 'COMPLETED' }, ['resultCourse']],
    ['a course without a result', { resultCourse: course }, ['resultCourse']],
    ['a lapse without a day', { resultKind: 'LAPSES', resultCourse: course }, ['resultBefore']],
    ['a unit both ways', { units: [unit], notUnits: [unit] }, ['notUnits']],
    ['positions of signs alone', { positions: '%%%, 🙂' }, ['positions']],
    ['too many positions', { positions: Array.from({ length: 13 }, (_, n) => `chức ${n}`).join(',') }, ['positions']],
    ['a negative revision', { revision: '-1' }, ['revision']],
    ['a revision that is no number', { revision: 'NaN' }, ['revision']],
  ])('refuses %s', (_what, change, faults) => {
    expect(faultsOf(whoForm.safeParse({ ...ok, ...change }))).toEqual(faults);
  });

  it('keeps markup as text', () => {
    expect(newRuleForm.parse({ id: newId(), name: '<script>alert("1")</script>' }).name).toBe('<script>alert("1")</script>');
  });
});

describe('what a rule assigns', () => {
  const ok = { revision: '2', courses: [course], dueKind: 'AFTER', dueDays: '30', duty: 'yes', validFrom: '2026-12-01' };
  it('takes what is typed', () => {
    expect(whatForm.parse(ok)).toEqual({ revision: 2, what: { courses: [course], due: { kind: 'AFTER', days: 30 }, isMandatory: true }, validFrom: '2026-12-01', validTo: null });
    const dated = whatForm.parse({ ...ok, dueKind: 'DATE', dueOn: '31/12/2026', duty: 'no', validUntil: '2026-12-31' });
    expect(dated).toMatchObject({ what: { due: { kind: 'DATE', on: '2026-12-31' }, isMandatory: false }, validTo: '2027-01-01' });
    expect(typedWhat(dated)).toEqual({ courses: [course], paths: [], dueKind: 'DATE', dueOn: '2026-12-31', dueDays: '', duty: 'no', validFrom: '2026-12-01', validUntil: '2026-12-31' });
    expect(whatForm.parse({ ...ok, dueKind: 'NONE', dueDays: '-5' }).what.due).toEqual({ kind: 'NONE' });
  });

  it('may choose paths in the place of courses, and says so again when it comes back', () => {
    const along = whatForm.parse({ ...ok, courses: [''], paths: ['mot-cua', 'mot-cua', ''] });
    expect(along.what).toEqual({ courses: [], paths: ['mot-cua'], due: { kind: 'AFTER', days: 30 }, isMandatory: true });
    expect(typedWhat(along)).toMatchObject({ courses: [], paths: ['mot-cua'] });
    expect(whatForm.safeParse({ ...ok, paths: ['../etc'] }).success).toBe(false);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['no course', { courses: [''] }, ['courses']],
    ['no days', { dueDays: '' }, ['dueDays']],
    ['negative days', { dueDays: '-3' }, ['dueDays']],
    ['no whole days', { dueDays: '3,5' }, ['dueDays']],
    ['no time at all', { dueDays: '0' }, ['dueDays']],
    ['too many days', { dueDays: '731' }, ['dueDays']],
    ['a day that is left out', { dueKind: 'DATE' }, ['dueOn']],
    ['30/02 as due day', { dueKind: 'DATE', dueOn: '30/02/2027' }, ['dueOn']],
    ['an end before the beginning', { validUntil: '2026-11-30' }, ['validUntil']],
    ['no first day', { validFrom: '' }, ['validFrom']],
    ['a duty that is none', { duty: 'maybe' }, ['duty']],
  ])('refuses %s', (_what, change, faults) => {
    expect(faultsOf(whatForm.safeParse({ ...ok, ...change }))).toEqual(faults);
  });
});

describe('an exemption', () => {
  const ok = { id: newId(), userId: newId(), kind: 'LONG_LEAVE', reason: 'Nghỉ theo quyết định', validFrom: '2026-11-23', lastDay: '2027-05-31' };
  const recognised = { ...ok, kind: 'RECOGNISED', courseId: course, number: '12/CN', issuer: 'Học viện', issuedOn: '2026-10-01' };
  it('holds a certificate only when one is recognised', () => {
    expect(exemptionForm.parse({ ...ok, number: '12', issuer: 'x', issuedOn: '2026-10-01' })).toEqual({ ...ok, courseId: null });
    expect(exemptionForm.parse(recognised)).toEqual(recognised);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['no kind', { kind: '' }, ['kind']],
    ['no reason', { reason: ' ' }, ['reason']],
    ['a reason of 501 signs', { reason: 'x'.repeat(501) }, ['reason']],
    ['the wrong order', { lastDay: '2026-11-22' }, ['lastDay']],
    ['31/11', { lastDay: '31/11/2026' }, ['lastDay']],
    ['ten years', { lastDay: '2036-11-23' }, ['lastDay']],
  ])('refuses %s', (_what, change, faults) => {
    expect(faultsOf(exemptionForm.safeParse({ ...ok, ...change }))).toEqual(faults);
  });

  it.each([['courseId', { courseId: '' }], ['number', { number: ' ' }], ['issuer', { issuer: '' }], ['issuedOn', { issuedOn: '' }]])('asks for %s of a certificate from elsewhere', (field, change) => {
    expect(faultsOf(exemptionForm.safeParse({ ...recognised, ...change }))).toEqual([field]);
  });
});
