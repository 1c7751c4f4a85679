import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusDays } from '../../platform/days.ts';
import { shortFrom } from '../rules/bank-life.ts';
import type { BlueprintRow, QuestionBody } from '../rules/question.ts';
import { byMonth, countBroken, countReviews, filterReviews, latestReviewBy, reviewState, type ReviewEntry } from '../rules/review-calendar.ts';
import { shortagesOn, type BankQuestion, type Tests } from './question-bank.server.ts';

const day = fc.integer({ min: 0, max: 40 }).map((count) => plusDays('2027-02-10', count));
const lapse = fc.option(day, { nil: null });
const body: QuestionBody = { type: 'true_false', text: 'Đúng không?', answer: true, whyTrue: 'Đúng.', whyFalse: 'Sai.' };
const question = (id: number, module: string, expiresOn: string | null): BankQuestion => ({ questionId: `q${id}`, versionId: `v${id}`, module, level: 'REMEMBER', expiresOn, body });
const test = (title: string, ...rows: [module: string, count: number][]) => ({ title, blueprint: rows.map(([module, count]): BlueprintRow => ({ module, level: 'REMEMBER', count })) });

describe('the day from which a test cannot be drawn', () => {
  it('is the same for the file that is checked and for the test that is drawn', () => {
    fc.assert(fc.property(fc.array(lapse, { minLength: 1, maxLength: 10 }), fc.integer({ min: 1, max: 10 }), (lapsing, needed) => {
      fc.pre(lapsing.length >= needed);
      const tests: Tests = { assessments: [test('A', ['m1', needed])], bank: lapsing.map((one, at) => question(at, 'm1', one)) };
      const short = Array.from({ length: 60 }, (_, at) => plusDays('2027-02-05', at)).find((on) => shortagesOn(tests, on).length > 0) ?? null;
      expect(short).toBe(shortFrom(lapsing, needed));
    }));
  });

  it('never comes back: what cannot be drawn on a day cannot on a later one', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('m1', 'm2'), lapse), { maxLength: 10 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), (bank, one, two) => {
      const tests: Tests = { assessments: [test('A', ['m1', one], ['m2', two]), test('B', ['m2', one])], bank: bank.map(([module, expiresOn], at) => question(at, module, expiresOn)) };
      const titles = (on: string) => shortagesOn(tests, on).map(({ title }) => title);
      for (let at = 0; at < 50; at += 1) expect(titles(plusDays('2027-02-06', at))).toEqual(expect.arrayContaining(titles(plusDays('2027-02-05', at))));
    }));
  });

  it('does not depend on the order of the bank, and is not moved by questions that last', () => {
    fc.assert(fc.property(fc.array(lapse, { maxLength: 10 }), fc.nat({ max: 10 }), (lapsing, needed) => {
      fc.pre(lapsing.length >= needed);
      expect(shortFrom(lapsing.toReversed(), needed)).toBe(shortFrom(lapsing, needed));
      expect(shortFrom([...lapsing, null], needed + 1)).toBe(shortFrom(lapsing, needed));
      const [before, after] = [shortFrom(lapsing, needed) ?? '9999', shortFrom([...lapsing, '2030-01-01'], needed) ?? '9999'];
      expect(after >= before).toBe(true);
    }));
  });

  it('leaves what it was given as it was', () => {
    const lapsing = Object.freeze(['2027-03-01', null, '2027-02-01']);
    expect([shortFrom(lapsing, 2), [...lapsing]]).toEqual(['2027-03-01', ['2027-03-01', null, '2027-02-01']]);
  });

  it('of a course without tests, or a test without rows, does not come', () => {
    expect(shortagesOn({ assessments: [], bank: [] }, '2027-01-01')).toEqual([]);
    expect(shortagesOn({ assessments: [test('A')], bank: [] }, '2027-01-01')).toEqual([]);
    expect(shortagesOn({ assessments: [test('A', ['m1', 1])], bank: [] }, '2027-01-01')).toEqual([{ title: 'A', module: 'm1', level: 'REMEMBER', count: 1, found: 0 }]);
  });
});

describe('the calendar', () => {
  it.each([
    ['2026-11-22', '2026-11-23', 'late'],
    ['2026-11-23', '2026-11-23', 'soon'],
    ['2026-12-23', '2026-11-23', 'soon'],
    ['2026-12-24', '2026-11-23', 'later'],
    ['2028-03-30', '2028-02-29', 'soon'],
    ['2028-03-31', '2028-02-29', 'later'],
    ['2027-01-30', '2026-12-31', 'soon'],
    ['2027-01-31', '2026-12-31', 'later'],
  ])('whose last good day is %s stands on %s at %s', (last, today, state) => expect(reviewState(last, today)).toBe(state));

  const entries = fc.array(fc.record({ courseSlug: fc.constantFrom('x', 'y'), reviewBy: day, kind: fc.constantFrom('lesson' as const, 'fact' as const, 'questions' as const), breaks: fc.subarray(['Cuối khoá', 'Mô-đun 1']) }), { maxLength: 12 })
    .map((all) => all.map((one, at): ReviewEntry => ({ courseTitle: one.courseSlug, moduleTitle: 'M', key: `k${at}`, title: `k${at}`, checkedOn: '2026-01-01', state: reviewState(one.reviewBy, '2027-02-20'), appraiserRole: null, questions: [], facts: [], reviewed: null, ...one })));

  it('loses nothing by months, names each once, and begins with what is due first', () => {
    fc.assert(fc.property(entries, (all) => {
      const sorted = filterReviews(all, {});
      const months = byMonth(sorted);
      expect(months.flatMap(({ entries: own }) => own)).toHaveLength(all.length);
      expect(new Set(months.map(({ month }) => month)).size).toBe(months.length);
      expect(sorted.map(({ reviewBy }) => reviewBy)).toEqual(all.map(({ reviewBy }) => reviewBy).toSorted());
      const { late, soon, later } = countReviews(all);
      expect(late + soon + later).toBe(all.length);
    }));
  });

  it('counts a test that several lapses break once, and tests of two courses with one name as two', () => {
    fc.assert(fc.property(entries, (all) => {
      const near = all.filter(({ state }) => state !== 'later').flatMap(({ courseSlug, breaks }) => breaks.map((title) => [courseSlug, title].join('\u0000')));
      expect(countBroken(all)).toBe(new Set(near).size);
    }));
  });

  it('narrows to the same whatever is asked first', () => {
    fc.assert(fc.property(entries, fc.constantFrom('x', 'y', 'z'), fc.constantFrom('lesson' as const, 'questions' as const), fc.constantFrom('late' as const, 'soon' as const), (all, course, kind, state) => {
      const keys = (list: readonly ReviewEntry[]) => list.map(({ key }) => key);
      expect(keys(filterReviews(filterReviews(filterReviews(all, { state }), { kind }), { course }))).toEqual(keys(filterReviews(all, { course, kind, state })));
    }));
  });

  it.each([
    ['2026-11-23', '2026-11-23', '2027-02-21', '2027-02-21'],
    ['2027-02-28', '2028-02-28', '2028-02-29', '2029-02-28'],
    ['2026-12-31', '2027-03-31', '2027-01-01', '2027-04-01'],
  ])('lets a lesson of %s to %s go, from %s, until %s', (checkedOn, reviewBy, today, latest) => expect(latestReviewBy({ checkedOn, reviewBy }, today)).toBe(latest));
});
