import { describe, expect, it } from 'vitest';
import { checkInState, isAhead, overlaps, runState, runStates, takesPeople, type RunFacts } from './course-run.ts';

const run: RunFacts = { openedAt: '2026-11-20T01:00:00.000Z', cancelledAt: null, closesAt: '2026-12-01T10:00:00.000Z', startsAt: '2026-12-02T01:00:00.000Z', endsAt: '2026-12-03T04:00:00.000Z', capacity: 2, placed: 1 };

describe('the state of a class', () => {
  it.each([
    ['the second before it closes', '2026-12-01T09:59:59.999Z', 'OPEN'],
    ['the moment it closes', '2026-12-01T10:00:00.000Z', 'CLOSED'],
    ['the moment it begins', '2026-12-02T01:00:00.000Z', 'RUNNING'],
    ['between two sessions', '2026-12-02T12:00:00.000Z', 'RUNNING'],
    ['the last moment', '2026-12-03T03:59:59.999Z', 'RUNNING'],
    ['its end', '2026-12-03T04:00:00.000Z', 'DONE'],
  ] as const)('at %s', (_when, at, state) => expect(runState(run, at)).toBe(state));

  it('is full with its last place, and open again when one is given back', () => {
    expect([1, 2, 3].map((placed) => runState({ ...run, placed }, '2026-11-30T00:00:00.000Z'))).toEqual(['OPEN', 'FULL', 'FULL']);
  });

  it('is a draft until somebody opens it, and as long as it has no session', () => {
    expect([runState({ ...run, openedAt: null }, '2027-01-01T00:00:00.000Z'), runState({ ...run, startsAt: null, endsAt: null }, '2026-11-30T00:00:00.000Z')]).toEqual(['DRAFT', 'DRAFT']);
  });

  it('stays cancelled whatever the day', () => {
    expect(['2026-11-30T00:00:00.000Z', '2026-12-02T02:00:00.000Z', '2027-01-01T00:00:00.000Z'].map((at) => runState({ ...run, cancelledAt: '2026-11-25T00:00:00.000Z' }, at))).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED']);
  });

  it('says who may still come and go', () => {
    expect(runStates.filter(takesPeople)).toEqual(['OPEN', 'FULL']);
    expect(runStates.filter(isAhead)).toEqual(['OPEN', 'FULL', 'CLOSED']);
  });
});

describe('checking in', () => {
  const session = { startsAt: '2026-12-02T01:00:00.000Z', endsAt: '2026-12-02T04:00:00.000Z' };
  it.each([
    ['2026-12-02T00:29:59.999Z', 'EARLY'],
    ['2026-12-02T00:30:00.000Z', 'OPEN'],
    ['2026-12-02T03:59:59.999Z', 'OPEN'],
    ['2026-12-02T04:00:00.000Z', 'LATE'],
  ] as const)('at %s is %s', (at, state) => expect(checkInState(session, at, 30)).toBe(state));

  it('opens with the session when the setting says so', () => {
    expect([checkInState(session, '2026-12-02T00:59:59.000Z', 0), checkInState(session, session.startsAt, 0)]).toEqual(['EARLY', 'OPEN']);
  });
});

it('sessions that touch do not overlap', () => {
  const one = { startsAt: '2026-12-02T01:00:00.000Z', endsAt: '2026-12-02T03:00:00.000Z' };
  expect(overlaps(one, { startsAt: one.endsAt, endsAt: '2026-12-02T04:00:00.000Z' })).toBe(false);
  expect(overlaps(one, { startsAt: '2026-12-02T02:59:00.000Z', endsAt: '2026-12-02T04:00:00.000Z' })).toBe(true);
  expect(overlaps(one, one)).toBe(true);
});
