import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCounts, byNeed, learnerState, noCounts, type UnitCounts } from './learner-state.ts';

const today = '2026-11-23';
const when = '2026-11-01T01:00:00.000Z';
const few = fc.integer({ min: 0, max: 9 });
const counts: fc.Arbitrary<UnitCounts> = fc.record({ done: few, doing: few, todo: few, late: few }).map((parts) => ({ ...parts, total: parts.done + parts.doing + parts.todo + parts.late }));

describe('learnerState', () => {
  it.each([
    ['done', { startedAt: when, completedAt: when, dueOn: '2026-11-01' }],
    ['late', { startedAt: when, completedAt: null, dueOn: '2026-11-22' }],
    ['late', { startedAt: null, completedAt: null, dueOn: '2026-11-22' }],
    ['doing', { startedAt: when, completedAt: null, dueOn: '2026-11-23' }],
    ['doing', { startedAt: when, completedAt: null, dueOn: null }],
    ['todo', { startedAt: null, completedAt: null, dueOn: '2026-11-23' }],
    ['todo', { startedAt: null, completedAt: null, dueOn: null }],
  ] as const)('is %s for %o', (state, row) => {
    expect(learnerState(row, today)).toBe(state);
  });
});

describe('counts', () => {
  it('add up in any order and keep their parts equal to their total', () => {
    fc.assert(
      fc.property(fc.array(counts, { maxLength: 6 }), (list) => {
        const sum = list.reduce(addCounts, noCounts);
        expect(list.toReversed().reduce(addCounts, noCounts)).toEqual(sum);
        expect(sum.done + sum.doing + sum.todo + sum.late).toBe(sum.total);
      }),
    );
  });
});

describe('byNeed', () => {
  it('keeps every unit and orders by share, then by size', () => {
    fc.assert(
      fc.property(fc.array(counts.map((one) => ({ counts: one })), { maxLength: 8 }), (units) => {
        const sorted = byNeed(units);
        expect(new Set(sorted)).toEqual(new Set(units));
        const share = ({ counts: one }: { counts: UnitCounts }) => (one.total === 0 ? 1 : one.done / one.total);
        for (const [at, unit] of sorted.entries()) {
          const before = sorted[at - 1];
          if (!before) continue;
          expect(share(before)).toBeLessThanOrEqual(share(unit));
          if (share(before) === share(unit)) expect(before.counts.total).toBeGreaterThanOrEqual(unit.counts.total);
        }
      }),
    );
  });

  it('does not call for help for a unit without people', () => {
    const unit = (id: string, total: number, done: number) => ({ id, counts: { ...noCounts, total, done, todo: total - done } });
    expect(byNeed([unit('nobody', 0, 0), unit('half', 4, 2), unit('none', 2, 0)]).map(({ id }) => id)).toEqual(['none', 'half', 'nobody']);
  });
});
