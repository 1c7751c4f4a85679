import { expect, it } from 'vitest';
import { lacksOf, type Prepared } from './readiness.ts';

const now = '2026-11-23T01:00:00.000Z';
const noon = '2026-11-23T05:00:00.000Z';
const ready: Prepared = { media: ['MESSAGE', 'EMAIL'], isDrill: false, sendAt: '2026-11-23T02:00:00.000Z', notAfter: '2026-11-30T02:00:00.000Z', now, people: 4, plans: [], hasUnshown: false };
const at = (startsAt: string, medium = 'LED') => ({ medium, startsAt });
const found = (changes: Partial<Prepared>) => lacksOf({ ...ready, ...changes }).map(({ what, isBlocking }) => (isBlocking ? what : `(${what})`)).join(' ');

it.each<[string, Partial<Prepared>, string]>([
  ['nothing', {}, ''],
  ['everything', { media: [], sendAt: null, notAfter: null }, 'content schedule'],
  ['people', { people: 0 }, 'nobody'],
  ['an address to send to', { media: ['MESSAGE', 'EMAIL', 'WEBHOOK'], offered: ['IN_APP', 'EMAIL'] }, '(unconfigured)'],
  ['nothing when what it cannot send through was not chosen', { offered: ['IN_APP', 'EMAIL'] }, ''],
  ['a start that is still to come', { sendAt: now }, 'past'],
  ['nothing a millisecond before its start', { sendAt: '2026-11-23T01:00:00.001Z' }, ''],
  ['broadcasts, and has nothing else', { media: ['LED'], people: 0 }, 'slots'],
  ['broadcasts for one of its boards', { media: ['MESSAGE', 'LED', 'POSTER'], plans: [at(noon)] }, '(unplanned)'],
  ['nothing with every medium planned', { media: ['LED'], plans: [at(noon)], people: 0 }, ''],
  ['a broadcast that is still to come', { media: ['LED'], plans: [at(noon), at(now)] }, 'slots-past'],
  ['a broadcast within its time', { media: ['LED'], plans: [at('2026-11-30T02:00:00.001Z')] }, 'slots-outside'],
  ['nothing with a broadcast at its very last moment', { media: ['LED'], plans: [at('2026-11-30T02:00:00.000Z')] }, ''],
  ['a way that can say that it is a drill', { media: ['MESSAGE', 'ZALO'], isDrill: true }, 'zalo-drill'],
  ['nothing by Zalo when it is none', { media: ['MESSAGE', 'ZALO'] }, ''],
  ['an answer that is shown in time', { hasUnshown: true }, 'answers'],
  ['all of it at once', { media: ['MESSAGE', 'LED', 'ZALO'], isDrill: true, sendAt: now, people: 0, plans: [at(now, 'POSTER')], hasUnshown: true }, 'nobody past slots-past zalo-drill answers (unplanned)'],
])('a campaign that lacks %s', (_what, changes, expected) => {
  expect(found(changes)).toBe(expected);
});
