import { describe, expect, it } from 'vitest';
import { callOf } from '../../../tests/support/desk-store.ts';
import { callSnapshot } from '../forms/call.ts';
import { adopted, clockAhead, ended, fieldOfMoment, momentOfField, newCall, nextRevision, noted, takenUp } from './desk-call.ts';
import { keyOf } from './desk-fields.ts';

const now = new Date('2026-11-23T01:00:00.000Z');
const earlier = new Date('2026-11-22T01:00:00.000Z');

it('a call that begins here is one that the server takes', () => {
  const call = newCall('0b0f9f2e-0000-4000-8000-000000000000', now, true);
  expect(callSnapshot.parse(call)).toEqual(call);
  expect([call.source, newCall('k', now, false).source]).toEqual(['OFFLINE', 'ONLINE']);
});

it('every change is later than the one before, by a clock that was set back too', () => {
  const first = newCall('key', now, true);
  const second = noted(first, { note: 'một' }, earlier);
  const third = ended(second, 'ANSWERED', earlier);
  expect([second.revision - first.revision, third.revision - second.revision]).toEqual([1, 1]);
  expect(nextRevision(first, new Date(now.getTime() + 5))).toBe(now.getTime() + 5);
  expect([first.note, third.note, third.wrap]).toEqual(['', 'một', 'ANSWERED']);
});

it('a hang-up that telephony told stands', () => {
  expect([ended(callOf('k', 1, { endedAt: 'told' }), 'PARTLY', now).endedAt, ended(callOf('k'), 'PARTLY', now).endedAt]).toEqual(['told', now.toISOString()]);
});

const read = (at: string) => ({ versionId: 'v', at });
it('a page that is loaded anew goes on with what it knows beyond the server', () => {
  const inHand = callOf('one', 5, { reads: [read('1')], question: 'server' });
  const newer = callOf('one', 6, { reads: [read('1'), read('2')], question: 'here', callbackAt: now.toISOString() });
  expect(takenUp(inHand, [{ owner: 'a', call: newer }])).toEqual({ ...newer, reads: [read('1'), read('2')] });
  expect(takenUp(inHand, [{ owner: 'a', call: newer, refused: 'vì' }])).toEqual(newer);
});

it.each([
  ['an older state', callOf('one', 5), [{ owner: 'a', call: callOf('one', 5) }]],
  ['one that is ended', callOf('one', 1), [{ owner: 'a', call: callOf('one', 9, { wrap: 'ANSWERED' }) }]],
  ['another call', callOf('one', 1), [{ owner: 'a', call: callOf('two', 9) }]],
  ['one that the server has refused', null, [{ owner: 'a', call: callOf('two', 9), refused: 'vì' }]],
  ['nothing', null, []],
])('%s is not taken up', (_what, inHand, kept) => {
  expect(takenUp(inHand, kept)).toBeNull();
});

it('without a call in hand the open one that waits goes on', () => {
  const open = callOf('two', 9, { note: 'dở dang' });
  expect(takenUp(null, [{ owner: 'a', call: callOf('one', 3, { wrap: 'DROPPED' }) }, { owner: 'a', call: open }])).toEqual(open);
});

it('a moment to call back is the province’s, there and back', () => {
  for (const typed of ['24/11/2026 09:30', '24/11/2026 9h30', '2026-11-24T09:30']) expect(momentOfField(typed), typed).toBe('2026-11-24T02:30:00.000Z');
  expect(fieldOfMoment('2026-11-24T02:30:00.000Z')).toBe('24/11/2026 09:30');
  expect(fieldOfMoment(null)).toBe('');
});

// What cannot be read must not stop the note that is being kept.
it.each(['', '20261-01-01T09:00', '2026-02-30T09:00', '2026-11-24', 'mai', '2026-11-24T25:00'])('%s is no moment', (local) => {
  expect(momentOfField(local)).toBeNull();
});

it.each([
  [null, null],
  ['never', null],
  ['Mon, 23 Nov 2026 01:00:01 GMT', 0],
  ['Mon, 23 Nov 2026 02:00:00 GMT', 3_600_000],
  ['Sun, 23 Nov 2025 01:00:00 GMT', -31_536_000_000],
])('a clock that says %s is ahead by %s', (date, ahead) => {
  expect(clockAhead(date, now.getTime())).toBe(ahead);
});

it.each([
  [{ key: 'F4' }, 'F4'], [{ key: '4', code: 'Digit4', altKey: true }, 'F4'], [{ key: '1', code: 'Digit1', altKey: true }, 'Alt+1'], [{ key: '5', code: 'Digit5', altKey: true }, 'Alt+5'], [{ key: '0', code: 'Digit0', altKey: true }, 'Alt+0'],
  [{ key: '1', code: 'Digit1', altKey: false }, '1'], [{ key: 'F5', code: 'F5' }, 'F5'], [{ key: 'a', code: 'KeyA', altKey: true }, 'a'],
])('the keys %j are read as %s: reloading and typing stay the browser’s', (event, key) => {
  expect(keyOf(event as KeyboardEvent)).toBe(key);
});

it.each<[Partial<KeyboardEvent>, string]>([
  [{ key: 'F4', ctrlKey: true }, ''], [{ key: 'F4', altKey: true }, ''], [{ key: 'F6', shiftKey: true }, ''], [{ key: 'F3', metaKey: true }, ''], [{ key: 'F12' }, 'F12'],
  [{ key: '€', code: 'Digit4', altKey: true, ctrlKey: true }, '€'], [{ key: '!', code: 'Digit1', altKey: true, shiftKey: true }, '!'], [{ key: '4', code: 'Numpad4', altKey: true }, '4'], [{ key: '6', code: 'Digit6', metaKey: true }, '6'],
])('with a further key %j is %j: closing a tab, switching a keyboard and typing a sign end no call', (event, key) => {
  expect(keyOf(event as KeyboardEvent)).toBe(key);
});

describe('a call that stands in two pages', () => {
  const own = callOf('one', 5, { question: 'của tôi', reads: [read('1')] });
  it('goes on with the newer words, and what either page read out was read out', () => {
    const other = callOf('one', 6, { question: 'của trang kia', note: 'mới', reads: [read('2')] });
    expect(adopted(own, other)).toEqual({ ...other, reads: [read('2'), read('1')] });
    expect(adopted({ ...own, reads: [read('2')] }, other)?.reads).toEqual([read('2')]);
  });
  it.each([
    ['an older state', callOf('one', 4)],
    ['the same state', callOf('one', 5)],
    ['another call', callOf('two', 9)],
    ['the end of another call', callOf('two', 9, { wrap: 'ANSWERED' })],
  ])('is not changed by %s', (_what, other) => {
    expect(adopted(own, other)).toBeNull();
  });
  it('is over in both when it has ended in one, whatever the revisions say', () => {
    expect(adopted(own, callOf('one', 2, { wrap: 'ANSWERED' }))?.wrap).toBe('ANSWERED');
  });
  it('opens in a page that has none, unless it is over', () => {
    expect([adopted(null, own), adopted(null, { ...own, wrap: 'DROPPED' })]).toEqual([own, null]);
  });
});
