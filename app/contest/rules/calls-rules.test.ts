import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closedFor } from '../entry-rows.server.ts';
import { deadlineOf, momentKinds, phaseOf, phases, shelfOf, timetableShown, type Dated } from './phase.ts';
import { callSteps, lacksOf, stepsBegun, stepsDone, type Ready } from './readiness.ts';
import { isSlug, reservedSlugs, slugOf } from './slug.ts';
import { taxCodeOf } from './tax-code.ts';
import { faultOfExtension, faultsOfTimetable, movedFixed, withExtensions } from './timetable.ts';
import { hundredthsOf, hundredthsOfShare, missingToWhole, percentText, shareOf } from './weights.ts';

const moments = { OPENS: '2026-11-01T01:00:00.000Z', ENTRIES_CLOSE: '2026-12-31T16:59:59.000Z', SCREENING_ENDS: '2027-01-15T16:59:59.000Z', SCORING_ENDS: '2027-02-15T16:59:59.000Z', RESULTS: '2027-03-01T02:00:00.000Z' };
const contest: Dated = { publishedAt: '2026-10-31T02:00:00.000Z', closedAt: null, resultsAt: null, moments, extensions: [], graceSeconds: 0 };
const instant = fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2028-01-01T00:00:00Z') }).map((at) => new Date(at).toISOString());

describe('the phase of a contest', () => {
  it.each<[string, string]>([
    ['2026-11-01T00:59:59.999Z', 'ANNOUNCED'],
    ['2026-11-01T01:00:00.000Z', 'OPEN'],
    ['2026-12-31T16:59:59.999Z', 'OPEN'],
    ['2026-12-31T17:00:00.000Z', 'SCREENING'],
    ['2027-01-15T16:59:59.999Z', 'SCREENING'],
    ['2027-01-15T17:00:00.000Z', 'JUDGING'],
    ['2027-02-15T17:00:00.000Z', 'DECIDING'],
    ['2027-09-01T00:00:00.000Z', 'DECIDING'],
  ])('at %s is %s', (now, phase) => expect(phaseOf(contest, now)).toBe(phase));

  it('is a draft before it is published, and over when results are out or it was closed', () => {
    fc.assert(fc.property(instant, (now) => {
      expect(phaseOf({ ...contest, publishedAt: null }, now)).toBe('DRAFT');
      expect(phaseOf({ ...contest, resultsAt: now }, now)).toBe('RESULTS');
      expect(phaseOf({ ...contest, closedAt: now, resultsAt: now }, now)).toBe('CLOSED');
    }));
  });

  it('never goes back as time passes', () => {
    fc.assert(fc.property(instant, instant, (one, other) => {
      const [first, then] = [one, other].toSorted() as [string, string];
      expect(phases.indexOf(phaseOf(contest, first))).toBeLessThanOrEqual(phases.indexOf(phaseOf(contest, then)));
    }));
  });

  it('takes entries while it is open and, unseen, for its grace; never as a draft or closed', () => {
    const takesEntries = (of: Dated, now: string) => closedFor(now, { opensAt: of.moments.OPENS ?? null, deadline: deadlineOf(of), isPublished: of.publishedAt !== null, isClosed: of.closedAt !== null }, 'Asia/Ho_Chi_Minh') === null;
    fc.assert(fc.property(instant, (now) => {
      expect(takesEntries(contest, now)).toBe(phaseOf(contest, now) === 'OPEN');
      expect(takesEntries({ ...contest, publishedAt: null }, now) || takesEntries({ ...contest, closedAt: now }, now)).toBe(false);
    }));
    const graceful = { ...contest, graceSeconds: 60 };
    expect([takesEntries(graceful, '2026-12-31T17:00:59.999Z'), phaseOf(graceful, '2026-12-31T17:00:30.000Z'), takesEntries(graceful, '2026-12-31T17:01:00.000Z')]).toEqual([true, 'SCREENING', false]);
  });

  it('puts each published contest on one shelf', () => {
    expect(phases.map((phase) => shelfOf(phase))).toEqual([null, 'open', 'open', 'judged', 'judged', 'judged', 'past', 'past']);
    expect(phases.map((phase) => shelfOf(phase, false))).toEqual([null, 'open', 'open', 'judged', 'judged', 'judged', 'past', 'off']);
  });

  it('shows the deadline with what was added, and what was announced beside it', () => {
    const rows = timetableShown({ moments, extensions: [{ minutes: 90 }] });
    expect(rows.map(({ kind }) => kind)).toEqual([...momentKinds]);
    expect(rows[1]).toEqual({ kind: 'ENTRIES_CLOSE', announced: '2026-12-31T16:59:59.000Z', at: '2026-12-31T18:29:59.000Z' });
    expect([timetableShown({ moments: {}, extensions: [] }), deadlineOf({ ...contest, moments: {} })]).toEqual([[], null]);
  });
});

describe('a timetable', () => {
  it('has every moment, each after the one before', () => {
    expect(faultsOfTimetable(moments)).toEqual([]);
    expect(faultsOfTimetable({})).toEqual(momentKinds.map((kind) => ({ kind, fault: 'missing' })));
    expect(faultsOfTimetable({ ...moments, ENTRIES_CLOSE: moments.OPENS })).toEqual([{ kind: 'ENTRIES_CLOSE', fault: 'order' }]);
    expect(faultsOfTimetable({ ...moments, SCORING_ENDS: '2026-11-05T00:00:00.000Z' })).toEqual([{ kind: 'SCORING_ENDS', fault: 'order' }]);
  });

  it('is without fault exactly when it is sorted and has no two at once', () => {
    fc.assert(fc.property(fc.tuple(instant, instant, instant, instant, instant), (times) => {
      const table = Object.fromEntries(momentKinds.map((kind, at) => [kind, times[at]]));
      const isSorted = times.every((time, at) => at === 0 || time > (times[at - 1] ?? ''));
      expect(faultsOfTimetable(table).length === 0).toBe(isSorted);
    }));
  });

  it('comes after the deadline as it was extended', () => {
    const late = withExtensions(moments, [{ minutes: 60 * 24 * 20 }]);
    expect(faultsOfTimetable(late)).toEqual([{ kind: 'SCREENING_ENDS', fault: 'order' }]);
    expect([withExtensions(moments, []), withExtensions({}, [{ minutes: 5 }])]).toEqual([moments, {}]);
  });

  it('keeps the opening and the deadline that were announced', () => {
    expect(movedFixed(moments, { ...moments, RESULTS: '2027-04-01T00:00:00.000Z' })).toEqual([]);
    expect(movedFixed(moments, { ...moments, ENTRIES_CLOSE: '2027-01-01T16:59:59.000Z' })).toEqual(['ENTRIES_CLOSE']);
    expect(movedFixed({}, moments)).toEqual([]);
  });
});

describe('an extension', () => {
  const now = '2026-12-31T17:30:00.000Z';
  const open = { publishedAt: contest.publishedAt, closedAt: null, moments, extensions: [], isAssigned: false };

  it.each<[string, Partial<typeof open> | { closedAt: string }, number, string | null]>([
    ['an hour, half an hour after the deadline', {}, 60, null],
    ['less than what has passed already', {}, 30, 'in-the-past'],
    ['so much that screening would be over', {}, 22_000, 'after-screening'],
    ['a draft', { publishedAt: null }, 60, 'not-published'],
    ['a closed contest', { closedAt: now }, 60, 'closed'],
    ['one whose judges have their entries', { isAssigned: true }, 60, 'judging'],
    ['one without a deadline', { moments: { ...moments, ENTRIES_CLOSE: undefined as unknown as string } }, 60, 'no-deadline'],
    ['a second one on top', { extensions: [{ minutes: 20 }] as never }, 15, null],
  ])('of %s', (_what, changes, minutes, fault) => expect(faultOfExtension({ ...open, ...changes }, minutes, now)).toBe(fault));
});

describe('weights', () => {
  it.each([['40', 4_000], ['12,5', 1_250], ['12.5', 1_250], ['33,33 %', 3_333], [' 100 ', 10_000], ['0', 0]])('%j is %i hundredths', (typed, hundredths) => expect(hundredthsOf(typed)).toBe(hundredths));
  it.each(['', '-1', '1e2', '12,345', '1.000,5', 'x', '40%%', '１２', '1000'])('%j is none', (typed) => expect(hundredthsOf(typed)).toBeNull());

  it('come back as they were typed and add up exactly', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 9_999 }), { minLength: 1, maxLength: 12 }), (weights) => {
      for (const weight of weights) expect([hundredthsOf(percentText(weight)), hundredthsOfShare(shareOf(weight))]).toEqual([weight, weight]);
      const rest = missingToWhole(weights);
      if (rest > 0) expect(missingToWhole([...weights, rest])).toBe(0);
    }));
    expect(missingToWhole([3_333, 3_333, 3_334])).toBe(0);
    expect(missingToWhole([3_333, 3_333, 3_333])).toBe(1);
  });
});

describe('a tax code', () => {
  it.each([['2700123456', '2700123456'], ['2700 123 456', '2700123456'], ['2700123456-001', '2700123456-001'], ['2700123456001', '2700123456-001'], ['2700123456–001', '2700123456-001'], ['037090001234', '037090001234']])('%j is kept as %j', (typed, kept) => expect(taxCodeOf(typed)).toBe(kept));
  it.each(['', '123', '27001234567', '2700123456-01', '２７００１２３４５６', 'abc2700123456', '2700123456-001-002', '-2700123456'])('%j is none', (typed) => expect(taxCodeOf(typed)).toBeNull());
  it('stays the same when it is typed again', () => fc.assert(fc.property(fc.string({ maxLength: 16 }), (typed) => {
    const kept = taxCodeOf(typed);
    if (kept) expect(taxCodeOf(kept)).toBe(kept);
  })));
});

describe('an address', () => {
  it('is made from any title, and is one', () => {
    expect([slugOf('Sáng kiến Dữ liệu 2026'), slugOf('Đăng ký'), slugOf('!!!'), slugOf('register')]).toEqual(['sang-kien-du-lieu-2026', 'dang-ky', 'cuoc-thi', 'cuoc-thi-register']);
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => isSlug(slugOf(title))));
  });

  it('is never one of the pages beside it', () => {
    for (const slug of reservedSlugs) expect(isSlug(slug)).toBe(false);
    expect(['ab', 'A-b', 'a--b', '-ab', 'a b', 'a/b', 'ă-b', 'x'.repeat(61)].filter(isSlug)).toEqual([]);
  });
});

describe('readiness', () => {
  const ready: Ready = { tracks: [1], datasets: [1], criteria: [{ weight: 4_000, anchors: ['x'] }, { weight: 6_000, anchors: ['x'] }], prizes: [1], moments, hasRules: true };
  const before = '2026-10-01T00:00:00.000Z';
  const keys = (changes: Partial<Ready>, now = before) => lacksOf({ ...ready, ...changes }, now).map(({ what }) => what);

  it('lacks nothing when everything is there', () => {
    expect(keys({})).toEqual([]);
    expect(stepsDone(ready)).toEqual([...callSteps]);
  });

  it('says everything that is missing at once, and what blocks', () => {
    const empty = lacksOf({ tracks: [], datasets: [], criteria: [], prizes: [], moments: {}, hasRules: false }, before);
    expect(empty.map(({ what }) => what)).toEqual(['tracks', 'datasets', 'no-criteria', 'prizes', 'no-moments', 'no-rules']);
    expect(empty.filter(({ isBlocking }) => isBlocking).map(({ what }) => what)).toEqual(['no-criteria', 'no-moments', 'no-rules']);
    expect(stepsDone({ tracks: [], datasets: [], criteria: [], prizes: [], moments: {}, hasRules: false })).toEqual(['about', 'design']);
    expect(stepsBegun({ tracks: [], datasets: [], criteria: [], prizes: [], moments: {}, hasRules: false })).toEqual([]);
  });

  it('tells what is begun from what is not', () => {
    expect(stepsBegun(ready)).toEqual([]);
    expect(stepsBegun({ ...ready, tracks: [], criteria: [{ weight: 7_500, anchors: [] }], moments: { OPENS: moments.OPENS } })).toEqual(['criteria', 'timetable']);
  });

  it.each<[Partial<Ready>, string, string]>([
    [{ criteria: [{ weight: 9_999, anchors: ['x'] }] }, before, 'weights'],
    [{ criteria: [{ weight: 10_000, anchors: [] }] }, before, 'anchors'],
    [{ moments: { ...moments, RESULTS: '2026-11-02T00:00:00.000Z' } }, before, 'order'],
    [{}, '2026-11-05T00:00:00.000Z', 'opens-past'],
    [{}, '2026-12-31T17:00:00.000Z', 'deadline-past'],
  ])('%j at %s lacks %s', (changes, now, what) => expect(keys(changes, now)).toEqual([what]));
});
