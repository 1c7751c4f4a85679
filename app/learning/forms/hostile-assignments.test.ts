import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusDays } from '../../platform/days.ts';
import { newId } from '../../platform/ids.ts';
import { confirmForm, endForm, newRuleForm, newRuleQuery, ruleQuery, rulesQuery, whatForm, whoForm } from './assignments.ts';
import { readDay } from '../../platform/days.ts';
import { endExemptionForm, exemptionForm, exemptionsQuery, newExemptionQuery } from './exemptions.ts';
import { typedWhat, typedWho } from './typed-rule.ts';

const faultsOf = (result: { success: boolean; error?: { issues: { path: PropertyKey[] }[] } | undefined }) => [...new Set(result.error?.issues.map(({ path }) => String(path[0])) ?? [])];
const [unit, course] = [newId(), newId()];
const leave = { id: newId(), userId: newId(), courseId: '', kind: 'LONG_LEAVE', reason: 'Nghỉ theo quyết định', validFrom: '2026-11-23', lastDay: '2027-05-31' };
const recognised = { ...leave, kind: 'RECOGNISED', courseId: course, number: '12/CN', issuer: 'Học viện', issuedOn: '2026-10-01' };

describe('the length of a text', () => {
  it.each<[string, boolean]>([['', false], ['ab', false], ['abc', true], ['🙂🙂', false], ['🙂🙂🙂', true], ['x'.repeat(200), true], ['x'.repeat(201), false], ['🙂'.repeat(200), true], ['🙂'.repeat(201), false], ['x'.repeat(10_000_000), false]])('is counted as the database counts it', (text, fits) => {
    expect(whoForm.safeParse({ revision: '0', name: text }).success).toBe(fits);
  });

  it('of a name and of grounds: two emoji are too few for both', () => {
    expect(faultsOf(whoForm.safeParse({ revision: '0', name: '🙂🙂' }))).toEqual(['name']);
    expect(faultsOf(exemptionForm.safeParse({ ...leave, reason: '🙂🙂' }))).toEqual(['reason']);
    expect(faultsOf(endExemptionForm.safeParse({ reason: '🙂🙂' }))).toEqual(['reason']);
    expect(whoForm.parse({ revision: '0', name: '🙂'.repeat(200) }).name).toHaveLength(400);
  });

  it('is that of what is left when invisible signs are gone', () => {
    expect(faultsOf(whoForm.safeParse({ revision: '0', name: 'a\u200B\u200B\u200Bb\u0000' }))).toEqual(['name']);
    expect(whoForm.parse({ revision: '0', name: 'Một cửa'.normalize('NFD') }).name).toBe('Một cửa'.normalize('NFC'));
  });
});

describe('a typed day', () => {
  it.each(['31/02/2026', '29/02/2027', '31/04/2027', '00/01/2027', '01/00/2027', '1/13/2027', '2026-02-30', '2100-01-01', '1949-12-31', '-1/1/2027', '１/１/2027', '2026/11/30', '30.11.26', 'null', '2026-11-30 ;', "2026-11-30'", '2026-1-1', '0000-00-00'])('%s is none', (typed) => {
    expect(readDay(typed)).toBeNull();
    expect(faultsOf(exemptionForm.safeParse({ ...leave, validFrom: typed }))).toContain('validFrom');
    expect(faultsOf(whatForm.safeParse({ revision: '1', courses: [course], dueKind: 'NONE', duty: 'no', validFrom: typed }))).toContain('validFrom');
  });

  it('is the same as people write it and as a date field sends it, for every day there is', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
      const day = plusDays('1960-01-01', days);
      const [y = '', m = '', d = ''] = day.split('-');
      const asPeople = `${Number(d)}/${Number(m)}/${y}`;
      expect([readDay(day), readDay(asPeople), readDay(` ${d}/${m}/${y} `)]).toEqual([day, day, day]);
    }));
  });

  it('without end is refused before it is read', () => {
    expect(faultsOf(exemptionForm.safeParse({ ...leave, lastDay: '1'.repeat(10_000_000) }))).toContain('lastDay');
  });
});

describe('what is typed for a rule', () => {
  it('comes back as it was: reading, showing and reading again changes nothing', () => {
    const word = fc.constantFrom('một cửa', 'Tiếp dân', 'văn thư', '<i>', 'Đội trưởng');
    const filled = word.filter((one) => one !== '<i>');
    const typed = fc.record({ name: fc.constantFrom('Quy tắc', '<script>x</script>', "O'Brien -- 1"), units: fc.subarray([unit, course]), categories: fc.subarray(['CADRE', 'CIVIL_SERVANT', 'PUBLIC_EMPLOYEE']), positions: fc.uniqueArray(filled, { maxLength: 3 }).map((list) => list.join(', ')), joinedFrom: fc.constantFrom('', '2026-01-01'), joinedTo: fc.constantFrom('', '31/12/2026'), resultKind: fc.constantFrom('', 'COMPLETED', 'NOT_COMPLETED', 'LAPSES') });
    fc.assert(fc.property(typed, ({ resultKind, ...rest }) => {
      const form = { ...rest, revision: '3', resultKind, resultCourse: resultKind ? course : '', resultBefore: resultKind === 'LAPSES' ? '2027-01-01' : '' };
      const once = whoForm.parse(form);
      expect(whoForm.parse({ ...typedWho(once), revision: '3' })).toEqual(once);
    }));
  });

  it('for what it assigns, too', () => {
    const typed = fc.record({ dueKind: fc.constantFrom('NONE', 'DATE', 'AFTER'), dueOn: fc.constant('2027-01-31'), dueDays: fc.integer({ min: 1, max: 730 }).map(String), duty: fc.constantFrom('yes', 'no'), validFrom: fc.constant('2026-12-01'), validUntil: fc.constantFrom('', '2026-12-01', '31/12/2027') });
    fc.assert(fc.property(typed, (form) => {
      const once = whatForm.parse({ ...form, revision: '1', courses: [course] });
      expect(whatForm.parse({ ...typedWhat(once), revision: '1' })).toEqual(once);
    }));
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['1e2 days', { dueDays: '1e2' }, 'dueDays'], ['hexadecimal days', { dueDays: '0x1F' }, 'dueDays'], ['days in other digits', { dueDays: '３０' }, 'dueDays'], ['a thousand days', { dueDays: '1000' }, 'dueDays'], ['twenty-one courses', { courses: Array.from({ length: 21 }, newId) }, 'courses'],
    ['a course that is no id', { courses: ['1 or 1=1'] }, 'courses'], ['no kind of due day', { dueKind: undefined }, 'dueKind'], ['a file for a day', { validFrom: new File(['x'], 'x') }, 'validFrom'], ['a revision of a float', { revision: '1.5' }, 'revision'],
  ])('refuses %s', (_what, change, field) => {
    expect(faultsOf(whatForm.safeParse({ revision: '1', courses: [course], dueKind: 'AFTER', dueDays: '30', duty: 'yes', validFrom: '2026-12-01', ...change }))).toContain(field);
  });

  it('takes no id of a rule but one of ours, and no unit but an id', () => {
    for (const id of ['', 'x', '../../etc', `${newId()}'`]) expect(faultsOf(newRuleForm.safeParse({ id, name: 'Quy tắc' }))).toEqual(['id']);
    expect(faultsOf(newRuleForm.safeParse({ id: newId(), name: 'Quy tắc', unitId: 'tinh' }))).toEqual(['unitId']);
    expect(newRuleForm.parse({ id: newId(), name: 'Quy tắc', unitId: '' }).unitId).toBeNull();
  });

  it.each([[{ revision: '1', sure: 'yes' }, ['sure']], [{}, ['revision']], [{ revision: '1' }, []], [{ revision: '1', sure: 'on' }, []]])('says %j to be sure', (typed, faults) => {
    expect(faultsOf(confirmForm.safeParse(typed))).toEqual(faults);
  });

  it('asks what becomes of what was assigned', () => {
    expect(faultsOf(endForm.safeParse({ revision: '1' }))).toEqual(['releases']);
    expect(faultsOf(endForm.safeParse({ revision: '1', releases: 'perhaps' }))).toEqual(['releases']);
  });
});

describe('an exemption', () => {
  it('lasts five years at most, and a day at least', () => {
    expect(exemptionForm.safeParse({ ...leave, lastDay: '2031-11-23' }).success).toBe(true);
    expect(faultsOf(exemptionForm.safeParse({ ...leave, lastDay: '2031-11-24' }))).toEqual(['lastDay']);
    expect(exemptionForm.safeParse({ ...leave, lastDay: leave.validFrom }).success).toBe(true);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a number without end', { number: 'x'.repeat(101) }, 'number'], ['an issuer without end', { issuer: 'x'.repeat(201) }, 'issuer'], ['31/02 as day of issue', { issuedOn: '31/02/2026' }, 'issuedOn'], ['a number of invisible signs', { number: '\u200B\u200B' }, 'number'], ['a course that is no id', { courseId: 'moi-khoa' }, 'courseId'], ['a person that is no id', { userId: '1' }, 'userId'], ['a kind in small letters', { kind: 'recognised' }, 'kind'],
  ])('refuses %s', (_what, change, field) => {
    expect(faultsOf(exemptionForm.safeParse({ ...recognised, ...change }))).toContain(field);
  });

  it('keeps markup, quotes and emoji as text', () => {
    expect(exemptionForm.parse({ ...recognised, issuer: '<b>Học viện</b> "A" 🙂', reason: "x' or 1=1 --" })).toMatchObject({ issuer: '<b>Học viện</b> "A" 🙂', reason: "x' or 1=1 --" });
  });
});

describe('an address that somebody typed', () => {
  it.each([{}, { state: 'x', page: '-1', done: '<script>', q: 'x'.repeat(101) }, { page: 'NaN' }, { page: '1e9' }, { page: '0' }, { state: '' }])('is read without a fault: %j', (query) => {
    expect(rulesQuery.parse(query)).toMatchObject({});
    expect(ruleQuery.parse({ q: '', ...query })).toMatchObject({ page: 1 });
    expect(exemptionsQuery.parse(query)).toMatchObject({ page: 1, q: '' });
    expect(newRuleQuery.parse({ unit: 'x' }).unit).toBeUndefined();
    expect(newExemptionQuery.parse({ user: '1', q: 'x'.repeat(101) })).toEqual({ q: '', user: undefined });
  });
});
