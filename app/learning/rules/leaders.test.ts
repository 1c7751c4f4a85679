import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leadersAbove, unitsBelow, type LeaderTree } from './leaders.ts';

const parents = { province: null, ward: 'province', office: 'ward', desk: 'office', other: 'province' };
const treeOf = (leaders: Record<string, string[]>, overAll: string[] = [], parentOf: Record<string, string | null> = parents): LeaderTree => ({ parentOf: new Map(Object.entries(parentOf)), leadersOf: new Map(Object.entries(leaders)), overAll });
const full = treeOf({ province: ['chair'], ward: ['head', 'deputy'], office: ['chief'] });
const told = (userId: string, unitId: string | null, level: 0 | 1 = 0, tree = full) => leadersAbove({ userId, unitId }, level, tree);

describe('who is told of somebody', () => {
  it('is the nearest leader, and one level further up later', () => {
    expect([told('x', 'office'), told('x', 'office', 1), told('x', 'ward'), told('x', 'ward', 1), told('x', 'desk'), told('x', 'desk', 1)]).toEqual([['chief'], ['head', 'deputy'], ['head', 'deputy'], ['chair'], ['chief'], ['head', 'deputy']]);
  });

  it('passes over units without a leader, for either level', () => {
    const tree = treeOf({ province: ['chair'], desk: ['clerk'] });
    expect([told('x', 'desk', 0, tree), told('x', 'desk', 1, tree), told('x', 'office', 0, tree)]).toEqual([['clerk'], ['chair'], ['chair']]);
  });

  it('is told again where nobody stands above', () => {
    expect([told('x', 'province', 1), told('x', 'other', 1)]).toEqual([['chair'], ['chair']]);
  });

  it('is never herself, nor her deputy, but the level above', () => {
    expect([told('chief', 'office'), told('chief', 'office', 1), told('head', 'ward'), told('deputy', 'ward', 1)]).toEqual([['head', 'deputy'], ['chair'], ['chair'], ['chair']]);
    expect([told('chair', 'province'), told('chair', 'province', 1)]).toEqual([[], []]);
  });

  it('is the leader of the whole province when none of a unit is there, also of whoever has no unit or one that is closed', () => {
    const tree = treeOf({ office: ['chief'] }, ['governor']);
    expect([told('x', 'office', 1, tree), told('x', 'other', 0, tree), told('x', null, 0, tree), told('x', 'closed-yesterday', 0, tree), told('governor', 'office', 1, tree), told('governor', null, 0, tree)]).toEqual([['governor'], ['governor'], ['governor'], ['governor'], ['chief'], []]);
  });

  it('is nobody without any leader, without a unit, in a closed unit', () => {
    expect([told('x', 'office', 0, treeOf({})), told('x', null), told('x', 'closed-yesterday')]).toEqual([[], [], []]);
  });

  it('comes to an end in a circle', () => {
    const circle = treeOf({ b: ['bee'] }, [], { a: 'b', b: 'c', c: 'a' });
    expect([told('x', 'a', 1, circle), told('bee', 'a', 0, circle), [...unitsBelow(['a'], circle)].toSorted()]).toEqual([['bee'], [], ['a', 'b', 'c']]);
  });

  it('in any tree is never herself, and the second step goes no lower than the first', () => {
    const unit = fc.integer({ min: 0, max: 8 }).map((at) => `u${at}`);
    const tree = fc.record({ parents: fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 9, maxLength: 9 }), leaders: fc.dictionary(unit, fc.array(fc.constantFrom('a', 'b', 'me'), { minLength: 1, maxLength: 2 })) });
    fc.assert(fc.property(tree, unit, ({ parents: up, leaders }, from) => {
      // A parent has a smaller number: a tree.
      const made = treeOf(leaders, [], Object.fromEntries(up.map((parent, at) => [`u${at}`, at === 0 ? null : `u${parent % at}`])));
      const [first, second] = [told('me', from, 0, made), told('me', from, 1, made)];
      expect([...first, ...second]).not.toContain('me');
      expect(first.length > 0).toBe(second.length > 0);
      const above: string[] = [];
      for (let at: string | null = from; at !== null; at = made.parentOf.get(at) ?? null) above.push(...(leaders[at]?.includes('me') ? [] : (leaders[at] ?? [])));
      expect(above.length > 0).toBe(first.length > 0);
    }));
  });
});

it('the units of a leader are hers and everything below; a unit that is not in force has none', () => {
  expect([...unitsBelow(['ward'], full)].toSorted()).toEqual(['desk', 'office', 'ward']);
  expect([...unitsBelow(['ward', 'desk', 'other'], full)].toSorted()).toEqual(['desk', 'office', 'other', 'ward']);
  expect([...unitsBelow(['closed', 'province'], full)]).toHaveLength(5);
  expect([...unitsBelow([], full)]).toEqual([]);
});
