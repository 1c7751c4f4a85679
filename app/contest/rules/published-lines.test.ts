import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changedLines } from './published-lines.ts';

const line = (entryId: string, rank: number, prizeId: string | null = null) => ({ entryId, rank, prizeId });

it.each([
  ['nothing', [line('a', 1), line('b', 2)], [line('b', 2), line('a', 1)], []],
  ['a place', [line('a', 1), line('b', 2)], [line('a', 2), line('b', 1)], ['a', 'b']],
  ['a prize', [line('a', 1, 'p'), line('b', 2)], [line('a', 1), line('b', 2, 'p')], ['a', 'b']],
  ['another prize', [line('a', 1, 'p')], [line('a', 1, 'q')], ['a']],
  ['somebody gone and somebody new', [line('a', 1)], [line('b', 1)], ['a', 'b']],
])('says whose result has changed: %s', (_what, before, now, changed) => {
  expect([...changedLines(before, now)].toSorted()).toEqual(changed);
});

it('is the same both ways, and empty against itself', () => {
  const lines = fc.uniqueArray(fc.record({ entryId: fc.constantFrom('a', 'b', 'c', 'd'), rank: fc.integer({ min: 1, max: 3 }), prizeId: fc.constantFrom('p', null) }), { selector: ({ entryId }) => entryId });
  fc.assert(fc.property(lines, lines, (one, other) => {
    expect([...changedLines(one, other)].toSorted()).toEqual([...changedLines(other, one)].toSorted());
    expect(changedLines(one, one).size).toBe(0);
  }), { numRuns: 50 });
});
