import { expect, it } from 'vitest';
import { firstState, isMadeWith, keyBytes, wordsOf } from './push-state.ts';

it('is on only when the browser allows it, has it, and the server knows it', () => {
  const states = (['default', 'denied', 'granted'] as const).map((permission) => [true, false].flatMap((isSubscribed) => [true, false].map((isKnown) => firstState({ permission, isSubscribed, isKnown }))));
  expect(states).toEqual([['off', 'off', 'off', 'off'], ['denied', 'denied', 'denied', 'denied'], ['on', 'off', 'off', 'off']]);
});

it('compares keys byte by byte', () => {
  const key = Buffer.from(Array.from({ length: 65 }, (_, at) => (at * 37) % 256));
  const text = key.toString('base64url');
  expect(Buffer.from(keyBytes(text)).equals(key)).toBe(true);
  const buffer = keyBytes(text).buffer;
  expect([isMadeWith(buffer, text), isMadeWith(buffer.slice(1), text), isMadeWith(null, text), isMadeWith(keyBytes(key.fill(1, 64).toString('base64url')).buffer, text)]).toEqual([true, false, false, false]);
});

it('finds the words of a refusal', () => {
  expect(wordsOf({ kind: 'limit', say: { vi: 'Chậm lại.', en: 'Slowly.' } }, 'en')).toBe('Slowly.');
  expect(wordsOf({ ok: false, faults: { auth: { vi: 'Chưa đúng.', en: 'Wrong.' } } }, 'vi')).toBe('Chưa đúng.');
  for (const nothing of [null, undefined, {}, { faults: {} }, 'x']) expect(wordsOf(nothing, 'vi')).toBeNull();
});
