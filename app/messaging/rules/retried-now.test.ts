import { expect, it } from 'vitest';
import { retriedNow } from './retried-now.ts';

it('says how many were sent again when that was the last deed, and nothing else that an address claims', () => {
  const last = { action: 'channel.retry', details: { count: 3, reason: 'x' } };
  expect([retriedNow(3, last), retriedNow(2, last), retriedNow(3, { ...last, action: 'channel.pause' }), retriedNow(3, null), retriedNow(undefined, last)]).toEqual([3, null, null, null, null]);
  expect(retriedNow(0, null), 'nothing was written, nothing is claimed').toBe(0);
});
