import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fewestPeople } from './retention.ts';
import { toldParts } from './told-groups.ts';

const told = (whole: number, ...people: number[]) => [...toldParts(whole, people.map((count, at) => ({ id: String(at), people: count })))].toSorted();

it.each<[string, number, number[], string[]]>([
  ['everything large is told', 30, [10, 20], ['0', '1']],
  ['nothing small is', 12, [9, 3], []],
  ['one small part takes the smallest large one with it', 40, [5, 20, 15], ['1']],
  ['several small parts of ten people together hide each other', 40, [5, 5, 30], ['2']],
  ['people who sit in the whole itself hide a small part', 45, [5, 30], ['1']],
  ['a few who sit in the whole are protected like a part', 34, [14, 16], ['1']],
  ['of equals the first by name is kept back', 23, [10, 10, 3], ['1']],
])('%s', (_what, whole, people, expected) => expect(told(whole, ...people)).toEqual(expected));

it('never leaves between one and nine people beside what is told', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 }), fc.integer({ min: 0, max: 30 }), (people, own) => {
      const whole = people.reduce((sum, count) => sum + count, own);
      fc.pre(whole >= fewestPeople);
      const parts = toldParts(whole, people.map((count, at) => ({ id: String(at), people: count })));
      const left = whole - people.reduce((sum, count, at) => sum + (parts.has(String(at)) ? count : 0), 0);
      expect(left === 0 || left >= fewestPeople).toBe(true);
    }),
  );
});
