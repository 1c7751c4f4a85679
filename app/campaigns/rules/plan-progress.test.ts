import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { campaignStates, type CampaignState } from './campaign-state.ts';
import { lineState, planFigures, quarterOf, quarters, type PlannedCampaign, type PlannedLine } from './plan-progress.ts';

const line = (changes: Partial<PlannedLine> = {}): PlannedLine => ({ id: 'L1', quarter: 3, topic: 'SECURITY', droppedAt: null, ...changes });
const campaign = (state: CampaignState, changes: Partial<PlannedCampaign> = {}): PlannedCampaign => ({ planLineId: 'L1', state, quarter: 3, topic: 'SECURITY', ...changes });

describe('a line of the plan', () => {
  it.each<[string, PlannedCampaign[], string, string]>([
    ['waits in its quarter', [], '2026-09-30', 'PLANNED'],
    ['is late on the first day after it', [], '2026-10-01', 'LATE'],
    ['is being written', [campaign('DRAFT')], '2026-09-30', 'WRITTEN'],
    ['is late although it is being written', [campaign('SUBMITTED')], '2026-10-01', 'LATE'],
    ['runs, even after its quarter', [campaign('SCHEDULED')], '2026-10-01', 'RUNNING'],
    ['is done by one of two campaigns', [campaign('CANCELLED'), campaign('ENDED')], '2026-10-01', 'DONE'],
    ['is not done by a cancelled one', [campaign('CANCELLED')], '2026-09-30', 'PLANNED'],
    ['is not done by another line’s', [campaign('EVALUATED', { planLineId: 'L2' })], '2026-09-30', 'PLANNED'],
    ['is not late before its year', [], '2025-12-31', 'PLANNED'],
  ])('%s', (_what, campaigns, today, expected) => {
    expect(lineState(line(), campaigns, 2026, today)).toBe(expected);
  });

  it('that was dropped is only that', () => {
    expect(lineState(line({ droppedAt: '2026-01-02' }), [campaign('EVALUATED')], 2026, '2027-01-01')).toBe('DROPPED');
  });
});

describe('the figures of a year', () => {
  it('know the quarter of a day', () => {
    expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual([1, 1, 2, 4]);
  });

  it('set done against planned and keep apart what nobody had planned', () => {
    const lines = [line(), line({ id: 'L2', quarter: 1, topic: 'TRAINING' }), line({ id: 'L3', droppedAt: 'x' })];
    const found = planFigures(lines, [campaign('EVALUATED'), campaign('RUNNING', { planLineId: null, quarter: 4 }), campaign('DRAFT', { planLineId: null })], 2026, '2026-11-23');
    expect(found.total).toEqual({ planned: 2, done: 1, beside: 1, late: 1 });
    expect(found.quarters.map(({ planned, done, beside }) => [planned, done, beside])).toEqual([[1, 0, 0], [0, 0, 0], [1, 1, 0], [0, 0, 1]]);
    expect(found.topics.map(({ topic, total }) => [topic, total.planned, total.done, total.beside])).toEqual([['SECURITY', 1, 1, 1], ['TRAINING', 1, 0, 0]]);
  });

  it('add up over quarters and over topics, whatever happened', () => {
    const topic = fc.constantFrom('SECURITY', 'TRAINING', 'SYSTEM');
    const someLine = fc.record({ id: fc.constantFrom('L1', 'L2', 'L3'), quarter: fc.constantFrom(...quarters), topic, droppedAt: fc.constantFrom(null, 'x') });
    const someCampaign = fc.record({ planLineId: fc.constantFrom(null, 'L1', 'L2'), state: fc.constantFrom(...campaignStates), quarter: fc.constantFrom(...quarters), topic });
    fc.assert(fc.property(fc.uniqueArray(someLine, { selector: ({ id }) => id }), fc.array(someCampaign), (lines, campaigns) => {
      const { total, quarters: byQuarter, topics } = planFigures(lines, campaigns, 2026, '2026-11-23');
      for (const key of ['planned', 'done', 'beside'] as const) {
        expect(byQuarter.reduce((sum, one) => sum + one[key], 0)).toBe(total[key]);
        expect(topics.reduce((sum, one) => sum + one.total[key], 0)).toBe(total[key]);
        for (const one of topics) expect(one.cells.reduce((sum, cell) => sum + cell[key], 0)).toBe(one.total[key]);
      }
      expect(total.done + total.late).toBeLessThanOrEqual(total.planned);
    }));
  });
});
