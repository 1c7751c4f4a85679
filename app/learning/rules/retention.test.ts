import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupRetention } from './retention.ts';

const group = (people: number, answers: number, correct: number) => groupRetention({ mark: 30, people, answers, correct });

describe('groupRetention', () => {
  it('tells nothing of fewer than ten people, however many answers they gave', () => {
    expect(group(9, 500, 400)).toEqual({ mark: 30, people: 9, percent: null, edge: null });
    expect(group(0, 0, 0).percent).toBeNull();
    expect(group(10, 30, 24)).toEqual({ mark: 30, people: 10, percent: 80, edge: null });
  });

  it.each([[100, 77, 75], [100, 78, 80], [100, 82, 80], [3, 2, 65], [7, 3, 45]])('of %s answers, %s right, says about %s %%', (answers, correct, percent) => {
    expect(group(12, answers, correct).percent).toBe(percent);
  });

  it('never says that all or nobody knew it: that would tell of everybody', () => {
    expect(group(10, 40, 40)).toMatchObject({ percent: 95, edge: 'most' });
    expect(group(10, 40, 38)).toMatchObject({ percent: 95, edge: 'most' });
    expect(group(10, 40, 0)).toMatchObject({ percent: 5, edge: 'least' });
  });

  it('says the same of two groups that differ by one answer among many, more often than not', () => {
    const total = fc.integer({ min: 40, max: 400 });
    fc.assert(
      fc.property(total, (answers) => {
        const said = Array.from({ length: answers }, (_, correct) => [group(12, answers, correct).percent, group(13, answers + 1, correct + 1).percent]);
        expect(said.filter(([one, two]) => one === two).length).toBeGreaterThan(answers / 2);
      }),
    );
  });
});
