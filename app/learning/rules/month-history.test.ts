import { describe, expect, it } from 'vitest';
import { monthsBefore, placeToday, standingAt, unitOn, unitsToday, type UnitHistory } from './month-history.ts';

/** Two old communes merged into one, an old department split into two, an office closed without a word, a ring of mistakes. */
const history: UnitHistory = {
  inForce: new Set(['province', 'new', 'one', 'two', 'office-of-two']),
  heirs: new Map([['old-a', ['new']], ['old-b', ['middle']], ['middle', ['new']], ['department', ['two', 'one']], ['ring-a', ['ring-b']], ['ring-b', ['ring-a']]]),
  parents: new Map<string, string | null>([['province', null], ['new', 'province'], ['one', 'province'], ['two', 'province'], ['office-of-two', 'two'], ['old-office', 'old-a'], ['department', 'province'], ['ring-a', null], ['ring-b', null], ['gone', null]]),
};

describe('unitsToday', () => {
  it.each([
    ['a unit in force', 'new', ['new']],
    ['one that was merged', 'old-a', ['new']],
    ['one that was merged twice', 'old-b', ['new']],
    ['one that was split', 'department', ['two', 'one']],
    ['an office that was closed with its commune', 'old-office', ['new']],
    ['a ring', 'ring-a', []],
    ['one without any trace', 'gone', []],
    ['one that nobody knows', 'stranger', []],
  ])('stands for %s', (_what, unit, expected) => expect(unitsToday(unit, history)).toEqual(expected));
});

describe('placeToday', () => {
  it('follows the unit, not the person: who has moved away since counts where she worked then', () => {
    expect(placeToday('old-a', 'one', history)).toBe('new');
    expect(placeToday('new', 'one', history)).toBe('new');
  });

  it('after a split takes the part in which somebody works now, or below which, and the first where she works in neither', () => {
    expect(placeToday('department', 'one', history)).toBe('one');
    expect(placeToday('department', 'office-of-two', history)).toBe('two');
    expect(placeToday('department', 'new', history)).toBe('two');
    expect(placeToday('department', null, history)).toBe('two');
  });

  it('takes the unit of now where nothing else is known, and nothing where there is none', () => {
    expect(placeToday('gone', 'one', history)).toBe('one');
    expect(placeToday('gone', null, history)).toBeNull();
  });
});

it('months are whole, lie before this one, and end on their last day', () => {
  expect(monthsBefore('2026-03-31', 3)).toEqual([{ month: '2025-12', lastDay: '2025-12-31' }, { month: '2026-01', lastDay: '2026-01-31' }, { month: '2026-02', lastDay: '2026-02-28' }]);
  expect(monthsBefore('2028-03-01', 1)).toEqual([{ month: '2028-02', lastDay: '2028-02-29' }]);
  expect(monthsBefore('2026-11-23', 12).map(({ month }) => month)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10']);
});

describe('standingAt', () => {
  const first = { round: 1, enrolledAt: '2026-01-10T00:00:00.000Z', cancelledAt: '2026-06-01T00:00:00.000Z' };
  const second = { round: 2, enrolledAt: '2026-06-01T00:00:00.000Z', cancelledAt: null };
  const story = { enrollments: [first, second], completions: ['2026-02-01T00:00:00.000Z', '2026-08-01T00:00:00.000Z'] };
  it.each([
    ['before she had it', '2026-01-10T00:00:00.000Z', null],
    ['while she was at it', '2026-01-31T17:00:00.000Z', 'open'],
    ['the moment of being done, which belongs to the next', '2026-02-01T00:00:00.000Z', 'open'],
    ['done', '2026-02-28T17:00:00.000Z', 'done'],
    ['at the last moment of the first round', '2026-06-01T00:00:00.000Z', 'done'],
    ['in the second round, whose time the first completion does not count for', '2026-06-30T17:00:00.000Z', 'open'],
    ['done again', '2026-08-31T17:00:00.000Z', 'done'],
  ])('%s', (_when, end, expected) => expect(standingAt(story, end)).toBe(expected));

  it('is nothing for a course that was taken back', () => {
    expect(standingAt({ enrollments: [first], completions: [] }, '2026-07-31T17:00:00.000Z')).toBeNull();
  });

  it('counts what she had done by herself before she was given the course', () => {
    expect(standingAt({ enrollments: [{ ...first, cancelledAt: null }], completions: ['2025-12-01T00:00:00.000Z'] }, '2026-01-31T17:00:00.000Z')).toBe('done');
  });
});

it('somebody works in one unit on a day, from its first day until before its last', () => {
  const places = [{ unitId: 'a', validFrom: '2026-01-01', validTo: '2026-03-01' }, { unitId: 'b', validFrom: '2026-03-01', validTo: null }];
  expect(['2025-12-31', '2026-01-01', '2026-02-28', '2026-03-01', '2027-01-01'].map((day) => unitOn(places, day))).toEqual([null, 'a', 'a', 'b', 'b']);
});
