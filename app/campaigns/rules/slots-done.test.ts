import { describe, expect, it } from 'vitest';
import { slotsAction, slotsDone, slotsDones } from './slots-done.ts';

describe('what the list of broadcasts says was done', () => {
  it('is nothing without a row of the log, but for what wrote none', () => {
    expect(slotsDones.filter((done) => slotsDone(done, null) !== null)).toEqual(['none']);
    expect(slotsDones.map(slotsAction)).toEqual([null, 'campaign.plan-slots', 'campaign.unplan-slots', 'campaign.confirm-slot', 'campaign.confirm-slot', 'campaign.correct-broadcast']);
  });

  it('has its numbers from the log', () => {
    expect(slotsDone('planned', { moments: 3, rest: 1, places: 20 })).toEqual({ done: 'planned', count: 3, rest: 1, places: 20 });
    expect(slotsDone('planned', { moments: 3, places: 20 }), 'a row of before there was the number').toEqual({ done: 'planned', count: 3, rest: 0, places: 20 });
    expect(slotsDone('removed', { places: 20 })).toEqual({ done: 'removed', count: 20, rest: 0 });
    expect(slotsDone('confirmed', { count: 7, rest: 2 })).toEqual({ done: 'confirmed', count: 7, rest: 2 });
    expect(slotsDone('corrected', { count: 4, rest: 9 })).toEqual({ done: 'corrected', count: 4, rest: 9 });
  });

  it('tells one that was heard from one that was missed, which stand under one action', () => {
    expect([slotsDone('confirmed', {}), slotsDone('missed', {})]).toEqual([{ done: 'confirmed', count: 1, rest: 0 }, null]);
    expect([slotsDone('confirmed', { reason: 'Mất điện' }), slotsDone('missed', { reason: 'Mất điện' })]).toEqual([null, { done: 'missed', count: 1, rest: 0 }]);
    expect(slotsDone('corrected', { reason: 'Sai số', count: 4, rest: 0 }), 'every correction has a reason').toMatchObject({ count: 4 });
  });
});
