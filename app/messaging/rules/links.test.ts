import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLinkBursts } from './link-bursts.ts';
import { isRealVisit, outcomeOf } from './link-visit.ts';
import { isOpenPage, ownPath } from './own-path.ts';

const browser = { accept: 'text/html,application/xhtml+xml', 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36' };

describe('a page that a message leads to', () => {
  it.each([
    ['/courses/de-an-06?x=1#y', '/courses/de-an-06?x=1#y'],
    ['/a/../courses', '/courses'],
    ['/khoá', '/kho%C3%A1'],
    ['/%5c%5cevil.example', '/%5c%5cevil.example'],
  ])('%s is %s', (href, path) => expect(ownPath(href)).toBe(path));

  it.each(['', 'courses', '//evil.example', '///evil.example', '/\\evil.example', '\\/evil.example', '/.//evil.example', '/%2e//evil.example', '/a/..//evil.example', '/a/../..//evil.example/x', 'https://evil.example', 'HTTPS:/evil.example', 'javascript:alert(1)', '/\tevil', '/\n/evil.example', '/ evil', '/"><script>', '/\u0000'])('%j leads nowhere', (href) => expect(ownPath(href)).toBeNull());

  it.each(['/sign-in', '/Sign-In?next=/x', '/sign%2din', '/%73ign-in/', '/a/../sign-out', '/go/x', '/activate/x', '/unsubscribe/x', '/held/1', '/%E0%A4%A'])('%s is closed to messages', (href) => expect(ownPath(href)).toBeNull());

  it('stays in the product, whatever was typed', () => {
    const parts = fc.constantFrom('/', '//', '\\', '.', '..', '%2e', '%2f', '%5c', '@', ':', 'evil.example', 'http:', '?', '#', 'x', '\t', '\u2028', '／');
    fc.assert(fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.array(parts, { maxLength: 12 }).map((some) => `/${some.join('')}`)), (href) => {
      const path = ownPath(href);
      return path === null || (path.startsWith('/') && !path.startsWith('//') && new URL(path, 'https://hoc06.vi-du.vn').origin === 'https://hoc06.vi-du.vn' && ownPath(path) === path);
    }), { numRuns: 2_000 });
  });

  it('is open only where everybody may look', () => {
    expect(['/verify', '/verify/AAAA', '/VERIFY?code=x', '/verifyx', '/courses', '/'].map(isOpenPage)).toEqual([true, true, false, false, false, false]);
  });
});

describe('a visit', () => {
  it('is real when a browser opens a page', () => {
    expect(isRealVisit('GET', new Headers(browser))).toBe(true);
    expect(isRealVisit('GET', new Headers({ ...browser, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }))).toBe(true);
    expect(isRealVisit('GET', new Headers({ ...browser, 'user-agent': 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 Zalo android/24100' }))).toBe(true);
  });

  it.each<[string, string, Record<string, string>]>([
    ['asks for the head only', 'HEAD', {}],
    ['posts', 'POST', {}],
    ['fetches ahead (Chrome)', 'GET', { 'sec-purpose': 'prefetch;prerender' }],
    ['fetches ahead (Safari)', 'GET', { purpose: 'prefetch' }],
    ['fetches ahead (Firefox)', 'GET', { 'x-moz': 'prefetch' }],
    ['wants an image', 'GET', { accept: 'image/*' }],
    ['takes anything', 'GET', { accept: '*/*' }],
    ['says nothing about itself', 'GET', { 'user-agent': '' }],
    ['is a script of a page', 'GET', { 'sec-fetch-mode': 'cors' }],
    ['is embedded', 'GET', { 'sec-fetch-dest': 'iframe' }],
    ...['Googlebot/2.1', 'BingPreview/1.0b', 'Mozilla/5.0 (compatible; Barracuda Sentinel)', 'facebookexternalhit/1.1', 'TelegramBot (like TwitterBot)', 'WhatsApp/2.2', 'curl/8.5', 'python-requests/2.31', 'Go-http-client/2.0', 'Microsoft Office/16.0', 'Mozilla/5.0 HeadlessChrome/130', 'SafeLinks scanner'].map((agent): [string, string, Record<string, string>] => [`is ${agent}`, 'GET', { 'user-agent': agent }]),
  ])('is not when it %s', (_what, method, headers) => expect(isRealVisit(method, new Headers({ ...browser, ...headers }))).toBe(false));

  it('counts for its recipient only, and as a number for nobody known', () => {
    const visit = { isReal: true, isBurst: false, actorId: 'a', recipientId: 'a', isOpen: false };
    expect(outcomeOf(visit)).toBe('COUNT');
    expect(outcomeOf({ ...visit, isBurst: true })).toBe('PASS');
    expect(outcomeOf({ ...visit, actorId: 'b' })).toBe('PASS');
    expect(outcomeOf({ ...visit, actorId: 'b', isOpen: true })).toBe('PASS');
    expect(outcomeOf({ ...visit, actorId: null })).toBe('SIGN_IN');
    expect(outcomeOf({ ...visit, actorId: null, isOpen: true })).toBe('CONFIRM');
    expect(outcomeOf({ ...visit, actorId: null, isOpen: true, isBurst: true })).toBe('PASS');
    expect(outcomeOf({ ...visit, isReal: false })).toBe('PASS');
  });
});

describe('many links at once', () => {
  it('are a scanner, for a minute; the same one again, or one now and then, is a person', () => {
    const bursts = createLinkBursts();
    expect([1, 2, 3, 4, 5].map(() => bursts.note('office', 'a', 0))).toEqual([false, false, false, false, false]);
    expect(['b', 'c', 'd'].map((link, at) => bursts.note('office', link, at * 1_000))).toEqual([false, false, false]);
    expect(['e', 'f', 'g', 'h'].map((link) => bursts.note('scanner', link, 5_000))).toEqual([false, false, false, true]);
    expect([bursts.note('scanner', 'i', 64_999), bursts.note('scanner', 'i', 65_000), bursts.note('office', 'x', 5_000)]).toEqual([true, false, false]);
  });

  it('are remembered within bounds, and the scanner at work is not what is forgotten', () => {
    const bursts = createLinkBursts();
    for (const link of ['a', 'b', 'c', 'd']) bursts.note('scanner', link, 0);
    for (let at = 0; at < 30_000; at += 1) {
      bursts.note(`place ${at}`, 'x', 1);
      if (at % 5_000 === 0) bursts.note('scanner', 'e', 1);
    }
    expect(bursts.note('scanner', 'e', 2)).toBe(true);
  });
});
