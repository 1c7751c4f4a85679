import { expect, it } from 'vitest';
import { lacksOf, type Prepared } from './readiness.ts';

const ready: Prepared = { media: ['MESSAGE', 'EMAIL'], sendAt: '2026-11-23T02:00:00.000Z', isPast: false, people: 4, planned: [] };
const found = (changes: Partial<Prepared>) => lacksOf({ ...ready, ...changes }).map(({ what, isBlocking }) => (isBlocking ? what : `(${what})`)).join(' ');

it.each<[string, Partial<Prepared>, string]>([
  ['nothing', {}, ''],
  ['everything', { media: [], sendAt: null }, 'content schedule'],
  ['people', { people: 0 }, 'nobody'],
  ['a start that is still to come', { isPast: true }, 'past'],
  ['broadcasts, and has nothing else', { media: ['LED'], people: 0 }, 'slots'],
  ['broadcasts for one of its boards', { media: ['MESSAGE', 'LED', 'POSTER'], planned: ['LED'] }, '(unplanned)'],
  ['nothing with every medium planned', { media: ['LED'], planned: ['LED'], people: 0 }, ''],
])('a campaign that lacks %s', (_what, changes, expected) => {
  expect(found(changes)).toBe(expected);
});
