import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusMinutes } from '../../platform/clock.ts';
import { shareOf } from './interval.ts';
import { evaluationStanding, measuredByAll, measuredFrom, measuredShare, usualMeasure, type MeasuredBy } from './measuring.ts';

const start = '2026-11-23T02:00:00.000Z';
const week = { send_at: start, not_after: '2026-11-30T02:00:00.000Z', stagger_days: 0, measured_after_days: 14 };
const milliseconds = (instant: string, by: number) => new Date(Date.parse(instant) + by).toISOString();
const days = (instant: string, count: number) => plusMinutes(instant, count * 1_440);

describe('when a campaign is concluded', () => {
  it.each<[string, Partial<typeof week>, string]>([
    ['once its effect is measured', {}, '2026-12-07T02:00:00.000Z'],
    ['not before it has ended, however soon it is measured', { measured_after_days: 1 }, '2026-11-30T02:00:00.000Z'],
    ['measured in the very minute of its end', { measured_after_days: 7 }, '2026-11-30T02:00:00.000Z'],
    ['of two waves, by the second one', { stagger_days: 7 }, '2026-12-14T02:00:00.000Z'],
    ['of two waves, not before the second has ended', { stagger_days: 7, measured_after_days: 1 }, '2026-12-07T02:00:00.000Z'],
    ['after a whole year', { measured_after_days: 365 }, '2027-11-23T02:00:00.000Z'],
  ])('%s', (_what, changes, from) => {
    const campaign = { ...week, ...changes };
    const standing = (now: string) => evaluationStanding(campaign, now).standing;
    expect(evaluationStanding(campaign, start)).toEqual({ standing: 'early', from, dueAt: days(from, 14) });
    expect([milliseconds(from, -1), from, milliseconds(days(from, 14), -1), days(from, 14)].map(standing)).toEqual(['early', 'open', 'open', 'overdue']);
  });

  it('goes one way only: early, open, overdue; and the day does not move with the clock', () => {
    const order = ['early', 'open', 'overdue'];
    fc.assert(fc.property(fc.nat(60), fc.integer({ min: 1, max: 365 }), fc.integer({ min: 1, max: 200 }), fc.nat(900), fc.nat(900), (stagger_days, measured_after_days, long, one, other) => {
      const campaign = { send_at: start, not_after: days(start, long), stagger_days, measured_after_days };
      const [sooner, later] = [Math.min(one, other), Math.max(one, other)].map((count) => evaluationStanding(campaign, days(start, count)));
      expect(sooner?.from).toBe(later?.from);
      expect(order.indexOf(sooner?.standing ?? '')).toBeLessThanOrEqual(order.indexOf(later?.standing ?? ''));
      expect((later?.from ?? '') >= (measuredFrom(campaign) ?? '~')).toBe(true);
    }));
  });

  it('has no day of measuring without a schedule', () => {
    expect(measuredFrom({ ...week, send_at: null })).toBeNull();
    expect(evaluationStanding({ ...week, send_at: null }, start)).toMatchObject({ standing: 'early', from: week.not_after });
    expect(evaluationStanding({ ...week, send_at: null, not_after: null }, start)).toMatchObject({ standing: 'open', from: start });
  });
});

describe('the figure that a target is compared with', () => {
  const figures = { read: shareOf(1, 10), followed: shareOf(2, 10), right: shareOf(3, 10), started: shareOf(4, 10), played: shareOf(5, 10), pulse: { after: shareOf(6, 10) } };
  const all = { figures, survey: { after: shareOf(7, 10) } };
  const counts: Record<MeasuredBy, number | undefined> = { READ: 1, FOLLOWED: 2, QUESTION: 3, STARTED: 4, PLAYED: 5, PULSE: 6, SURVEY: 7, OTHER: undefined };

  it.each(measuredByAll)('is the one of %s, and no other one where it is missing', (by) => {
    expect(measuredShare(by, all)?.count).toBe(counts[by]);
    const key = { READ: 'read', FOLLOWED: 'followed', QUESTION: 'right', STARTED: 'started', PLAYED: 'played', PULSE: 'pulse', SURVEY: '', OTHER: '' }[by];
    expect(measuredShare(by, { figures: { ...figures, [key]: null }, survey: { after: by === 'SURVEY' ? null : all.survey.after } })).toBeNull();
  });

  it('of a question before and after is what was answered afterwards, or nothing', () => {
    expect(measuredShare('PULSE', { ...all, figures: { ...figures, pulse: { after: null } } })).toBeNull();
    expect(measuredShare('PULSE', { ...all, figures: { ...figures, pulse: null } })).toBeNull();
  });

  it.each<[Parameters<typeof usualMeasure>[0], MeasuredBy]>([
    [{ model: 27 }, 'SURVEY'], [{ model: 26 }, 'QUESTION'], [{ model: 26, pulse: null }, 'QUESTION'], [{ model: 27, pulse: undefined }, 'SURVEY'], [{ model: 27, pulse: { text: 'x' } }, 'PULSE'], [{ model: 26, pulse: '{}' }, 'PULSE'],
  ])('of %j is usually %s', (campaign, by) => expect(usualMeasure(campaign)).toBe(by));
});
