import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approvalsNeeded, campaignState, isEditable, type CampaignDates } from './campaign-state.ts';

const draft: CampaignDates = { submitted_at: null, launched_at: null, paused_at: null, cancelled_at: null, send_at: '2026-11-23T02:00:00.000Z', not_after: '2026-11-30T02:00:00.000Z', stagger_days: 0, decided_at: null };
const handedIn = { ...draft, submitted_at: '2026-11-22T01:00:00.000Z' };
const launched = { ...handedIn, launched_at: '2026-11-22T02:00:00.000Z' };

describe('where a campaign stands', () => {
  it.each<[string, CampaignDates, string, string]>([
    ['is a draft', draft, '2026-11-22T00:00:00.000Z', 'DRAFT'],
    ['is a draft although its time is over', draft, '2027-01-01T00:00:00.000Z', 'DRAFT'],
    ['waits for approval', handedIn, '2026-11-22T02:00:00.000Z', 'SUBMITTED'],
    ['still waits for it when its time is over', handedIn, '2027-01-01T00:00:00.000Z', 'SUBMITTED'],
    ['waits until the last millisecond before its start', launched, '2026-11-23T01:59:59.999Z', 'SCHEDULED'],
    ['runs from its start', launched, '2026-11-23T02:00:00.000Z', 'RUNNING'],
    ['runs until the last millisecond', launched, '2026-11-30T01:59:59.999Z', 'RUNNING'],
    ['ends at its last moment', launched, '2026-11-30T02:00:00.000Z', 'ENDED'],
    ['can be held before it starts', { ...launched, paused_at: 'x' }, '2026-11-22T03:00:00.000Z', 'PAUSED'],
    ['is held while it runs', { ...launched, paused_at: 'x' }, '2026-11-24T03:00:00.000Z', 'PAUSED'],
    ['ends although it is held', { ...launched, paused_at: 'x' }, '2026-11-30T02:00:00.000Z', 'ENDED'],
    ['stays cancelled when its time is over', { ...launched, cancelled_at: 'x' }, '2026-12-30T02:00:00.000Z', 'CANCELLED'],
    ['is cancelled although it was held', { ...launched, paused_at: 'x', cancelled_at: 'x' }, '2026-11-24T02:00:00.000Z', 'CANCELLED'],
    ['is cancelled before anybody approved it', { ...handedIn, cancelled_at: 'x' }, '2026-11-22T02:00:00.000Z', 'CANCELLED'],
    ['is evaluated after it was cancelled', { ...launched, cancelled_at: 'x', decided_at: 'x' }, '2026-12-30T02:00:00.000Z', 'EVALUATED'],
    ['runs at once without any schedule', { ...launched, send_at: null, not_after: null }, '2026-11-22T02:00:00.000Z', 'RUNNING'],
  ])('%s', (_what, dates, now, expected) => expect(campaignState(dates, now)).toBe(expected));

  it('lasts until the second wave is over, too: that one can still be held or cancelled', () => {
    const staggered = { ...launched, stagger_days: 7 };
    expect(['2026-11-30T02:00:00.000Z', '2026-12-07T01:59:59.999Z', '2026-12-07T02:00:00.000Z'].map((now) => campaignState(staggered, now))).toEqual(['RUNNING', 'RUNNING', 'ENDED']);
    expect(campaignState({ ...staggered, paused_at: 'x' }, '2026-12-01T00:00:00.000Z')).toBe('PAUSED');
  });

  it('never goes back with time, whatever its dates are', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((at) => `2026-11-${String(at).padStart(2, '0')}T02:00:00.000Z`);
    const order = ['SCHEDULED', 'RUNNING', 'ENDED'];
    fc.assert(fc.property(day, day, day, day, fc.nat(60), (send_at, not_after, one, other, stagger_days) => {
      const [early, late] = [one, other].toSorted() as [string, string];
      const dates = { ...launched, send_at, not_after, stagger_days };
      return order.indexOf(campaignState(dates, early)) <= order.indexOf(campaignState(dates, late));
    }));
  });
});

it('only what is neither launched nor cancelled is written; a campaign that was handed in still is', () => {
  expect([draft, handedIn, launched, { ...draft, cancelled_at: 'x' }].map(isEditable)).toEqual([true, true, false, false]);
});

it('only an urgent one needs two people', () => {
  expect(['NORMAL', 'PRIORITY', 'URGENT', 'urgent', ''].map(approvalsNeeded)).toEqual([1, 1, 2, 1, 1]);
});
