import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anomaliesOf, rankedByVotes, type VoteReport } from './vote.ts';

const report = (changes: Partial<VoteReport> = {}): VoteReport => ({ voters: 100, counted: 100, turnout: [{ day: '2026-12-01', kind: 'OFFICIAL', votes: 40 }, { day: '2026-12-02', kind: 'OUTSIDE', votes: 30 }, { day: '2026-12-03', kind: 'NEW', votes: 30 }], addresses: { count: 60, busiest: 20 }, refused: { TWICE: 10 }, ...changes });

describe('a report of anomalies', () => {
  it('finds nothing at the very border of each', () => {
    expect(anomaliesOf(report())).toEqual([]);
  });

  it.each<[string, Partial<VoteReport>, string[]]>([
    ['a vote without a voter', { counted: 101 }, ['MISMATCH']],
    ['a voter without a vote', { counted: 99 }, ['MISMATCH']],
    ['many new accounts', { turnout: [{ day: '2026-12-01', kind: 'NEW', votes: 31 }, { day: '2026-12-02', kind: 'OFFICIAL', votes: 69 }] }, ['NEW_ACCOUNTS']],
    ['one address', { addresses: { count: 60, busiest: 21 } }, ['ONE_ADDRESS']],
    ['one day of three', { turnout: [{ day: '2026-12-01', kind: 'OFFICIAL', votes: 40 }, { day: '2026-12-01', kind: 'OUTSIDE', votes: 21 }, { day: '2026-12-02', kind: 'OUTSIDE', votes: 20 }, { day: '2026-12-03', kind: 'OUTSIDE', votes: 19 }] }, ['ONE_DAY']],
    ['no burst where there are two days', { turnout: [{ day: '2026-12-01', kind: 'OFFICIAL', votes: 99 }, { day: '2026-12-02', kind: 'OFFICIAL', votes: 1 }] }, []],
    ['many second tries', { refused: { TWICE: 11 } }, ['TWICE']],
    ['nothing among few votes but sums', { voters: 19, counted: 18, addresses: { count: 1, busiest: 19 }, turnout: [{ day: '2026-12-01', kind: 'NEW', votes: 19 }], refused: { TWICE: 19 } }, ['MISMATCH']],
    ['nothing in a vote of nobody', { voters: 0, counted: 0, turnout: [], addresses: { count: 0, busiest: 0 }, refused: {} }, []],
  ])('names %s', (_what, changes, found) => {
    expect(anomaliesOf(report(changes))).toEqual(found);
  });
});

it('places by votes are like 1, 2, 2, 4 whatever the numbers are', () => {
  fc.assert(fc.property(fc.array(fc.record({ votes: fc.integer({ min: 0, max: 4 }) }), { maxLength: 12 }), (rows) => {
    const ranked = rankedByVotes(rows);
    expect(ranked).toHaveLength(rows.length);
    for (const { votes, rank } of ranked) expect(rank).toBe(rows.filter((row) => row.votes > votes).length + 1);
  }), { numRuns: 60 });
});
