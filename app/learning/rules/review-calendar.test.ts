import { describe, expect, it } from 'vitest';
import { byMonth, countReviews, filterReviews, latestReviewBy, type ReviewEntry } from './review-calendar.ts';

const entry = (key: string, reviewBy: string, more: Partial<ReviewEntry> = {}): ReviewEntry => ({ kind: 'lesson', courseSlug: 'x', courseTitle: 'X', moduleTitle: 'M', key, title: key, checkedOn: '2026-01-01', reviewBy, state: 'later', appraiserRole: null, questions: [], breaks: [], facts: [], reviewed: null, ...more });
const entries = [entry('b', '2027-02-10'), entry('a', '2027-02-10', { courseSlug: 'y' }), entry('muon', '2026-10-01', { state: 'late' }), entry('q', '2026-12-05', { kind: 'questions', state: 'soon' }), entry('muon-nua', '2026-09-01', { state: 'late' })];
const keys = (list: readonly ReviewEntry[]) => list.map(({ key }) => key);

describe('the calendar', () => {
  it('begins with what is due first and keeps the order of reading within a day', () => {
    expect(keys(filterReviews(entries, {}))).toEqual(['muon-nua', 'muon', 'q', 'b', 'a']);
  });

  it('narrows by course, kind and state together', () => {
    expect(keys(filterReviews(entries, { course: 'y' }))).toEqual(['a']);
    expect(keys(filterReviews(entries, { kind: 'questions' }))).toEqual(['q']);
    expect(keys(filterReviews(entries, { state: 'late', kind: 'lesson', course: 'x' }))).toEqual(['muon-nua', 'muon']);
    expect(filterReviews(entries, { state: 'late', course: 'y' })).toEqual([]);
  });

  it('puts everything that is overdue together, then goes by months', () => {
    expect(byMonth(filterReviews(entries, {})).map(({ month, entries: own }) => [month, keys(own)])).toEqual([['late', ['muon-nua', 'muon']], ['2026-12', ['q']], ['2027-02', ['b', 'a']]]);
  });

  it('counts', () => {
    expect(countReviews(entries)).toEqual({ late: 2, soon: 1, later: 2 });
  });

  it.each([
    ['2026-11-23', '2027-02-21', '2027-05-22'],
    ['2026-11-23', '2027-11-23', '2028-02-21'],
  ])('lets a lesson of %s to %s go until %s, from 21/02/2027', (checkedOn, reviewBy, latest) => {
    expect(latestReviewBy({ checkedOn, reviewBy }, '2027-02-21')).toBe(latest);
  });
});
