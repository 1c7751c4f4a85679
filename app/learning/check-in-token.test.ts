import { describe, expect, it } from 'vitest';
import { checkInToken, tokenHolds, typedCode, typedCodeHolds, type TokenKind } from './check-in-token.server.ts';
import { qrDrawing } from './qr-drawing.server.ts';

const secret = 'a secret of at least thirty-two characters';
const at = '2026-12-02T01:00:30.000Z';
const later = (seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString();

describe('tokens of a session', () => {
  it.each([['LIVE', 60], ['CODE', 600], ['TICKET', 600]] as const)('%s turn every %d seconds and hold for one turn more', (kind, seconds) => {
    const { token, until } = checkInToken(secret, kind, at, 's1');
    const end = (Date.parse(until) - Date.parse(at)) / 1000;
    expect(end).toBeLessThanOrEqual(seconds);
    expect([0, end - 1, end, end + seconds - 1, end + seconds].map((after) => tokenHolds(secret, token, later(after), [kind], 's1'))).toEqual([true, true, true, true, false]);
    expect(checkInToken(secret, kind, until, 's1').token).not.toBe(token);
  });

  it('do not hold for another session, another person, another kind, another secret, or before their time', () => {
    const { token } = checkInToken(secret, 'TICKET', at, 's1', 'anna');
    const holds = (kinds: TokenKind[], ...fields: string[]) => tokenHolds(secret, token, at, kinds, ...fields);
    expect([holds(['TICKET'], 's1', 'anna'), holds(['TICKET'], 's2', 'anna'), holds(['TICKET'], 's1', 'berta'), holds(['TICKET'], 's1'), holds(['LIVE', 'CODE'], 's1', 'anna')]).toEqual([true, false, false, false, false]);
    expect(tokenHolds('another secret of thirty-two characters', token, at, ['TICKET'], 's1', 'anna')).toBe(false);
    expect(tokenHolds(secret, checkInToken(secret, 'LIVE', later(120), 's1').token, at, ['LIVE'], 's1')).toBe(false);
  });

  it.each(['', 'l', 'l1.', 'x1.aaaaaaaaaaaaaaaaaaaaaa', 'lzzzzzzzzzzzz.aaaaaaaaaaaaaaaaaaaaaa', '<script>', `l1.${'a'.repeat(5000)}`, 'l-1.aaaaaaaaaaaaaaaaaaaaaa'])('are not made of %j', (token) => {
    expect(tokenHolds(secret, token, at, ['LIVE', 'CODE'], 's1')).toBe(false);
  });
});

describe('the code that is typed', () => {
  it('has six signs that nobody mistakes, another one in each session and every ten minutes', () => {
    const code = typedCode(secret, 's1', at);
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{6}$/);
    expect(new Set([code, typedCode(secret, 's2', at), typedCode(secret, 's1', later(600))]).size).toBe(3);
  });

  it('is taken in small letters and with spaces, for ten minutes more', () => {
    const code = typedCode(secret, 's1', at);
    const spaced = ` ${code.slice(0, 3).toLowerCase()} ${code.slice(3)} `;
    expect([typedCodeHolds(secret, 's1', spaced, at), typedCodeHolds(secret, 's1', code, later(600)), typedCodeHolds(secret, 's1', code, later(1200)), typedCodeHolds(secret, 's2', code, at), typedCodeHolds(secret, 's1', '', at), typedCodeHolds(secret, 's1', 'đ😀', at)]).toEqual([true, true, false, false, false, false]);
  });
});

it('a QR code is drawn with the quiet border that readers need', () => {
  const { size, path } = qrDrawing('https://hoc06.vi-du.invalid/check-in/x/y');
  const corners = [...path.matchAll(/M(\d+) (\d+)h/g)].flatMap(([, x, y]) => [Number(x), Number(y)]);
  expect(Math.min(...corners)).toBe(4);
  expect(Math.max(...corners)).toBe(size - 5);
});
