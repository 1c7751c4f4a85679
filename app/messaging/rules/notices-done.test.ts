import { expect, it } from 'vitest';
import { noticesDone } from './notices-done.ts';

const known = { hasChosen: true, devices: ['a', 'b'] };

it('a choice was kept when there is one', () => {
  expect([noticesDone({ done: 'saved' }, known), noticesDone({ done: 'saved' }, { ...known, hasChosen: false }), noticesDone({}, known)]).toEqual(['saved', null, null]);
});

it('a device was removed when it is not there any more, and not when nobody says which', () => {
  const removed = (device: string | undefined, devices: string[] | null = known.devices) => noticesDone({ done: 'removed', device }, { ...known, devices });
  expect([removed('c'), removed('b'), removed(undefined), removed(''), removed('c', []), removed('c', null)]).toEqual(['removed', null, null, null, 'removed', null]);
});
